"""What can be wrong with the input, as values: nothing prints while looking."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Severity(StrEnum):
    """How much a problem weighs: an error stops the publication, a warning does not, a note asks for nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


MILD = (
    "acceptance-unused", "final-newline", "metadata-missing", "mixed-script", "not-composed", "small-count",
    "statement-settled", "sum-blank", "thousands-doubt",
)  # fmt: skip
"""The codes that begin as warnings or notes: the only ones whose severity a city may set."""

DECLARED = (
    "jump-rows", "jump-sum", "period-missing", "period-shape", "presence-missing", "presence-repeated", "sum-differs",
    "sum-without-parts", "sum-without-total",
)  # fmt: skip
"""The codes of the checks that a descriptor declares: each check sets its severity, and what it finds may be accepted
beside the data, an error too."""


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one input file.

    `line` is the physical line (1-based), as an editor shows it; `record` the CSV record (header = 1);
    `column` the 1-based column. `details` are the values that the message of `code` speaks of.
    `frictionless` is the type of the same error in Frictionless, where it has one.
    """

    code: str
    file: str = ""
    line: int | None = None
    record: int | None = None
    column: int | None = None
    field: str | None = None
    value: str | None = None
    details: Mapping[str, object] = dataclasses.field(default_factory=dict)
    severity: Severity = Severity.ERROR
    frictionless: str | None = None


class Refused(Exception):
    """The input is not sound; carries every problem found so far."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of file and line."""
        self.problems = ordered(problems)
        super().__init__(f"{len(self.problems)} problems")


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems as a reader works through them: by file, line, column, code."""
    return tuple(sorted(problems, key=lambda p: (p.file, p.line or 0, p.column or 0, p.code, p.field or "")))


def refuse_if_any(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Raise `Refused` when one of `problems` is an error; return the warnings otherwise."""
    found = tuple(problems)
    if any(problem.severity is Severity.ERROR for problem in found):
        raise Refused(found)
    return found
