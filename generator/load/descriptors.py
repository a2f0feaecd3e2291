"""From one YAML file to the Descriptor of a dataset: its metadata, its schema and its place on the pages."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.load import acceptances, checks, revisions, roles, schemas, views
from generator.load.acceptances import Acceptance
from generator.load.checks import Check
from generator.load.nodes import Node, is_name
from generator.load.revisions import Reason
from generator.load.roles import Awaited, Calendar, EntityKind, Gaps, Glossary, Provenance, Statements, Tiles
from generator.load.schemas import Schema
from generator.load.views import View
from generator.load.yaml_files import YamlFile
from generator.problems import Problem, Severity

KEYS = (
    "name", "title", "description", "observation", "theme", "keywords", "licenses", "sources", "contributors",
    "temporal", "spatial", "accrualPeriodicity", "modified", "nextUpdate", "method", "notes", "dialect", "schema",
    "label", "provenance", "entity", "awaited", "gaps", "statements", "calendar", "tiles", "glossary", "views",
    "checks", "accepted", "revisions",
)  # fmt: skip
ADVISED = (
    "description", "observation", "sources", "temporal", "accrualPeriodicity", "modified", "nextUpdate",
)  # fmt: skip
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PERIODICITY = re.compile(r"R/P([0-9]+[YMWD])+|irregular")
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Named:
    """A source, a licence or a contributor, as Frictionless lists them."""

    title: str
    path: str = ""
    name: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Descriptor:
    """Everything that `schemas/<name>.yaml` says of `datasets/<name>.csv`; `raw` is what it says word for word."""

    name: str
    file: str
    title: str
    schema: Schema
    raw: Mapping[str, Any]
    description: str = ""
    observation: str = ""
    theme: str = ""
    keywords: tuple[str, ...] = ()
    licenses: tuple[Named, ...] = ()
    sources: tuple[Named, ...] = ()
    contributors: tuple[Named, ...] = ()
    temporal: tuple[str, str] | None = None
    spatial: str = ""
    periodicity: str = ""
    modified: str = ""
    next_update: str = ""
    method: str = ""
    notes: tuple[str, ...] = ()
    delimiter: str = ","
    label: str = ""
    provenance: Provenance | None = None
    entity: EntityKind | None = None
    awaited: Awaited | None = None
    gaps: Gaps | None = None
    statements: Statements | None = None
    calendar: Calendar | None = None
    tiles: Tiles | None = None
    glossary: Glossary | None = None
    views: tuple[View, ...] = ()
    checks: tuple[Check, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    revisions: tuple[Reason, ...] = ()


def parse(source: YamlFile, name: str, problems: list[Problem]) -> Descriptor:
    """Read the descriptor of the dataset `name` (its file's stem); what is wrong with it goes to `problems`."""
    root = Node(source, source.value, problems).only(*KEYS)
    if root.required("name") not in ("", name) or not is_name(name):
        root.report("dataset-name", "name", name=name)
    problems.extend(
        Problem("metadata-missing", file=source.file, line=1, field=key, severity=Severity.WARNING)
        for key in ADVISED
        if not root.has(key)
    )
    schema = schemas.parse(root, name)
    return Descriptor(
        name=name,
        file=source.file,
        title=root.required("title"),
        schema=schema,
        raw=source.value,
        licenses=named(root, "licenses"),
        sources=named(root, "sources"),
        contributors=named(root, "contributors"),
        temporal=_temporal(root),
        periodicity=_shaped(root, "accrualPeriodicity", PERIODICITY),
        modified=_date(root, "modified"),
        next_update=_date(root, "nextUpdate"),
        notes=root.texts("notes"),
        keywords=root.texts("keywords"),
        delimiter=_delimiter(root),
        provenance=roles.provenance(root),
        entity=roles.entity(root),
        awaited=roles.awaited(root),
        gaps=roles.gaps(root),
        statements=roles.statements(root),
        calendar=roles.calendar(root),
        tiles=roles.tiles(root),
        glossary=roles.glossary(root),
        views=views.parse(root),
        checks=checks.parse(root),
        accepted=acceptances.parse(root),
        revisions=revisions.parse(root),
        **{key: root.text(key) for key in ("description", "observation", "theme", "spatial", "method", "label")},
    )


def named(root: Node, key: str) -> tuple[Named, ...]:
    """Read a Frictionless list of sources, licences or contributors."""
    found = []
    for item in root.items(key):
        item.only("title", "path", "name", "roles", "version")
        if not (item.value.get("title") or item.value.get("name")):
            item.report("missing-key", None, key="title")
        found.append(Named(item.text("title"), item.text("path"), item.text("name"), item.texts("roles")))
    return tuple(found)


def _shaped(root: Node, key: str, pattern: re.Pattern[str]) -> str:
    text = root.text(key)
    if text and not pattern.fullmatch(text):
        root.report("wrong-shape", key, value=text)
    return text


def _temporal(root: Node) -> tuple[str, str] | None:
    node = root.child("temporal")
    if node is None:
        return None
    node.only("start", "end")
    start, end = (_date(node, key) if node.required(key) else "" for key in ("start", "end"))
    if end and end < start:
        node.report("wrong-shape", "end", value=end)
    return (start, end) if start and end else None


def _date(node: Node, key: str) -> str:
    """Return an ISO date, or nothing when it is blank or no day of the calendar."""
    text = _shaped(node, key, DATE)
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        if DATE.fullmatch(text):
            node.report("wrong-shape", key, value=text)
        return ""
    return text


def _delimiter(root: Node) -> str:
    node = root.child("dialect")
    text = node.only("delimiter").text("delimiter", ",") if node else ","
    if node and text not in DELIMITERS:
        node.report("wrong-choice", "delimiter", value=text, known=" ".join(repr(mark) for mark in DELIMITERS))
    return text if text in DELIMITERS else ","
