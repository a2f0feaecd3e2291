"""A list: the rows as they are, in groups, each with the state of the datasets it names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.derive import labels, summaries
from generator.derive.tables import Column, FigureTable, Row
from generator.derive.terms import Missing, Names, NotApplicable, Quantity, Sentence, Term, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.derive.questions import Question

MAX_ROWS = 500
MAX_NAMED = 30
"""How many rows a sentence can name."""

STATES = ("published", "partly", "awaited", "none")


def rows(asked: Question) -> tuple[int, ...]:
    """Return the positions of the rows of the list."""
    return tuple(summaries.rows(asked.dataset, asked.view.where, asked.scope))


def told(asked: Question, listed: Sequence[int]) -> tuple[Sentence, ...]:
    """Say how many rows there are, and in which states."""
    view, count = asked.view, len(listed)
    entity = asked.scope.entity.title if asked.scope else ""
    values: dict[str, Term] = {"value": Quantity(count, asked.unit, 0), "name": entity, "title": view.title}
    values["names"] = Names(tuple(_cell(asked, view.columns[0], row) for row in listed[:MAX_NAMED]))
    pattern = view.lead.get("entity" if entity else "whole", "")
    key = ("listed.entity" if entity else "listed.whole") if asked.unit else "listed.rows"
    lead = Sentence("" if pattern else key, {**values, "count": count}, number=count, pattern=pattern)
    counts = Counter(state(asked, row) for row in listed) if view.state else Counter()
    return (lead, *(_state(name, counts[name]) for name in STATES if counts[name]))


def _state(name: str, count: int) -> Sentence:
    return Sentence(f"listed.state.{name}", {"count": count}, number=count)


def state(asked: Question, row: int) -> str:
    """Return whether the datasets that a row names are all published, partly, all awaited, or none."""
    reached = labels.reach(asked.dataset, asked.view.state, row, asked.catalog)
    names = [dataset.table.texts[field][position] for dataset, field, position in reached]
    known = [asked.catalog.datasets[name].is_awaited for name in names if name in asked.catalog.datasets]
    if not known:
        return "none"
    return "awaited" if all(known) else "partly" if any(known) else "published"


def table(asked: Question, listed: Sequence[int]) -> FigureTable:
    """Return the rows, group by group, each group under a row of its own with its name and its count."""
    view, paths = asked.view, [column[0] for column in asked.view.columns]
    fields = [labels.field_of(asked.dataset, path, asked.catalog) for path in paths]
    columns = [Column(field.title, field.unit, field.is_numeric) for field in fields]
    filters = [paths.index(path) for path in view.filter if path in paths and path != view.state]
    if view.state:
        columns.insert(1, Column(Word("table.state")))
        filters = [1] * (view.state in view.filter) + [place + (place > 0) for place in filters]
    shown = tuple(_grouped(asked, listed[:MAX_ROWS]))
    return FigureTable(tuple(columns), shown, len(listed[MAX_ROWS:]), layout="cards", filters=tuple(filters))


def _grouped(asked: Question, listed: Sequence[int]) -> Iterator[Row]:
    if not asked.view.group:
        yield from (_row(asked, row) for row in listed)
        return
    groups: dict[Term, list[int]] = {}
    for row in listed:
        groups.setdefault(labels.follow(asked.dataset, asked.view.group[0], row, asked.catalog), []).append(row)
    for name in sorted(groups, key=lambda name: isinstance(name, Missing)):
        yield Row((name, Quantity(len(groups[name]), asked.unit, 0)), "group")
        yield from (_row(asked, row) for row in groups[name])


def _row(asked: Question, row: int) -> Row:
    cells = [_cell(asked, column, row) for column in asked.view.columns]
    if asked.view.state:
        cells.insert(1, Word(f"state.{state(asked, row)}"))
    return Row(tuple(cells))


def _cell(asked: Question, column: Sequence[str], row: int) -> Term:
    """Return the first alternative that is not blank; where no dataset is named there is nothing to say."""
    found = [labels.of_path(asked.dataset, path, row, asked.catalog) for path in column]
    term = next((term for term in found if not isinstance(term, Missing)), found[-1])
    return NotApplicable() if isinstance(term, Missing) and column[-1] == asked.view.state else term
