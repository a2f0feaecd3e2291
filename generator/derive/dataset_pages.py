"""The page of a dataset: what a row is, its columns, its figures, its first rows and its files."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import (
    absences,
    dates,
    defaults,
    events,
    exports,
    figures,
    history_pages,
    listings,
    past,
    provenances,
    records,
    reviews,
    sections,
    works,
)
from generator.derive.pages import DatasetPage, Download
from generator.derive.terms import Link, Sentence

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor
    from generator.load.schemas import Field
    from generator.model.catalog import Catalog, Dataset

MONTHS = {"M": 1, "Y": 12}


@dataclass(frozen=True, slots=True)
class ColumnNote:
    """A line of the dictionary: the field's name, title, type, unit, description, target and how many blanks."""

    name: str
    title: str
    type: str
    unit: str
    description: str
    target: Link | None
    required: bool
    blanks: int


def derive(dataset: Dataset, catalog: Catalog) -> DatasetPage:
    """Return the page of one dataset."""
    descriptor = dataset.descriptor
    shown = [view for view in defaults.views(descriptor) if view.appears_on("dataset") and not dataset.is_awaited]
    home, period = catalog.path("").removesuffix("/"), next_period(descriptor)
    return DatasetPage(
        path=catalog.path(dataset.name), title=descriptor.title, description=descriptor.description,
        crumbs=(Link("", home),), modified=descriptor.modified, descriptor=descriptor, rows=len(dataset.table),
        licenses=tuple(
            Link(found.title or found.name, found.path) for found in descriptor.licenses or catalog.metadata.licenses
        ),
        next_period=period, due=None if dataset.is_awaited else dates.due(descriptor, period),
        columns=tuple(_note(dataset, field, catalog) for field in descriptor.schema.fields),
        figures=tuple(figures.derive(dataset, view, catalog) for view in shown),
        preview=listings.preview(dataset, catalog), waiting=absences.waiting(dataset, catalog),
        gaps=absences.gaps((dataset.name,), catalog), reviews=reviews.about(dataset, catalog),
        provenance=provenances.derive(dataset, range(len(dataset.table)), catalog),
        downloads=tuple(_downloads(dataset, catalog)), keys=_keys(dataset), version=sections.version(dataset),
        sentences=_completeness(dataset), sha256=dataset.table.sha256,
        work=works.derive(dataset, catalog), citations=works.files(dataset, catalog),
        record=None if dataset.is_awaited else records.of_dataset(dataset, catalog, ""),
        past=history_pages.past_of(dataset, catalog), feed=past.feed(past.changes(dataset.name, catalog), catalog),
    )  # fmt: skip


def _downloads(dataset: Dataset, catalog: Catalog) -> Iterator[Download]:
    yield sections.csv_of(dataset, catalog)
    yield Download(f"{catalog.path(dataset.name)}{dataset.name}.zip", "ZIP", "download.zip")
    yield from exports.files(dataset, catalog)
    yield from absences.forms(dataset, catalog)
    yield from reviews.files(dataset, catalog)
    yield from events.files(dataset, catalog)


def next_period(descriptor: Descriptor) -> tuple[str, str] | None:
    """Return the first and last day of the period after the data's, where its length is declared in months or years.

    A period `R/P3M` that ends on 2024-12-31 is followed by 2025-01-01 to 2025-03-31. Beyond the calendar's last year
    there is none.
    """
    found = re.fullmatch(r"R/P0*([1-9][0-9]{0,3})([MY])", descriptor.periodicity)
    if found is None or descriptor.temporal is None or not descriptor.temporal[1]:
        return None
    try:
        start = datetime.date.fromisoformat(descriptor.temporal[1]) + datetime.timedelta(days=1)
        months = start.year * 12 + start.month - 1 + int(found[1]) * MONTHS[found[2]]
        year, month = divmod(months, 12)
        last_day = calendar.monthrange(year, month + 1)[1]
        end = datetime.date(year, month + 1, min(start.day, last_day)) - datetime.timedelta(days=1)
    except (OverflowError, ValueError):
        return None
    return start.isoformat(), end.isoformat()


def _keys(dataset: Dataset) -> tuple[str, ...]:
    """Return the keys of the rows that the preview shows; the numbers of these rows where the dataset has no key."""
    rows = range(min(len(dataset.table), listings.PREVIEW))
    fields = dataset.descriptor.schema.primary_key
    return tuple(", ".join(dataset.table.texts[name][row] for name in fields) or str(row + 1) for row in rows)


def _note(dataset: Dataset, field: Field, catalog: Catalog) -> ColumnNote:
    reference = dataset.descriptor.schema.reference(field.name)
    target = None
    if reference:
        other = catalog.datasets[reference.target]
        target = Link(other.descriptor.title, catalog.path(other.name))
    required = bool(field.constraints.get("required")) or field.name in dataset.descriptor.schema.primary_key
    blanks = dataset.table.blanks(field.name)
    unit = field.unit.other if field.unit else ""
    return ColumnNote(field.name, field.title, field.type, unit, field.description, target, required, blanks)


def _completeness(dataset: Dataset) -> tuple[Sentence, ...]:
    """Say how many cells are filled, where all could be."""
    cells = len(dataset.table) * len(dataset.table.texts)
    blanks = sum(dataset.table.blanks(name) for name in dataset.table.texts)
    if not blanks:
        return (Sentence("quality.complete", {"count": cells}),)
    return (Sentence("quality.gaps", {"count": blanks, "of": cells}, number=blanks),)
