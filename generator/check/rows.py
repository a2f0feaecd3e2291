"""The door to Frictionless: what it refuses in a table that could not be proved sound, row by row."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from generator.problems import Problem

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor
    from generator.load.tables import Table

CELL_ERRORS = ("type-error", "constraint-error", "unique-error", "primary-key")
MAX_ERRORS = 1000

Place = tuple[str | None, int | None, str | None]
"""The type of an error in Frictionless, its record, and its field unless it is one of the whole row."""


def reconcile(table: Table, descriptor: Descriptor, found: tuple[Problem, ...]) -> Iterator[Problem]:
    """Yield `found`, and what Frictionless refuses beyond it.

    A problem that Frictionless does not raise loses its counterpart: there we are stricter on purpose. A table without
    problems is not shown to Frictionless at all: what our column proofs accept is a part of what it accepts. A cell
    with a problem is told once, whatever else Frictionless makes of it.
    """
    if not found:
        return
    theirs = errors(table, descriptor)
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


def errors(table: Table, descriptor: Descriptor) -> list[Mapping[str, Any]]:
    """Return the cell and key errors of Frictionless for the rows of `table` (its foreign keys left out)."""
    import frictionless

    schema = dict(descriptor.raw["schema"])
    schema.pop("foreignKeys", None)
    schema["missingValues"] = list(descriptor.schema.missing_values)
    rows = [list(table.texts), *zip(*table.texts.values(), strict=True)]
    resource = frictionless.Resource(data=rows, schema=frictionless.Schema.from_descriptor(schema))
    report = resource.validate(frictionless.Checklist(pick_errors=list(CELL_ERRORS)), limit_errors=MAX_ERRORS)
    return [error.to_descriptor() for task in report.tasks for error in task.errors if error.type in CELL_ERRORS]


def _stricter(problem: Problem) -> Problem:
    return dataclasses.replace(problem, frictionless=None)


def _theirs(table: Table, error: Mapping[str, Any]) -> Problem:
    record = error["rowNumber"]
    return Problem("frictionless", file=table.file, line=table.lines[record - 2], record=record,
                   column=error.get("fieldNumber"), field=error.get("fieldName"), value=error.get("cell"),
                   details={"type": error["type"], "note": error["message"]}, frictionless=error["type"])  # fmt: skip
