"""What `site.yaml` and the catalogue name must exist: home figures, segments, what took the place of withdrawn data."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from generator.load.package import PACKAGE_FILE
from generator.load.segments import OWN_SEGMENTS
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor
    from generator.load.package import Package

FILE = "site_src/site.yaml"
CATALOGUE = f"schemas/{PACKAGE_FILE}"


def check(package: Package) -> Iterator[Problem]:
    """Yield the problems of names in `site.yaml` that lead nowhere."""
    site = package.site
    entities = [name for name, descriptor in package.descriptors.items() if descriptor.entity]
    for name in site.segments:
        yield from _known("segments", name, [*OWN_SEGMENTS, *entities])
    for finder in site.home.finder:
        yield from _known("home.finder.entities", finder.entities, entities)
    views = {name: _views(descriptor) for name, descriptor in package.descriptors.items()}
    for dataset, view in site.home.figures:
        yield from _known("home.figures", dataset, list(views))
        if dataset in views:
            yield from _known("home.figures", view, views[dataset])
    yield from _withdrawn(package)


def _withdrawn(package: Package) -> Iterator[Problem]:
    """Yield what is said to be withdrawn, but is there; and what took its place, but is nowhere."""
    told = package.metadata.withdrawn
    known = [*package.descriptors, *told]
    for name, found in told.items():
        if name in package.descriptors:
            yield Problem("withdrawn-published", file=CATALOGUE, field=f"withdrawn.{name}", value=name)
        if found.successor and found.successor not in known:
            yield Problem("unknown-dataset", file=CATALOGUE, field=f"withdrawn.{name}.successor",
                          value=found.successor, details={"known": ", ".join(known)})  # fmt: skip


def _views(descriptor: Descriptor) -> list[str]:
    """Return the names of the views of a dataset; one that declares none may have one called like its quantity."""
    if descriptor.entity or "views" in descriptor.raw:
        return [view.id for view in descriptor.views]
    return [field.name for field in descriptor.schema.fields if field.is_numeric and field.unit]


def _known(place: str, value: str, known: Collection[str]) -> Iterator[Problem]:
    if value not in known:
        yield Problem("wrong-choice", file=FILE, field=place, value=value, details={"known": ", ".join(known)})
