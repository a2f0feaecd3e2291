"""What a view answers: rows grouped and measured, with ranks, shares and gaps."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from generator.derive import groups, orders
from generator.derive.groups import Point

if TYPE_CHECKING:
    from generator.load.views import View
    from generator.model.catalog import Catalog, Dataset, Entity


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

_scoped: WeakKeyDictionary[Dataset, dict[tuple[str, str], dict[str, list[Point]]]] = WeakKeyDictionary()
"""The groups of each entity's rows, by dataset, view and the field that points to the entity."""


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
    points = groups.points(read, group, dataset, view) if scope is None else _points_of(scope, group, dataset, view)
    known = [point.value for point in points if point.value is not None]
    decimals = max((point.decimals for point in points), default=0)
    total = round(sum(known), decimals) if known else None
    incomplete = any(point.gaps for point in points)
    whole = _declared(view, catalog) if view.whole else (None if incomplete else total)
    placed = _placed(points, sorted(known), whole)
    keys = [orders.of(name, dataset, catalog) for name in group]
    unkeyed = len(read) - sum(point.rows for point in points)
    return Summary(view, group, _ordered(placed, view, keys), total, whole, read, decimals, unkeyed)


def _points_of(scope: Scope, group: tuple[str, ...], dataset: Dataset, view: View) -> list[Point]:
    """Return the groups of one entity's rows: those of all entities are found in one pass, and kept."""
    known = _scoped.setdefault(dataset, {})
    if (view.id, scope.field) not in known:
        found: dict[str, list[Point]] = {}
        for point in groups.points(rows(dataset, view.where), (scope.field, *group), dataset, view):
            found.setdefault(point.key[0], []).append(replace(point, key=point.key[1:]))
        known[view.id, scope.field] = found
    return known[view.id, scope.field].get(scope.entity.id, [])


def rows(dataset: Dataset, where: Mapping[str, str], scope: Scope | None = None) -> Sequence[int]:
    """Return the positions of the rows of `scope` whose fields have the values of `where`, in order."""
    kept: Sequence[int] = range(len(dataset.table))
    if scope is not None:
        kept = dataset.rows_with(scope.field, scope.entity.id)
    for name, value in where.items():
        there = set(dataset.rows_with(name, value))
        kept = [row for row in kept if row in there]
    return kept


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
