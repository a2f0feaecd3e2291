"""What is added to a built site: what MkDocs would take for pages of its own, or drop."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from generator.publish import contacts, plain_pages, writer

if TYPE_CHECKING:
    from generator.model.catalog import Catalog


def write(site: Path, catalog: Catalog, *, date: int, store: Path) -> None:
    """Write the Markdown of every page beside it, and to whom faults of security are told.

    `date` is that of the build, in seconds since 1970.
    """
    found = chain(plain_pages.artifacts(site), contacts.artifacts(catalog, date))
    writer.write(found, site, executor=writer.Inline(), store=store)
