"""The number of rows, and sums, do not jump away from those of the version committed before."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.check import groups
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.load.checks import Bounds, Jump
    from generator.load.package import Package
    from generator.load.tables import Table


def check(declared: Jump, dataset: str, package: Package) -> Iterator[Problem]:
    """Yield what jumps beyond its bounds; nothing where there is no version before to compare with."""
    table, before = package.tables[dataset], package.previous.get(dataset)
    if before is None:
        return
    if declared.rows is not None and not _fits(Decimal(len(table)), Decimal(len(before)), declared.rows):
        least, most = _told(declared.rows)
        details = {
            "check": declared.rule.name, "now": len(table), "before": len(before), "least": least, "most": most,
        }  # fmt: skip
        yield Problem("jump-rows", table.file, line=1, value=str(len(table)), details=details,
                      severity=declared.rule.severity)  # fmt: skip
    for field, bounds in declared.sums.items():
        now, then = _known(table, field), _known(before, field)
        if not _fits(now, then, bounds):
            least, most = _told(bounds)
            details = {
                "check": declared.rule.name, "now": groups.shown(now), "before": groups.shown(then), "least": least,
                "most": most,
            }  # fmt: skip
            yield Problem("jump-sum", table.file, line=1, field=field, value=str(now), details=details,
                          severity=declared.rule.severity)  # fmt: skip


def _fits(now: Decimal, before: Decimal, bounds: Bounds) -> bool:
    """Tell whether a figure stays within its bounds; of nothing there is no multiple."""
    if not before:
        return True
    low, high = (bound * before if bound is not None else None for bound in (bounds.least, bounds.most))
    if before < 0:
        low, high = high, low
    return (low is None or now >= low) and (high is None or now <= high)


def _told(bounds: Bounds) -> tuple[str, str]:
    """Return the bounds as messages write them; a dash for none."""
    least, most = ("–" if bound is None else str(bound) for bound in (bounds.least, bounds.most))
    return least, most


def _known(table: Table, field: str) -> Decimal:
    """Return the sum of the cells of a column that have a value."""
    return groups.total(table, field)
