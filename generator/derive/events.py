"""Rows that are events: what a calendar needs of each."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive.pages import Download

if TYPE_CHECKING:
    from generator.model.catalog import Catalog, Dataset


@dataclass(frozen=True, slots=True)
class Event:
    """One event: `id` is unique for ever; `start` and `end` are `HH:MM`, blank for the whole day or an open end."""

    id: str
    date: datetime.date
    summary: str
    start: str = ""
    end: str = ""
    location: str = ""
    link: str = ""


def files(dataset: Dataset, catalog: Catalog) -> tuple[Download, ...]:
    """Return the calendar of a dataset of events; none without rows, for a calendar needs one."""
    if dataset.descriptor.calendar is None or not len(dataset.table):
        return ()
    return (Download(f"{catalog.path(dataset.name)}{dataset.name}.ics", "ICS", "download.calendar"),)


def derive(dataset: Dataset, catalog: Catalog) -> Iterator[Event]:
    """Yield the events of a dataset, those without a date left out: nobody can go to them."""
    fields, texts = dataset.descriptor.calendar, dataset.table.texts
    if fields is None:
        return
    missing = dataset.descriptor.schema.missing_values
    optional = (fields.start, fields.end, fields.location, fields.link)
    for row in range(len(dataset.table)):
        date = dataset.table.value(fields.date, row)
        if isinstance(date, datetime.date):
            key = "-".join(texts[name][row] for name in dataset.descriptor.schema.primary_key)
            told = [texts[name][row] if name and texts[name][row] not in missing else "" for name in optional]
            yield Event(f"{key}@{dataset.name}.{catalog.metadata.name}", date, texts[fields.summary][row], *told)
