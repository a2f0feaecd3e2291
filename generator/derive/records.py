"""The metadata of the catalogue and its datasets: one record of each, from which every format is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import exports

if TYPE_CHECKING:
    from generator.derive.pages import Download
    from generator.load.descriptors import Named
    from generator.load.issuers import Issuer
    from generator.load.site import Link
    from generator.model.catalog import Catalog, Dataset

MEDIA = {
    "CSV": "text/csv",
    "JSON": "application/json",
    "PARQUET": "application/vnd.apache.parquet",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ZIP": "application/zip",
}
"""The media type (IANA) of each format."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What catalogues tell of all datasets together; `modified` is the day of the last change of any."""

    name: str
    title: str
    description: str
    keywords: tuple[str, ...]
    publisher: str
    authors: tuple[str, ...]
    licenses: tuple[Named, ...]
    version: str
    modified: str
    language: str
    locale: str
    url: str
    homepage: str
    contact: Link | None
    issuer: Issuer


@dataclass(frozen=True, slots=True)
class Record:
    """What catalogues tell of a dataset. `page` and the paths of `files` are from the site's root."""

    whole: Whole
    name: str
    title: str
    description: str
    keywords: tuple[str, ...]
    theme: str
    publisher: str
    licenses: tuple[Named, ...]
    sources: tuple[Named, ...]
    method: str
    modified: str
    temporal: tuple[str, str] | None
    spatial: str
    periodicity: str
    page: str
    files: tuple[Download, ...]
    notes: tuple[Download, ...]
    columns: tuple[tuple[str, str, str, str], ...]

    @property
    def license(self) -> str:
        """The address of its licence, where one has an address."""
        return next((found.path for found in self.licenses if found.path), "")

    @property
    def documentation(self) -> str:
        """Where its columns, source and method are explained: an address of the web, or a path from the root."""
        return self.whole.issuer.documentation or (f"{self.whole.url}{self.page}" if self.whole.url else "")


def derive(catalog: Catalog) -> Iterator[Record]:
    """Yield the record of every dataset that has rows."""
    found = whole(catalog)
    for dataset in catalog.datasets.values():
        if not dataset.is_awaited:
            yield of_dataset(dataset, catalog, found)


def whole(catalog: Catalog) -> Whole:
    """Return what is told of the catalogue."""
    site, meta = catalog.site, catalog.metadata
    authors = tuple(who.title for who in meta.contributors)
    title = site.name or meta.title or meta.name
    changes = [found.descriptor.modified for found in catalog.datasets.values()]
    return Whole(
        name=meta.name, title=title, description=site.description or meta.description or title,
        keywords=meta.keywords, publisher=next(iter(authors), title), authors=authors, licenses=meta.licenses,
        version=meta.version, modified=max(changes, default=""), language=site.locale.partition("_")[0],
        locale=site.locale.replace("_", "-"), url=site.url, homepage=meta.homepage or site.url,
        contact=site.contact, issuer=meta.issuer,
    )  # fmt: skip


def of_dataset(dataset: Dataset, catalog: Catalog, found: Whole) -> Record:
    """Return the record of one dataset."""
    descriptor = dataset.descriptor
    publishers = [who.title for who in descriptor.contributors if "publisher" in who.roles]
    themes = {theme.id: theme.title for theme in catalog.metadata.themes}
    theme = themes.get(descriptor.theme, "")
    return Record(
        whole=found, name=descriptor.name, title=descriptor.title,
        description=descriptor.description or descriptor.title,
        keywords=descriptor.keywords or ((theme,) if theme else (descriptor.title,)), theme=theme,
        publisher=next(iter(publishers), found.publisher), licenses=descriptor.licenses or found.licenses,
        sources=descriptor.sources, method=descriptor.method, modified=descriptor.modified,
        temporal=descriptor.temporal, spatial=descriptor.spatial or found.issuer.municipality,
        periodicity=descriptor.periodicity, page=catalog.path(dataset.name),
        files=exports.rows_of(dataset, catalog), notes=exports.notes_of(dataset, catalog),
        columns=tuple(
            (field.name, field.title, field.description, field.unit.other if field.unit else "")
            for field in descriptor.schema.fields
        ),
    )  # fmt: skip
