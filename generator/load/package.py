"""From a project folder to its Package: the catalogue's metadata, and every dataset with its descriptor and table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.load import descriptors, history, issuers, revisions, site, tables, yaml_files
from generator.load.checks import Jump
from generator.load.descriptors import Descriptor, Named
from generator.load.issuers import Issuer
from generator.load.nodes import Node, is_name
from generator.load.revisions import Withdrawn
from generator.load.site import Site
from generator.problems import Problem, Refused, Severity
from generator.project import read

if TYPE_CHECKING:
    from generator.load.tables import Table
    from generator.project import Inventory, Project

PACKAGE_FILE = "datapackage.yaml"
KEYS = (
    "name", "title", "description", "homepage", "version", "keywords", "licenses", "contributors", "sources", "themes",
    "issuer", "withdrawn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject that gathers the figures of several datasets on one page."""

    id: str
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class PackageMetadata:
    """What `schemas/datapackage.yaml` says of the catalogue as a whole."""

    name: str = "data"
    title: str = ""
    description: str = ""
    version: str = ""
    licenses: tuple[Named, ...] = ()
    contributors: tuple[Named, ...] = ()
    sources: tuple[Named, ...] = ()
    themes: tuple[Theme, ...] = ()
    withdrawn: Mapping[str, Withdrawn] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    homepage: str = ""
    issuer: Issuer = field(default_factory=Issuer)
    raw: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Package:
    """All that was read, by dataset name in order; `tables` holds the datasets whose bytes are a table.

    `previous` holds the version committed before of those that are compared with it, where there is one.
    """

    metadata: PackageMetadata
    site: Site
    descriptors: Mapping[str, Descriptor]
    tables: Mapping[str, Table]
    problems: tuple[Problem, ...]
    previous: Mapping[str, Table] = field(default_factory=dict)


def load(project: Project, inventory: Inventory) -> Package:
    """Read every input file once. Problems are returned with what could be read, never raised."""
    problems = list(inventory.problems)
    metadata = _metadata(project, inventory, problems)
    found = _descriptors(project, inventory, problems)
    csv_files = {path.stem: path for path in inventory.below(project.datasets, ".csv")}
    problems += _strays(project, inventory, csv_files, found)
    loaded: dict[str, Table] = {}
    previous: dict[str, Table] = {}
    for name, descriptor in found.items():
        if name in csv_files:
            path = csv_files[name]
            data = read(path)
            table, faults = tables.load(data, project.relative(path), descriptor)
            problems += faults
            if table is not None:
                loaded[name] = table
                previous |= _previous(project, path, data, descriptor)
    return Package(metadata, read_site(project, inventory, problems), found, loaded, tuple(problems), previous)


def _previous(project: Project, path: Path, data: bytes, descriptor: Descriptor) -> dict[str, Table]:
    """Return the version of a table before this one by its name, if a check asks for it and it has the same columns."""
    if not any(isinstance(check, Jump) for check in descriptor.checks):
        return {}
    older = history.before(project.root, path, data)
    if older is None:
        return {}
    table, faults = tables.load(older, project.relative(path), descriptor)
    is_whole = all(problem.severity is not Severity.ERROR for problem in faults)
    return {descriptor.name: table} if table is not None and is_whole else {}


def _read(project: Project, path: Path, problems: list[Problem]) -> yaml_files.YamlFile | None:
    try:
        return yaml_files.parse(read(path), project.relative(path))
    except Refused as refused:
        problems += refused.problems
        return None


def _descriptors(project: Project, inventory: Inventory, problems: list[Problem]) -> dict[str, Descriptor]:
    found = {}
    for path in inventory.below(project.schemas, ".yaml"):
        if path.name == PACKAGE_FILE:
            continue
        source = _read(project, path, problems)
        if source is not None:
            found[path.stem] = descriptors.parse(source, path.stem, problems)
    return found


def _strays(
    project: Project, inventory: Inventory, csv_files: Mapping[str, Path], found: Mapping[str, Descriptor]
) -> list[Problem]:
    """Report files without their other half, and files that do not belong: nothing is skipped in silence."""
    schemas = {path.stem for path in inventory.below(project.schemas, ".yaml") if path.name != PACKAGE_FILE}
    problems = [
        Problem("csv-missing", file=descriptor.file, details={"expected": f"datasets/{name}.csv"})
        for name, descriptor in found.items()
        if name not in csv_files
    ]
    for path in (*inventory.below(project.datasets), *inventory.below(project.schemas)):
        expected = ".csv" if path.is_relative_to(project.datasets) else ".yaml"
        if path.suffix != expected or path.parent not in (project.datasets, project.schemas):
            problems.append(Problem("stray-file", file=project.relative(path), details={"expected": expected}))
        elif path == project.datasets / f"{Path(PACKAGE_FILE).stem}.csv":
            problems.append(Problem("dataset-name", file=project.relative(path), details={"name": path.stem}))
        elif expected == ".csv" and path.stem not in schemas:
            details = {"expected": f"schemas/{path.stem}.yaml"}
            problems.append(Problem("descriptor-missing", file=project.relative(path), details=details))
    if not schemas and not csv_files:
        problems.append(Problem("no-datasets", file="datasets"))
    return problems


def _metadata(project: Project, inventory: Inventory, problems: list[Problem]) -> PackageMetadata:
    path = project.schemas / PACKAGE_FILE
    source = _read(project, path, problems) if path in inventory.files else None
    if source is None:
        return PackageMetadata()
    root = Node(source, source.value, problems).only(*KEYS)
    name = root.required("name")
    if name and not is_name(name):
        root.report("wrong-shape", "name", value=name)
    themes = tuple(
        Theme(theme, node.only("title", "description").required("title"), node.text("description"))
        for theme, node in root.entries("themes")
    )
    for theme in themes:
        if not is_name(theme.id):
            root.report("wrong-shape", "themes", value=theme.id)
    return PackageMetadata(
        name=name or "data",
        title=root.text("title"),
        description=root.text("description"),
        version=root.text("version"),
        licenses=descriptors.named(root, "licenses"),
        contributors=descriptors.named(root, "contributors"),
        sources=descriptors.named(root, "sources"),
        themes=themes,
        withdrawn=revisions.withdrawn(root),
        keywords=root.texts("keywords"),
        homepage=root.text("homepage"),
        issuer=issuers.parse(root),
        raw=source.value,
    )


def read_site(project: Project, inventory: Inventory, problems: list[Problem]) -> Site:
    """Read `site.yaml`; the neutral site when there is none, or none that can be read."""
    path = project.site_src / "site.yaml"
    source = _read(project, path, problems) if path in inventory.files else None
    found = Site() if source is None else site.parse(source, problems)
    return replace(found, url=project.url or found.url)
