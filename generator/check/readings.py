"""What a text that is no value of its column can be meant to be: said where it is certain, both ways otherwise."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from generator.load import cells
from generator.load.constraints import NUMERIC

if TYPE_CHECKING:
    from generator.load.schemas import Field

Verdict = tuple[str, dict[str, object], str | None]
"""A problem's code, its details, and the type of Frictionless' error, when it has one."""

LAST_MONTH = 12
"""A number above it can only be a day."""

EPOCH = datetime.date(1899, 12, 30)
"""The day 0 of the day numbers in which spreadsheets keep dates (ECMA-376, part 1, 18.17.4.1)."""

NUMBERED_DAYS = range(20000, 60000)
"""Day numbers that are dates of our times: 1954 to 2064."""

DAY_FIRST = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")
POINTS = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+")
POINTS_TWICE = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3}){2,}")
POINTS_AND_COMMA = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+,[0-9]+")
COMMAS = re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3}){2,}|-?[1-9][0-9]{0,2}(,[0-9]{3})+\.[0-9]+")
ONE_COMMA = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")
DECIMAL_COMMA = re.compile(r"-?([0-9]+,[0-9]+)(?<!,[0-9]{3})|-?0,[0-9]{3}")
SHARE = re.compile(r"[0-9.]+\s*%")


def misread(field: Field, text: str) -> Verdict:
    """Return the problem of a text that is not of its column's type."""
    readings = both(field, text.strip())
    if readings:
        code = "ambiguous-date" if field.type == "date" else "ambiguous-number"
        return code, {"first": readings[0], "second": readings[1]}, "type-error"
    day = _numbered_day(text)
    if field.type == "date" and day:
        return "excel-date", {"reading": day}, "type-error"
    return "type-error", {"type": field.type, **suggestion(field, text)}, "type-error"


def suggestion(field: Field, text: str) -> dict[str, object]:
    """Say what to write instead, where that is certain: what is said would be accepted."""
    proposal = _proposal(field.type, text.strip())
    try:
        cells.parse(field, proposal)
    except cells.InvalidError:
        return {}
    return {"suggestion": proposal} if proposal else {}


def both(field: Field, text: str) -> tuple[str, str] | None:
    """Return the two readings of a text that has two: `03/04/2024` is two days, `1,234` a thousand or one and a bit."""
    if field.type in NUMERIC and ONE_COMMA.fullmatch(text):
        return text.replace(",", ""), text.replace(",", ".")
    day = DAY_FIRST.fullmatch(text) if field.type == "date" else None
    if day is None or day[1] == day[2]:
        return None
    first, second = int(day[1]), int(day[2])
    if not 1 <= first <= LAST_MONTH or not 1 <= second <= LAST_MONTH or first == second:
        return None
    return f"{day[3]}-{second:02d}-{first:02d}", f"{day[3]}-{first:02d}-{second:02d}"


def _proposal(kind: str, text: str) -> str:
    """Return what `text` can only mean."""
    if kind in NUMERIC:
        return _number(kind, text)
    day = DAY_FIRST.fullmatch(text) if kind == "date" else None
    if day and (int(day[1]) > LAST_MONTH >= int(day[2]) or int(day[1]) == int(day[2])):
        return f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}"
    return ""


def _number(kind: str, text: str) -> str:
    if POINTS_AND_COMMA.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    if COMMAS.fullmatch(text):
        return text.replace(",", "")
    if (POINTS if kind == "integer" else POINTS_TWICE).fullmatch(text):
        return text.replace(".", "")
    if kind == "number" and DECIMAL_COMMA.fullmatch(text):
        return text.replace(",", ".")
    return text.rstrip("% ") if SHARE.fullmatch(text) else ""


def _numbered_day(text: str) -> str:
    """Return the date whose day number a spreadsheet wrote, if it is one."""
    if re.fullmatch(r"[0-9]{5}", text) and int(text) in NUMBERED_DAYS:
        return (EPOCH + datetime.timedelta(days=int(text))).isoformat()
    return ""
