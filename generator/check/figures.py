"""A view speaks of fields, datasets and pages that exist, and measures what can be measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.problems import Problem

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor
    from generator.load.package import Package
    from generator.load.views import View

PAGES = ("home", "theme", "dataset")
COUNT = "count"
"""The name of the measure in `encode` when rows are counted."""


def check(descriptor: Descriptor, view: View, package: Package) -> Iterator[Problem]:
    """Yield the problems of one view."""
    names = descriptor.schema.names
    used = [("group", name) for name in view.group] + [("where", name) for name in view.where]
    if view.measure.field:
        used.append(("measure", view.measure.field))
    missing = [(key, name) for key, name in used if name not in names]
    for key, name in missing:
        yield _unknown(descriptor, view, key, name, names)
    if missing:
        return
    yield from _measure(descriptor, view)
    yield from _encode(descriptor, view)
    yield from _whole(descriptor, view, package)
    entities = tuple(name for name, other in package.descriptors.items() if other.entity)
    for page in view.pages:
        if page not in (*PAGES, *entities):
            yield _unknown(descriptor, view, "pages", page, (*PAGES, *entities))
    for path in (path for column in view.columns for path in column):
        yield from _path(descriptor, view, path, package)


def _measure(descriptor: Descriptor, view: View) -> Iterator[Problem]:
    aggregate, name = view.measure.aggregate, view.measure.field
    kind = descriptor.schema.get(name).type if name else ""
    if aggregate in ("sum", "value") and kind not in ("integer", "number"):
        yield _problem("view-measure-type", descriptor, view, "measure", name, expected="integer, number")
    if aggregate == "presence" and kind != "boolean":
        yield _problem("view-measure-type", descriptor, view, "measure", name, expected="boolean")


def _encode(descriptor: Descriptor, view: View) -> Iterator[Problem]:
    known = (*view.group, view.measure.field or COUNT)
    for channel, name in view.encode.items():
        if name not in known:
            yield _unknown(descriptor, view, f"encode.{channel}", name, known)


def _whole(descriptor: Descriptor, view: View, package: Package) -> Iterator[Problem]:
    if view.whole is None:
        return
    other = package.descriptors.get(view.whole.dataset)
    if other is None:
        yield _unknown(descriptor, view, "whole.dataset", view.whole.dataset, tuple(package.descriptors))
        return
    for name in (view.whole.field, *view.whole.where):
        if name not in other.schema.names:
            yield _unknown(descriptor, view, "whole", name, other.schema.names)


def _path(descriptor: Descriptor, view: View, path: str, package: Package) -> Iterator[Problem]:
    """Follow `path` through foreign keys; every step but the last must be one."""
    current: Descriptor | None = descriptor
    *steps, last = path.split(".")
    for step in steps:
        key = current.schema.reference(step) if current else None
        if key is None:
            yield _problem("view-path", descriptor, view, "columns", path, step=step)
            return
        current = package.descriptors.get(key.target)
    if current is not None and last not in current.schema.names:
        yield _unknown(descriptor, view, "columns", path, current.schema.names)


def _unknown(descriptor: Descriptor, view: View, key: str, value: str, known: Sequence[str]) -> Problem:
    return _problem("view-unknown-name", descriptor, view, key, value, known=", ".join(known))


def _problem(code: str, descriptor: Descriptor, view: View, key: str, value: str, **details: object) -> Problem:
    return Problem(code, file=descriptor.file, field=f"views.{view.id}.{key}", value=value, details=details)
