"""The door to Frictionless: what it refuses in a table that could not be proved sound, row by row."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.problems import Problem

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor
    from generator.load.schemas import Field
    from generator.load.tables import Table

CELL_ERRORS = ("type-error", "constraint-error", "unique-error", "primary-key")
MAX_ERRORS = 1000

Place = tuple[str | None, int | None, str | None]
"""The type of an error in Frictionless, its record, and its field unless it is one of the whole row."""


def reconcile(table: Table, descriptor: Descriptor, found: tuple[Problem, ...]) -> Iterator[Problem]:
    """Yield `found`, and what Frictionless refuses beyond it.

    A problem that Frictionless does not raise loses its counterpart: there we are stricter on purpose. A table without
    problems is not shown to Frictionless at all, nor is a row without one: what our proofs accept, it accepts. A cell
    with a problem is told once, whatever else Frictionless makes of it.
    """
    if not found:
        return
    theirs = errors(table, descriptor, _concerned(found, table, descriptor))
    refused = {(error["type"], error["rowNumber"], error.get("fieldName")): error for error in theirs}
    told: set[tuple[int | None, str | None]] = set()
    for problem in found:
        place = _place(problem)
        told.add((problem.record, problem.field))
        if problem.field in descriptor.schema.primary_key:
            told.add((problem.record, None))  # the row's key fails with any of its cells
        agreed = place in refused or problem.frictionless == "foreign-key" or len(theirs) >= MAX_ERRORS
        yield problem if agreed or problem.frictionless is None else _stricter(problem)
    for (_, record, field), error in refused.items():
        if (record, field) not in told:
            yield _theirs(table, error)


def _place(problem: Problem) -> Place:
    """Return the place of a problem as Frictionless says it: a primary key is a fault of the row, not of a field."""
    return problem.frictionless, problem.record, None if problem.frictionless == "primary-key" else problem.field


def _concerned(found: Iterable[Problem], table: Table, descriptor: Descriptor) -> list[int]:
    """Return the positions of the rows with a problem, of those that they repeat, and of those that repeat them."""
    rows = {problem.record - 2 for problem in found if problem.record is not None and problem.record > 1}
    firsts = (problem.details.get("first") for problem in found)
    rows |= {bisect_left(table.lines, line) for line in firsts if isinstance(line, int)}
    for field in descriptor.schema.fields:
        if field.name in descriptor.schema.primary_key or field.constraints.get("unique"):
            rows |= set(_twins(table, field))
    return sorted(rows)


def _twins(table: Table, field: Field) -> Iterator[int]:
    """Yield the rows whose value Frictionless takes for the same as that of a text which we refuse: `01` and `1`."""
    import frictionless

    refused = sorted(table.untyped.get(field.name, ()))[:MAX_ERRORS]
    if not refused:
        return
    theirs = frictionless.Field.from_descriptor({"name": field.name, "type": field.type})
    values = {theirs.read_cell(text)[0] for text in refused} - {None}
    column, known = table.texts[field.name], table.untyped[field.name]
    same = [text for text in column.distinct if text not in known and theirs.read_cell(text)[0] in values]
    yield from column.rows_among(same)[:MAX_ERRORS].tolist()


def errors(table: Table, descriptor: Descriptor, rows: Sequence[int]) -> list[Mapping[str, Any]]:
    """Return the cell and key errors of Frictionless for some rows of `table` (its foreign keys left out)."""
    import frictionless

    schema = dict(descriptor.raw["schema"])
    schema.pop("foreignKeys", None)
    schema["missingValues"] = list(descriptor.schema.missing_values)
    data = [list(table.texts), *([column[row] for column in table.texts.values()] for row in rows)]
    resource = frictionless.Resource(data=data, schema=frictionless.Schema.from_descriptor(schema))
    report = resource.validate(frictionless.Checklist(pick_errors=list(CELL_ERRORS)), limit_errors=MAX_ERRORS)
    found = [error.to_descriptor() for task in report.tasks for error in task.errors if error.type in CELL_ERRORS]
    return [{**error, "rowNumber": rows[error["rowNumber"] - 2] + 2} for error in found]


def _stricter(problem: Problem) -> Problem:
    return dataclasses.replace(problem, frictionless=None)


def _theirs(table: Table, error: Mapping[str, Any]) -> Problem:
    record = error["rowNumber"]
    return Problem("frictionless", file=table.file, line=table.lines[record - 2], record=record,
                   column=error.get("fieldNumber"), field=error.get("fieldName"), value=error.get("cell"),
                   details={"type": error["type"], "note": error["message"]}, frictionless=error["type"])  # fmt: skip
