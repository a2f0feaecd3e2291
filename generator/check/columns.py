"""Prove the cells of a column sound, distinct text by distinct text, and say which are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from generator.load import cells
from generator.load.constraints import NUMERIC
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.load.columns import Codes, Rows
    from generator.load.descriptors import Descriptor
    from generator.load.schemas import Field
    from generator.load.tables import Table

MAX_PER_COLUMN = 1000
"""Problems listed per column; one more says how many were left out."""

ONE_WAY = ("string", "date", "year")
"""The types whose values are written in one way only, so that equal cells are equal texts."""

MANY = 1000
"""Distinct texts from which on a column of numbers is compared by value first."""

PLAIN = ("required", "minimum", "maximum")
EXACT = 2**53
"""Whole numbers below this are told apart by 64-bit floats."""

LAST_MONTH = 12
"""A number above it can only be a day."""


def check(table: Table, descriptor: Descriptor) -> Iterator[Problem]:
    """Yield the problems of every cell of `table`, in the order of columns and rows."""
    for number, field in enumerate(descriptor.schema.fields, start=1):
        verdicts = {text: _verdict(field, text, table, descriptor) for text in _suspects(field, table)}
        bad = {text: verdict for text, verdict in verdicts.items() if verdict is not None}
        if field.constraints.get("unique"):
            yield from _repeated(table, field, number, descriptor)
        if bad:
            yield from _located(table, field, number, bad)


def _suspects(field: Field, table: Table) -> Iterable[str]:
    """Return the distinct texts that have to be looked at one by one: of many numbers, those near a limit."""
    distinct, values = table.texts[field.name].distinct, table.values[field.name]
    if field.type not in NUMERIC or len(distinct) < MANY or set(field.constraints) - set(PLAIN):
        return distinct
    low, high = (field.constraints.get(key, bound) for key, bound in (("minimum", -EXACT), ("maximum", EXACT)))
    return [
        text
        for text, value in zip(distinct, values, strict=True)
        if not (isinstance(value, (int, float)) and low < value < high and abs(value) < EXACT)
    ]


Verdict = tuple[str, dict[str, object], str | None]
"""A problem's code, its details, and the type of Frictionless' error, when it has one."""


def _verdict(field: Field, text: str, table: Table, descriptor: Descriptor) -> Verdict | None:
    if text in descriptor.schema.missing_values:
        required = field.constraints.get("required") or field.name in descriptor.schema.primary_key
        return ("required", {}, "constraint-error") if required else None
    if text != text.strip():
        return "surrounding-space", {}, None
    if text in table.untyped.get(field.name, ()):
        details = {"type": field.type, **suggestion(field, text)}
        return "type-error", details, "type-error"
    return _constraint(field, text)


def suggestion(field: Field, text: str) -> dict[str, object]:
    """Say what to write instead, where that is certain: what is said would be accepted."""
    proposal = _proposal(field.type, text.strip())
    try:
        cells.parse(field, proposal)
    except cells.InvalidError:
        return {}
    return {"suggestion": proposal} if proposal else {}


def _proposal(kind: str, text: str) -> str:
    """Return what `text` can only mean: `1,234` may be a thousand or little more than one, `03/04` two days."""
    if kind == "integer" and re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+", text):
        return text.replace(".", "")
    if kind == "number" and re.fullmatch(r"-?([0-9]+,[0-9]+)(?<!,[0-9]{3})|-?0,[0-9]{3}", text):
        return text.replace(",", ".")
    if kind in ("integer", "number") and re.fullmatch(r"[0-9.]+\s*%", text):
        return text.rstrip("% ")
    day = re.fullmatch(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})", text)
    if kind == "date" and day and int(day[1]) > LAST_MONTH >= int(day[2]):
        return f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}"
    return ""


def _constraint(field: Field, text: str) -> Verdict | None:
    for name, limit in field.constraints.items():
        test = TESTS.get(name)
        if test is not None and not test(field, text, limit):
            shown = ", ".join(str(item) for item in limit) if isinstance(limit, list) else limit
            return f"constraint-{name.lower()}", {"limit": shown}, "constraint-error"
    return None


def _exact(field: Field, written: Any) -> Any:
    return cells.exact(field, str(written))


TESTS: dict[str, Callable[[Field, str, Any], bool]] = {
    "enum": lambda field, text, limit: _exact(field, text) in [_exact(field, item) for item in limit],
    "pattern": lambda _, text, limit: re.fullmatch(limit, text) is not None,
    "minimum": lambda field, text, limit: _exact(field, text) >= _exact(field, limit),
    "maximum": lambda field, text, limit: _exact(field, text) <= _exact(field, limit),
    "minLength": lambda _, text, limit: len(text) >= limit,
    "maxLength": lambda _, text, limit: len(text) <= limit,
}


def _located(table: Table, field: Field, number: int, bad: dict[str, Verdict]) -> Iterator[Problem]:
    column = table.texts[field.name]
    rows = column.rows_among(bad)
    for row in rows[:MAX_PER_COLUMN].tolist():
        code, details, counterpart = bad[column[row]]
        yield at(table, row, code, field=field.name, column=number, value=column[row], details=details,
                 frictionless=counterpart)  # fmt: skip
    yield from left_out(table, len(rows), field.name, number)


def left_out(table: Table, total: int, field: str, column: int) -> Iterator[Problem]:
    """Yield one problem that says how many of the `total` of a column were not listed, if any."""
    if total > MAX_PER_COLUMN:
        details = {"more": total - MAX_PER_COLUMN, "total": total}
        yield Problem("too-many-problems", file=table.file, field=field, column=column, details=details)


def compared(table: Table, field: Field, missing: Mapping[str, str]) -> tuple[Codes, Sequence[object]]:
    """Return the cells of a column as rows are compared by them: `1` and `1.0` are one number.

    What comes back are the distinct values and, for each row, the position of its own among them. A text that is
    missing is None; one that is not of the type is itself.
    """
    column = table.texts[field.name]
    untyped = table.untyped.get(field.name, ())
    known: dict[object, int] = {}
    places = [known.setdefault(_compared(field, text, missing, untyped), len(known)) for text in column.distinct]
    return np.array(places, dtype=np.int64)[column.codes], list(known)


def _compared(field: Field, text: str, missing: Collection[str], untyped: Collection[str]) -> object:
    if text in missing:
        return None
    return text if field.type in ONE_WAY or text in untyped else cells.exact(field, text)


def repeats(codes: Codes) -> tuple[Rows, Rows]:
    """Return the rows whose code stood in a row before, in order, and the first row with each of these codes."""
    order = np.argsort(codes, kind="stable")
    is_new = np.append(np.ones(min(1, len(codes)), dtype=bool), codes[order][1:] != codes[order][:-1])
    first = np.empty_like(order)
    first[order] = order[np.flatnonzero(is_new)[np.cumsum(is_new) - 1]]
    later = np.flatnonzero(first != np.arange(len(codes)))
    return later, first[later]


def _repeated(table: Table, field: Field, number: int, descriptor: Descriptor) -> Iterator[Problem]:
    codes, values = compared(table, field, descriptor.schema.missing_values)
    later, first = repeats(codes)
    blank = values.index(None) if None in values else -1
    kept = [(row, before) for row, before in zip(later.tolist(), first.tolist(), strict=True) if codes[row] != blank]
    for row, before in kept[:MAX_PER_COLUMN]:
        details = {"first": table.lines[before]}
        text = table.texts[field.name][row]
        yield at(table, row, "unique-error", field=field.name, column=number, value=text, details=details,
                 frictionless="unique-error")  # fmt: skip
    yield from left_out(table, len(kept), field.name, number)


def at(table: Table, row: int, code: str, **rest: Any) -> Problem:
    """Return a problem of the row at position `row` (0-based, header not counted)."""
    return Problem(code, file=table.file, line=table.lines[row], record=row + 2, **rest)
