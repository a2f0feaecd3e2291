"""The version of a dataset that a figure was computed from: the one place that says how versions are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.derive import past
from generator.derive.terms import Link

if TYPE_CHECKING:
    from generator.model.catalog import Catalog, Dataset

DIGITS = 8
"""Of the SHA-256 of a dataset's bytes, how many tell its versions apart."""


def of(dataset: Dataset, catalog: Catalog) -> Link:
    """Return the name of the version, a day and the beginning of the rows' checksum, and where it stands for ever.

    Where the rows of now are not recorded, or no history can be told, the day is the one that the editor wrote.
    """
    recorded = catalog.history.versions(dataset.name)
    if recorded and recorded[-1].sha256 == dataset.table.sha256:
        return Link(recorded[-1].name, past.version(dataset.name, recorded[-1].name, catalog))
    name = "-".join(part for part in (dataset.descriptor.modified, dataset.table.sha256[:DIGITS]) if part)
    return Link(name, f"{catalog.path(dataset.name)}#downloads")
