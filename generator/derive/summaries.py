"""The door to pandas for computing: rows grouped and measured as a view says, with ranks, shares and gaps."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from generator.derive import orders

if TYPE_CHECKING:
    import pandas as pd

    from generator.load.views import View
    from generator.model.catalog import Catalog, Dataset, Entity

MEASURE = "__measure"
"""The column of what is measured, which no field can be called."""

EXACT = 2**62
"""Integers whose sum stays below this one can be added in 64 bits."""


@dataclass(frozen=True, slots=True)
class Point:
    """One group: its key as texts, its value (None: no data), of how many rows, and how many of them lack a value.

    `decimals` are as many as its cells have. `rank` is 1 for the largest; groups of equal value share a rank, and
    `tied` counts them (1: alone). A group without data has no rank. `share` is the value over the whole, None where
    either is unknown.
    """

    key: tuple[str, ...]
    value: float | None
    rows: int
    gaps: int
    decimals: int = 0
    rank: int | None = None
    tied: int = 1
    share: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    """The answer to a view: its points in the view's order, their total and the whole they are part of.

    `total` sums the points that have a value, None when none has. `whole` is the declared whole or the total; None
    where rows lack a value and no whole is declared, for a part of an unknown whole is no share. `rows` are the
    positions of the rows read; `unkeyed` counts those whose group is blank, which are in no point.
    """

    view: View
    group: tuple[str, ...]
    points: tuple[Point, ...]
    total: float | None
    whole: float | None
    rows: Sequence[int]
    decimals: int
    unkeyed: int

    @property
    def known(self) -> tuple[Point, ...]:
        """The points that have a value."""
        return tuple(point for point in self.points if point.value is not None)

    @property
    def ranked(self) -> tuple[Point, ...]:
        """The points that have a value, the largest first; equal ones in the view's order."""
        return tuple(sorted(self.known, key=lambda point: point.rank or 0))

    @property
    def gaps(self) -> int:
        """How many points have no value."""
        return len(self.points) - len(self.known)

    @property
    def holes(self) -> int:
        """How many rows without a value stand in points that have one: their values are of the other rows only."""
        return sum(point.gaps for point in self.known)


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows of one entity: those whose `field` holds its id."""

    field: str
    entity: Entity


_overall: WeakKeyDictionary[Dataset, dict[str, Summary]] = WeakKeyDictionary()
"""The summaries of all rows, by dataset and view: each page of an entity asks for the same ranking."""


def summarise(dataset: Dataset, view: View, catalog: Catalog, scope: Scope | None = None) -> Summary:
    """Group and measure the rows of `dataset` that `view.where` keeps, and of `scope` when it is given."""
    if scope is not None:
        return _summarise(dataset, view, catalog, scope)
    known = _overall.setdefault(dataset, {})
    if view.id not in known:
        known[view.id] = _summarise(dataset, view, catalog, None)
    return known[view.id]


def _summarise(dataset: Dataset, view: View, catalog: Catalog, scope: Scope | None) -> Summary:
    read = rows(dataset, view.where, scope)
    group = tuple(name for name in view.group if scope is None or name != scope.field)
    points = _points(read, group, dataset, view)
    known = [point.value for point in points if point.value is not None]
    decimals = max((point.decimals for point in points), default=0)
    total = round(sum(known), decimals) if known else None
    incomplete = any(point.gaps for point in points)
    whole = _declared(view, catalog) if view.whole else (None if incomplete else total)
    placed = _placed(points, sorted(known), whole)
    keys = [orders.of(name, dataset, catalog) for name in group]
    unkeyed = len(read) - sum(point.rows for point in points)
    return Summary(view, group, _ordered(placed, view, keys), total, whole, read, decimals, unkeyed)


def rows(dataset: Dataset, where: Mapping[str, str], scope: Scope | None = None) -> Sequence[int]:
    """Return the positions of the rows of `scope` whose fields have the values of `where`, in order."""
    kept: Sequence[int] = range(len(dataset.table))
    if scope is not None:
        kept = dataset.rows_with(scope.field, scope.entity.id)
    for name, value in where.items():
        there = set(dataset.rows_with(name, value))
        kept = [row for row in kept if row in there]
    return kept


def _points(read: Sequence[int], group: tuple[str, ...], dataset: Dataset, view: View) -> list[Point]:
    """Return the groups in the order in which they first appear; rows without a value in their key form no group."""
    import pandas as pd

    missing = {"", *dataset.descriptor.schema.missing_values}
    texts = [dataset.table.texts[name] for name in group]
    frame = pd.DataFrame({name: column.codes for name, column in zip(group, texts, strict=True)}).take(read)
    for name, column in zip(group, texts, strict=True):
        blank = [code for code, text in enumerate(column.distinct) if text in missing]
        frame = frame[~frame[name].isin(blank)] if blank else frame
    measure = view.measure.field
    if measure:
        frame = frame.assign(**{MEASURE: dataset.table.series(measure).take(frame.index.to_numpy())})
    groups = frame.groupby(list(group), sort=False)
    sizes = groups.size()
    codes = [code if isinstance(code, tuple) else (code,) for code in sizes.index]
    keys = [tuple(column.distinct[part] for column, part in zip(texts, code, strict=True)) for code in codes]
    if not measure:
        return [Point(key, int(size), int(size), 0) for key, size in zip(keys, sizes, strict=True)]
    sums, counts = _sums(groups[MEASURE]), groups[MEASURE].count()
    decimals = _decimals(frame, groups, dataset, view)
    return [
        Point(key, _number(value, places), int(size), int(size - count), places)
        for key, value, size, count, places in zip(keys, sums, sizes, counts, decimals, strict=True)
    ]


def _sums(cells: Any) -> Any:
    """Return the sum of each group, missing where it has no value; too large for 64 bits, number by number."""
    column = cells.obj
    if column.dtype == "Int64" and column.astype("Float64").abs().sum() >= EXACT:
        return [sum(map(int, part.dropna())) if part.count() else None for _, part in cells]
    return cells.sum(min_count=1)


def _number(value: Any, decimals: int) -> float | None:
    """Return a sum as a Python number: whole where it is, and without the noise of binary fractions."""
    import pandas as pd

    if pd.isna(value):
        return None
    return int(value) if value == int(value) else round(float(value), decimals)


def _decimals(frame: pd.DataFrame, groups: Any, dataset: Dataset, view: View) -> list[int]:
    """Return the most decimals written in the cells of each group; whole numbers have none."""
    import pandas as pd

    if dataset.descriptor.schema.get(view.measure.field).type != "number":
        return [0] * groups.ngroups
    column, missing = dataset.table.texts[view.measure.field], dataset.descriptor.schema.missing_values
    written = [0 if text in missing else len(text.partition(".")[2]) for text in column.distinct]
    places = pd.Series(written, dtype="int64").take(column.codes[frame.index])
    places.index = frame.index
    return [int(count) for count in places.groupby(groups.ngroup(), sort=True).max()]


def _declared(view: View, catalog: Catalog) -> float | None:
    if view.whole is None:
        return None
    dataset = catalog.datasets[view.whole.dataset]
    found = [dataset.table.value(view.whole.field, row) for row in rows(dataset, view.whole.where)]
    numbers = [value for value in found if isinstance(value, (int, float))]
    return float(math.fsum(numbers)) if numbers else None


def _placed(points: list[Point], ascending: list[float], whole: float | None) -> list[Point]:
    placed = []
    for point in points:
        if point.value is None:
            placed.append(point)
            continue
        below, up_to = bisect_left(ascending, point.value), bisect_right(ascending, point.value)
        share = point.value / whole if whole else None
        placed.append(replace(point, rank=1 + len(ascending) - up_to, tied=up_to - below, share=share))
    return placed


def _ordered(points: list[Point], view: View, keys: list[Callable[[str], str | int]]) -> tuple[Point, ...]:
    """Sort by value where the view says so (no data last); else by period, as entities or `enum` go, or as filed."""
    if view.order == "group":
        return tuple(sorted(points, key=lambda p: [key(part) for key, part in zip(keys, p.key, strict=True)]))
    sign = -1 if view.order == "-value" else 1
    return tuple(sorted(points, key=lambda p: (p.value is None, sign * (p.value or 0))))
