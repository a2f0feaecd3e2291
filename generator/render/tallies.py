"""What a validation found, counted: in all, and file by file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.problems import Problem, Severity

if TYPE_CHECKING:
    from generator.render.words import Words

LIMIT = 10_000
"""Problems that a report lists at most, unless it is told otherwise; it says how many more there are."""

SUMMARY = "too-many-problems"
"""The code of a problem that stands for many: `more` in its details says how many."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found.

    `files` gives the rows of each table by its file. `pages` is the address below which every code has its page, blank
    where the site has no address; `limit` the number of problems that are listed one by one.
    """

    datasets: int
    rows: int
    problems: Sequence[Problem]
    files: Mapping[str, int] = field(default_factory=dict)
    pages: str = ""
    limit: int = LIMIT

    @property
    def valid(self) -> bool:
        """Whether nothing stops the publication."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def more(self) -> int:
        """How many problems there are beyond those that are listed one by one."""
        return count(self.problems) - sum(problem.code != SUMMARY for problem in self.problems[: self.limit])


@dataclass(frozen=True, slots=True)
class Tally:
    """How many problems of each severity one file has, and how many rows; `rows` is None where they are unknown."""

    file: str
    rows: int | None
    errors: int
    warnings: int
    notes: int


def count(problems: Iterable[Problem]) -> int:
    """Return how many problems these are, those told by a number included."""
    return sum(_weight(problem) for problem in problems)


def _weight(problem: Problem) -> int:
    more = problem.details.get("more")
    return more if problem.code == SUMMARY and isinstance(more, int) else 1


def counts(problems: Iterable[Problem]) -> tuple[int, int, int]:
    """Return how many errors, warnings and notes there are."""
    found = dict.fromkeys(("error", "warning", "note"), 0)
    for problem in problems:
        found[str(problem.severity)] += _weight(problem)
    return found["error"], found["warning"], found["note"]


def tallies(report: Report) -> tuple[Tally, ...]:
    """Return the files with problems, in the order of the report, with how many of each severity."""
    files: dict[str, list[Problem]] = {}
    for problem in report.problems:
        files.setdefault(problem.file, []).append(problem)
    return tuple(Tally(file, report.files.get(file), *counts(problems)) for file, problems in files.items())


def summary(report: Report, words: Words) -> str:
    """Return the closing line of a report."""
    errors, warnings, notes = counts(report.problems)
    amount = words.formatter.amount
    values = {
        "datasets": amount(report.datasets, 0), "rows": amount(report.rows, 0), "errors": amount(errors, 0),
        "warnings": amount(warnings, 0), "notes": amount(notes, 0),
    }  # fmt: skip
    said = words.say("problem.valid" if report.valid else "problem.invalid", errors, **values)
    return f"{said} {words.say('problem.notes', notes, **values)}" if notes else said


def omitted(report: Report, shown: int, words: Words) -> str:
    """Return, in words, that not all problems are told, when `shown` of them are; blank when all are."""
    more = count(report.problems) - shown
    return words.say("problem.more", more, count=words.formatter.amount(more, 0)) if more > 0 else ""
