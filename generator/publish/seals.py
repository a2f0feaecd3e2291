"""What a built site gets before it goes live: its zip, its checksums, and the proof that its links lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.derive import exports
from generator.problems import refuse_if_any
from generator.publish import archives, checksums, links, writer

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.catalog import Catalog


def put(site: Path, catalog: Catalog) -> int:
    """Add to a built site what is made of all of it, verify it, and flush it to the disk; return how many files it has.

    Raises:
        Refused: a link leads nowhere, or something is asked of another host.
    """
    archives.write(site, exports.whole(catalog).path)
    count = checksums.write(site)
    refuse_if_any(links.check(site, catalog.site.url))
    writer.settle(site)
    return count
