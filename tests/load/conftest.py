"""Fixtures of this room: one descriptor or one CSV at a time, without files."""

import textwrap
from collections.abc import Callable

import pytest

from generator.load import descriptors, site, tables, texts, yaml_files
from generator.load.descriptors import Descriptor
from generator.load.nodes import Node
from generator.load.site import Site
from generator.load.tables import Table
from generator.load.texts import Texts
from generator.problems import Problem, Refused, Severity

FILE = "schemas/arboles.yaml"


@pytest.fixture(name="node")
def _node() -> Callable[[str], Node]:
    """Return a function that makes the root node of a YAML text; its problems gather in `node.problems`."""

    def node(text: str) -> Node:
        source = yaml_files.parse(textwrap.dedent(text).encode(), FILE)
        return Node(source, source.value, [])

    return node


@pytest.fixture(name="describe")
def _describe() -> Callable[[str], tuple[Descriptor, list[Problem]]]:
    """Return a function that reads the YAML of the dataset `arboles`; problems are the errors it has."""

    def describe(text: str) -> tuple[Descriptor, list[Problem]]:
        problems: list[Problem] = []
        found = descriptors.parse(yaml_files.parse(textwrap.dedent(text).encode(), FILE), "arboles", problems)
        return found, [problem for problem in problems if problem.severity is Severity.ERROR]

    return describe


@pytest.fixture(name="read_site")
def _read_site() -> Callable[[str], tuple[Site, list[Problem]]]:
    """Return a function that reads the YAML of a site."""

    def read_site(text: str) -> tuple[Site, list[Problem]]:
        problems: list[Problem] = []
        source = yaml_files.parse(textwrap.dedent(text).encode(), "site_src/site.yaml")
        return site.parse(source, problems), problems

    return read_site


@pytest.fixture(name="split")
def _split() -> Callable[..., Texts]:
    """Return a function that splits the bytes of a CSV into texts."""
    return lambda data, delimiter=",": texts.read(data, "datasets/arboles.csv", delimiter)


@pytest.fixture(name="refusal")
def _refusal(split: Callable[..., Texts]) -> Callable[..., Problem]:
    """Return a function that gives the one problem for which the bytes of a CSV are refused."""

    def refusal(data: bytes, delimiter: str = ",") -> Problem:
        with pytest.raises(Refused) as caught:
            split(data, delimiter)
        (problem,) = caught.value.problems
        return problem

    return refusal


@pytest.fixture(name="tabulate")
def _tabulate(
    describe: Callable[[str], tuple[Descriptor, list[Problem]]],
) -> Callable[..., tuple[Table, list[Problem]]]:
    """Return a function that reads a CSV with the fields that a YAML `schema` declares."""

    def tabulate(schema: str, data: str | bytes) -> tuple[Table, list[Problem]]:
        text = "name: arboles\ntitle: Árboles\nschema:\n" + textwrap.indent(textwrap.dedent(schema), "  ")
        descriptor, problems = describe(text)
        assert [] == problems
        body = data if isinstance(data, bytes) else textwrap.dedent(data).encode()
        table, faults = tables.load(body, "datasets/arboles.csv", descriptor)
        return table, list(faults)

    return tabulate
