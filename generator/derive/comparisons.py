"""The page that sets the entities of a kind side by side: every number that each has, and what each has and lacks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.derive import defaults, orders, provenances, summaries, tables
from generator.derive.pages import Page
from generator.derive.questions import Question
from generator.derive.tables import Column, FigureTable, Row
from generator.derive.terms import Link, Missing, NotApplicable, Quantity, Share, Term, Tick, Word
from generator.load.segments import COMPARE_SEGMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.derive.groups import Point
    from generator.derive.pages import Directory
    from generator.derive.provenances import Provenance
    from generator.derive.summaries import Summary
    from generator.load.views import View
    from generator.model.catalog import Catalog, Dataset, Entity, Relation

SHAPES = ("number", "periods", "presence")
LEAST, MOST = 2, 500
"""How many entities it takes to compare, and how many one table can hold for people."""

MAX_COLUMNS = 60
"""A table with more groups than this compares nothing that anybody could follow."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One table of a comparison: a row for each entity, and where its numbers come from. `id` is its anchor."""

    id: str
    title: str
    table: FigureTable
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ComparePage(Page):
    """All entities of a kind, side by side."""

    kind: Directory = field(metadata={"help": "The entity's kind"})
    tables: tuple[Compared, ...] = field(metadata={"help": "One per figure; a row for each entity"})


def address(kind: str, catalog: Catalog) -> str:
    """Return where the entities of a kind are compared; blank when there is nothing to compare."""
    if not LEAST <= len(catalog.entities[kind]) <= MOST or not _asked(kind, catalog):
        return ""
    return f"{catalog.directory(kind)}{catalog.site.segment(COMPARE_SEGMENT)}/"


def link(kind: str, catalog: Catalog, entity: Entity | None = None) -> Link | None:
    """Return the link to the comparison of a kind, at the row of one entity."""
    path = address(kind, catalog)
    return Link("", f"{path}#{anchor(entity.id)}" if entity else path) if path else None


def anchor(key: str) -> str:
    """Return the anchor of the first row of an entity."""
    return f"c-{key}"


def derive(kind: str, listed: Directory, catalog: Catalog) -> ComparePage | None:
    """Return the page on which the entities of a kind are compared; nothing when there is nothing to compare."""
    path = address(kind, catalog)
    if not path:
        return None
    first, *rest = (_compared(relation, view, catalog) for relation, view in _asked(kind, catalog))
    return ComparePage(
        path=path, title="", description=listed.link.text, crumbs=(listed.link,), kind=listed,
        tables=(_anchored(first), *rest),
    )  # fmt: skip


def _asked(kind: str, catalog: Catalog) -> list[tuple[Relation, View]]:
    """Return the views that give each entity a number, numbers by period, or say what it has, in this order."""
    found = []
    for relation in catalog.relations_to(kind):
        dataset = catalog.datasets[relation.dataset]
        for view in () if dataset.is_awaited else defaults.views(dataset.descriptor):
            shape = "" if view.is_list or not view.appears_on(kind) else _shape(view, relation, dataset)
            if shape:
                found.append((SHAPES.index(shape), relation, view))
    return [(relation, view) for _, relation, view in sorted(found, key=lambda item: item[0])]


def _shape(view: View, relation: Relation, dataset: Dataset) -> str:
    """Return how a view compares entities: by a number, by numbers of periods, by what each has, or not at all."""
    if view.group == (relation.field,):
        return "number"
    if len(view.group) != 1 or relation.field in view.group:
        return ""
    if view.measure.aggregate == "presence":
        return "presence" if len(dataset.table.texts[view.group[0]].distinct) <= MAX_COLUMNS else ""
    return "periods" if dataset.descriptor.schema.get(view.group[0]).is_period else ""


def _compared(relation: Relation, view: View, catalog: Catalog) -> Compared:
    dataset = catalog.datasets[relation.dataset]
    asked = Question(dataset, view, catalog, None)
    shape = _shape(view, relation, dataset)
    table = _numbers(asked, relation) if shape == "number" else _spread(asked, relation)
    read = summaries.rows(dataset, view.where)
    source = provenances.derive(dataset, read, catalog)
    title = dataset.descriptor.title if shape == "presence" else view.title  # its own title speaks of one entity
    return Compared(f"{dataset.name}-{view.id}", title, table, source)


