import datetime
import itertools

import pytest
from hypothesis import given, settings, strategies as st

from generator.derive import periods


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-S1", ("2024-01-01", "2024-06-30")),
        ("2024-S2", ("2024-07-01", "2024-12-31")),
        ("2024-Q3", ("2024-07-01", "2024-09-30")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-02", ("2023-02-01", "2023-02-28")),
        ("2024-S3", ()),
        ("2024-13", ()),
        ("primero", ()),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text, expected):
    """Years, half-years, quarters and months have bounds; what is no period has none."""
    assert expected == periods.bounds(text)


@settings(derandomize=True, deadline=None)
@given(year=st.integers(1000, 9998), kind=st.sampled_from([("S", 2), ("Q", 4)]))
def test_the_parts_of_a_year_follow_each_other(year, kind):
    """Each part of a year begins on the day after the part before it, and all together are the year."""
    letter, count = kind
    found = [
        tuple(map(datetime.date.fromisoformat, periods.bounds(f"{year}-{letter}{n}"))) for n in range(1, count + 1)
    ]

    day = datetime.timedelta(days=1)
    assert all(end + day == start for (_, end), (start, _) in itertools.pairwise(found))
    assert periods.bounds(str(year)) == (found[0][0].isoformat(), found[-1][1].isoformat())
