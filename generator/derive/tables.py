"""The table of a figure: the same values as its chart, and what the chart cannot show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import labels, orders
from generator.derive.terms import Missing, Names, NotApplicable, Quantity, Share, Term, Word

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
    """A row: the first cell names it. `mark` is `total`, `this` (the page's own entity), `group` or nothing."""

    cells: tuple[Term, ...]
    mark: str = ""


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
    columns = (_group_column(asked, summary), *_value_columns(asked))
    body = [Row((asked.name(summary, point), *_values(asked, point))) for point in summary.points]
    shown = body[:MAX_ROWS]
    if asked.adds_up and len(summary.known) > 1:
        shown += _totals(asked, summary)
    return FigureTable(columns, tuple(shown), len(body) - len(body[:MAX_ROWS]))


def position(asked: Question, summary: Summary) -> FigureTable:
    """Return the ranking with this page's entity marked: all of it, or its head and the entity's neighbours."""
    mine = asked.scope.entity.id if asked.scope else ""
    columns = (
        Column(Word("table.rank"), None, numeric=True),
        _group_column(asked, summary),
        *_value_columns(asked),
    )
    ranked = [*summary.ranked, *(point for point in summary.points if point.value is None)]
    place = next((n for n, point in enumerate(ranked) if point.key == (mine,)), 0)
    near = range(place - WINDOW, place + WINDOW + 1)
    kept = [point for n, point in enumerate(ranked) if len(ranked) <= MAX_ROWS or n < WINDOW or n in near]
    body = tuple(
        Row(
            (point.rank or NotApplicable(), asked.name(summary, point), *_values(asked, point)),
            "this" if point.key == (mine,) else "",
        )
        for point in kept
    )
    return FigureTable(columns, body, len(ranked) - len(kept))


def presence(asked: Question, summary: Summary) -> FigureTable:
    """Return what is here, with the extra columns of the view; also what is not, and where it is, if the view asks."""
    titles = [
        Column(" / ".join(dict.fromkeys(labels.field_of(asked.dataset, path, asked.catalog).title for path in column)))
        for column in asked.view.columns
    ]
    texts = asked.dataset.table.texts[summary.group[0]]
    found = {texts[row]: row for row in summary.rows}
    name = _group_column(asked, summary)
    here = [point for point in summary.points if point.value]
    if not asked.view.elsewhere:
        plain = (Row((asked.name(summary, point), *_extra(asked, found[point.key[0]]))) for point in here)
        return FigureTable((name, *titles), tuple(plain), layout="cards")
    columns = (name, Column(Word("table.here")), *titles, Column(Word("table.elsewhere")))
    points = [*here, *(point for point in summary.points if not point.value)]
    rows = tuple(_presence_row(asked, summary, point, found[point.key[0]]) for point in points)
    return FigureTable(columns, rows, layout="cards")


def _presence_row(asked: Question, summary: Summary, point: Point, row: int) -> Row:
    here: Term = Missing() if point.value is None else Word("table.yes" if point.value else "table.no")
    elsewhere: Term = NotApplicable() if point.value else _elsewhere(asked, summary, point)
    return Row((asked.name(summary, point), here, *_extra(asked, row), elsewhere))


def _extra(asked: Question, row: int) -> tuple[Term, ...]:
    """Return the extra cells of a row: of each column, the first alternative that is not blank."""
    cells: list[Term] = []
    for column in asked.view.columns:
        found = [labels.follow(asked.dataset, path, row, asked.catalog) for path in column]
        cells.append(next((term for term in found if not isinstance(term, Missing)), Missing()))
    return tuple(cells)


def _elsewhere(asked: Question, summary: Summary, point: Point) -> Term:
    """Return the other entities of this page's kind where the pair exists."""
    if asked.scope is None:
        return NotApplicable()
    view, texts = asked.view, asked.dataset.table.texts
    true = asked.dataset.descriptor.schema.get(view.measure.field).true_values
    there = asked.dataset.rows_with(summary.group[0], point.key[0])
    kept = [
        row
        for row in there
        if texts[view.measure.field][row] in true and all(texts[key][row] == value for key, value in view.where.items())
    ]
    names = [asked.label(asked.scope.field, texts[asked.scope.field][row]) for row in kept]
    return Names(tuple(dict.fromkeys(names))) if names else Word("table.nowhere")


def _crossed(asked: Question, summary: Summary) -> FigureTable:
    outer = list(dict.fromkeys(point.key[0] for point in summary.points))
    order = orders.of(summary.group[1], asked.dataset, asked.catalog)
    inner = sorted(dict.fromkeys(point.key[1] for point in summary.points), key=order)
    found = {point.key: point for point in summary.points}
    head = Column(asked.dataset.descriptor.schema.get(summary.group[0]).title)
    columns = [Column(asked.label(summary.group[1], key), asked.unit, numeric=True) for key in inner]
    body = []
    for key in outer[:MAX_ROWS]:
        cells = [_value(found.get((key, other))) for other in inner]
        body.append(Row((asked.label(summary.group[0], key), *cells)))
    return FigureTable((head, *columns), tuple(body), max(0, len(outer) - MAX_ROWS))


def _group_column(asked: Question, summary: Summary) -> Column:
    return Column(asked.dataset.descriptor.schema.get(summary.group[0]).title)


def _value_columns(asked: Question) -> tuple[Column, ...]:
    field = asked.view.measure.field
    counted = asked.unit.other.capitalize() if asked.unit else Word("table.rows")
    if field and asked.view.measure.aggregate != "presence":
        value = Column(asked.dataset.descriptor.schema.get(field).title, asked.unit, numeric=True)
    else:
        value = Column(counted, None, numeric=True)
    return (value, Column(Word("table.share"), None, numeric=True)) if asked.view.share else (value,)


def _values(asked: Question, point: Point) -> tuple[Term, ...]:
    value = _value(point)
    return (value, asked.share(point)) if asked.view.share else (value,)


def _value(point: Point | None) -> Term:
    """Return a value without its unit: the column says it."""
    if point is None:
        return NotApplicable()
    return Missing() if point.value is None else Quantity(point.value, None, point.decimals)


def _totals(asked: Question, summary: Summary) -> list[Row]:
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