def _anchored(first: Compared) -> Compared:
    """Give each row of the first table its anchor, so that a link can lead to one entity."""
    rows = tuple(replace(row, anchor=anchor(row.key)) if row.key else row for row in first.table.rows)
    return replace(first, table=replace(first.table, rows=rows))


def _entities(relation: Relation, catalog: Catalog) -> Iterator[tuple[Entity, Link]]:
    for entity in catalog.entities[relation.kind].values():
        yield entity, Link(entity.title, entity.path)


def _head(relation: Relation, asked: Question) -> Column:
    return Column(asked.dataset.descriptor.schema.get(relation.field).title)


def _numbers(asked: Question, relation: Relation) -> FigureTable:
    """Return the value, the share and the rank of each entity; then the totals."""
    summary = summaries.summarise(asked.dataset, asked.view, asked.catalog)
    found = {point.key[0]: point for point in summary.points}
    columns = (_head(relation, asked), *tables.value_columns(asked), Column(Word("table.rank"), None, numeric=True))
    blank: tuple[Term, ...] = (_nothing(asked), *([NotApplicable()] if asked.view.share else []), NotApplicable())
    rows = []
    for entity, name in _entities(relation, asked.catalog):
        point = found.get(entity.id)
        cells = (*tables.values(asked, point), point.rank or NotApplicable()) if point else blank
        rows.append(Row((name, *cells), key=entity.id))
    if asked.adds_up and len(summary.known) > 1:
        rows += [Row((*row.cells, NotApplicable()), row.mark) for row in tables.totals(asked, summary)]
    return FigureTable(columns, tuple(rows))


def _spread(asked: Question, relation: Relation) -> FigureTable:
    """Return a row for each entity and a column for each group; of periods also the change from first to last."""
    field, catalog = asked.view.group[0], asked.catalog
    whole = summaries.summarise(asked.dataset, asked.view, catalog)
    keys = sorted((point.key[0] for point in whole.points), key=orders.of(field, asked.dataset, catalog))
    is_presence = asked.view.measure.aggregate == "presence"
    unit = None if is_presence else asked.unit
    columns = [Column(asked.label(field, key), unit, numeric=not is_presence) for key in keys]
    rows = []
    for entity, name in _entities(relation, catalog):
        scope = summaries.Scope(relation.field, entity)
        points = _by_key(summaries.summarise(asked.dataset, asked.view, catalog, scope))
        found = [points.get(key) for key in keys]
        cells = (
            [_tick(point) for point in found]
            if is_presence
            else [*(_value(asked, point) for point in found), *_change(found)]
        )
        rows.append(Row((name, *cells), key=entity.id))
    if is_presence or asked.adds_up:
        found = [_by_key(whole).get(key) for key in keys]
        total = Word("table.total_known" if whole.gaps or whole.holes else "table.total")
        cells = [*(_value(asked, point) for point in found), *([] if is_presence else _change(found))]
        rows.append(Row((total, *cells), "total"))
    if not is_presence and len(keys) > 1:
        columns += [
            Column(Word("compare.change"), unit, numeric=True),
            Column(Word("compare.change_share"), None, numeric=True),
        ]
    return FigureTable((_head(relation, asked), *columns), tuple(rows))


def _by_key(summary: Summary) -> dict[str, Point]:
    return {point.key[0]: point for point in summary.points}


def _value(asked: Question, point: Point | None) -> Term:
    """Return a value, without its unit."""
    return _nothing(asked) if point is None else tables.value(point)


def _nothing(asked: Question) -> Term:
    """Return what an entity without rows has: no data, unless the view says that it lacks nothing."""
    return Missing() if asked.view.gap else NotApplicable()


def _tick(point: Point | None) -> Term:
    return Missing() if point is None or point.value is None else Tick(bool(point.value))


def _change(found: Sequence[Point | None]) -> list[Term]:
    """Return the change from the first period to the last, as an amount and as a part of the first."""
    first, last = found[0], found[-1]
    if first is None or last is None or first.value is None or last.value is None:
        return [Missing(), Missing()] if found[1:] else []
    amount, places = last.value - first.value, max(first.decimals, last.decimals)
    part: Term = Share(amount / first.value) if first.value else NotApplicable()
    return [Quantity(round(amount, places), None, places), part] if found[1:] else []
