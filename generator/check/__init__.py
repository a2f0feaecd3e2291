"""Every way in which input can be wrong, as problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.check import acceptances, columns, declared, doubts, keys, privacy, references, rows
from generator.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from generator.load.descriptors import Descriptor
    from generator.load.package import Package
    from generator.load.tables import Table
    from generator.problems import Problem


def check(package: Package, only: Collection[str] = ()) -> Iterator[Problem]:
    """Yield every problem of the package; with `only`, of the rows those of the datasets it names.

    Tables are proved sound column by column; only those that are not are shown to Frictionless, row by row. What must
    hold across rows and files is looked at where the rows themselves are sound. What was accepted is left out.
    """
    found = list(package.problems)
    broken = {problem.file for problem in package.problems if problem.severity is Severity.ERROR}
    looked_at, sound = [], {name for name, table in package.tables.items() if table.file not in broken}
    for name, descriptor in package.descriptors.items():
        faults = (*references.check(descriptor, package), *declared.check(descriptor, package))
        found += (*faults, *acceptances.check(descriptor))
        table = package.tables.get(name)
        if table is None or faults or descriptor.file in broken:
            sound.discard(name)
        elif not only or name in only:
            told = _rows(table, descriptor, package)
            found += told
            looked_at.append(name)
            if _is_unsound(told):
                sound.discard(name)
    whole = [name for name in looked_at if declared.asked(package.descriptors[name]) <= sound]
    for name in whole:
        found += declared.run(package.descriptors[name], package)
    yield from acceptances.settle(acceptances.weigh(found, package.site.severities), package, whole)


def _rows(table: Table, descriptor: Descriptor, package: Package) -> list[Problem]:
    """Return the problems of the rows of one dataset."""
    told = (*columns.check(table, descriptor), *keys.check(table, descriptor, package))
    found = (*told, *doubts.check(table, descriptor))
    return [*rows.reconcile(table, descriptor, found), *privacy.check(table, descriptor)]


def _is_unsound(problems: Iterable[Problem]) -> bool:
    """Tell whether one of some problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
