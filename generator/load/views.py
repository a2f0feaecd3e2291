"""From the `views` of a descriptor to View: a figure declared as data."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.load import schemas
from generator.load.limits import MAX_VIEWS
from generator.load.nodes import Node, is_name
from generator.load.schemas import Unit

AGGREGATES = ("sum", "count", "value", "presence", "list")
ROWS = ("count", "list")
"""The aggregates of rows rather than of a field."""

MARKS = ("bar", "line")
ORDERS = ("group", "value", "-value")
CHANNELS = ("x", "y", "color")
KEYS = (
    "title", "group", "measure", "mark", "order", "share", "whole", "where", "encode", "columns", "elsewhere", "pages",
    "lead", "unit", "gap", "filter", "state", "headline", "question",
)  # fmt: skip
MAX_GROUPS = 2
LEAD_SLOTS: Mapping[str, frozenset[str]] = {"whole": frozenset({"value"}), "entity": frozenset({"value", "name"})}
LIST_SLOTS: Mapping[str, frozenset[str]] = {about: known | {"names"} for about, known in LEAD_SLOTS.items()}
QUESTION_SLOTS: Mapping[str, frozenset[str]] = {"whole": frozenset(), "entity": frozenset({"name"})}
"""What a pattern may be filled with, about all rows and about those of one entity."""

Column = tuple[str, ...]
"""The alternatives of one extra column, each a path through foreign keys; the first that is not blank is shown."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: `field` (blank when rows are counted) and how its cells become one value."""

    aggregate: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """Where the whole stands when it is not the sum of the rows: the sum of a field of a dataset of totals."""

    dataset: str
    field: str
    where: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class View:
    """One figure: rows grouped and measured, and how they are drawn, ordered and told."""

    id: str
    title: str
    group: tuple[str, ...]
    measure: Measure
    mark: str = "bar"
    order: str = "group"
    share: bool = False
    whole: Whole | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    encode: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    elsewhere: bool = False
    pages: tuple[str, ...] = ()
    lead: Mapping[str, str] = field(default_factory=dict)
    unit: Unit | None = None
    gap: bool = True
    filter: tuple[str, ...] = ()
    state: str = ""
    question: Mapping[str, str] = field(default_factory=dict)
    headline: bool = False

    @property
    def is_list(self) -> bool:
        """Whether the rows are shown as they are, not measured."""
        return self.measure.aggregate == "list"

    def appears_on(self, page: str) -> bool:
        """Tell whether the figure belongs on `page`: `theme`, `dataset`, `home` or an entity dataset's name."""
        return page in self.pages or (not self.pages and page != "home")


def parse(root: Node) -> tuple[View, ...]:
    """Read the `views` key of a descriptor."""
    found = tuple(_view(name, node) for name, node in root.entries("views"))
    if len(found) > MAX_VIEWS:
        root.report("too-many-entries", "views", found=len(found), limit=MAX_VIEWS)
    return found


def _view(name: str, node: Node) -> View:
    node.only(*KEYS)
    if not is_name(name):
        node.report("wrong-shape", None, value=name)
    measure = _measure(node)
    return View(
        id=name,
        title=node.required("title"),
        group=_group(node, measure),
        measure=measure,
        mark=_one_of(node, "mark", MARKS),
        order=_one_of(node, "order", ORDERS),
        share=node.flag("share"),
        whole=_whole(node),
        where=_texts(node, "where"),
        encode=_encode(node),
        columns=_columns(node),
        elsewhere=node.flag("elsewhere"),
        pages=node.texts("pages"),
        lead=_patterns(node, "lead", LIST_SLOTS if measure.aggregate == "list" else LEAD_SLOTS),
        unit=schemas.unit(node),
        gap=node.flag("gap") or not node.has("gap"),
        filter=node.texts("filter"),
        state=node.text("state"),
        question=_patterns(node, "question", QUESTION_SLOTS),
        headline=node.flag("headline"),
    )


def _group(node: Node, measure: Measure) -> tuple[str, ...]:
    """Read the groups: one or two, none or one of a list; a list needs columns, and the others measure."""
    group, is_list = node.names("group"), measure.aggregate == "list"
    if not (len(group) <= 1 if is_list else 1 <= len(group) <= MAX_GROUPS):
        node.report("view-group", "group" if node.has("group") else None)
    if is_list and not node.value.get("columns"):
        node.report("missing-key", None, key="columns")
    return group


def _measure(node: Node) -> Measure:
    child = node.child("measure")
    if child is None:
        node.report("missing-key", None, key="measure")
        return Measure("count")
    child.only("field", "aggregate")
    measure = Measure(_one_of(child, "aggregate", AGGREGATES), child.text("field"))
    if (measure.aggregate in ROWS) == bool(measure.field):
        child.report("view-measure", None, value=measure.aggregate)
    return measure


def _whole(node: Node) -> Whole | None:
    child = node.child("whole")
    if child is None:
        return None
    child.only("dataset", "field", "where")
    return Whole(child.required("dataset"), child.required("field"), _texts(child, "where"))


def _encode(node: Node) -> Mapping[str, str]:
    child = node.child("encode")
    if child is None:
        return {}
    child.only(*CHANNELS)
    return _texts(node, "encode")


def _patterns(node: Node, key: str, fillings: Mapping[str, frozenset[str]]) -> Mapping[str, str]:
    """Read sentences in the city's words, for all rows (`whole`) and for those of one entity (`entity`)."""
    child = node.child(key)
    if child is None:
        return {}
    child.only("whole", "entity")
    found = {name: child.text(name) for name in child.value}
    for name, known in fillings.items():
        unknown = slots(found.get(name, "")) - known
        if unknown:
            child.report("unknown-slot", name, value=", ".join(sorted(unknown)), known=", ".join(sorted(known)))
    return found


def slots(pattern: str) -> set[str]:
    """Return the names between braces of a sentence pattern; one that is more than a name is the slot `{`."""
    try:
        parts = [part for part in string.Formatter().parse(pattern) if part[1] is not None]
    except ValueError:
        return {"{"}
    return {name if name and not form and not change else "{" for _, name, form, change in parts}


def _columns(node: Node) -> tuple[Column, ...]:
    value: Any = node.value.get("columns", [])
    columns: list[Any] = (
        [[item] if isinstance(item, str) else item for item in value] if isinstance(value, list) else [None]
    )
    if not all(isinstance(item, list) and item and all(isinstance(path, str) for path in item) for item in columns):
        node.report("wrong-type", "columns", expected="texts")
        return ()
    return tuple(tuple(item) for item in columns)


def _texts(node: Node, key: str) -> Mapping[str, str]:
    child = node.child(key)
    return {} if child is None else {name: child.text(name) for name in child.value}


def _one_of(node: Node, key: str, known: tuple[str, ...]) -> str:
    text = node.text(key, known[0])
    if text not in known:
        node.report("wrong-choice", key, value=text, known=", ".join(known))
        return known[0]
    return text
