"""The version of a dataset that a figure was computed from: the one place that says how versions are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.derive.terms import Link

if TYPE_CHECKING:
    from generator.model.catalog import Catalog, Dataset

DIGITS = 8
"""Of the SHA-256 of a dataset's bytes, how many tell its versions apart."""


def of(dataset: Dataset, catalog: Catalog) -> Link:
    """Return the name of the version, the day of its rows and the beginning of their checksum, and where it stands."""
    name = "-".join(part for part in (dataset.descriptor.modified, dataset.table.sha256[:DIGITS]) if part)
    return Link(name, f"{catalog.path(dataset.name)}#downloads")
