"""What the texts of cells mean, so that equal values are equal however they are written, and how grave a change is."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.load.snapshots import Column

PLAIN = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
WIDE = Context(prec=100, rounding=ROUND_HALF_UP)
FIGURE, TEXT, FILLED, ROUNDING = range(4)
"""How grave a revised value is, the gravest first: a figure that changed, any other value, a blank that was filled, and
what only writes more or fewer digits of the same number."""

Value = str | Decimal | bool | tuple[str]


def told(one: Value) -> str:
    """Return a value of a key as a text, in which kinds of values cannot be mistaken for one another."""
    if not isinstance(one, Decimal):
        return f"{type(one).__name__} {one}"
    text = f"{one or abs(one):f}"
    return f"number {text.rstrip('0').rstrip('.') if '.' in text else text}"


def value(text: str, column: Column, *, is_numeric: bool) -> Value:
    """Return what a text means: equal for all ways to write it. What is missing is a tuple of its label."""
    if text in column.missing:
        return (column.missing[text],)
    if column.type == "boolean" and text in column.true | column.false:
        return text in column.true
    if is_numeric and PLAIN.fullmatch(text):
        return Decimal(text)
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").strip())


def weighed(before: Value, after: Value) -> tuple[int, float]:
    """Return the gravity of a change, and the relative change of a figure."""
    if isinstance(before, tuple):
        return FILLED, 0.0
    if not isinstance(before, Decimal):
        return TEXT, 0.0
    if not isinstance(after, Decimal):
        return FIGURE, 1.0
    digits = Decimal(1).scaleb(max(_exponent(before), _exponent(after)))
    if before.quantize(digits, context=WIDE) == after.quantize(digits, context=WIDE):
        return ROUNDING, 0.0
    return FIGURE, float(abs(before - after) / (abs(before) + abs(after)))


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
