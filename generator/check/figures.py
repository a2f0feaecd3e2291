"""A view speaks of fields, datasets and pages that exist, and measures what can be measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.load.constraints import NUMERIC
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor
    from generator.load.package import Package
    from generator.load.views import View

PAGES = ("home", "theme", "dataset")
COUNT = "count"
"""The name of the measure in `encode` when rows are counted."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The view that is checked."""

    descriptor: Descriptor
    view: View

    def problem(self, code: str, key: str, value: str, **details: object) -> Problem:
        """Return a problem of one key of the view."""
        field = f"views.{self.view.id}.{key}"
        return Problem(code, file=self.descriptor.file, field=field, value=value, details=details)

    def unknown(self, key: str, value: str, known: Sequence[str]) -> Problem:
        """Return the problem of a name that is not among those it could be."""
        return self.problem("view-unknown-name", key, value, known=", ".join(known))


def check(descriptor: Descriptor, view: View, package: Package) -> Iterator[Problem]:
    """Yield the problems of one view."""
    place, names = _Place(descriptor, view), descriptor.schema.names
    used = [("where", name) for name in view.where]
    used += [("group", name) for name in view.group if not view.is_list]
    if view.measure.field:
        used.append(("measure", view.measure.field))
    missing = [(key, name) for key, name in used if name not in names]
    yield from (place.unknown(key, name, names) for key, name in missing)
    if missing:
        return
    yield from _measure(place)
    yield from _single(place, package)
    yield from _encode(place)
    yield from _whole(place, package)
    yield from _pages(place, package)
    paths = [("columns", path) for column in view.columns for path in column]
    if view.is_list:
        paths += [("group", path) for path in view.group]
        paths += [("state", view.state)] if view.state else []
        shown = (*(column[0] for column in view.columns), *((view.state,) if view.state else ()))
        yield from (place.unknown("filter", path, shown) for path in view.filter if path not in shown)
    for key, path in paths:
        yield from _path(place, key, path, package)


def _measure(place: _Place) -> Iterator[Problem]:
    aggregate, name = place.view.measure.aggregate, place.view.measure.field
    kind = place.descriptor.schema.get(name).type if name else ""
    unit = place.descriptor.schema.get(name).unit if name else None
    if aggregate == "sum" and unit and unit.other == "%":
        yield place.problem("view-sum-of-shares", "measure", name)
    if aggregate in ("sum", "value") and kind not in NUMERIC:
        yield place.problem("view-measure-type", "measure", name, expected=", ".join(NUMERIC))
    if aggregate == "presence" and kind != "boolean":
        yield place.problem("view-measure-type", "measure", name, expected="boolean")


def _single(place: _Place, package: Package) -> Iterator[Problem]:
    """Yield the problem of a `value` view with several rows in one group: which of them would be the value?"""
    table = package.tables.get(place.descriptor.name)
    if table is None or place.view.measure.aggregate != "value":
        return
    seen: set[tuple[str, ...]] = set()
    for row in range(len(table)):
        if any(table.texts[name][row] != value for name, value in place.view.where.items()):
            continue
        key = tuple(table.texts[name][row] for name in place.view.group)
        if key in seen:
            details = {"line": table.lines[row], "file": table.file}
            yield place.problem("view-value-repeated", "measure", ", ".join(key), **details)
            return
        seen.add(key)


def _encode(place: _Place) -> Iterator[Problem]:
    known = (*place.view.group, place.view.measure.field or COUNT)
    for channel, name in place.view.encode.items():
        if name not in known:
            yield place.unknown(f"encode.{channel}", name, known)


def _whole(place: _Place, package: Package) -> Iterator[Problem]:
    whole = place.view.whole
    if whole is None:
        return
    other = package.descriptors.get(whole.dataset)
    if other is None:
        yield place.unknown("whole.dataset", whole.dataset, tuple(package.descriptors))
        return
    for name in (whole.field, *whole.where):
        if name not in other.schema.names:
            yield place.unknown("whole", name, other.schema.names)


def _pages(place: _Place, package: Package) -> Iterator[Problem]:
    known = (*PAGES, *(name for name, other in package.descriptors.items() if other.entity))
    for page in place.view.pages:
        if page not in known:
            yield place.unknown("pages", page, known)


def _path(place: _Place, key: str, path: str, package: Package) -> Iterator[Problem]:
    """Follow `path`: each step but the last is a foreign key, or a dataset with one that points back here."""
    current = place.descriptor
    *steps, last = path.split(".")
    for step in steps:
        found = _next(current, step, package)
        if found is None:
            yield place.problem("view-path", key, path, step=step)
            return
        current = found
    if last not in current.schema.names:
        yield place.unknown(key, path, current.schema.names)
    elif key == "state" and not current.schema.get(last).is_dataset:
        yield place.problem("view-state", key, path)


def _next(current: Descriptor, step: str, package: Package) -> Descriptor | None:
    """Return the dataset that a step leads to: forwards by a field, backwards by the name of a dataset."""
    forwards = current.schema.reference(step)
    if forwards:
        return package.descriptors.get(forwards.target)
    other = package.descriptors.get(step)
    return other if other and other.schema.pointer(current.name) else None
