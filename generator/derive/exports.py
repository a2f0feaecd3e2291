"""The formats in which a dataset is offered beside its CSV, and what each needs of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import absences, events, labels, reviews, sections
from generator.derive.pages import Download
from generator.load.segments import DICTIONARY_SEGMENT, SITE_SEGMENT

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor
    from generator.model.catalog import Catalog, Dataset

MAX_SHEET = 1_048_575
"""Rows below the header that a sheet of a spreadsheet holds."""

FORMATS = {".json": "json", ".parquet": "parquet", ".xlsx": "xlsx", "-excel.csv": "excel_csv"}
"""The endings of the files, and the word that says what each is for."""


@dataclass(frozen=True, slots=True)
class Export:
    """A dataset as every format needs it: its descriptor, and the titles of the ids in its foreign keys, by field."""

    descriptor: Descriptor
    titles: Mapping[str, Mapping[str, str]]
    address: str
    licenses: tuple[str, ...]


def files(dataset: Dataset, catalog: Catalog) -> tuple[Download, ...]:
    """Return the files of a dataset in other formats than its own; none while its rows are awaited."""
    if dataset.is_awaited:
        return ()
    path = f"{catalog.path(dataset.name)}{dataset.name}"
    fits = len(dataset.table) <= MAX_SHEET
    return tuple(
        Download(f"{path}{ending}", ending.rpartition(".")[2].upper(), f"download.{word}")
        for ending, word in FORMATS.items()
        if fits or ending != ".xlsx"
    )


def rows_of(dataset: Dataset, catalog: Catalog) -> tuple[Download, ...]:
    """Return the files that hold the rows of a dataset: its CSV, the other formats, the package."""
    package = Download(f"{catalog.path(dataset.name)}{dataset.name}.zip", "ZIP", "download.zip")
    return (sections.csv_of(dataset, catalog), *files(dataset, catalog), package)


def notes_of(dataset: Dataset, catalog: Catalog) -> tuple[Download, ...]:
    """Return the files that tell what the columns of a dataset hold: for people, and for programs that read CSV."""
    path = f"{catalog.path(dataset.name)}{dataset.name}"
    return (
        Download(f"{path}-{catalog.site.segment(DICTIONARY_SEGMENT)}.csv", "CSV", "download.dictionary"),
        Download(f"{path}.csv-metadata.json", "CSVW", "download.csvw"),
    )


def of_dataset(dataset: Dataset, catalog: Catalog) -> tuple[Download, ...]:
    """Return every file that the page of a dataset offers."""
    return (
        *rows_of(dataset, catalog), *notes_of(dataset, catalog), *absences.forms(dataset, catalog),
        *reviews.files(dataset, catalog), *events.files(dataset, catalog),
    )  # fmt: skip


def database(catalog: Catalog) -> Download:
    """Return the file with all datasets in one database."""
    folder = catalog.path("").removesuffix("/")
    return Download(f"{folder}{catalog.metadata.name}.sqlite", "SQLite", "download.database")


def of_catalogue(catalog: Catalog) -> tuple[Download, ...]:
    """Return the files that hold or describe all datasets."""
    folder = catalog.path("").removesuffix("/")
    return (
        Download(f"{folder}{catalog.metadata.name}.zip", "ZIP", "download.package"),
        database(catalog),
        Download("datapackage.json", "JSON", "download.descriptor"),
        Download("data.json", "JSON", "download.dcat_us"),
        Download("catalog.jsonld", "JSON-LD", "download.dcat"),
        Download("catalog.ttl", "TTL", "download.turtle"),
        Download("CITATION.cff", "CFF", "download.citation"),
        Download("llms.txt", "TXT", "download.llms"),
        Download("SHA256SUMS", "TXT", "download.sums"),
        whole(catalog),
    )


def whole(catalog: Catalog) -> Download:
    """Return the file with the whole site, pages and all."""
    return Download(f"{catalog.metadata.name}-{catalog.site.segment(SITE_SEGMENT)}.zip", "ZIP", "plain.whole_site")


def derive(dataset: Dataset, catalog: Catalog) -> Export:
    """Return what is needed to write a dataset in any format."""
    descriptor = dataset.descriptor
    licenses = descriptor.licenses or catalog.metadata.licenses
    titles = {
        key.fields[0]: _titles(dataset, key.fields[0], catalog)
        for key in descriptor.schema.foreign_keys
        if len(key.fields) == 1 and catalog.datasets[key.target].labels
    }
    address = f"{catalog.site.url}{catalog.path(dataset.name)}" if catalog.site.url else ""
    return Export(descriptor, titles, address, tuple(found.title or found.name for found in licenses))


def _titles(dataset: Dataset, field: str, catalog: Catalog) -> Mapping[str, str]:
    """Return the title of each id that the cells of a field hold."""
    missing = dataset.descriptor.schema.missing_values
    shown = {text: labels.of_key(dataset, field, text, catalog) for text in dataset.table.texts[field].distinct}
    return {text: term if isinstance(term, str) else term.text for text, term in shown.items() if text not in missing}
