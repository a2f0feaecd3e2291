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
    dictionaries,
    exports,
    figures,
    history_pages,
    listings,
    past,
    provenances,
    quality_pages,
    records,
    reviews,
    sections,
    usages,
    works,
)
from generator.derive.pages import DatasetPage
from generator.derive.terms import Link

if TYPE_CHECKING:
    from generator.derive.records import Record
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
    record = records.of_dataset(dataset, catalog, records.whole(catalog))
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
        downloads=exports.of_dataset(dataset, catalog), keys=_keys(dataset),
        version=sections.version(dataset),
        record=None if dataset.is_awaited else record, usages=usages.derive(dataset, catalog),
        quality=quality_pages.of_dataset(dataset, catalog), portal=portal(record),
        pointing=tuple(_pointing(dataset, catalog)),
        work=works.derive(dataset, catalog), citations=works.files(dataset, catalog),
        past=history_pages.past_of(dataset, catalog), feed=past.feed(past.changes(dataset.name, catalog), catalog),
    )  # fmt: skip


def _pointing(dataset: Dataset, catalog: Catalog) -> Iterator[Link]:
    for other in catalog.datasets.values():
        if other is not dataset and any(key.target == dataset.name for key in other.descriptor.schema.foreign_keys):
            yield Link(other.descriptor.title, catalog.path(other.name))


def portal(record: Record) -> tuple[tuple[str, str], ...]:
    """Return the ten fields by which portals of data file a dataset; blank where nobody has said."""
    issuer = record.whole.issuer
    return (
        ("coverage", record.spatial), ("department", issuer.department), ("frequency", record.periodicity),
        ("language", record.whole.locale), ("municipality", issuer.municipality), ("entity", record.publisher),
        ("order", issuer.order), ("sector", issuer.sector), ("documentation", record.documentation or record.page),
        ("regulation", issuer.regulation),
    )  # fmt: skip


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
    required = dictionaries.is_required(field, dataset.descriptor.schema.primary_key)
    blanks = dataset.table.blanks(field.name)
    unit = field.unit.other if field.unit else ""
    return ColumnNote(field.name, field.title, field.type, unit, field.description, target, required, blanks)
