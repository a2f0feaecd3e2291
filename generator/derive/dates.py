"""When what a page shows last changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.derive.pages import Section
    from generator.model.catalog import Catalog


def newest(names: Iterable[str], catalog: Catalog) -> str:
    """Return the day on which one of the datasets `names` last changed; blank when none says."""
    return max((catalog.datasets[name].descriptor.modified for name in names), default="")


def of_sections(parts: Iterable[Section], catalog: Catalog, kind: str) -> str:
    """Return the day on which the dataset `kind`, or one that the sections tell of, last changed."""
    names = {catalog.path(name): name for name in catalog.datasets}
    told = (part.dataset.path for part in parts)
    return newest((kind, *(names[path] for path in told if path in names)), catalog)
