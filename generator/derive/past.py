"""Where the past of the data stands on the site: pages of changes, permanent addresses of versions, feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.load.segments import CHANGES_SEGMENT

if TYPE_CHECKING:
    from generator.derive.changes import Change
    from generator.model.catalog import Catalog

VERSIONS = "v"
"""The part of addresses before the name of a version: the same in all cities, for it is promised for ever."""

FEED = "atom.xml"


def news(catalog: Catalog) -> str:
    """Return the address of the page with the changes of all datasets."""
    return f"{catalog.site.segment(CHANGES_SEGMENT)}/"


def changes(dataset: str, catalog: Catalog) -> str:
    """Return the address of the page with the changes of a dataset."""
    return f"{catalog.path(dataset)}{catalog.site.segment(CHANGES_SEGMENT)}/"


def table(dataset: str, catalog: Catalog) -> str:
    """Return the address of the file with the changes of a dataset."""
    return f"{changes(dataset, catalog)}{catalog.site.segment(CHANGES_SEGMENT)}.csv"


def version(dataset: str, name: str, catalog: Catalog) -> str:
    """Return the permanent address of a version."""
    return f"{catalog.path(dataset)}{VERSIONS}/{name}/"


def anchor(change: Change) -> str:
    """Return the anchor of a change on the page of its dataset's changes."""
    return f"{VERSIONS}-{change.name}"


def withdrawn(catalog: Catalog) -> tuple[str, ...]:
    """Return the datasets that were published once, or are said to have been, and are there no more."""
    names = {*catalog.history.events, *catalog.metadata.withdrawn}
    return tuple(sorted(names - set(catalog.datasets)))


def datasets(catalog: Catalog) -> tuple[str, ...]:
    """Return every dataset that has a page of changes: those that are published, then those withdrawn."""
    return (*catalog.datasets, *withdrawn(catalog))


def feed(page: str, catalog: Catalog) -> str:
    """Return the address of the feed that goes with a page; blank where the history cannot be told."""
    return f"{page}{FEED}" if catalog.history.is_whole else ""
