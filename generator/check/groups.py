"""Rows chosen and grouped by their codes, and exact sums of them: what the checks across rows are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from generator.check.columns import MAX_PER_COLUMN
from generator.problems import Problem, Severity

if TYPE_CHECKING:
    from generator.load.checks import Part, Where
    from generator.load.columns import Codes, Rows
    from generator.load.descriptors import Descriptor
    from generator.load.tables import Table

SAFE = 2**62
"""Sums below this are exact as 64-bit integers; larger ones are computed with Python's own."""

EXACT = Context(prec=60)
"""More digits than the longest number times the most rows can have."""

Key = tuple[str, ...]
"""The texts of the fields by which rows are grouped; a blank for each that is missing."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Some rows of a table in groups: their keys, and for each of `rows` the position of its own among them."""

    rows: Rows
    codes: Codes
    keys: Sequence[Key]

    def firsts(self) -> Sequence[int]:
        """Return the first row of each group."""
        places = np.unique(self.codes, return_index=True)[1]
        found: list[int] = self.rows[places].tolist()
        return found

    def sizes(self) -> Sequence[int]:
        """Return the number of rows of each group."""
        found: list[int] = np.bincount(self.codes, minlength=len(self.keys)).tolist()
        return found


def chosen(table: Table, where: Where) -> Rows:
    """Return the rows that hold one of these texts in each of these fields."""
    rows = np.arange(len(table))
    for name, texts in where.items():
        rows = np.intersect1d(rows, table.texts[name].rows_among(texts), assume_unique=True)
    return rows


def group(table: Table, descriptor: Descriptor, by: Sequence[str], rows: Rows) -> Groups:
    """Return some rows grouped by the texts of the fields `by`; all of them in one group where these are none."""
    missing = descriptor.schema.missing_values
    codes: Codes = np.zeros(len(rows), dtype=np.int64)
    keys: list[Key] = [()] if len(rows) else []
    for name in by:
        column = table.texts[name]
        texts = ["" if text in missing else text for text in column.distinct]
        pairs, codes = np.unique(codes * max(1, len(texts)) + column.codes[rows], return_inverse=True)
        keys = [(*keys[pair // len(texts)], texts[pair % len(texts)]) for pair in pairs.tolist()]
    return Groups(rows, *_merged(codes, keys))


def _merged(codes: Codes, keys: Sequence[Key]) -> tuple[Codes, Sequence[Key]]:
    """Make one group of those that differ only in the sign for a missing value."""
    known: dict[Key, int] = {}
    places = [known.setdefault(key, len(known)) for key in keys]
    return (codes, keys) if len(known) == len(keys) else (np.array(places, dtype=np.int64)[codes], list(known))


def sums(table: Table, field: str, groups: Groups) -> Sequence[Decimal | None]:
    """Return the exact sum of a column of numbers in each group; None where one of its cells has no value."""
    totals, blank = _added(table, field, groups)
    return [None if place in blank else total for place, total in enumerate(totals)]


def total(table: Table, field: str) -> Decimal:
    """Return the exact sum of all cells of a column that have a value."""
    rows = np.arange(len(table))
    return sum(_added(table, field, Groups(rows, np.zeros_like(rows), [()] if len(rows) else []))[0], Decimal(0))


def _added(table: Table, field: str, groups: Groups) -> tuple[Sequence[Decimal], set[int]]:
    """Return the sum of each group, and the groups in which a cell has no value."""
    if not groups.keys:
        return [], set()
    column, decimals = table.texts[field], 0
    known = [value is not None for value in table.values[field]]
    texts = [text if is_known else "0" for text, is_known in zip(column.distinct, known, strict=True)]
    if table.types[field] == "number":
        decimals = max(len(text.partition(".")[2]) for text in texts)
    scaled = [_scaled(text, decimals) for text in texts]
    kind = np.int64 if max(map(abs, scaled)) * len(groups.rows) < SAFE else object
    cells = column.codes[groups.rows]
    order = np.argsort(groups.codes, kind="stable")
    starts = np.searchsorted(groups.codes[order], np.arange(len(groups.keys)))
    added = np.add.reduceat(np.array(scaled, dtype=kind)[cells][order], starts)
    blank = set(groups.codes[~np.array(known, dtype=bool)[cells]].tolist())
    return [Decimal(int(number)).scaleb(-decimals, EXACT) for number in added], blank


def _scaled(text: str, decimals: int) -> int:
    """Return a number as a whole one: how many of its last decimal places it has."""
    whole, _, rest = text.partition(".")
    return int(whole + rest.ljust(decimals, "0"))


def of_part(table: Table, descriptor: Descriptor, part: Part) -> Groups:
    """Return the rows that a part adds up, in its groups."""
    return group(table, descriptor, part.by, chosen(table, part.where))


def told(problems: Iterable[Problem], severity: Severity) -> Iterator[Problem]:
    """Yield the first of the problems of a check, and how many more there are."""
    found = iter(problems)
    first = None
    for first in islice(found, MAX_PER_COLUMN):
        yield first
    more = sum(1 for _ in found)
    if first is not None and more:
        details = {"more": more, "total": MAX_PER_COLUMN + more, "code": first.code}
        yield Problem("too-many-problems", first.file, field=first.field, column=first.column, details=details,
                      severity=severity)  # fmt: skip


def named(fields: Sequence[str], key: Key, otherwise: str) -> str:
    """Return a group as people read it: the fields and their texts; `otherwise` for the one group of all rows."""
    return ", ".join(f"{field}: {text}" for field, text in zip(fields, key, strict=True)) or otherwise


def shown(number: Decimal | None) -> object:
    """Return a number as messages write it: whole ones with the signs of the language, others as they are."""
    if number is None:
        return ""
    return int(number) if number == number.to_integral_value() else str(number)
