"""Every way in which input can be wrong, as problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.check import columns, keys, references, rows
from generator.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.load.package import Package
    from generator.problems import Problem


def check(package: Package, only: Collection[str] = ()) -> Iterator[Problem]:
    """Yield every problem of the package; with `only`, of the rows those of the datasets it names.

    Tables are proved sound column by column; only those that are not are shown to Frictionless, row by row.
    """
    yield from package.problems
    broken = {problem.file for problem in package.problems if problem.severity is Severity.ERROR}
    for name, descriptor in package.descriptors.items():
        faults = tuple(references.check(descriptor, package))
        yield from faults
        table = package.tables.get(name)
        if table is None or faults or descriptor.file in broken or (only and name not in only):
            continue
        found = (*columns.check(table, descriptor), *keys.check(table, descriptor, package))
        yield from rows.reconcile(table, descriptor, found)
