"""Columns whose cells prove together what each of them means."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from generator.load import cells
from generator.mend import dates, numbers
from generator.mend.outcomes import Doubt, Reading

if TYPE_CHECKING:
    from generator.load.schemas import Field, Schema

Rows = Sequence[Sequence[str]]

BY_TYPE: Mapping[str, tuple[str, Callable[[Collection[str]], Reading]]] = {
    "date": ("date", dates.mend),
    "integer": ("thousands", numbers.mend_integers),
    "number": ("decimal", numbers.mend_decimals),
}
"""For each type of field, the kind of mend and how its texts are read."""


def read(rows: Rows, schema: Schema) -> Mapping[int, Reading]:
    """Return how each column that needs it is read, by its place; nothing where the rows are not those of `schema`.

    `rows` are the header and the records below it; a blank line is a row without cells.
    """
    width = len(schema.names)
    if tuple(rows[0]) != schema.names or any(row and len(row) != width for row in rows):
        return {}
    found = {}
    for place, field in enumerate(schema.fields):
        if field.type in BY_TYPE:
            texts = {row[place] for row in rows[1:] if row} - set(schema.missing_values)
            if any(not _is_value(field, text) for text in texts):
                found[place] = BY_TYPE[field.type][1](texts)
    return found


def _is_value(field: Field, text: str) -> bool:
    try:
        cells.parse(field, text)
    except cells.InvalidError:
        return False
    return True


def doubts(readings: Mapping[int, Reading], rows: Rows, lines: Sequence[int], schema: Schema) -> Iterator[Doubt]:
    """Yield what is in doubt in each column, text by text, with the first line on which it stands."""
    for place, reading in readings.items():
        first: dict[str, int] = {}
        count = dict.fromkeys(reading.doubts, 0)
        for row, line in zip(rows[1:], lines[1:], strict=True) if count else ():
            if row and row[place] in count:
                first.setdefault(row[place], line)
                count[row[place]] += 1
        field = schema.fields[place]
        kind = "date" if field.type == "date" else "number"
        for text, line in first.items():
            yield Doubt(kind, text, reading.doubts[text], line, place + 1, field.name, count[text])
