"""The metadata of datasets as catalogues tell them: one record each, from which every format is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import exports, sections
from generator.derive.pages import Download

if TYPE_CHECKING:
    from generator.load.descriptors import Named
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
class Record:
    """What catalogues tell of a dataset. `page` and the paths of `files` are from the site's root."""

    name: str
    title: str
    description: str
    keywords: tuple[str, ...]
    theme: str
    publisher: str
    licenses: tuple[Named, ...]
    modified: str
    temporal: tuple[str, str] | None
    spatial: str
    periodicity: str
    page: str
    files: tuple[Download, ...]
    columns: tuple[tuple[str, str, str], ...]


def derive(catalog: Catalog) -> Iterator[Record]:
    """Yield the record of every dataset that has rows."""
    themes = {theme.id: theme.title for theme in catalog.metadata.themes}
    for dataset in catalog.datasets.values():
        if not dataset.is_awaited:
            yield of_dataset(dataset, catalog, themes.get(dataset.descriptor.theme, ""))


def of_dataset(dataset: Dataset, catalog: Catalog, theme: str) -> Record:
    """Return the record of one dataset."""
    descriptor = dataset.descriptor
    publishers = [who.title for who in descriptor.contributors if "publisher" in who.roles]
    everyone = [*publishers, *(who.title for who in catalog.metadata.contributors)]
    path = f"{catalog.path(dataset.name)}{dataset.name}.zip"
    return Record(
        name=descriptor.name, title=descriptor.title, description=descriptor.description or descriptor.title,
        keywords=descriptor.keywords or ((theme,) if theme else (descriptor.title,)), theme=theme,
        publisher=next(iter(everyone), catalog.site.name or catalog.metadata.title),
        licenses=descriptor.licenses or catalog.metadata.licenses, modified=descriptor.modified,
        temporal=descriptor.temporal, spatial=descriptor.spatial, periodicity=descriptor.periodicity,
        page=catalog.path(dataset.name),
        files=(
            sections.csv_of(dataset, catalog), *exports.files(dataset, catalog),
            Download(path, "ZIP", "download.zip"),
        ),
        columns=tuple((field.name, field.title, field.description) for field in descriptor.schema.fields),
    )  # fmt: skip
