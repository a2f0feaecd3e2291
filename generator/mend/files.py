"""One file, from its bytes to the bytes that it should have: mends of bytes, of lines, of cells, of whole columns."""

from __future__ import annotations

import collections
import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.load.texts import CONFLICT, MAGIC
from generator.mend import columns, dialects, encodings
from generator.mend.dialects import Dialect
from generator.mend.outcomes import Change, Doubt, Mended

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor

MAX_CHANGES = 40
"""Changed lines that are kept, to be shown before and after."""

MARK = "\ufeff"
"""The byte order mark, where it has become a character."""

Counts = collections.Counter[str]


def mend(data: bytes, file: str, descriptor: Descriptor) -> Mended:
    """Propose what can be mended for certain in the CSV of `descriptor`; without fields, in one of any header."""
    if CONFLICT.search(data) or any(data.startswith(mark) for mark, kind in MAGIC if kind != "utf-16"):
        return Mended(file, data, data)

    def dialect_of(text: str) -> Dialect | None:
        return dialects.find(_plain(text), descriptor.schema.names, descriptor.delimiter)

    decoded = encodings.decode(data, lambda text: dialect_of(text) is not None)
    if isinstance(decoded, encodings.Decoded) and "\0" in decoded.text:
        decoded = None
    if not isinstance(decoded, encodings.Decoded):
        return Mended(file, data, data, doubts=(decoded,) if decoded else ())
    counts: Counts = collections.Counter(decoded.kinds)
    text, shown = _plain(decoded.text), _plain(decoded.shown)
    counts["line-ends"] = decoded.text.count("\r") - text.count("\r")
    if text and not text.endswith("\n"):
        text, shown = text + "\n", shown + "\n"
        counts["last-line"] = 1
    dialect, doubts = dialect_of(text), list[Doubt]()
    if dialect is not None:
        if dialect.is_told:
            text, shown = text.partition("\n")[2], shown.partition("\n")[2]
        text, doubts = _cells(text, dialect, descriptor, counts)
    changes = list(_changes(shown, text, 2 if dialect and dialect.is_told else 1))
    kinds = {kind: count for kind, count in counts.items() if count}
    return Mended(file, data, text.encode(), kinds, tuple(changes[:MAX_CHANGES]), len(changes), tuple(doubts))


def _plain(text: str) -> str:
    """Return `text` with the line ends of a CSV and without the mark that may stand before it."""
    text = text.removeprefix(MARK).replace("\r\n", "\n")
    return text if "\n" in text else text.replace("\r", "\n")


def _changes(before: str, after: str, first: int) -> Iterator[Change]:
    """Yield the lines that look different; there are as many before as after."""
    for number, (old, new) in enumerate(zip(before.split("\n"), after.split("\n"), strict=True), start=first):
        if old != new:
            yield Change(number, old, new)


def _cells(text: str, dialect: Dialect, descriptor: Descriptor, counts: Counts) -> tuple[str, list[Doubt]]:
    """Return the text with its cells mended, and what is in doubt; what was mended is added to `counts`."""
    try:
        found = list(dialects.records(text, dialect.delimiter))
    except csv.Error:
        return text, []
    is_other = dialect.delimiter != descriptor.delimiter
    counts["sep"], counts["delimiter"] = int(dialect.is_told), int(is_other)
    clean = {cell: dialects.cleaned(cell) for cell in {cell for record in found for cell in record.cells}}
    rows = [[clean[cell][0] for cell in record.cells] for record in found]
    readings = columns.read(rows, descriptor.schema)
    lines = [record.line + dialect.is_told for record in found]
    doubts = list(columns.doubts(readings, rows, lines, descriptor.schema))
    unclean = {cell: kinds for cell, (_, kinds) in clean.items() if kinds}
    for record in found if unclean else ():
        for cell in record.cells:
            counts.update(unclean.get(cell, ()))
    for place, reading in readings.items():
        kind = columns.BY_TYPE[descriptor.schema.fields[place].type][0]
        for row in rows[1:]:
            if row and row[place] in reading.mends:
                row[place] = reading.mends[row[place]]
                counts[kind] += 1
    written = [
        record.raw if not row or (row == record.cells and not is_other) else dialects.write(row, descriptor.delimiter)
        for record, row in zip(found, rows, strict=True)
    ]
    return "".join(written), doubts
