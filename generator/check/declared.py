"""What the checks of a descriptor name must exist, and be of a kind that can be checked so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.check import jumps, periods, presence, sums
from generator.check.references import unknown
from generator.load.checks import Jump, Periods, Presence, Sum
from generator.load.constraints import NUMERIC
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.load.checks import Check, Part
    from generator.load.descriptors import Descriptor
    from generator.load.package import Package

DATED = ("string", "year", "date")
"""The types whose cells can be periods."""


def run(descriptor: Descriptor, package: Package) -> Iterator[Problem]:
    """Yield what the checks of a dataset find in its rows; the tables that they ask for are sound."""
    for check in descriptor.checks:
        match check:
            case Sum():
                yield from sums.check(check, package)
            case Periods():
                yield from periods.check(check, descriptor.name, package)
            case Presence():
                yield from presence.check(check, descriptor.name, package)
            case Jump():
                yield from jumps.check(check, descriptor.name, package)


def asked(descriptor: Descriptor) -> set[str]:
    """Return the datasets whose rows the checks of one look at."""
    others = {check.whole.dataset for check in descriptor.checks if isinstance(check, Sum)}
    others |= {check.dataset for check in descriptor.checks if isinstance(check, Presence)}
    return {descriptor.name, *others}


def check(descriptor: Descriptor, package: Package) -> Iterator[Problem]:
    """Yield the names in the checks of a descriptor that lead nowhere."""
    for declared in descriptor.checks:
        yield from _names(_Place(descriptor, f"checks.{declared.rule.name}"), declared, package)


class _Place:
    """The check whose names are looked at."""

    def __init__(self, descriptor: Descriptor, key: str) -> None:
        self.descriptor, self.key = descriptor, key

    def fields(self, names: Sequence[str], known: Descriptor) -> Iterator[Problem]:
        """Yield the names that are no fields of a dataset."""
        for name in names:
            if name not in known.schema.names:
                yield unknown("unknown-field", self.descriptor.file, (self.key, name), known.schema.names)

    def types(self, name: str, known: Descriptor, expected: Sequence[str]) -> Iterator[Problem]:
        """Yield a field whose type is none of the expected ones."""
        if name in known.schema.names and known.schema.get(name).type not in expected:
            details = {"expected": ", ".join(expected)}
            yield Problem("view-measure-type", file=self.descriptor.file, field=self.key, value=name, details=details)


def _names(place: _Place, declared: Check, package: Package) -> Iterator[Problem]:
    own = place.descriptor
    match declared:
        case Sum():
            yield from _part(place, declared.parts, package)
            yield from _part(place, declared.whole, package)
        case Periods():
            yield from place.fields((declared.field, *declared.by, *declared.where), own)
            yield from place.types(declared.field, own, DATED)
        case Presence():
            yield from place.fields(declared.per, own)
            yield from _pointed(place, declared, package)
        case Jump():
            yield from place.fields(tuple(declared.sums), own)
            for name in declared.sums:
                yield from place.types(name, own, NUMERIC)


def _part(place: _Place, part: Part, package: Package) -> Iterator[Problem]:
    dataset = package.descriptors.get(part.dataset)
    if dataset is None:
        yield unknown("unknown-dataset", place.descriptor.file, (place.key, part.dataset), tuple(package.descriptors))
        return
    yield from place.fields((part.field, *part.by, *part.where), dataset)
    yield from place.types(part.field, dataset, NUMERIC)


def _pointed(place: _Place, declared: Presence, package: Package) -> Iterator[Problem]:
    """Yield the fault of a dataset whose rows cannot be there, for nothing points to them."""
    dataset = package.descriptors.get(declared.dataset)
    file, key = place.descriptor.file, place.key
    if dataset is None:
        yield unknown("unknown-dataset", file, (key, declared.dataset), tuple(package.descriptors))
        return
    yield from place.fields(tuple(declared.where), dataset)
    if place.descriptor.schema.pointer(declared.dataset) is None:
        yield Problem("check-pointer", file=file, field=key, value=declared.dataset)
