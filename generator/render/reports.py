"""Problems in words: for a terminal, for programs, for a pull request, for GitHub."""

from __future__ import annotations

import errno
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.problems import Problem, Severity

if TYPE_CHECKING:
    from generator.render.words import Words

MAX_SHOWN = 80
ANNOTATIONS = 10
"""How many annotations GitHub shows of one step; the rest would be dropped without a word."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found."""

    datasets: int
    rows: int
    problems: Sequence[Problem]

    @property
    def valid(self) -> bool:
        """Whether nothing stops the publication."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def message(problem: Problem, words: Words) -> tuple[str, str]:
    """Return what is wrong, and what to do about it, in words."""
    values: dict[str, Any] = {"value": shown(problem.value), "field": problem.field or "", **problem.details}
    values = {key: words.formatter.amount(v, 0) if isinstance(v, int) else v for key, v in values.items()}
    for slot, family in (("type", "type"), ("expected", "shape")):
        word = f"{family}.{values.get(slot)}"
        if word in words.catalogue:
            values[slot] = words.say(word)
    key = f"problem.{problem.code}"
    hint = words.say(f"{key}.hint", **values)
    if values.get("suggestion"):
        hint = words.say("problem.write", **values)
    elif values.get("near"):
        hint = words.say("problem.near", **values)
    return words.say(f"{key}.message", **values), hint


def disk(error: OSError, words: Words, folder: str) -> Problem:
    """Return the problem of a disk that is full or refuses, in `folder` when the system does not say where."""
    word = f"errno.{errno.errorcode.get(error.errno or 0)}"
    reason = words.say(word) if word in words.catalogue else error.strerror or str(error)
    return Problem("disk", file=str(error.filename or folder), details={"reason": reason})


def shown(value: str | None) -> str:
    """Return a value short enough for a line, its control characters made visible."""
    text = (value or "").encode("unicode_escape").decode() if not (value or "").isprintable() else value or ""
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def letter(column: int) -> str:
    """Return a column as a spreadsheet names it: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def place(problem: Problem, words: Words) -> str:
    """Return where a problem is: file, line, column letter and field."""
    parts = [problem.file] if problem.file else []
    if problem.line is not None:
        parts.append(words.say("problem.line", line=problem.line))
    if problem.column is not None and problem.record is not None:
        parts.append(words.say("problem.column", letter=letter(problem.column), field=problem.field or ""))
    elif problem.field:
        parts.append(problem.field)
    return ", ".join(part.strip() for part in parts)


def text(report: Report, words: Words) -> str:
    """Return the report for a terminal."""
    lines = []
    for problem in report.problems:
        said, hint = message(problem, words)
        label = words.say(f"problem.severity.{problem.severity}")
        lines.append(f"{label}: {place(problem, words)}\n  {said} {hint}".rstrip() + f" [{problem.code}]\n")
    return "".join([*lines, summary(report, words), "\n"])


def summary(report: Report, words: Words) -> str:
    """Return the closing line of a report."""
    errors = sum(problem.severity is Severity.ERROR for problem in report.problems)
    amount = words.formatter.amount
    values = {
        "datasets": amount(report.datasets, 0), "rows": amount(report.rows, 0), "errors": amount(errors, 0),
        "warnings": amount(len(report.problems) - errors, 0),
    }  # fmt: skip
    return words.say("problem.valid" if report.valid else "problem.invalid", errors, **values)


def as_json(report: Report, words: Words) -> str:
    """Return the report for programs: one object, in the shape that the design promises."""
    problems = []
    for problem in report.problems:
        said, hint = message(problem, words)
        item = {
            "code": problem.code, "severity": str(problem.severity), "file": problem.file, "line": problem.line,
            "record": problem.record, "column": problem.column, "field": problem.field, "value": problem.value,
            "message": said, "hint": hint,
        }  # fmt: skip
        problems.append(item | ({"frictionless": problem.frictionless} if problem.frictionless else {}))
    whole = {"valid": report.valid, "datasets": report.datasets, "rows": report.rows, "problems": problems}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def markdown(report: Report, words: Words) -> str:
    """Return the report for a pull request."""
    lines = [f"**{summary(report, words)}**\n"]
    for problem in report.problems:
        said, hint = message(problem, words)
        where = _bare(place(problem, words))
        lines.append(f"- `{where}`: {_escaped(_bare(said))} {_escaped(_bare(hint))} (`{problem.code}`)\n")
    return "\n".join([lines[0], "".join(lines[1:])])


def _bare(text: str) -> str:
    """Return text in one line that cannot end a code span or become HTML."""
    text = " ".join(text.split())
    return text.replace("`", "'").replace("<", "‹").replace(">", "›").replace("|", "¦")


def _escaped(text: str) -> str:
    """Return text that cannot become markup: no link, image or emphasis."""
    return re.sub(r"([\\*_\[\]!~&#])", r"\\\1", text)


def github(report: Report, words: Words) -> str:
    """Return annotations for GitHub: the first ten, errors before warnings, and how many there are in all."""
    ranked = sorted(report.problems, key=lambda problem: problem.severity is not Severity.ERROR)
    lines = []
    for problem in ranked[:ANNOTATIONS]:
        said, hint = message(problem, words)
        where = f"file={_property(problem.file)},line={problem.line or 1},title={_property(problem.code)}"
        lines.append(f"::{problem.severity} {where}::{_data(f'{place(problem, words)}: {said} {hint}')}\n")
    return "".join([*lines, summary(report, words), "\n"])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Report, Words], str]] = {
    "text": text, "json": as_json, "markdown": markdown, "github": github,
}  # fmt: skip
