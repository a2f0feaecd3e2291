"""Periods follow each other without a hole: years, semesters, quarters, months or days."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from generator.check import groups
from generator.check.columns import at

if TYPE_CHECKING:
    from generator.check.groups import Groups, Key
    from generator.load.checks import Periods
    from generator.load.columns import Column
    from generator.load.package import Package
    from generator.load.tables import Table
    from generator.problems import Problem

PERIOD = re.compile(r"(?P<year>[0-9]{4})(?:-(?:(?P<kind>[SQ])(?P<part>[1-4])|(?P<month>0[1-9]|1[0-2])))?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LENGTHS = {"S": 2, "Q": 4, "M": 12, "Y": 1}
"""How many periods of a kind make a year; days are counted by themselves."""

TOLD = 12
"""Missing periods that one problem names; how many there are, it says in any case."""

Place = tuple[str, int]
"""The kind of a period and its place among those of its kind: the next one has the next number."""


def place(text: str) -> Place | None:
    """Return the place of a period among those of its kind; None when `text` is none."""
    if DAY.fullmatch(text):
        try:
            return "D", datetime.date.fromisoformat(text).toordinal()
        except ValueError:
            return None
    found = PERIOD.fullmatch(text)
    if found is None:
        return None
    kind = found["kind"] or ("M" if found["month"] else "Y")
    part, count = int(found["part"] or found["month"] or 1), LENGTHS[kind]
    return (kind, int(found["year"]) * count + part - 1) if part <= count else None


def write(kind: str, number: int) -> str:
    """Return a period as data write it."""
    if kind == "D":
        return datetime.date.fromordinal(number).isoformat()
    year, part = divmod(number, LENGTHS[kind])
    tails = {"Y": "", "M": f"-{part + 1:02d}"}
    return f"{year:04d}" + tails.get(kind, f"-{kind}{part + 1}")


@dataclasses.dataclass(frozen=True, slots=True)
class _Run:
    """Periods missing between two that are there: their numbers, and the first row of the one after them."""

    missing: range
    row: int


def check(declared: Periods, dataset: str, package: Package) -> Iterator[Problem]:
    """Yield one problem for each text that is no period, and for each group in which a period is missing.

    Each kind of period is a row of its own: quarters may stand beside the year that they make up.
    """
    table, descriptor = package.tables[dataset], package.descriptors[dataset]
    rows = groups.chosen(table, declared.where)
    found = groups.group(table, descriptor, declared.by, rows)
    column, missing = table.texts[declared.field], descriptor.schema.missing_values
    places = [None if text in missing else place(text) for text in column.distinct]
    strange = [text for text, spot in zip(column.distinct, places, strict=True) if spot is None and text not in missing]
    problems = chain(
        _strange(declared, table, sorted(set(column.rows_among(strange)) & set(rows)) if strange else ()),
        _holes(declared, dataset, table, _runs(found, column, places)),
    )
    number = descriptor.schema.names.index(declared.field) + 1
    placed = (dataclasses.replace(problem, field=declared.field, column=number) for problem in problems)
    yield from groups.told(placed, declared.rule.severity)


def _runs(found: Groups, column: Column, places: Sequence[Place | None]) -> Mapping[tuple[Key, str], list[_Run]]:
    """Return the periods that are missing in each group and of each kind, where there are any."""
    kinds = sorted({spot[0] for spot in places if spot})
    kind = np.array([kinds.index(spot[0]) if spot else -1 for spot in places], dtype=np.int64)
    number = np.array([spot[1] if spot else 0 for spot in places], dtype=np.int64)
    codes = column.codes[found.rows]
    is_period = kind[codes] >= 0
    codes, rows = codes[is_period], found.rows[is_period]
    chains = found.codes[is_period] * max(1, len(kinds)) + kind[codes]
    order = np.lexsort((number[codes], chains))
    chains, numbers = chains[order], number[codes][order]
    runs: dict[tuple[Key, str], list[_Run]] = {}
    for spot in np.flatnonzero((chains[1:] == chains[:-1]) & (np.diff(numbers) > 1)).tolist():
        group, which = divmod(int(chains[spot]), len(kinds))
        run = _Run(range(int(numbers[spot]) + 1, int(numbers[spot + 1])), int(rows[order[spot + 1]]))
        runs.setdefault((found.keys[group], kinds[which]), []).append(run)
    return runs


def _strange(declared: Periods, table: Table, rows: Iterable[int]) -> Iterator[Problem]:
    for row in rows:
        details = {"check": declared.rule.name}
        yield at(table, int(row), "period-shape", value=table.texts[declared.field][int(row)], details=details,
                 severity=declared.rule.severity)  # fmt: skip


def _holes(
    declared: Periods, dataset: str, table: Table, found: Mapping[tuple[Key, str], Sequence[_Run]]
) -> Iterator[Problem]:
    for (key, kind), runs in found.items():
        row = runs[0].row
        details = {
            "check": declared.rule.name, "group": groups.named(declared.by, key, dataset),
            "missing": _told(kind, [run.missing for run in runs]), "count": sum(len(run.missing) for run in runs),
        }  # fmt: skip
        yield at(table, row, "period-missing", value=table.texts[declared.field][row], details=details,
                 severity=declared.rule.severity)  # fmt: skip


def _told(kind: str, runs: Iterable[range]) -> str:
    """Return the first missing periods, and a sign that there are more."""
    numbers = [number for run in runs for number in run[: TOLD + 1]][: TOLD + 1]
    texts = [write(kind, number) for number in numbers]
    return ", ".join(texts[:TOLD]) + (", …" if len(texts) > TOLD else "")
