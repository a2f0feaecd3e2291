"""All that is published of the data themselves, beside the pages that tell of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.derive import api_pages, exports, site_pages
from generator.publish import (
    apis,
    assistants,
    calendars,
    catalogues,
    cff,
    citation_files,
    csvw,
    databases,
    dictionary_files,
    formats,
    forms,
    histories,
    packages,
    quality_files,
    verdict_files,
)  # fmt: skip

if TYPE_CHECKING:
    from generator.model.catalog import Catalog
    from generator.project import Project
    from generator.render.words import Words


def claims(catalog: Catalog) -> Iterator[Artifact]:
    """Yield what claims a path and is not made yet: every page, answers of the API, the zip of the site."""
    yield from (Artifact(f"{path}index.md", bytes, source=path or "/") for path in site_pages.addresses(catalog))
    yield from (Artifact(path, bytes, source=path) for path in api_pages.addresses(catalog))
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
    yield from csvw.artifacts(catalog)
    yield from dictionary_files.artifacts(catalog, words)
    yield from quality_files.artifacts(catalog, words)
    yield from apis.artifacts(catalog, words)
    yield from assistants.artifacts(catalog, words)
    yield from cff.artifacts(catalog, words)
