"""From bytes to Table: the cells as texts for whoever checks, as typed columns for whoever computes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.load import arrow, cells, limits, shapes, texts
from generator.load.cells import Value
from generator.load.columns import Column, encode, has_blank_row
from generator.load.descriptors import Descriptor
from generator.load.schemas import Field
from generator.problems import Problem, Refused, Severity

if TYPE_CHECKING:
    import pandas as pd

MANY = 1000
"""Distinct numbers of a column from which on they are read all at once."""

DTYPES = {
    "string": "str",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "object",
    "year": "Int64",
}


@dataclass(frozen=True, eq=False)
class Table:
    """One CSV file.

    `texts` holds each column as written. `values` holds the values of its distinct texts, in their order: None where a
    text is missing or not of the type; `untyped` the texts that are not of the type, by field. `lines` is the physical
    line of each row, `records` would be its position + 2 (the header is record 1).

    A table of a wrong shape is read all the same, so that the rest of it can be checked: `labels` is its header, and
    `uneven` the records by their position that are too short, too long or blank; what they lack is blank here.
    """

    file: str
    texts: Mapping[str, Column]
    values: Mapping[str, Sequence[Value]]
    untyped: Mapping[str, frozenset[str]]
    types: Mapping[str, str]
    lines: Sequence[int]
    size: int
    sha256: str
    labels: Sequence[str]
    uneven: Mapping[int, Sequence[str]]
    missing: frozenset[str]

    @property
    def width(self) -> int:
        """Return how many of the declared columns the file has."""
        return min(len(self.labels), len(self.texts))

    def typed(self, name: str) -> Sequence[str]:
        """Return the distinct texts of a column that have a value."""
        texts = zip(self.texts[name].distinct, self.values[name], strict=True)
        return [text for text, value in texts if value is not None]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.lines)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The columns, typed; a missing value where a cell has none."""
        import pandas as pd

        return pd.DataFrame({name: self.series(name) for name in self.texts})

    def series(self, name: str) -> pd.Series:
        """Return one column, typed."""
        import pandas as pd

        dtype = DTYPES.get(self.types[name], "str")
        distinct = pd.Series(list(self.values[name]), dtype=dtype, name=name)
        return distinct.take(self.texts[name].codes).reset_index(drop=True)

    def blanks(self, name: str) -> int:
        """Return how many cells of a column have no value."""
        texts = (
            text for text, value in zip(self.texts[name].distinct, self.values[name], strict=True) if value is None
        )
        return self.texts[name].count_among(texts)

    def value(self, name: str, row: int) -> Value:
        """Return the value of one cell."""
        found: Value = self.values[name][self.texts[name].codes[row]]
        return found


def load(data: bytes, file: str, descriptor: Descriptor) -> tuple[Table | None, tuple[Problem, ...]]:
    """Read a CSV with its descriptor; bytes that cannot be split into records give problems and no table."""
    try:
        limits.check(data, file, descriptor.delimiter)
        return _read(data, file, descriptor)
    except Refused as refused:
        return None, tuple(_named(problem, descriptor) for problem in refused.problems)
    except arrow.TooHeavyError:
        return None, (Problem("too-much-text", file=file, details={"limit": limits.MAX_TEXT // 10**6}),)


def _named(problem: Problem, descriptor: Descriptor) -> Problem:
    """Return a problem of the bytes with the name of its column, which only the descriptor knows."""
    names = descriptor.schema.names
    if problem.field or problem.column is None or not problem.line or problem.line == 1 or problem.column > len(names):
        return problem
    return replace(problem, field=names[problem.column - 1])


def _read(data: bytes, file: str, descriptor: Descriptor) -> tuple[Table | None, tuple[Problem, ...]]:
    """Read a CSV of bounded size.

    Raises:
        Refused: it cannot be split into records, or holds too many different texts.
    """
    names, ending = descriptor.schema.names, _ending(data, file)
    fast = arrow.read(data, names, descriptor.delimiter) if names else None
    limits.check_distinct(fast.columns if fast else (), file)
    if fast is not None and not has_blank_row(fast.columns, {"", *descriptor.schema.missing_values}):
        return _table(data, file, descriptor, fast), ending
    found = texts.read(data, file, descriptor.delimiter)
    problems, uneven = shapes.rows(found, file, descriptor)
    problems = [*shapes.labels(found.header, file, descriptor), *problems, *ending]
    if len(uneven) == len(found.records) and descriptor.awaited is None:
        problems.append(Problem("no-rows", file=file, line=1))
    width = len(names)
    records = [(*record[:width], *[""] * (width - len(record))) for record in found.records]
    columns = [encode(column) for column in zip(*records, strict=True)] if records else [encode(())] * width
    limits.check_distinct(columns, file)
    made = arrow.Columns(names, columns, found.lines)
    return replace(_table(data, file, descriptor, made), labels=found.header, uneven=uneven), tuple(problems)


def _ending(data: bytes, file: str) -> tuple[Problem, ...]:
    """Warn of a last line without an end: the file may have been cut there."""
    if data.endswith(b"\n"):
        return ()
    return (Problem("final-newline", file=file, line=data.count(b"\n") + 1, severity=Severity.WARNING),)


def _table(data: bytes, file: str, descriptor: Descriptor, found: arrow.Columns) -> Table:
    columns = dict(zip(found.header, found.columns, strict=True))
    typed = {field.name: _column(field, columns[field.name], descriptor) for field in descriptor.schema.fields}
    untyped = {name: bad for name, (_, bad) in typed.items() if bad}
    values = {name: distinct for name, (distinct, _) in typed.items()}
    types = {field.name: field.type for field in descriptor.schema.fields}
    digest = hashlib.sha256(data).hexdigest()
    return Table(
        file,
        columns,
        values,
        untyped,
        types,
        found.lines,
        len(data),
        digest,
        found.header,
        {},
        frozenset(descriptor.schema.missing_values),
    )


def _column(field: Field, column: Column, descriptor: Descriptor) -> tuple[Sequence[Value], frozenset[str]]:
    """Type each distinct text of a column once."""
    values: list[Value] = []
    bad = set()
    if field.is_numeric and len(column.distinct) > MANY and (fast := _fast(field, column, descriptor)) is not None:
        return fast, frozenset()
    parse, missing = cells.PARSERS.get(field.type, cells.PARSERS["string"]), descriptor.schema.missing_values
    for text in column.distinct:
        try:
            values.append(None if text in missing else parse(field, text))
        except cells.InvalidError:
            bad.add(text)
            values.append(None)
    return values, frozenset(bad)


def _fast(field: Field, column: Column, descriptor: Descriptor) -> Sequence[Value] | None:
    """Return the values of a column of many numbers; None where one of them has to be looked at by itself."""
    missing = descriptor.schema.missing_values
    blank = [place for place, text in enumerate(column.distinct) if text in missing]
    texts = [text for text in column.distinct if text not in missing] if blank else column.distinct
    try:
        values = list(cells.parse_all(field, texts))
    except cells.InvalidError:
        return None
    for place in blank:
        values.insert(place, None)
    return values
