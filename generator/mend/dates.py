"""Days written as people write them: which of them is which, where no day of the column leaves a doubt."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection

from generator.load.cells import DATE
from generator.mend.outcomes import Reading

DAY = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")


def mend(texts: Collection[str]) -> Reading:
    """Read a column of days.

    A day above 12 says by itself which number is the day, and so do two equal numbers. The others are taken for
    day-month-year only where the whole column is written so, one of them proves it and none contradicts it; days that
    are ISO already may be what a spreadsheet made of the others the wrong way round, and prove nothing.
    """
    both = {text: _readings(text) for text in texts if not DATE.fullmatch(text)}
    day_first = {text for text, (first, second) in both.items() if first and not second}
    month_first = {text for text, (first, second) in both.items() if second and not first}
    certain = day_first | {text for text, (first, second) in both.items() if first and first == second}
    open_ones = {text for text, (first, second) in both.items() if first and second and first != second}
    if month_first:
        return Reading({}, {text: _kept(both[text]) for text in both if text in open_ones | month_first})
    proved = bool(day_first) and len(certain | open_ones) == len(texts)
    chosen = certain | open_ones if proved else certain
    doubts = {text: _kept(both[text]) for text in both if text in open_ones - chosen}
    return Reading({text: both[text][0] for text in both if text in chosen}, doubts)


def _kept(readings: tuple[str, str]) -> tuple[str, ...]:
    return tuple(reading for reading in readings if reading)


def _readings(text: str) -> tuple[str, str]:
    """Return the ISO date of `text` with the day first and with the month first; nothing where there is no such day."""
    found = DAY.fullmatch(text)
    if found is None:
        return "", ""
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    return _iso(year, second, first), _iso(year, first, second)


def _iso(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""
