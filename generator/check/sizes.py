"""How much a site may hold: pages and lines of a figure beyond any reader's use are refused before they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.load.columns import pairs
from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.load.descriptors import Descriptor
    from generator.load.package import Package
    from generator.load.tables import Table
    from generator.load.views import View

MAX_PAGES = 5000
"""Pages of things, of all entity datasets together."""

MAX_LINES = 100_000
"""Lines that a figure is computed from: pages show the first few of them and say how many are left."""


def check(package: Package) -> Iterator[Problem]:
    """Yield the datasets that would make too many pages, and the views that would make too long a table."""
    pages = 0
    for name, table in package.tables.items():
        descriptor = package.descriptors[name]
        if descriptor.entity:
            pages += len(table)
            if pages > MAX_PAGES:
                details = {"found": pages, "limit": MAX_PAGES}
                yield Problem("too-many-pages", file=descriptor.file, field="entity", details=details)
        yield from _views(table, descriptor)


def _views(table: Table, descriptor: Descriptor) -> Iterator[Problem]:
    for view in descriptor.views:
        lines = _lines(table, view)
        if lines > MAX_LINES:
            details = {"found": lines, "limit": MAX_LINES}
            yield Problem("too-many-lines", file=descriptor.file, field=f"views.{view.id}", details=details)
    if "views" not in descriptor.raw:
        schema = descriptor.schema
        suggested = [field.name for field in schema.fields if field.is_period]
        suggested += [key.fields[0] for key in schema.foreign_keys]
        lines = max((table.texts[name].size for name in suggested), default=0)
        if lines > MAX_LINES:
            yield Problem(
                "too-many-lines", file=descriptor.file, field="views", details={"found": lines, "limit": MAX_LINES}
            )


def _lines(table: Table, view: View) -> int:
    """Return how many lines the table of a view has at most, where it is long enough to count them."""
    groups = [table.texts[name] for name in view.group if name in table.texts]
    if len(table) <= MAX_LINES:
        return 0
    if view.is_list or not groups:
        return len(table) if view.is_list else 0
    if len(groups) == 1:
        return groups[0].size
    return len(pairs(groups[0], groups[1], range(len(table))))
