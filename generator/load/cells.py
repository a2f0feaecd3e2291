"""From the text of one cell to its value, strictly: what is not exactly the declared form is not a value."""

from __future__ import annotations

import datetime
import decimal
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from generator.load.schemas import Field

Value = str | int | float | bool | datetime.date | None

INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]{0,17})")
NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,15})?")
ALL: Final[Mapping[str, tuple[re.Pattern[str], Callable[[str], int | float]]]] = {
    "integer": (re.compile(rf"{INTEGER.pattern}(\n{INTEGER.pattern})*+"), int),
    "number": (re.compile(rf"{NUMBER.pattern}(\n{NUMBER.pattern})*+"), float),
}
"""The patterns of many numbers, one a line; possessive, for nothing is to be tried twice."""

DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEAR: Final = re.compile(r"[0-9]{4}")


class InvalidError(ValueError):
    """The text is not a value of the field's type."""


def parse(field: Field, text: str) -> Value:
    """Return the value of `text` in a column of `field`'s type.

    ASCII digits only, no thousands signs, decimal point, ISO dates: a subset of what Frictionless reads, so that what
    passes here passes there.

    Raises:
        InvalidError: `text` is not such a value.
    """
    return PARSERS.get(field.type, _string)(field, text)


def parse_all(field: Field, texts: Sequence[str]) -> Sequence[Value]:
    """Return the values of many texts of numbers at once.

    Raises:
        InvalidError: one of them is not such a value, or the field is not of numbers.
    """
    pattern, kind = ALL.get(field.type, (None, float))
    if pattern is None or not pattern.fullmatch("\n".join(texts)):
        raise InvalidError
    return list(map(kind, texts))


def exact(field: Field, text: str) -> object:
    """Return the value of `text` for comparing it: numbers with all their digits, as Frictionless compares them.

    Raises:
        InvalidError: `text` is not a value of the field's type.
    """
    value = parse(field, text)
    return decimal.Decimal(text) if field.type == "number" else value


def _string(_: Field, text: str) -> str:
    return text


def _integer(_: Field, text: str) -> int:
    if not INTEGER.fullmatch(text):
        raise InvalidError
    return int(text)


def _number(_: Field, text: str) -> float:
    if not NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise InvalidError
    return float(text)


def _boolean(field: Field, text: str) -> bool:
    if text in field.true_values:
        return True
    if text in field.false_values:
        return False
    raise InvalidError


def _date(_: Field, text: str) -> datetime.date:
    if not DATE.fullmatch(text):
        raise InvalidError
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise InvalidError from None


def _year(_: Field, text: str) -> int:
    if not YEAR.fullmatch(text):
        raise InvalidError
    return int(text)


PARSERS: Final[dict[str, Callable[[Field, str], Value]]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "year": _year,
}
