"""Periods as data write them: `2024`, `2024-S1`, `2024-Q3`, `2024-05`."""

from __future__ import annotations

import calendar
import re

YEAR = 12
MONTHS = {"S": 6, "Q": 3}
PERIOD = re.compile(r"(\d{4})(?:-(?:([SQ])([1-4])|(0[1-9]|1[0-2])))?")


def bounds(text: str) -> tuple[str, ...]:
    """Return the first and the last day of a period, in ISO form; nothing when `text` is none."""
    found = PERIOD.fullmatch(text)
    if found is None:
        return ()
    year, kind, number, month = found.groups()
    length = MONTHS[kind] if kind else 1 if month else YEAR
    last = int(number) * length if kind else int(month or YEAR)
    if last > YEAR:
        return ()
    day = calendar.monthrange(int(year), last)[1]
    return f"{year}-{last - length + 1:02d}-01", f"{year}-{last:02d}-{day:02d}"
