"""What a column holds: text, unless every cell is strictly something else."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from generator.draft import shapes
from generator.draft.outcomes import DraftField, Question
from generator.load import cells
from generator.load.columns import Column
from generator.load.schemas import Field

TYPES: Final = ("boolean", "integer", "number", "date")
"""The types that are tried, in this order; `year` is not: a year of four digits is a period."""

MANY_ROWS = 2
MAX_ENUM, MAX_ENUM_TEXT = 12, 60
"""Values that a list may have, each of them this long at most, and every one of them twice on average."""

ALMOST = 3
"""Distinct values of a type beside which a single other text is worth a question."""

LOOKS = {
    "ask_date": re.compile("[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}"),
    "ask_thousands": re.compile(r"-?(0|[1-9][0-9]{0,2}(\.[0-9]{3})*)"),
    "ask_decimal": re.compile(r"-?[0-9]{1,3}(\.?[0-9]{3})*(,[0-9]+)?"),
}
"""Texts that look like days or numbers of another locale, by the question that they raise."""

MARKED: Final = {"ask_date": "", "ask_thousands": ".", "ask_decimal": ","}
"""The sign that one of these texts must have."""


def marks(column: Column, known: Collection[str], ids: Collection[str]) -> set[str]:
    """Return the marks of what is missing in a column, if they are known: all else is of one type, or in `ids`."""
    texts = set(column.distinct) - {""}
    found = {text for text in texts if text.casefold() in known}
    rest = texts - found
    is_one = _type(rest) != "string" or bool(shapes.period(rest)) or rest <= set(ids)
    return found if found and rest and is_one else set()


def draft(name: str, column: Column, missing: Collection[str]) -> DraftField:
    """Return what a column is by itself; keys are not known here."""
    texts = set(column.distinct) - set(missing)
    is_required = bool(texts) and len(texts) == len(column.distinct)
    period = shapes.period(texts)
    if period:
        return DraftField(name, "string", is_required, is_period=True, pattern=period)
    looks = _looks(texts)
    kind = "string" if looks else _type(texts)
    if kind != "string":
        return DraftField(name, kind, is_required, is_count=kind == "integer" and min(map(int, texts)) >= 0)
    enum = _enum(texts, len(column))
    questions = (Question(looks),) if looks else (Question("ask_empty"),) if not texts else _almost(texts)
    is_code = any(re.fullmatch("0[0-9]+", text) for text in texts) and not looks
    return DraftField(name, kind, is_required, enum=enum if not looks else (), questions=questions,
                      pattern=shapes.identifier(texts) if is_code and not enum else "")  # fmt: skip


def _type(texts: Collection[str]) -> str:
    return next((kind for kind in TYPES if texts and all(_is(kind, text) for text in texts)), "string")


def _is(kind: str, text: str) -> bool:
    try:
        cells.parse(Field("", "", kind), text)
    except cells.InvalidError:
        return False
    return True


def _looks(texts: Collection[str]) -> str:
    """Return the question that a column raises whose every text looks like a day or a number of another locale."""
    for key, look in LOOKS.items():
        if texts and all(look.fullmatch(text) for text in texts) and any(MARKED[key] in text for text in texts):
            return key
    return ""


def _enum(texts: Collection[str], rows: int) -> tuple[str, ...]:
    is_short = 1 < len(texts) <= MAX_ENUM and all(len(text) <= MAX_ENUM_TEXT for text in texts)
    return tuple(sorted(texts)) if is_short and rows >= MANY_ROWS * len(texts) else ()


def _almost(texts: Collection[str]) -> tuple[Question, ...]:
    """Return the question about a single text that keeps a column from being of another type."""
    for kind in TYPES[1:]:
        odd = [text for text in texts if not _is(kind, text)]
        if len(odd) == 1 and len(texts) > ALMOST:
            return (Question("ask_almost", {"value": odd[0], "type": kind}),)
    return ()
