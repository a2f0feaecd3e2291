"""All that is published of the data themselves, beside the pages that tell of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.derive import exports, site_pages
from generator.publish import (
    calendars,
    catalogues,
    citation_files,
    databases,
    formats,
    forms,
    histories,
    packages,
    verdict_files,
)  # fmt: skip

if TYPE_CHECKING:
    from generator.model.catalog import Catalog
    from generator.project import Project
    from generator.render.words import Words


def claims(catalog: Catalog) -> Iterator[Artifact]:
    """Yield what claims a path and is not made yet: every page, and the zip of the finished site."""
    yield from (Artifact(f"{path}index.md", bytes, source=path or "/") for path in site_pages.addresses(catalog))
    yield Artifact(exports.whole(catalog).path, bytes, source="/")


def artifacts(project: Project, catalog: Catalog, words: Words) -> Iterator[Artifact]:
    """Yield the data in every form: packages, formats, database, forms to fill, verdicts, calendars; and their past."""
    yield from packages.artifacts(project, catalog)
    yield from formats.artifacts(project, catalog, words)
    yield from databases.artifacts(project, catalog)
    yield from forms.artifacts(catalog, words)
    yield from verdict_files.artifacts(catalog, words)
    yield from calendars.artifacts(catalog)
    yield from citation_files.artifacts(catalog)
    yield from catalogues.artifacts(catalog, words)
    yield from histories.artifacts(catalog, words)
