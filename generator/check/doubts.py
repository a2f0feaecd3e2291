"""What is doubtful in a table, though Frictionless takes it as it is: warnings, unless the types prove a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.check import marks, numbers, swallowed
from generator.check.columns import at, located
from generator.problems import Severity

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor
    from generator.load.schemas import Field
    from generator.load.tables import Table
    from generator.problems import Problem


def check(table: Table, descriptor: Descriptor) -> Iterator[Problem]:
    """Yield the doubts of every column of `table`."""
    for number, field in enumerate(descriptor.schema.fields[: table.width], start=1):
        if field.type == "string":
            doubtful = marks.doubts(table.texts[field.name].distinct)
            for problem in located(table, field, number, doubtful):
                yield replace(problem, severity=Severity.WARNING)
            yield from _swallowed(table, descriptor, field, number)
        if field.type == "number":
            yield from _grouped(table, field, number)


def _grouped(table: Table, field: Field, number: int) -> Iterator[Problem]:
    """Yield one warning for a column whose points could all be thousands points, and nothing says so or denies it."""
    typed = table.typed(field.name)
    found = numbers.grouped(field, typed)
    if not found or numbers.faults(field, typed):
        return
    row = int(table.texts[field.name].rows_among(found)[0])
    text = table.texts[field.name][row]
    whole, decimal = numbers.readings(text).values()
    yield at(table, row, "thousands-doubt", field=field.name, column=number, value=text,
             details={"whole": whole, "decimal": decimal}, severity=Severity.WARNING)  # fmt: skip


def _swallowed(table: Table, descriptor: Descriptor, field: Field, number: int) -> Iterator[Problem]:
    """Yield each cell that holds what looks like rows: a quote opens in it that should not; sure where types say so."""
    column = table.texts[field.name]
    found = swallowed.found(column.distinct, descriptor)
    for row in column.rows_among(found).tolist():
        line, is_sure = found[column[row]]
        severity = Severity.ERROR if is_sure else Severity.WARNING
        yield at(table, row, "swallowed-rows", field=field.name, column=number, value=column[row],
                 details={"row": line}, severity=severity)  # fmt: skip
