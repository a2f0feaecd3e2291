import dataclasses

import pytest

from generator.derive import dataset_pages, dates, sections
from generator.derive.dates import Due
from tests import invented

CATALOG = invented.villa()
VISITS = CATALOG.datasets["visitas"].descriptor


@pytest.mark.parametrize(
    ("end", "periodicity", "day"),
    [
        ("2024-12-31", "R/P1M", "2025-02-28"),
        ("2024-12-31", "R/P3M", "2025-06-30"),
        ("2024-12-31", "R/P1Y", "2026-03-31"),
        ("2023-12-31", "R/P2Y", "2026-03-31"),
    ],
)
def test_a_period_may_be_published_as_long_after_its_end_as_it_lasted(end, periodicity, day):
    """A month has a month to be published, a quarter a quarter, and a year no more than a quarter."""
    descriptor = dataclasses.replace(
        VISITS, temporal=("2000-01-01", end), periodicity=periodicity, modified="2024-01-01", next_update=""
    )

    assert Due(day, is_announced=False) == dates.due(descriptor, dataset_pages.next_period(descriptor))


def test_an_announced_day_counts_whatever_the_periodicity():
    """What the source announced is what it is held to, until it publishes."""
    descriptor = dataclasses.replace(VISITS, modified="2025-01-15", next_update="2025-04-30", periodicity="R/P1M")

    assert Due("2025-04-30", is_announced=True) == dates.due(descriptor, None)
    assert None is dates.due(dataclasses.replace(descriptor, modified="2025-04-30"), None)


def test_without_a_day_or_a_length_nothing_is_late():
    """Nobody is late against a date that nobody gave."""
    descriptor = dataclasses.replace(VISITS, periodicity="irregular", next_update="")

    assert None is dates.due(descriptor, dataset_pages.next_period(descriptor))


def test_a_page_is_as_new_as_the_newest_of_its_datasets():
    """The day of a page is the last of all days of what is on it, its own list included."""
    kind = next(iter(CATALOG.entities))
    main, more = sections.of_entity(next(iter(CATALOG.entities[kind].values())), CATALOG)
    parts = (*main, *more)
    names = {part.dataset.path.strip("/").rpartition("/")[2] for part in parts}

    expected = max(CATALOG.datasets[name].descriptor.modified for name in {*names, kind})
    assert expected == dates.of_sections(parts, CATALOG, kind)
    assert "" == dates.newest((), CATALOG)
