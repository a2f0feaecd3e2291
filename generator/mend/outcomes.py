"""What comes of looking at a file: the bytes it should have, what was mended, and what cannot be for certain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Doubt:
    """A text that can be read in several ways, or that stands among others which contradict it.

    `kind` is `encoding`, `date` or `number`; `readings` are what it may mean; `count` says how many cells hold it.
    """

    kind: str
    value: str
    readings: tuple[str, ...]
    line: int | None = None
    column: int | None = None
    field: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Change:
    """One line before and after."""

    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A file as it is and as it should be.

    `counts` says how often each kind of mend was needed, in the order in which they were made; `changes` are the first
    of the `changed` lines that look different.
    """

    file: str
    before: bytes
    after: bytes
    counts: Mapping[str, int] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    changed: int = 0
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_needed(self) -> bool:
        """Whether there is something to write."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Reading:
    """What the distinct texts of a column should be, and which of them can be read in several ways."""

    mends: Mapping[str, str] = field(default_factory=dict)
    doubts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
