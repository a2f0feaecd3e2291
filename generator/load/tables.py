"""From bytes to Table: the cells as texts for whoever checks, as typed columns for whoever computes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import pandas as pd

from generator.load import cells, texts
from generator.load.descriptors import Descriptor
from generator.load.schemas import Field
from generator.problems import Problem, Refused

DTYPES = {
    "string": "str",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "object",
    "year": "Int64",
}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One CSV file.

    `texts` holds each column as written; `frame` the same columns typed, a missing value where the text is one of the
    schema's missing values or is not of the type; `untyped` the texts that are not, by field. `lines` is the physical
    line of each row, `records` would be its position + 2 (the header is record 1).
    """

    file: str
    texts: Mapping[str, Sequence[str]]
    frame: pd.DataFrame
    untyped: Mapping[str, frozenset[str]]
    lines: Sequence[int]
    size: int
    sha256: str

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.lines)


def load(data: bytes, file: str, descriptor: Descriptor) -> tuple[Table | None, tuple[Problem, ...]]:
    """Read a CSV with its descriptor; bytes that are not the declared table give problems and no table."""
    try:
        found = texts.read(data, file, descriptor.delimiter)
    except Refused as refused:
        return None, refused.problems
    problems = (*_header_problems(found.header, file, descriptor), *_shape_problems(found, file, descriptor))
    if problems:
        return None, problems
    if not found.records and descriptor.awaited is None:
        return None, (Problem("no-rows", file=file, line=1),)
    cells_of = zip(*found.records, strict=True) if found.records else ((),) * len(found.header)
    columns: dict[str, tuple[str, ...]] = dict(zip(found.header, cells_of, strict=True))
    typed = {field.name: _column(field, columns[field.name], descriptor) for field in descriptor.schema.fields}
    frame = pd.DataFrame({name: series for name, (series, _) in typed.items()})
    untyped = {name: bad for name, (_, bad) in typed.items() if bad}
    return Table(file, columns, frame, untyped, found.lines, len(data), hashlib.sha256(data).hexdigest()), ()


def _column(field: Field, column: Sequence[str], descriptor: Descriptor) -> tuple[pd.Series, frozenset[str]]:
    """Type each distinct text of a column once."""
    values: dict[str, cells.Value] = {}
    bad = set()
    for text in set(column):
        try:
            values[text] = None if text in descriptor.schema.missing_values else cells.parse(field, text)
        except cells.InvalidError:
            bad.add(text)
            values[text] = None
    dtype = DTYPES.get(field.type, "str")
    return pd.Series([values[text] for text in column], dtype=dtype, name=field.name), frozenset(bad)


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
