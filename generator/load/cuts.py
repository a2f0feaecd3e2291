"""Some rows of a CSV as the very bytes that its editor wrote: the header, then the lines of each row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generator.load.columns import Rows

LF = 10


def starts(data: bytes) -> Rows:
    """Return where each physical line of a file begins, and where one after the last would."""
    return np.concatenate(([0], np.flatnonzero(np.frombuffer(data, np.uint8) == LF) + 1))


def cut(data: bytes, begins: Rows, lines: Sequence[int], rows: Sequence[int]) -> bytes:
    """Return the header and the rows at some positions, in order.

    `begins` is where lines begin, `lines` the physical line on which each row does. A row reaches up to the next one,
    so that a cell with line ends stays whole.
    """
    places = [int(begins[lines[row] - 1]) for row in rows]
    after = [int(begins[lines[row + 1] - 1]) if row + 1 < len(lines) else len(data) for row in rows]
    head = data[: begins[lines[0] - 1]] if len(lines) else data
    return b"".join((head, *(data[start:end] for start, end in zip(places, after, strict=True))))
