"""What the rows of a dataset are for: sources of other rows, pages, gaps, statements; or that they are awaited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.load.nodes import Node

SINCE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
ACCEPTED = ("value", "date", "reason")


@dataclass(frozen=True, slots=True)
class Provenance:
    """The fields of each row that say which document, and which of its lines, the row was taken from."""

    document: str
    lines: str


@dataclass(frozen=True, slots=True)
class EntityKind:
    """That the rows of a dataset get pages, and the words for one and for several of them."""

    singular: str
    plural: str
    order: str = ""
    aliases: str = ""
    subtitle: str = ""
    abbreviation: str = ""
    sheet: bool = False


@dataclass(frozen=True, slots=True)
class Awaited:
    """That the rows are collected but not published yet: who would report them, and since when (`2023`, `2023-05`)."""

    reporter: str
    since: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """The fields of rows that each tell of something missing: what, in which dataset, whose it is, since when."""

    text: str
    dataset: str
    publisher: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The fields of rows that are words of a trade: an abbreviation, and what it means, blank where nobody says."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The fields of rows that are events: day, what, and where known the hours (`HH:MM`), the place, an address."""

    date: str
    summary: str
    start: str = ""
    end: str = ""
    location: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Tiles:
    """The fields of rows that each place an entity on a schematic map: its row and its column, and a short name."""

    row: str
    column: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The fields that record a reviewed difference: the value found then, the day, and why it is accepted."""

    value: str
    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class Statements:
    """The fields of rows that each state something which a rule can recompute from other datasets.

    `rows` and `value` hold the rule: the rows read, and one value computed from them. `decimals` are those printed of
    a rounded number, blank for an exact one; `parts` says that rounded parts were added. `reason` says why there is no
    rule, and `kind` holds `observation` (its value) for what no rule can decide.
    """

    text: str
    stated: str
    decimals: str
    unit: str
    parts: str
    rows: str
    value: str
    reason: str
    kind: str
    observation: str
    accepted: Accepted


def provenance(root: Node) -> Provenance | None:
    """Read the `provenance` key of a descriptor."""
    node = root.child("provenance")
    if node is None:
        return None
    return Provenance(node.only("document", "lines").required("document"), node.required("lines"))


def entity(root: Node) -> EntityKind | None:
    """Read the `entity` key of a descriptor."""
    node = root.child("entity")
    if node is None:
        return None
    optional = ("order", "aliases", "subtitle", "abbreviation")
    node.only("singular", "plural", "sheet", *optional)
    texts = {key: node.text(key) for key in optional}
    return EntityKind(node.required("singular"), node.required("plural"), **texts, sheet=node.flag("sheet"))


def awaited(root: Node) -> Awaited | None:
    """Read the `awaited` key of a descriptor; a year may be written without quotes."""
    node = root.child("awaited")
    if node is None:
        return None
    reporter = node.only("reporter", "since").required("reporter")
    since = str(node.value.get("since", ""))
    if not SINCE.fullmatch(since):
        node.report("wrong-shape", "since", value=since)
    return Awaited(reporter, since)


def gaps(root: Node) -> Gaps | None:
    """Read the `gaps` key of a descriptor."""
    node = root.child("gaps")
    if node is None:
        return None
    node.only("text", "dataset", "publisher", "since")
    return Gaps(node.required("text"), node.required("dataset"), node.text("publisher"), node.text("since"))


def glossary(root: Node) -> Glossary | None:
    """Read the `glossary` key of a descriptor."""
    node = root.child("glossary")
    if node is None:
        return None
    return Glossary(node.only("term", "meaning").required("term"), node.required("meaning"))


def calendar(root: Node) -> Calendar | None:
    """Read the `calendar` key of a descriptor."""
    node = root.child("calendar")
    if node is None:
        return None
    optional = ("start", "end", "location", "link")
    node.only("date", "summary", *optional)
    return Calendar(node.required("date"), node.required("summary"), *(node.text(key) for key in optional))


def tiles(root: Node) -> Tiles | None:
    """Read the `tiles` key of a descriptor."""
    node = root.child("tiles")
    if node is None:
        return None
    node.only("row", "column", "short")
    return Tiles(node.required("row"), node.required("column"), node.text("short"))


def statements(root: Node) -> Statements | None:
    """Read the `statements` key of a descriptor."""
    node = root.child("statements")
    if node is None:
        return None
    plain = ("text", "stated", "decimals", "unit", "parts", "rows", "value", "reason", "kind", "observation")
    node.only(*plain, "accepted")
    found = {key: node.required(key) for key in plain}
    child = node.child("accepted")
    if child is None:
        node.report("missing-key", None, key="accepted")
        return None
    child.only(*ACCEPTED)
    return Statements(**found, accepted=Accepted(*(child.required(key) for key in ACCEPTED)))
