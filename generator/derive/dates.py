"""When what a page shows last changed, and by when there should be something newer."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.derive.pages import Section
    from generator.load.descriptors import Descriptor
    from generator.model.catalog import Catalog

MONTHS = {"M": 1, "Y": 12}
PERIOD = re.compile(r"R/P0*([1-9][0-9]{0,3})([MY])")
GRACE = 3
"""Months at most that a source has, after a period ends, to publish it; for a shorter period, its own length."""


@dataclass(frozen=True, slots=True)
class Due:
    """The day (ISO date) after which a dataset is late, and whether its source announced it.

    Else the declared periodicity implies it: the next period has ended, and so has the time to publish it.
    """

    day: str
    is_announced: bool


def due(descriptor: Descriptor, period: tuple[str, str] | None) -> Due | None:
    """Return by when there should be newer rows; None where nobody announced a day, nor a length of periods.

    `period` is the one after the data's: its first and last day.
    """
    if descriptor.next_update:
        is_kept = descriptor.modified >= descriptor.next_update
        return None if is_kept else Due(descriptor.next_update, is_announced=True)
    found = PERIOD.fullmatch(descriptor.periodicity)
    if period is None or found is None:
        return None
    after = datetime.date.fromisoformat(period[1]) + datetime.timedelta(days=1)
    year, month = divmod(after.year * 12 + after.month - 1 + min(int(found[1]) * MONTHS[found[2]], GRACE), 12)
    last_day = calendar.monthrange(year, month + 1)[1]
    end = datetime.date(year, month + 1, min(after.day, last_day)) - datetime.timedelta(days=1)
    return Due(end.isoformat(), is_announced=False)


def newest(names: Iterable[str], catalog: Catalog) -> str:
    """Return the day on which one of the datasets `names` last changed; blank when none says."""
    return max((catalog.datasets[name].descriptor.modified for name in names), default="")


def of_sections(parts: Iterable[Section], catalog: Catalog, kind: str) -> str:
    """Return the day on which the dataset `kind`, or one that the sections tell of, last changed."""
    names = {catalog.path(name): name for name in catalog.datasets}
    told = (part.dataset.path for part in parts)
    return newest((kind, *(names[path] for path in told if path in names)), catalog)
