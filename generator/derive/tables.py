"""The table of a figure: the same values as its chart, and what the chart cannot show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import orders
from generator.derive.terms import Missing, NotApplicable, Quantity, Share, Term, Word

if TYPE_CHECKING:
    from generator.derive.groups import Point
    from generator.derive.questions import Question
    from generator.derive.summaries import Summary
    from generator.load.schemas import Unit

WINDOW = 3
MAX_ROWS = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, the unit of its numbers, and whether it holds numbers."""

    title: Term
    unit: Unit | None = None
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the first cell names it. `mark` is `total`, `this` (the page's own entity), `group` or nothing.

    `key` is the id of the entity of whom the row tells, where entities are compared; `anchor` is that of the row.
    """

    cells: tuple[Term, ...]
    mark: str = ""
    key: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table. `hidden` counts the rows left out of it; they are in the dataset's file.

    `layout` is `grid`, to compare numbers, or `cards`, to read row by row: on a narrow screen these become cards.
    `filters` are the positions of the columns by whose values readers may narrow the rows down.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    hidden: int = 0
    layout: str = "grid"
    filters: tuple[int, ...] = ()


def empty() -> FigureTable:
    """Return the table of a figure without rows."""
    return FigureTable((), ())


def overall(asked: Question, summary: Summary) -> FigureTable:
    """Return one row per group, or a row per first group and a column per second one."""
    if len(summary.group) > 1:
        return _crossed(asked, summary)
    columns = (_group_column(asked, summary), *value_columns(asked))
    body = [Row((asked.name(summary, point), *values(asked, point))) for point in summary.points]
    shown = body[:MAX_ROWS]
    if asked.adds_up and len(summary.known) > 1:
        shown += totals(asked, summary)
    return FigureTable(columns, tuple(shown), len(body) - len(body[:MAX_ROWS]))


def position(asked: Question, summary: Summary) -> FigureTable:
    """Return the ranking with this page's entity marked: all of it, or its head and the entity's neighbours."""
    mine = asked.scope.entity.id if asked.scope else ""
    columns = (
        Column(Word("table.rank"), None, numeric=True),
        _group_column(asked, summary),
        *value_columns(asked),
    )
    ranked = [*summary.ranked, *(point for point in summary.points if point.value is None)]
    place = next((n for n, point in enumerate(ranked) if point.key == (mine,)), 0)
    near = range(place - WINDOW, place + WINDOW + 1)
    kept = [point for n, point in enumerate(ranked) if len(ranked) <= MAX_ROWS or n < WINDOW or n in near]
    body = tuple(
        Row(
            (point.rank or NotApplicable(), asked.name(summary, point), *values(asked, point)),
            "this" if point.key == (mine,) else "",
        )
        for point in kept
    )
    return FigureTable(columns, body, len(ranked) - len(kept))


def _crossed(asked: Question, summary: Summary) -> FigureTable:
    outer = list(dict.fromkeys(point.key[0] for point in summary.points))
    order = orders.of(summary.group[1], asked.dataset, asked.catalog)
    inner = sorted(dict.fromkeys(point.key[1] for point in summary.points), key=order)
    found = {point.key: point for point in summary.points}
    head = Column(asked.dataset.descriptor.schema.get(summary.group[0]).title)
    columns = [Column(asked.label(summary.group[1], key), asked.unit, numeric=True) for key in inner]
    body = []
    for key in outer[:MAX_ROWS]:
        cells = [value(found.get((key, other))) for other in inner]
        body.append(Row((asked.label(summary.group[0], key), *cells)))
    return FigureTable((head, *columns), tuple(body), max(0, len(outer) - MAX_ROWS))


def _group_column(asked: Question, summary: Summary) -> Column:
    return Column(asked.dataset.descriptor.schema.get(summary.group[0]).title)


def value_columns(asked: Question) -> tuple[Column, ...]:
    """Return the column of the values, and that of their share where the view tells it."""
    field = asked.view.measure.field
    counted = asked.unit.other.capitalize() if asked.unit else Word("table.rows")
    if field and asked.view.measure.aggregate != "presence":
        told = Column(asked.dataset.descriptor.schema.get(field).title, asked.unit, numeric=True)
    else:
        told = Column(counted, None, numeric=True)
    return (told, Column(Word("table.share"), None, numeric=True)) if asked.view.share else (told,)


def values(asked: Question, point: Point) -> tuple[Term, ...]:
    """Return the value of a group, and its share where the view tells it."""
    found = value(point)
    return (found, asked.share(point)) if asked.view.share else (found,)


def value(point: Point | None) -> Term:
    """Return a value without its unit: the column says it."""
    if point is None:
        return NotApplicable()
    return Missing() if point.value is None else Quantity(point.value, None, point.decimals)


def totals(asked: Question, summary: Summary) -> list[Row]:
    """Return the row of the total, called so only when no value is missing; and the declared whole, when it differs."""
    name = Word("table.total_known" if summary.gaps or summary.holes else "table.total")
    shares = [point.share for point in summary.known if point.share is not None]
    complete = len(shares) == len(summary.known)
    share: Term = Share(sum(shares)) if complete else Missing()
    rows = [Row((name, Quantity(summary.total or 0, None, summary.decimals), *_shared(asked, share)), "total")]
    if asked.view.whole and not asked.scope and summary.whole not in (None, summary.total):
        amount = summary.whole or 0
        whole = Quantity(amount, None, 0 if amount == int(amount) else summary.decimals)
        rows.append(Row((Word("table.whole"), whole, *_shared(asked, Share(1))), "total"))
    return rows


def _shared(asked: Question, share: Term) -> tuple[Term, ...]:
    return (share,) if asked.view.share else ()
