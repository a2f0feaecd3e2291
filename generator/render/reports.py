"""Problems in words, in five forms: for a terminal, for programs, for a pull request, for GitHub, for a browser."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from generator.problems import Problem
from generator.render import groups, markup
from generator.render.faults import letter, message, place, shown
from generator.render.tallies import Report, summary
from generator.render.terminal import coloured, text

if TYPE_CHECKING:
    from generator.render.words import Words

__all__ = ["FORMATS", "Report", "as_json", "coloured", "disk", "github", "letter", "message", "place", "shown", "text"]

ANNOTATIONS = 10
"""How many annotations GitHub shows of one step; the rest would be dropped without a word."""

LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
"""What GitHub calls each severity, the most serious first."""


def disk(error: OSError, words: Words, folder: str) -> Problem:
    """Return the problem of a disk that is full or refuses, in `folder` when the system does not say where."""
    word = f"errno.{errno.errorcode.get(error.errno or 0)}"
    reason = words.say(word) if word in words.catalogue else error.strerror or str(error)
    return Problem("disk", file=str(error.filename or folder), details={"reason": reason})


def as_json(report: Report, words: Words) -> str:
    """Return the report for programs: one object, in the shape that the design promises."""
    whole = {
        "valid": report.valid, "datasets": report.datasets, "rows": report.rows, "more": report.more,
        "problems": [_item(problem, words) for problem in report.problems[: report.limit]],
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _item(problem: Problem, words: Words) -> dict[str, Any]:
    said, hint = message(problem, words)
    item = {
        "code": problem.code, "severity": str(problem.severity), "file": problem.file, "line": problem.line,
        "record": problem.record, "column": problem.column, "field": problem.field, "value": problem.value,
        "message": said, "hint": hint,
    }  # fmt: skip
    return item | ({"frictionless": problem.frictionless} if problem.frictionless else {})


def github(report: Report, words: Words) -> str:
    """Return annotations for GitHub: the ten most serious groups, errors first, and how many problems in all."""
    found = sorted(groups.groups(report.problems), key=lambda group: list(LEVELS).index(group.first.severity))
    lines = []
    for group in found[:ANNOTATIONS]:
        problem = group.first
        said = " ".join(part for part in (*message(problem, words), groups.told(group, words)) if part)
        where = f"file={_property(problem.file)},line={problem.line or 1},title={_property(problem.code)}"
        lines.append(f"::{LEVELS[problem.severity]} {where}::{_data(f'{place(problem, words)}: {said}')}\n")
    return "".join([*lines, summary(report, words), "\n"])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Report, Words], str]] = {
    "text": text, "json": as_json, "markdown": markup.markdown, "github": github, "html": markup.html,
}  # fmt: skip
