"""The door to Frictionless: what it refuses in a table that could not be proved sound, row by row."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.check import patterns
from generator.problems import Problem, Severity

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor
    from generator.load.schemas import Field
    from generator.load.tables import Table

OF_ROWS = ("required", "primary-key", "foreign-key")
"""What is told of a row that lacks the cell: Frictionless reads there that it is blank."""

CELL_ERRORS = ("type-error", "constraint-error", "unique-error", "primary-key")
MAX_ERRORS = 1000
KEYLESS = 'cells composing the primary keys are all "None"'
"""How Frictionless says that a row has no key."""

Place = tuple[str | None, int | None, str | None]
"""The type of an error in Frictionless, its record, and its field unless it is one of the whole row."""


def reconcile(table: Table, descriptor: Descriptor, found: tuple[Problem, ...]) -> Iterator[Problem]:
    """Yield `found`, and what Frictionless refuses beyond it, so that all its errors are among ours.

    A problem that Frictionless does not raise has the type of its own error in the same place, if it has one there, or
    none: there we are stricter on purpose. A table without problems is not shown to Frictionless at all, nor is a row
    without one: what our proofs accept, it accepts.
    """
    found = tuple(problem for problem in found if not _is_absent(problem, table))
    if not found and not table.uneven:
        return
    theirs = errors(table, descriptor, _concerned(found, table, descriptor))
    open_ones = {(error["type"], error["rowNumber"], error.get("fieldName")): error for error in theirs}
    is_cut = len(theirs) >= MAX_ERRORS
    agreed = {_place(problem) for problem in found} & set(open_ones)
    for place in agreed:
        del open_ones[place]
    for problem in found:
        if _place(problem) in agreed or problem.frictionless == "foreign-key" or is_cut:
            yield problem
        else:
            yield dataclasses.replace(problem, frictionless=_other(problem, open_ones, descriptor))
    for error in open_ones.values():
        yield _keyless(table, error, descriptor) if error["note"] == KEYLESS else _theirs(table, error)


def _is_absent(problem: Problem, table: Table) -> bool:
    """Tell whether a problem is about a cell that is not in the file: that is a problem of its row already."""
    if problem.record is None or problem.column is None or problem.record - 2 not in table.uneven:
        return False
    record = table.uneven[problem.record - 2]
    is_blank = not any(text not in {"", *table.missing} for text in record[: table.width])
    return is_blank or (problem.column > len(record) and problem.code not in OF_ROWS)


def _other(problem: Problem, open_ones: dict[Place, Mapping[str, Any]], descriptor: Descriptor) -> str | None:
    """Take the type of another error of Frictionless in the same cell, or of the key that the cell is part of."""
    if problem.severity is not Severity.ERROR:
        return None
    places: list[Place] = [(kind, problem.record, problem.field) for kind in ("type-error", "constraint-error")]
    if problem.field in descriptor.schema.primary_key:
        places.append(("primary-key", problem.record, None))
    for place in places:
        if open_ones.pop(place, None) is not None:
            return place[0]
    return None


def _place(problem: Problem) -> Place:
    """Return the place of a problem as Frictionless says it: a primary key is a fault of the row, not of a field."""
    return problem.frictionless, problem.record, None if problem.frictionless == "primary-key" else problem.field


def _concerned(found: Iterable[Problem], table: Table, descriptor: Descriptor) -> list[int]:
    """Return the positions of the rows with a problem, of those that they repeat, and of those that repeat them."""
    rows = {problem.record - 2 for problem in found if problem.record is not None and problem.record > 1}
    rows |= set(list(table.uneven)[:MAX_ERRORS])
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
    schema["fields"] = [_unpatterned(field) for field in schema["fields"]]
    schema["missingValues"] = list(descriptor.schema.missing_values)
    records = (table.uneven.get(row) or [column[row] for column in table.texts.values()][: table.width] for row in rows)
    data = [list(table.labels), *map(list, records)]
    resource = frictionless.Resource(
        data=data, dialect=frictionless.Dialect(header_rows=[1]), schema=frictionless.Schema.from_descriptor(schema)
    )
    report = resource.validate(frictionless.Checklist(pick_errors=list(CELL_ERRORS)), limit_errors=MAX_ERRORS)
    found = [error.to_descriptor() for task in report.tasks for error in task.errors if error.type in CELL_ERRORS]
    found = [{**error, "rowNumber": rows[error["rowNumber"] - 2] + 2} for error in found]
    return [*found, *patterns.theirs(table, descriptor.schema.fields, rows)]


def _unpatterned(field: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a field without its pattern: with Python's engine it might not end."""
    constraints = {key: value for key, value in field.get("constraints", {}).items() if key != "pattern"}
    return {**field, "constraints": constraints}


def _keyless(table: Table, error: Mapping[str, Any], descriptor: Descriptor) -> Problem:
    """Return the problem of a row without a key: none of its parts has a value."""
    record, fields = error["rowNumber"], ", ".join(descriptor.schema.primary_key)
    return Problem("no-key", file=table.file, line=table.lines[record - 2], record=record,
                   details={"fields": fields}, frictionless=error["type"])  # fmt: skip


def _theirs(table: Table, error: Mapping[str, Any]) -> Problem:
    record = error["rowNumber"]
    return Problem("frictionless", file=table.file, line=table.lines[record - 2], record=record,
                   column=error.get("fieldNumber"), field=error.get("fieldName"), value=error.get("cell"),
                   details={"type": error["type"], "note": error["message"]}, frictionless=error["type"])  # fmt: skip
