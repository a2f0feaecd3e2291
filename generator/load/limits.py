"""How much a table may hold: bounds on memory and time, that are told before anything large is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.problems import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.load.columns import Column

MAX_LINES = 6_000_000
"""Physical lines of a file."""

MAX_CELLS = 60_000_000
"""Cells of a file, quoted delimiters counted in."""

MAX_DISTINCT = 3_000_000
"""Different texts, summed over the columns: the one thing of which each costs as much as a sentence."""

MAX_TEXT = 100_000_000
"""Bytes of these different texts."""

MAX_FOREIGN_KEYS = 50
MAX_VIEWS = 100
MAX_ENUM = 1000
"""Entries of a descriptor."""


def check(data: bytes, file: str, delimiter: str) -> None:
    """Refuse bytes with too many lines or cells, counted as they are.

    Raises:
        Refused: there are more than can be read in bounded time and memory.
    """
    if len(data) <= MAX_LINES:
        return  # there is at most one to a byte
    lines = data.count(b"\n")
    if lines > MAX_LINES:
        raise Refused([Problem("too-many-rows", file=file, details={"found": lines, "limit": MAX_LINES})])
    cells = lines + data.count(delimiter.encode()) if len(data) > MAX_CELLS else 0
    if cells > MAX_CELLS:
        raise Refused([Problem("too-many-cells", file=file, details={"found": cells, "limit": MAX_CELLS})])


def check_distinct(columns: Collection[Column], file: str) -> None:
    """Refuse columns with too many different texts.

    Raises:
        Refused: there are more than can be held.
    """
    found = sum(column.size for column in columns)
    if found > MAX_DISTINCT:
        raise Refused([Problem("too-many-values", file=file, details={"found": found, "limit": MAX_DISTINCT})])
    if sum(column.weight for column in columns) > MAX_TEXT:
        raise Refused([Problem("too-much-text", file=file, details={"limit": MAX_TEXT // 10**6})])
