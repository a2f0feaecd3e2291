"""The door to icalendar: datasets of events as calendars that phones and mail programs subscribe to (RFC 5545)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.derive import events

if TYPE_CHECKING:
    from generator.derive.events import Event
    from generator.model.catalog import Catalog

PRODUCT = "-//generator//calendars//"
TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


def artifacts(catalog: Catalog) -> Iterator[Artifact]:
    """Yield one calendar per dataset of events that has rows."""
    for dataset in catalog.datasets.values():
        for file in events.files(dataset, catalog):
            found = tuple(events.derive(dataset, catalog))
            stamp = dataset.descriptor.modified or "1980-01-01"
            make = partial(write, dataset.descriptor.title, found, stamp)
            yield Artifact(file.path, make, dataset.descriptor.file)


def write(title: str, found: tuple[Event, ...], stamp: str) -> bytes:
    """Return events as a calendar; `stamp` is the day, ISO, on which they were last changed."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    day = datetime.datetime.combine(datetime.date.fromisoformat(stamp), datetime.time(), datetime.UTC)
    for event in found:
        item = icalendar.Event()
        item.add("uid", event.id)
        item.add("dtstamp", day)
        item.add("summary", event.summary)
        item.add("dtstart", _moment(event.date, event.start))
        if event.start and event.end:
            item.add("dtend", _moment(event.date, event.end))
        for key, text in (("location", event.location), ("url", event.link)):
            if text:
                item.add(key, text)
        calendar.add_component(item)
    return bytes(calendar.to_ical())


def _moment(date: datetime.date, time: str) -> datetime.date:
    """Return a day, or a moment of it in the place's own time, which RFC 5545 calls floating."""
    found = TIME.fullmatch(time)
    return datetime.datetime.combine(date, datetime.time(int(found[1]), int(found[2]))) if found else date
