"""Parts add up to the total that is published elsewhere, exactly."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

from generator.check import groups
from generator.check.columns import at
from generator.problems import Severity

if TYPE_CHECKING:
    from generator.check.groups import Key
    from generator.load.checks import Part, Sum
    from generator.load.package import Package
    from generator.problems import Problem


class _Side:
    """The parts, or what they should add up to: their groups, and the sum and the first row of each."""

    def __init__(self, part: Part, package: Package) -> None:
        self.part = part
        self.table, self.descriptor = package.tables[part.dataset], package.descriptors[part.dataset]
        found = groups.of_part(self.table, self.descriptor, part)
        self.totals = dict(zip(found.keys, groups.sums(self.table, part.field, found), strict=True))
        self.rows = dict(zip(found.keys, found.firsts(), strict=True))

    def named(self, key: Key) -> str:
        """Return a group as people read it."""
        return groups.named(self.part.by, key, self.part.dataset)

    def cell(self, key: Key) -> str:
        """Return the first cell of a group, as it is written."""
        return self.table.texts[self.part.field][self.rows[key]]

    @property
    def column(self) -> dict[str, Any]:
        """The column that is added up, as problems name it."""
        return {"field": self.part.field, "column": self.descriptor.schema.names.index(self.part.field) + 1}


def check(declared: Sum, package: Package) -> Iterator[Problem]:
    """Yield the groups whose rows do not add up to their total, and those that have only one of both."""
    parts, whole = _Side(declared.parts, package), _Side(declared.whole, package)
    found = chain(_differing(declared, parts, whole), _alone(declared, parts, whole))
    yield from groups.told(found, declared.rule.severity)


def _is_near(one: Decimal, other: Decimal, within: Decimal) -> bool:
    """Tell whether two sums are equal, give or take what is tolerated, with all their digits."""
    return groups.EXACT.abs(groups.EXACT.subtract(one, other)) <= within


def _differing(declared: Sum, parts: _Side, whole: _Side) -> Iterator[Problem]:
    """Yield the groups of both sides that differ; one with a blank cell cannot be added up, and that is a note."""
    for key, added in parts.totals.items():
        total = whole.totals.get(key)
        is_blank = key in whole.totals and (added is None or total is None)
        if not is_blank and (added is None or total is None or _is_near(added, total, declared.within)):
            continue
        details = {
            "check": declared.rule.name, "group": parts.named(key), "other": whole.table.file,
            "line": whole.table.lines[whole.rows[key]], "sum": groups.shown(added), "total": groups.shown(total),
        }  # fmt: skip
        code = "sum-blank" if is_blank else "sum-differs"
        severity = Severity.NOTE if is_blank else declared.rule.severity
        yield at(parts.table, parts.rows[key], code, value=parts.cell(key), details=details, severity=severity,
                 **parts.column)  # fmt: skip


def _alone(declared: Sum, parts: _Side, whole: _Side) -> Iterator[Problem]:
    """Yield parts without a total, and totals without parts; where there are none, their sum is zero."""
    for key in parts.totals:
        if key not in whole.totals:
            details = {"check": declared.rule.name, "group": parts.named(key), "other": whole.table.file}
            yield at(parts.table, parts.rows[key], "sum-without-total", value=parts.cell(key), details=details,
                     severity=declared.rule.severity, **parts.column)  # fmt: skip
    for key, total in whole.totals.items():
        if key not in parts.totals and total is not None and not _is_near(total, Decimal(0), declared.within):
            details = {"check": declared.rule.name, "group": whole.named(key), "other": parts.table.file}
            yield at(whole.table, whole.rows[key], "sum-without-parts", value=whole.cell(key), details=details,
                     severity=declared.rule.severity, **whole.column)  # fmt: skip
