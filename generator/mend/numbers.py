"""Numbers with the signs of another locale: which sign is which, where the whole column proves it."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.load.cells import NUMBER
from generator.mend.outcomes import Reading

PLAIN = re.compile(r"-?(0|[1-9][0-9]*)")
SHORT = re.compile(r"-?(0|[1-9][0-9]{0,2})")
POINTS = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+")
COMMA = re.compile(r"-?(0|[1-9][0-9]*|[1-9][0-9]{0,2}(\.[0-9]{3})+),[0-9]+")
EITHER = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
"""A mark before three digits: thousands, or decimals."""

COMMAS = re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3})+")


def mend_integers(texts: Collection[str]) -> Reading:
    """Take the points out of a column of whole numbers in which every number above 999 has them."""
    grouped = [text for text in texts if POINTS.fullmatch(text)]
    if grouped and all(POINTS.fullmatch(text) or SHORT.fullmatch(text) for text in texts):
        return Reading({text: text.replace(".", "") for text in grouped})
    marked = [text for text in texts if POINTS.fullmatch(text) or COMMAS.fullmatch(text)]
    return Reading({}, {text: _both(text) for text in marked})


def mend_decimals(texts: Collection[str]) -> Reading:
    """Write a point for the comma in a column in which commas can only be decimal signs.

    One number proves it (`2,5`, `1.234,5`) and all others agree; points alone (`1.234`) agree only where another
    number has points and a comma.
    """
    commas = [text for text in texts if COMMA.fullmatch(text)]
    points = [text for text in texts if POINTS.fullmatch(text)]
    agree = all(COMMA.fullmatch(text) or PLAIN.fullmatch(text) or POINTS.fullmatch(text) for text in texts)
    proved = any(not EITHER.fullmatch(text) for text in commas)
    explained = not points or any("." in text for text in commas)
    mends = {text: text.replace(".", "").replace(",", ".") for text in (*commas, *points)}
    if agree and proved and explained and all(NUMBER.fullmatch(text) for text in mends.values()):
        return Reading(mends)
    marked = {text: _both(text) for text in texts if COMMA.fullmatch(text) or COMMAS.fullmatch(text)}
    return Reading({}, marked | ({text: _both(text) for text in points} if commas else {}))


def _both(text: str) -> tuple[str, ...]:
    """Return a number as it reads with its marks for thousands and for decimals, where it can be either."""
    whole = re.sub(r"[.,]", "", text)
    if EITHER.fullmatch(text):
        return whole, text.replace(",", ".")
    return (text.replace(".", "").replace(",", "."),) if COMMA.fullmatch(text) else (whole,)
