"""Each entity is there once for each period, none forgotten and none twice."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

import numpy as np

from generator.check import groups
from generator.check.columns import at
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.check.groups import Groups, Key
    from generator.load.checks import Presence
    from generator.load.columns import Column
    from generator.load.package import Package
    from generator.load.tables import Table

TOLD = 12
"""Entities that one problem names; how many there are, it says in any case."""


def check(declared: Presence, dataset: str, package: Package) -> Iterator[Problem]:
    """Yield the rows that repeat an entity of a period, and for each period the entities that are missing."""
    table, descriptor = package.tables[dataset], package.descriptors[dataset]
    key = descriptor.schema.pointer(declared.dataset)
    if key is None:
        return
    (field,) = key.fields
    periods = groups.group(table, descriptor, declared.per, groups.chosen(table, {}))
    expected = _expected(declared, package, key.target_fields[0])
    present = _Present(periods, table.texts[field], set(descriptor.schema.missing_values))
    column = descriptor.schema.names.index(field) + 1
    repeated = (dataclasses.replace(problem, column=column) for problem in _repeated(declared, dataset, table, present))
    problems = chain(repeated, _missing(declared, dataset, table, present.missing(expected)))
    placed = (dataclasses.replace(problem, field=field) for problem in problems)
    yield from groups.told(placed, declared.rule.severity)


class _Present:
    """The pairs of a period and an entity that are there, each once, by the codes of both."""

    def __init__(self, periods: Groups, column: Column, blank: Collection[str]) -> None:
        self.periods, self.texts, self.blank = periods, column.distinct, blank
        codes = periods.codes.astype(np.int64) * max(1, len(self.texts)) + column.codes
        self.pairs, self.firsts, self.counts = np.unique(codes, return_index=True, return_counts=True)

    def repeated(self) -> Iterator[tuple[Key, str, int, int]]:
        """Yield the period, the entity, the first row and the number of rows of each pair that is there repeatedly."""
        for place in np.flatnonzero(self.counts > 1).tolist():
            period, entity = divmod(int(self.pairs[place]), len(self.texts))
            if self.texts[entity] not in self.blank:
                key = self.periods.keys[period]
                yield key, self.texts[entity], int(self.firsts[place]), int(self.counts[place])

    def missing(self, expected: Sequence[str]) -> Iterator[tuple[Key, int, Iterator[str], int]]:
        """Yield the period, its first row, the entities that are missing in it and how many they are."""
        known = set(expected)
        is_known = np.array([text in known for text in self.texts], dtype=bool)
        periods, entities = np.divmod(self.pairs, max(1, len(self.texts)))
        there = np.bincount(periods[is_known[entities]], minlength=len(self.periods.keys))
        starts = np.searchsorted(periods, np.arange(len(self.periods.keys) + 1))
        for period in np.flatnonzero(there < len(known)).tolist():
            part = slice(starts[period], starts[period + 1])
            present = {self.texts[entity] for entity in entities[part].tolist()}
            absent = (entity for entity in expected if entity not in present)
            yield self.periods.keys[period], int(self.firsts[part].min()), absent, len(known) - int(there[period])


def _repeated(declared: Presence, dataset: str, table: Table, present: _Present) -> Iterator[Problem]:
    for key, entity, row, count in present.repeated():
        group = groups.named(declared.per, key, dataset)
        details = {"check": declared.rule.name, "group": group, "count": count}
        yield at(table, row, "presence-repeated", value=entity, details=details, severity=declared.rule.severity)


def _missing(
    declared: Presence, dataset: str, table: Table, found: Iterable[tuple[Key, int, Iterator[str], int]]
) -> Iterator[Problem]:
    for key, row, absent, count in found:
        details = {
            "check": declared.rule.name, "group": groups.named(declared.per, key, dataset), "count": count,
            "missing": ", ".join(islice(absent, TOLD)) + (", …" if count > TOLD else ""), "dataset": declared.dataset,
        }  # fmt: skip
        yield Problem("presence-missing", table.file, line=table.lines[row], details=details,
                      severity=declared.rule.severity)  # fmt: skip


def _expected(declared: Presence, package: Package, field: str) -> list[str]:
    """Return the entities that should be there, in the order of their dataset."""
    table, descriptor = package.tables[declared.dataset], package.descriptors[declared.dataset]
    found = groups.group(table, descriptor, (field,), groups.chosen(table, declared.where))
    ordered = sorted(zip(found.firsts(), found.keys, strict=True))
    return [entity for _, (entity,) in ordered if entity]
