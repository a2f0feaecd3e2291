"""Prove the cells of a column sound, distinct text by distinct text, and say which are not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from generator.check import marks, numbers, patterns, readings
from generator.check.nearest import nearest
from generator.load import cells
from generator.load.constraints import NUMERIC
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.check.readings import Verdict
    from generator.load.columns import Codes, Rows
    from generator.load.descriptors import Descriptor
    from generator.load.schemas import Field
    from generator.load.tables import Table

MAX_PER_COLUMN = 1000
"""Problems listed per column; one more says how many were left out."""

ONE_WAY = ("string", "date", "year")
"""The types whose values are written in one way only, so that equal cells are equal texts."""

MAX_CHOICES = 100
"""Listed values among which the one that was meant is looked for."""

MANY = 1000
"""Distinct texts from which on a column of numbers is compared by value first."""

PLAIN = ("required", "minimum", "maximum")
EXACT, EXACT_DIGITS = 2**53, 15
"""Whole numbers below this are told apart by 64-bit floats."""


def check(table: Table, descriptor: Descriptor) -> Iterator[Problem]:
    """Yield the problems of every cell of `table`, in the order of columns and rows."""
    for number, field in enumerate(descriptor.schema.fields[: table.width], start=1):
        verdicts = {text: _verdict(field, text, table, descriptor) for text in _suspects(field, table)}
        bad = {text: verdict for text, verdict in verdicts.items() if verdict is not None}
        bad = _shapeless(table, field, descriptor.schema.missing_values) | bad
        bad |= _marked(table, field, descriptor.schema.missing_values)
        if field.constraints.get("unique"):
            yield from _repeated(table, field, number, descriptor)
        if bad:
            yield from located(table, field, number, bad)


def _shapeless(table: Table, field: Field, missing: Collection[str]) -> dict[str, Verdict]:
    """Return the texts that do not follow the pattern of their field, or are not on its list."""
    if not {"pattern", "enum"} & set(field.constraints):
        return {}
    texts = table.texts[field.name].distinct
    found = patterns.unfit(field, texts) | patterns.unlisted(field, table.typed(field.name))
    like = next((text for text in texts if text not in found and text not in missing), "")
    return {text: _likened(verdict, like) for text, verdict in found.items() if text not in missing}


def _likened(verdict: Verdict, like: str) -> Verdict:
    """Return a verdict on a shape with a text of that shape, for a pattern is nothing that everybody reads."""
    code, details, counterpart = verdict
    return (code, {**details, "like": like}, counterpart) if code == "constraint-pattern" and like else verdict


def _marked(table: Table, field: Field, missing: Collection[str]) -> dict[str, Verdict]:
    """Return what is wrong with texts beyond their type and constraints: damaged, or a number of two readings."""
    texts, untyped = table.texts[field.name].distinct, table.untyped.get(field.name, ())
    marked = marks.faults(texts if field.type == "string" else untyped)
    marked = {text: verdict for text, verdict in marked.items() if text not in missing}
    return marked | (numbers.faults(field, table.typed(field.name)) if field.type == "number" else {})


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


def _verdict(field: Field, text: str, table: Table, descriptor: Descriptor) -> Verdict | None:
    if text in descriptor.schema.missing_values:
        required = field.constraints.get("required") or field.name in descriptor.schema.primary_key
        return ("required", {}, "constraint-error") if required else None
    if text != text.strip():
        return "surrounding-space", _stripped(field, text), None
    if text in table.untyped.get(field.name, ()):
        return readings.misread(field, text)
    return _constraint(field, text) or _too_long(field, text)


def _stripped(field: Field, text: str) -> dict[str, object]:
    """Return what to write instead of a text with spaces around it, if that would be accepted."""
    bare = text.strip()
    try:
        cells.parse(field, bare)
    except cells.InvalidError:
        return {}
    fits = _constraint(field, bare) is None and not (patterns.unfit(field, [bare]) or patterns.unlisted(field, [bare]))
    return {"suggestion": bare} if bare and fits else {}


def _too_long(field: Field, text: str) -> Verdict | None:
    """Refuse a whole number that a 64-bit float, and so most programs, would round."""
    if field.type not in NUMERIC or len(text) <= EXACT_DIGITS or abs(int(text.partition(".")[0])) <= EXACT:
        return None
    return "too-many-digits", {"limit": EXACT}, None


def _constraint(field: Field, text: str) -> Verdict | None:
    for name, limit in field.constraints.items():
        test = TESTS.get(name)
        if test is not None and not test(field, text, limit):
            return f"constraint-{name.lower()}", {"limit": limit}, "constraint-error"
    return None


def _exact(field: Field, written: Any) -> Any:
    return cells.exact(field, str(written))


TESTS: dict[str, Callable[[Field, str, Any], bool]] = {
    "minimum": lambda field, text, limit: _exact(field, text) >= _exact(field, limit),
    "maximum": lambda field, text, limit: _exact(field, text) <= _exact(field, limit),
    "minLength": lambda _, text, limit: len(text) >= limit,
    "maxLength": lambda _, text, limit: len(text) <= limit,
}


def located(table: Table, field: Field, number: int, bad: Mapping[str, Verdict]) -> Iterator[Problem]:
    """Yield a problem for each cell of a column whose text is among `bad`, up to a bound."""
    column = table.texts[field.name]
    rows = column.rows_among(bad)
    for row in rows[:MAX_PER_COLUMN].tolist():
        code, details, counterpart = bad[column[row]]
        if code == "constraint-enum":  # only for what is listed: looking for a name takes its time
            details = details | {"near": nearest(column[row], list(map(str, field.constraints["enum"][:MAX_CHOICES])))}
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
