"""The door to Babel: numbers, percentages, dates and periods as a locale writes them."""

from __future__ import annotations

import datetime
import decimal
import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import babel
from babel import dates, numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.derive.terms import Quantity

LEAST = 0.1
PERIOD = re.compile(r"(?P<year>\d{4})(-(?P<part>S[12]|Q[1-4]|0[1-9]|1[0-2]))?")


def is_locale(name: str) -> bool:
    """Tell whether Babel knows the locale `name` (`es_CO`)."""
    try:
        babel.Locale.parse(name)
    except (babel.UnknownLocaleError, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class Formatter:
    """How one locale writes values. Patterns are ours, so that they do not change with Babel's data."""

    locale: str

    def amount(self, value: float, decimals: int | None = None) -> str:
        """Write a number with grouped thousands: 1.234.567,89. `decimals` None: none for integers, up to two else."""
        pattern = "#,##0" if decimals == 0 else f"#,##0.{'0' * decimals}" if decimals else "#,##0.##"
        return _decimal(value, pattern, self.locale)

    def quantity(self, value: Quantity) -> str:
        """Write a number with its unit, singular or plural; `%` follows without space, as in es-CO."""
        text = self.amount(value.amount, value.decimals)
        if value.unit is None:
            return text
        if value.unit.other == "%":
            return f"{text}%"
        return f"{text}\u00a0{value.unit.one if abs(value.amount) == 1 else value.unit.other}"

    def share(self, ratio: float, say: Callable[..., str]) -> str:
        """Write a ratio as a percentage with one decimal, rounded half up as readers do by hand.

        What is smaller than the least, without being nothing, is told as less than it.
        """
        rounded = _half_up(ratio * 100)
        if 0 < abs(round(ratio * 100, 8)) < LEAST:
            return say("share.least", least=f"{self.amount(LEAST, 1)}%")
        return f"{self.amount(rounded, 1)}%"

    def date(self, value: datetime.date) -> str:
        """Write a date in full, in the locale's own order: 9 de marzo de 2025."""
        return dates.format_date(value, format="long", locale=self.locale)

    def period(self, text: str, say: Callable[..., str], form: str = "long") -> str:
        """Write a period in words by the patterns `period.<form>.…` of `say`; what is no period stays as it is."""
        found = PERIOD.fullmatch(text)
        if found is None or not found["part"]:
            return text
        part, year = found["part"], found["year"]
        if part.isdigit():
            day = datetime.date(int(year), int(part), 1)
            return dates.format_skeleton("yMMM" if form == "short" else "yMMMM", day, locale=self.locale)
        return say(f"period.{form}.{part}", year=year)


@functools.lru_cache(maxsize=65536)
def _decimal(value: float, pattern: str, locale: str) -> str:
    return numbers.format_decimal(value, format=pattern, locale=locale)


def _half_up(value: float) -> float:
    """Round to one decimal, halves away from zero; the last bit of a float is noise, so eight decimals come first."""
    exact = decimal.Decimal(repr(round(value, 8)))
    return float(exact.quantize(decimal.Decimal("0.1"), rounding=decimal.ROUND_HALF_UP))
