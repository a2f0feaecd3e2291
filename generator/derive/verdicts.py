"""The verdict on a stated value, by arithmetic alone."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from generator.load.cells import NUMBER

NOISE = 9
"""Decimals beyond which a difference comes from binary fractions, not from data."""

DIGITS = 15
"""Digits that a binary fraction keeps, wherever its point stands."""

COARSEST = -18
"""The largest unit that numbers are rounded to, as a power of ten: no larger number is read."""


class Verdict(StrEnum):
    """What came of a statement, the most serious first."""

    FAILS = "fails"
    ROUNDING = "rounding"
    UNDECIDED = "undecided"
    HOLDS = "holds"
    OBSERVATION = "observation"


def compare(stated: str, computed: str | float, decimals: int | None, parts: int = 0) -> Verdict:
    """Compare a stated value with a recomputed one.

    Numbers are equal exactly, or when rounded half up to the `decimals` that were printed. They differ by rounding
    when they are at most one unit of the last printed digit apart, or half a unit for each of the `parts` that were
    rounded before they were added. An exact number (`decimals` None) knows no rounding; texts are equal or not.
    """
    ours, theirs = _number(computed), _number(stated)
    if ours is None or theirs is None:
        return Verdict.HOLDS if str(computed).strip() == stated.strip() else Verdict.FAILS
    if decimals is None:
        return Verdict.HOLDS if ours == theirs else Verdict.FAILS
    unit = Decimal(1).scaleb(-max(COARSEST, min(decimals, NOISE)))
    if (ours / unit).to_integral_value(ROUND_HALF_UP) * unit == theirs:
        return Verdict.HOLDS
    return Verdict.ROUNDING if abs(ours - theirs) <= max(unit, parts * unit / 2) else Verdict.FAILS


def exact(value: float) -> Decimal:
    """Return a finite number without the noise of binary fractions."""
    found = Decimal(f"{value:.{DIGITS}g}")
    return round(found, NOISE) if abs(value) < 10**DIGITS else found


def _number(value: str | float) -> Decimal | None:
    """Return a number; a text is one as a cell is, without thousands signs or leading zeros."""
    if not isinstance(value, str):
        return Decimal(value) if isinstance(value, int) else exact(value)
    text = value.strip()
    return round(Decimal(text), NOISE) if NUMBER.fullmatch(text) else None
