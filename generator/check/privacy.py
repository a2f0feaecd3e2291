"""No published column gives away a person: no document numbers, phones, e-mail or home addresses, no tiny groups."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from generator.check.columns import MAX_PER_COLUMN, at, left_out
from generator.load import personal
from generator.problems import Severity

if TYPE_CHECKING:
    from generator.load.columns import Rows
    from generator.load.descriptors import Descriptor
    from generator.load.personal import Kind
    from generator.load.schemas import Field
    from generator.load.tables import Table
    from generator.problems import Problem

AT, DASHES = ord("@"), (ord("-"), "–".encode()[-1])
"""The sign of e-mail, and the last bytes of the dashes that stand between the numbers of a door."""

DIGITS, NEAR = 6, 10
"""So many digits within so many bytes have the numbers of documents and of phones, with dots and spaces in them."""

REACH = 4
"""Bytes before and after a dash within which it has digits, where it stands between the numbers of a door."""

BETWEEN = "\0"
"""Stands between texts that are looked at together: no cell holds it."""

SHOWN = 2
"""Characters at either end of what is found that a report repeats: it is read by more people than the file."""

Found = tuple[str, str]
"""The kind of personal data that was found, and what stands there."""


def check(table: Table, descriptor: Descriptor) -> Iterator[Problem]:
    """Yield the cells that give away a person, and those that count fewer people than the declared threshold."""
    for number, field in enumerate(descriptor.schema.fields[: table.width], start=1):
        if not field.is_contact:
            yield from _personal(table, field, number)
        if field.smallest:
            yield from _small(table, field, number)


def _personal(table: Table, field: Field, number: int) -> Iterator[Problem]:
    distinct = table.texts[field.name].distinct
    found = _inside(distinct) if field.type == "string" else {}
    for kind in _told_by_header(field):
        whole = kind.whole
        found |= {text: (kind.name, text) for text in distinct if whole and whole.fullmatch(text.strip())}
    rows = table.texts[field.name].rows_among(found)
    for row in rows[:MAX_PER_COLUMN].tolist():
        kind_name, text = found[table.texts[field.name][row]]
        yield at(table, row, "personal-data", field=field.name, column=number, value=_masked(text),
                 details={"datum": kind_name})  # fmt: skip
    yield from left_out(table, len(rows), field.name, number)


def _inside(distinct: Sequence[str]) -> dict[str, Found]:
    """Return the texts in which personal data stand, with the first that was found in each."""
    found: dict[str, Found] = {}
    for text in _suspects(distinct):
        for kind in personal.kinds():
            match = kind.inside.search(text)
            if match is not None:
                found[text] = kind.name, match[0]
                break
    return found


def _suspects(distinct: Sequence[str]) -> Iterator[str]:
    """Yield the texts that have to be looked at one by one, found by the bytes of all of them together."""
    whole = BETWEEN.join(distinct).encode()
    data = np.frombuffer(whole, dtype=np.uint8)
    is_digit = data - ord("0") < len("0123456789")
    digits = np.flatnonzero(is_digit)
    dashes = np.flatnonzero((data == DASHES[0]) | (data == DASHES[1]))
    hits = [np.flatnonzero(data == AT), digits[DIGITS - 1 :][digits[DIGITS - 1 :] - digits[: 1 - DIGITS] < NEAR]]
    hits.append(dashes[_any_near(is_digit, dashes, -1) & _any_near(is_digit, dashes, 1)])
    ends = np.flatnonzero(data == ord(BETWEEN))
    if len(ends) != len(distinct) - 1:
        yield from distinct  # some hold that character themselves
        return
    for place in np.unique(np.searchsorted(ends, np.concatenate(hits))).tolist():
        yield distinct[place]


def _any_near(is_digit: npt.NDArray[np.bool_], places: Rows, step: int) -> npt.NDArray[np.bool_]:
    """Tell of each place whether a digit stands within reach before it (`step` -1) or after it (1)."""
    near = [np.clip(places + step * far, 0, len(is_digit) - 1) for far in range(1, REACH + 1)]
    found: npt.NDArray[np.bool_] = np.logical_or.reduce([is_digit[places] for places in near])
    return found


def _told_by_header(field: Field) -> Iterator[Kind]:
    """Yield the kinds of personal data that the name or the title of a column announces."""
    headers = [_plain(field.name.replace("_", " ")), _plain(field.title)]
    if field.type in ("string", "integer"):
        yield from (kind for kind in personal.kinds() if kind.header and any(map(kind.header.search, headers)))


def _plain(text: str) -> str:
    """Return a text in lower case and without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))


def _masked(text: str) -> str:
    """Return a text that can be found again in the file, but not copied from a report."""
    return f"{text[:SHOWN]}…{text[-SHOWN:]}"


def _small(table: Table, field: Field, number: int) -> Iterator[Problem]:
    """Yield the cells that count somebody, but fewer than the threshold; zero tells of nobody."""
    column, values = table.texts[field.name], table.values[field.name]
    few = [text for text, value in zip(column.distinct, values, strict=True)
           if isinstance(value, (int, float)) and 0 < value < field.smallest]  # fmt: skip
    rows = column.rows_among(few)
    for row in rows[:MAX_PER_COLUMN].tolist():
        yield at(table, row, "small-count", field=field.name, column=number, value=column[row],
                 details={"smallest": field.smallest}, severity=Severity.WARNING)  # fmt: skip
    for problem in left_out(table, len(rows), field.name, number):
        details = {**problem.details, "code": "small-count"}
        yield dataclasses.replace(problem, severity=Severity.WARNING, details=details)
