"""A column of texts, each distinct text held once: whoever checks or computes looks at the distinct ones only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, overload

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.integer[Any]]
Rows = npt.NDArray[np.intp]


class Column(Sequence[str]):
    """The cells of one column, as written: `distinct` are its texts, `codes` their positions, row by row."""

    def __init__(self, codes: Codes, distinct: Sequence[str]) -> None:
        """Hold `distinct[codes]`; these may be anything that turns into a list of texts, when it is asked for."""
        self.codes = codes
        self._distinct = distinct

    @cached_property
    def distinct(self) -> Sequence[str]:
        """The distinct texts."""
        found: Any = self._distinct
        texts: Sequence[str] = found.to_pylist() if hasattr(found, "to_pylist") else found
        return texts

    @property
    def size(self) -> int:
        """How many distinct texts there are; they stay where they are."""
        return len(self._distinct)

    @property
    def weight(self) -> int:
        """How many bytes the distinct texts take, about."""
        found: Any = self._distinct
        return int(found.nbytes) if hasattr(found, "nbytes") else sum(map(len, self._distinct))

    @cached_property
    def _code(self) -> dict[str, int]:
        return {text: code for code, text in enumerate(self.distinct)}

    @cached_property
    def _sorted(self) -> tuple[Rows, Rows]:
        """The rows ordered by their codes, and where each code begins among them."""
        order = np.argsort(self.codes, kind="stable")
        return order, np.searchsorted(self.codes[order], np.arange(len(self.distinct) + 1))

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.codes)

    def __iter__(self) -> Iterator[str]:
        """Yield the text of each row."""
        return map(self.distinct.__getitem__, self.codes.tolist())

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        """Return the text of a row, or of several."""
        if isinstance(row, slice):
            return [self.distinct[code] for code in self.codes[row].tolist()]
        text: str = self.distinct[self.codes[row]]
        return text

    def __eq__(self, other: object) -> bool:
        """Compare with any sequence of texts."""
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def rows_of(self, text: str) -> Rows:
        """Return the rows that hold `text`, in order."""
        code = self._code.get(text)
        if code is None:
            return np.empty(0, dtype=np.intp)
        order, starts = self._sorted
        return order[starts[code] : starts[code + 1]]

    def rows_among(self, texts: Iterable[str]) -> Rows:
        """Return the rows that hold one of `texts`, in order."""
        return np.flatnonzero(self.is_among(texts))

    def is_among(self, texts: Iterable[str]) -> npt.NDArray[np.bool_]:
        """Tell of each row whether it holds one of `texts`."""
        chosen = np.zeros(len(self.distinct), dtype=bool)
        chosen[[self._code[text] for text in texts if text in self._code]] = True
        return chosen[self.codes] if chosen.any() else np.zeros(len(self), dtype=bool)

    def among(self, rows: Sequence[int]) -> set[str]:
        """Return the distinct texts of some rows; of all of them at once where these are `range(len(self))`."""
        if rows == range(len(self)):
            return set(self.distinct)
        return {self.distinct[code] for code in self.codes[list(rows)].tolist()}

    def count_among(self, texts: Iterable[str]) -> int:
        """Return how many rows hold one of `texts`."""
        return len(self.rows_among(texts))


def pairs(first: Column, second: Column, rows: Sequence[int]) -> list[tuple[str, str]]:
    """Return the distinct pairs of texts of two columns that stand together in one of `rows`."""
    codes = first.codes.astype(np.int64) * max(1, len(second.distinct)) + second.codes
    found = np.unique(codes if rows == range(len(first)) else codes[list(rows)])
    parts = (divmod(code, len(second.distinct)) for code in found.tolist())
    return [(first.distinct[one], second.distinct[other]) for one, other in parts]


def encode(texts: Sequence[str]) -> Column:
    """Return the column of some texts."""
    known: dict[str, int] = {}
    codes = np.fromiter((known.setdefault(text, len(known)) for text in texts), dtype=np.int32, count=len(texts))
    return Column(codes, list(known))


def has_blank_row(columns: Iterable[Column], missing: Collection[str]) -> bool:
    """Tell whether a row holds nothing but texts that are missing."""
    blank = None
    for column in columns:
        found = column.is_among(missing)
        blank = found if blank is None else blank & found
        if not blank.any():
            return False
    return blank is not None
