"""Problems that are alike, told once: how many there are, and where the first of them stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.render.faults import shown

if TYPE_CHECKING:
    from generator.problems import Problem
    from generator.render.words import Words

FIRST = 5
"""How many of the others are named by their line."""

ONE_BY_ONE = ("foreign-key", "constraint-enum", "unknown-dataset", "entity-id")
"""Codes whose cure is another one for each value, so that only equal values are alike."""


@dataclass(frozen=True, slots=True)
class Group:
    """A problem and those like it: same code, file and column, and the same value or one of the same shape."""

    first: Problem
    others: Sequence[Problem] = ()

    @property
    def is_same(self) -> bool:
        """Whether all hold the same value."""
        return all(other.value == self.first.value for other in self.others)

    def __len__(self) -> int:
        """Return how many problems these are."""
        return 1 + len(self.others)


def groups(problems: Iterable[Problem]) -> tuple[Group, ...]:
    """Put problems that are alike together, in the order of the first of each group."""
    found: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        found.setdefault(_likeness(problem), []).append(problem)
    return tuple(Group(first, tuple(others)) for first, *others in found.values())


def _likeness(problem: Problem) -> tuple[object, ...]:
    is_cell = problem.record is not None and problem.code not in ONE_BY_ONE
    value = shape(problem.value or "") if is_cell else problem.value
    certain = bool(problem.details.get("suggestion"))
    line = problem.line if problem.record is None else None  # outside of tables a line has one problem
    where = line, problem.details.get("group")  # what a check across rows finds is of one group of them
    return (problem.code, problem.severity, problem.file, problem.field, problem.column, where, value, certain)


def shape(text: str) -> str:
    """Return what a text has in common with others of its form: `1.250` and `31.400` are both `0.0`."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "0", text))


def told(group: Group, words: Words) -> str:
    """Return, in words, how many more problems there are in a group, and the lines of the first; blank for none."""
    if not group.others:
        return ""
    named = group.others[:FIRST]
    items = [_item(problem, words, is_same=group.is_same) for problem in named]
    rest = len(group.others) - len(named)
    lines = words.enumerate(items)
    if rest:
        lines = words.say("problem.group.more", rest, lines=", ".join(items), more=words.formatter.amount(rest, 0))
    key = "problem.group.same" if group.is_same else "problem.group.alike"
    return words.say(key, len(group.others), count=words.formatter.amount(len(group.others), 0), lines=lines)


def _item(problem: Problem, words: Words, *, is_same: bool) -> str:
    if is_same:
        return str(problem.line)
    values: dict[str, Any] = {
        "line": problem.line,
        "value": shown(problem.value),
        "suggestion": problem.details.get("suggestion", ""),
    }
    return words.say("problem.group.write" if values["suggestion"] else "problem.group.item", **values)
