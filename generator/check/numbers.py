"""Numbers that can be read in two ways, seen from their whole column: `14.184` beside `950`."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.check.readings import Verdict
    from generator.load.schemas import Field

GROUPED = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
"""A decimal point where a thousands point would stand."""

ZERO = ("0", "-0")


def grouped(field: Field, texts: Collection[str]) -> list[str]:
    """Return the decimal numbers of a column if each of them could be a whole one with a thousands point.

    One that could not (`1.5`, `0.125`) proves that the points are decimal; so does a maximum that the whole ones pass.
    """
    if field.type != "number" or (field.unit and field.unit.other == "%"):
        return []
    found = []
    for text in texts:
        if "." in text:
            if not GROUPED.fullmatch(text):
                return []
            found.append(text)
    highest, lowest = field.constraints.get("maximum"), field.constraints.get("minimum")
    return [] if any(_beyond(text, lowest, highest) for text in found) else found


def _beyond(text: str, lowest: object, highest: object) -> bool:
    """Tell whether a number without its point would be outside the limits of its column."""
    whole = int(text.replace(".", ""))
    is_high = isinstance(highest, (int, float)) and whole > highest
    return is_high or (isinstance(lowest, (int, float)) and whole < lowest)


def faults(field: Field, texts: Collection[str]) -> dict[str, Verdict]:
    """Return the numbers with such a point, if whole numbers without one stand beside them; zero says nothing."""
    found = grouped(field, texts)
    if not found or not any("." not in text and text not in ZERO for text in texts):
        return {}
    return {text: _verdict(text) for text in found}


def readings(text: str) -> dict[str, object]:
    """Return a number with such a point without it, and written so that nobody takes the point for another one."""
    return {"whole": text.replace(".", ""), "decimal": f"{text}0"}


def _verdict(text: str) -> Verdict:
    whole, decimal = readings(text).values()
    return "thousands-point", {"whole": whole, "decimal": decimal}, None
