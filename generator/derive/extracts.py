"""The exact rows behind a figure, as a file of their own: which rows, and an address that does not change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.load.segments import ROWS_SEGMENT

if TYPE_CHECKING:
    from generator.derive.summaries import Scope
    from generator.load.views import View
    from generator.model.catalog import Catalog, Dataset


@dataclass(frozen=True, slots=True)
class Extract:
    """A file with some rows of a dataset: `path` from the site's root, their number, and their positions.

    Where `is_whole` they are all rows, and the file is the dataset's own CSV.
    """

    dataset: str
    path: str
    count: int
    is_whole: bool
    rows: Sequence[int] = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """What it is known by: its path."""
        return self.path


def derive(dataset: Dataset, rows: Sequence[int], path: str) -> Extract | None:
    """Return the file of the rows that a figure, or a table, reads; None where it reads none."""
    is_whole = path.endswith(f"/{dataset.name}/{dataset.name}.csv")
    return Extract(dataset.name, path, len(rows), is_whole, rows) if len(rows) else None


def address(dataset: Dataset, catalog: Catalog, *, view: View | None = None, scope: Scope | None = None) -> str:
    """Return where the rows stand that a view (all rows without one) reads, of one entity or of all.

    It follows from what is asked, never from the rows: the view, where it keeps only some of them, and the entity. So
    figures that read the same rows share a file; and where all rows are read, it is the dataset's own.
    """
    parts = [view.id] if view and view.where else []
    if scope is not None:
        parts += [_kind(dataset, scope, catalog), scope.entity.id]
    folder = catalog.path(dataset.name)
    if not parts:
        return f"{folder}{dataset.name}.csv"
    return f"{folder}{catalog.site.segment(ROWS_SEGMENT)}/{'/'.join(parts)}.csv"


def _kind(dataset: Dataset, scope: Scope, catalog: Catalog) -> str:
    """Return the entity kind, numbered from the second on where several fields of the dataset point to it."""
    fields = [found.field for found in catalog.relations_to(scope.entity.kind) if found.dataset == dataset.name]
    place = fields.index(scope.field) if scope.field in fields else 0
    return f"{scope.entity.kind}-{place + 1}" if place else scope.entity.kind
