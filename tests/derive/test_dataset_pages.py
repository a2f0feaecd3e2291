import dataclasses
import datetime

import pytest
from hypothesis import given, settings, strategies as st

from generator.derive import dataset_pages
from generator.derive.qualities import Result
from generator.derive.terms import Link, Sentence
from tests import invented

DAY = datetime.timedelta(days=1)
VISITS = invented.villa().datasets["visitas"].descriptor


def after(end, periodicity):
    """Return the period after one that ends on a day, as dates."""
    descriptor = dataclasses.replace(VISITS, temporal=("2000-01-01", end.isoformat()), periodicity=periodicity)
    return tuple(map(datetime.date.fromisoformat, dataset_pages.next_period(descriptor)))


@pytest.mark.parametrize(
    ("end", "periodicity", "expected"),
    [
        ("2024-12-31", "R/P3M", ("2025-01-01", "2025-03-31")),
        ("2024-12-31", "R/P1Y", ("2025-01-01", "2025-12-31")),
        ("2024-01-31", "R/P1M", ("2024-02-01", "2024-02-29")),
        ("2024-06-30", "R/P6M", ("2024-07-01", "2024-12-31")),
    ],
)
def test_the_next_period_is_as_long_as_declared(end, periodicity, expected):
    """Months and years are those of the calendar."""
    assert expected == tuple(day.isoformat() for day in after(datetime.date.fromisoformat(end), periodicity))


@settings(derandomize=True, deadline=None, max_examples=300)
@given(
    end=st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 1, 1)),
    count=st.integers(1, 48),
    unit=st.sampled_from("MY"),
)
def test_the_next_period_begins_on_the_day_after_the_last(end, count, unit):
    """Whatever the end, nothing lies between it and the next period, which lasts as many months as declared."""
    start, last = after(end, f"R/P{count}{unit}")
    months = count * (12 if unit == "Y" else 1)
    beyond = last + DAY

    assert end + DAY == start
    whole = (beyond.year - start.year) * 12 + beyond.month - start.month
    assert months == whole
    assert beyond.day == start.day or (beyond + DAY).month != beyond.month


@pytest.mark.parametrize("periodicity", ["", "irregular", "R/P7D", "R/P1Y6M"])
def test_without_a_length_in_months_no_next_period_is_told(periodicity):
    """What does not come back every so many months or years has no next period."""
    assert dataset_pages.next_period(dataclasses.replace(VISITS, periodicity=periodicity)) is None


def test_without_an_end_no_next_period_is_told():
    """A dataset that does not say what period it covers has no next one."""
    assert dataset_pages.next_period(dataclasses.replace(VISITS, temporal=None)) is None


@pytest.mark.parametrize(
    ("end", "periodicity"), [("9999-12-31", "R/P1Y"), ("2024-12-31", "R/P9999Y"), ("2024-12-31", "R/P0M")]
)
def test_a_next_period_beyond_the_calendar_is_not_told(end, periodicity):
    """Where the calendar ends, or the period has no length, there is no next one, and no failure."""
    descriptor = dataclasses.replace(VISITS, temporal=("2000-01-01", end), periodicity=periodicity)

    assert dataset_pages.next_period(descriptor) is None


def test_the_dictionary_has_a_line_for_each_column(villa):
    """Each column is noted with its unit, what it points to, whether it must be filled, and its blanks."""
    page = dataset_pages.derive(villa.datasets["visitas"], villa)
    notes = {note.name: note for note in page.columns}

    assert ["centro_id", "periodo", "visitas", "documento_id", "lineas"] == list(notes)
    assert (Link("Centros de atención", "data/centros/"), True, 0) == (
        notes["centro_id"].target,
        notes["centro_id"].required,
        notes["centro_id"].blanks,
    )
    assert ("visitas", "integer", False, 1) == (
        notes["visitas"].unit,
        notes["visitas"].type,
        notes["visitas"].required,
        notes["visitas"].blanks,
    )


def test_blank_cells_are_told(villa):
    """A dataset says how many of its cells are blank."""
    page = dataset_pages.derive(villa.datasets["visitas"], villa)

    assert (Sentence("criterion.measured.completeness", {"filled": 24, "cells": 25}),) == page.quality.completeness


def test_a_full_dataset_is_told_as_full(villa):
    """A dataset without blanks says so."""
    page = dataset_pages.derive(villa.datasets["encuesta"], villa)

    assert Result.GOOD is next(one.result for one in page.quality.findings if one.criterion == "completeness")


def test_a_dataset_offers_its_files(villa):
    """The editor's file, its other formats and what explains them stand beside the page."""
    page = dataset_pages.derive(villa.datasets["encuesta"], villa)

    endings = (
        ".csv", ".json", ".parquet", ".xlsx", "-excel.csv", ".zip", "-dictionary.csv", ".csv-metadata.json",
    )  # fmt: skip
    assert [f"data/encuesta/encuesta{ending}" for ending in endings] == [file.path for file in page.downloads]


def test_the_catalogue_s_licence_is_the_dataset_s(villa):
    """Where a dataset declares no licence it is published under that of the catalogue."""
    page = dataset_pages.derive(villa.datasets["encuesta"], villa)

    assert (Link("Atribución 4.0", "https://example.org/licencia"),) == page.licenses
