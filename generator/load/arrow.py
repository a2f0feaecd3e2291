"""The door to pyarrow: bytes that are plainly a CSV in the declared dialect, read column by column.

What is not plainly so is not read here at all: `texts` reads it record by record, and says what is wrong.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import csv

from generator.load.columns import Codes, Column
from generator.load.texts import MAX_CELL

LF, CR, QUOTE = 10, 13, 34
MAX_QUOTES = 24_000_000
"""Quotes whose places are looked at all at once; with more, memory would be the price of speed."""

BLOCK = 4 << 20
"""Bytes that are read at a time, by all processors; no record may be longer."""

MAX_DICTIONARIES = 150_000_000
"""Bytes of the texts of all blocks before those of one column become one: that takes three times as many."""

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Columns:
    """The header, the columns below it, and the physical line on which each row begins."""

    header: Sequence[str]
    columns: Sequence[Column]
    lines: Sequence[int]


class TooHeavyError(Exception):
    """The texts of a table take more memory than may be used."""


def read(data: bytes, names: Sequence[str], delimiter: str) -> Columns | None:
    """Return the columns of a CSV whose header is `names`, letter by letter; None where that is not certain.

    Certain is what any reader of RFC 4180 agrees on: quotes that open and close a whole cell, the same number of cells
    in each record, no blank line, valid UTF-8.

    Raises:
        TooHeavyError: its texts hardly repeat, and take more memory than may be used.
    """
    body = data.removeprefix(codecs.BOM_UTF8)
    header = delimiter.join(names).encode() + b"\n"
    start = len(header) + body.startswith(header[:-1] + b"\r\n")
    if len(names) == 1 or start >= len(body) or not body.startswith((header, header[:-1] + b"\r\n")):
        return None
    is_plain = body.count(b'"') <= MAX_QUOTES and (b"\r" not in body or body.count(b"\r") <= body.count(b"\n"))
    lines = _lines(np.frombuffer(body, np.uint8)[start:], ord(delimiter)) if is_plain else None
    if lines is None:
        return None
    kind = pa.dictionary(pa.int32(), pa.string())
    try:
        table = csv.read_csv(
            pa.BufferReader(pa.py_buffer(body).slice(start)),
            read_options=csv.ReadOptions(block_size=BLOCK, column_names=list(names)),
            parse_options=csv.ParseOptions(
                delimiter=delimiter, ignore_empty_lines=False, newlines_in_values=lines.inside > 0
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, kind), strings_can_be_null=False, null_values=[]
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError):
        return None
    if table.num_rows != lines.count:
        return None
    chunks = dict(zip(names, table.columns, strict=True))
    del table
    if sum(chunk.dictionary.nbytes for column in chunks.values() for chunk in column.chunks) > MAX_DICTIONARIES:
        raise TooHeavyError
    columns = [_whole(chunks.pop(name)) for name in names]
    if any(_is_long(texts) for _, texts in columns):
        return None
    return Columns(names, [Column(_codes(indices), texts) for indices, texts in columns], lines.starts)


def _whole(chunks: Any) -> tuple[Any, Any]:
    """Return the dictionary-encoded chunks of a column as one array of indices and the texts that they point to.

    Combining the chunks as they are would build the texts once more.
    """
    alike = chunks.unify_dictionaries()
    indices = pa.chunked_array([chunk.indices for chunk in alike.chunks]).combine_chunks()
    return indices.chunk(0) if isinstance(indices, pa.ChunkedArray) else indices, alike.chunk(0).dictionary


def _codes(indices: Any) -> Codes:
    """Return an array of Arrow as one of NumPy, without the detour by pandas that Arrow's own way takes."""
    return np.frombuffer(indices.buffers()[1], dtype=np.int32)[indices.offset : indices.offset + len(indices)]


def _is_long(texts: Any) -> bool:
    """Tell whether one of the texts is longer than a cell may be."""
    return bool(texts.nbytes > MAX_CELL) and max(map(len, texts.to_pylist()), default=0) > MAX_CELL


@dataclass(frozen=True, slots=True)
class _Lines:
    """How many records there are, the line on which each begins, and how many line ends stand inside cells."""

    count: int
    starts: Sequence[int]
    inside: int


def _lines(data: Bytes, delimiter: int) -> _Lines | None:
    """Find the records below the header; None where a quote stands where none may, or a line end is not plain."""
    ends = np.flatnonzero(data == LF)
    quotes = np.flatnonzero(data == QUOTE)
    if not _plain_quotes(data, quotes, delimiter) or not _plain_ends(data, ends):
        return None
    outside = np.searchsorted(quotes, ends) % 2 == 0
    begins = np.concatenate(([0], ends[outside] + 1))
    if np.isin(data[begins[begins < len(data)]], (LF, CR)).any():
        return None  # a blank line, which Arrow would take for a row of blank cells
    inside = int(len(ends) - outside.sum())
    is_open = data[-1] != LF
    count = int(outside.sum()) + int(is_open)
    if not inside:
        return _Lines(count, range(2, count + 2), 0)
    first = np.concatenate(([0], np.flatnonzero(outside) + 1))[:count] + 2
    return _Lines(count, first.tolist(), inside)


def _plain_ends(data: Bytes, ends: Places) -> bool:
    """Tell whether every carriage return stands before a line feed."""
    returns = np.flatnonzero(data == CR)
    if not len(returns):
        return True
    return bool(returns[-1] + 1 < len(data) and (data[returns + 1] == LF).all() and len(returns) <= len(ends))


def _plain_quotes(data: Bytes, quotes: Places, delimiter: int) -> bool:
    """Tell whether quotes come in pairs that open and close whole cells; a doubled one inside a cell is a pair too."""
    if len(quotes) % 2:
        return False
    if not len(quotes):
        return True
    opening, closing = quotes[::2], quotes[1::2]
    before = data[opening - 1][opening > 0]
    after = data[np.minimum(closing + 1, len(data) - 1)][closing + 1 < len(data)]
    return bool(np.isin(before, (delimiter, LF, QUOTE)).all() and np.isin(after, (delimiter, LF, CR, QUOTE)).all())


def matches(texts: Sequence[str], pattern: str) -> Sequence[bool] | None:
    """Tell of each text whether `pattern` is found in it, in time linear in its length (RE2).

    None where RE2 does not take the pattern: look-around, references to groups, repetitions that are too large.
    """
    from pyarrow import _compute  # `pyarrow.compute` makes 300 wrappers first, which takes longer than all patterns

    options = _compute.MatchSubstringOptions(pattern)
    try:
        found = _compute.call_function("match_substring_regex", [_array(texts)], options)
    except pa.ArrowInvalid:
        return None
    answers: Sequence[bool] = found.to_pylist()
    return answers


def _array(texts: Sequence[str]) -> Any:
    """Return texts as Arrow holds them; `pyarrow.array` would load pandas first, which takes as long as the rest."""
    data = [text.encode() for text in texts]
    ends = np.zeros(len(data) + 1, dtype=np.int64)
    np.cumsum([len(text) for text in data], out=ends[1:])
    return pa.LargeStringArray.from_buffers(len(data), pa.py_buffer(ends), pa.py_buffer(b"".join(data)))
