import icalendar
import pytest

from generator.publish import calendars
from tests import invented

TALKS = """
name: charlas
title: Charlas
modified: 2025-02-03
schema:
  fields:
    - {name: charla, title: Charla, type: string}
    - {name: fecha, title: Fecha, type: date}
    - {name: desde, title: Desde, type: string}
    - {name: hasta, title: Hasta, type: string}
    - {name: tema, title: Tema, type: string}
    - {name: lugar, title: Lugar, type: string}
  primaryKey: charla
views: {}
awaited: {reporter: Oficina de Charlas, since: 2024}
calendar: {date: fecha, start: desde, end: hasta, summary: tema, location: lugar}
"""
HEAD = "charla,fecha,desde,hasta,tema,lugar\n"


def made(rows):
    """Return the calendars of a dataset of talks, by path."""
    catalog = invented.build((TALKS, HEAD + rows))
    return {artifact.path: artifact.make() for artifact in calendars.artifacts(catalog)}


def events(rows):
    """Return the events of the one calendar, as icalendar reads them back."""
    (data,) = made(rows).values()
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def test_no_rows_are_no_calendar():
    """A calendar needs an event: without rows there is none."""
    assert {} == made("")


def test_an_event_says_when_where_and_what():
    """A row with hours is an event at those hours of the place's own time."""
    (event,) = events("c1,2025-03-04,09:30,11:00,Árboles,Parque; entrada norte\n")

    assert ("Árboles", "Parque; entrada norte") == (str(event["summary"]), str(event["location"]))
    assert ("2025-03-04T09:30:00", "2025-03-04T11:00:00") == (event.start.isoformat(), event.end.isoformat())
    assert event.start.tzinfo is None
    assert "c1@charlas.villa-serena" == str(event["uid"])


@pytest.mark.parametrize("hour", ["", "por la tarde", "25:00"])
def test_an_event_without_hours_lasts_the_day(hour):
    """What is no hour leaves the event on its day."""
    (event,) = events(f"c1,2025-03-04,{hour},,Árboles,\n")

    assert "2025-03-04" == event.start.isoformat()
    assert "location" not in event


def test_an_event_without_a_day_is_left_out():
    """Nobody can go to an event whose day is not known."""
    found = events("c1,2025-03-04,,,Árboles,\nc2,,,,Aves,\n")

    assert ["Árboles"] == [str(event["summary"]) for event in found]


def test_a_calendar_is_the_same_bytes_on_any_day():
    """The stamp of an event is the day on which its dataset changed, not today."""
    (data,) = made("c1,2025-03-04,,,Árboles,\n").values()

    assert b"DTSTAMP:20250203T000000Z" in data
    assert [data] == list(made("c1,2025-03-04,,,Árboles,\n").values())
