"""What is here and what is not, for one entity: two tables, and where what is not here can be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import labels
from generator.derive.tables import Column, FigureTable, Row
from generator.derive.terms import Missing, Names, Quantity, Term, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.derive.groups import Point
    from generator.derive.questions import Question
    from generator.derive.summaries import Summary


@dataclass(frozen=True, slots=True)
class Presence:
    """What one entity has, by who provides it, and what it lacks: each with its name, its provider and where it is.

    `absent` is what the source says is not here, `unknown` that of which it says nothing.
    """

    here: tuple[tuple[Term, tuple[Term, ...]], ...]
    absent: tuple[tuple[Term, tuple[Term, ...]], ...]
    unknown: tuple[Term, ...]


def derive(asked: Question, summary: Summary) -> Presence:
    """Return what is here, by the first extra column of the view, and what is not, with where it is."""
    rows = _row_of(asked, summary)
    here: dict[Term, list[Term]] = {}
    for point in summary.points:
        if point.value:
            name = next(iter(_extra(asked, rows[point.key[0]])), "") if asked.view.elsewhere else ""
            here.setdefault(name, []).append(asked.name(summary, point))
    absent = tuple((asked.name(summary, p), _elsewhere(asked, summary, p)) for p in summary.points if p.value == 0)
    unknown = tuple(asked.name(summary, point) for point in summary.points if point.value is None)
    groups = sorted(here.items(), key=lambda item: isinstance(item[0], Missing))
    return Presence(tuple((name, tuple(items)) for name, items in groups), absent, unknown)


def table(asked: Question, summary: Summary) -> FigureTable:
    """Return what is here, with the extra columns of the view; where it asks for what is not, under who provides it."""
    here = [point for point in summary.points if point.value]
    rows, titles = _row_of(asked, summary), _titles(asked)
    cells = [(asked.name(summary, point), *_extra(asked, rows[point.key[0]])) for point in here]
    columns = (_name(asked, summary), *titles)
    if not asked.view.elsewhere or not titles:
        return FigureTable(columns, tuple(Row(row) for row in cells), layout="cards")
    found: dict[Term, list[Row]] = {}
    for name, provider, *rest in cells:
        found.setdefault(provider, []).append(Row((name, *rest)))
    shown: list[Row] = []
    for provider in sorted(found, key=lambda term: isinstance(term, Missing)):
        shown += (
            Row((provider, Quantity(len(found[provider]), asked.kind_unit(summary), 0)), "group"),
            *found[provider],
        )
    return FigureTable((columns[0], *titles[1:]), tuple(shown), layout="cards")


def absent(asked: Question, summary: Summary) -> FigureTable | None:
    """Return what is not here, or not known to be, and where it is; nothing where the view does not ask for it."""
    if not asked.view.elsewhere:
        return None
    rows = _row_of(asked, summary)
    columns = (_name(asked, summary), Column(Word("table.elsewhere")), *_titles(asked))
    points = sorted((point for point in summary.points if not point.value), key=lambda point: point.value is None)
    body = (
        Row((asked.name(summary, point), _told(asked, summary, point), *_extra(asked, rows[point.key[0]])))
        for point in points
    )
    return FigureTable(columns, tuple(body), layout="cards")


def _told(asked: Question, summary: Summary, point: Point) -> Term:
    """Return where something is that is not here; nowhere is said, and so is that nobody knows whether it is here."""
    names = _elsewhere(asked, summary, point)
    found: Term = Names(names) if names else Word("table.nowhere")
    return found if point.value is not None else Names((Missing(), *names))


def _elsewhere(asked: Question, summary: Summary, point: Point) -> tuple[Term, ...]:
    """Return the other entities of this page's kind where the pair exists."""
    if asked.scope is None or not asked.view.elsewhere:
        return ()
    view, texts = asked.view, asked.dataset.table.texts
    true = asked.dataset.descriptor.schema.get(view.measure.field).true_values
    there = asked.dataset.rows_with(summary.group[0], point.key[0])
    kept = [
        row
        for row in there
        if texts[view.measure.field][row] in true and all(texts[key][row] == value for key, value in view.where.items())
    ]
    return tuple(dict.fromkeys(asked.label(asked.scope.field, texts[asked.scope.field][row]) for row in kept))


def _row_of(asked: Question, summary: Summary) -> dict[str, int]:
    """Return the row of each thing, by its key."""
    texts = asked.dataset.table.texts[summary.group[0]]
    return {texts[row]: row for row in summary.rows}


def _name(asked: Question, summary: Summary) -> Column:
    return Column(asked.dataset.descriptor.schema.get(summary.group[0]).title)


def _titles(asked: Question) -> list[Column]:
    """Return the heads of the extra columns: of each, the titles of all its alternatives."""
    return [
        Column(" / ".join(dict.fromkeys(labels.field_of(asked.dataset, path, asked.catalog).title for path in column)))
        for column in asked.view.columns
    ]


def _extra(asked: Question, row: int) -> Iterator[Term]:
    """Yield the extra cells of a row: of each column, the first alternative that is not blank."""
    for column in asked.view.columns:
        yield _first([labels.follow(asked.dataset, path, row, asked.catalog) for path in column])


def _first(found: Sequence[Term]) -> Term:
    return next((term for term in found if not isinstance(term, Missing)), Missing())
