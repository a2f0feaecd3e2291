"""From bytes to Table: the cells as texts for whoever checks, as typed columns for whoever computes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING

from generator.load import arrow, cells, texts
from generator.load.cells import Value
from generator.load.columns import Column, encode
from generator.load.descriptors import Descriptor
from generator.load.schemas import Field
from generator.problems import Problem, Refused

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
    """

    file: str
    texts: Mapping[str, Column]
    values: Mapping[str, Sequence[Value]]
    untyped: Mapping[str, frozenset[str]]
    types: Mapping[str, str]
    lines: Sequence[int]
    size: int
    sha256: str

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
    """Read a CSV with its descriptor; bytes that are not the declared table give problems and no table."""
    fast = arrow.read(data, descriptor.schema.names, descriptor.delimiter) if descriptor.schema.fields else None
    if fast is not None and not _has_blank_row(fast.columns, descriptor):
        return _table(data, file, descriptor, fast), ()
    try:
        found = texts.read(data, file, descriptor.delimiter)
    except Refused as refused:
        return None, refused.problems
    problems = (*_header_problems(found.header, file, descriptor), *_shape_problems(found, file, descriptor))
    if problems:
        return None, problems
    if not found.records and descriptor.awaited is None:
        return None, (Problem("no-rows", file=file, line=1),)
    columns = zip(*found.records, strict=True) if found.records else ((),) * len(found.header)
    made = arrow.Columns(found.header, [encode(column) for column in columns], found.lines)
    return _table(data, file, descriptor, made), ()


def _has_blank_row(columns: Sequence[Column], descriptor: Descriptor) -> bool:
    """Tell whether a row holds no value at all."""
    missing = {"", *descriptor.schema.missing_values}
    blank: set[int] | None = None
    for column in columns:
        rows = set(column.rows_among(missing).tolist())
        blank = rows if blank is None else blank & rows
        if not blank:
            return False
    return bool(blank)


def _table(data: bytes, file: str, descriptor: Descriptor, found: arrow.Columns) -> Table:
    columns = dict(zip(found.header, found.columns, strict=True))
    typed = {field.name: _column(field, columns[field.name], descriptor) for field in descriptor.schema.fields}
    untyped = {name: bad for name, (_, bad) in typed.items() if bad}
    values = {name: distinct for name, (distinct, _) in typed.items()}
    types = {field.name: field.type for field in descriptor.schema.fields}
    digest = hashlib.sha256(data).hexdigest()
    return Table(file, columns, values, untyped, types, found.lines, len(data), digest)


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


def _header_problems(header: Sequence[str], file: str, descriptor: Descriptor) -> list[Problem]:
    """Compare the header with the fields: same names, same order, letter for letter."""
    expected = descriptor.schema.names
    if tuple(header) == expected:
        return []
    return [
        _label(file, column, found, wanted)
        for column, (found, wanted) in enumerate(zip_longest(header, expected), start=1)
        if found != wanted
    ]


def _label(file: str, column: int, found: str | None, wanted: str | None) -> Problem:
    """Return the problem of one label: missing, too many, blank or another one than expected."""
    if found is None or wanted is None:
        code = "missing-label" if found is None else "extra-label"
    else:
        code = "incorrect-label" if found.strip() else "blank-label"
    details = {"expected": wanted or ""}
    return Problem(
        code, file, line=1, record=1, column=column, field=wanted, value=found, details=details, frictionless=code
    )


def _shape_problems(found: texts.Texts, file: str, descriptor: Descriptor) -> list[Problem]:
    """Report the records whose number of cells is not the header's, and those that hold no value at all."""
    width, missing = len(found.header), {"", *descriptor.schema.missing_values}
    problems = []
    for number, record in enumerate(found.records):
        is_blank = not any(cell not in missing for cell in record)
        if len(record) == width and not is_blank:
            continue
        code = "blank-row" if is_blank else "extra-cell" if len(record) > width else "missing-cell"
        last = record[width] if len(record) > width else None
        details = {"found": len(record), "expected": width}
        problems.append(Problem(code, file=file, line=found.lines[number], record=number + 2, value=last,
                                column=min(len(record), width) + 1, details=details, frictionless=code))  # fmt: skip
    return problems
