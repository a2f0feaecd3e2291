"""The report for a terminal: groups of problems, a table of files, the closing line; in colour where it can be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from generator.render import groups, tallies
from generator.render.faults import message, place

if TYPE_CHECKING:
    from generator.render.tallies import Report, Tally
    from generator.render.words import Words

PLAIN: Mapping[str, str] = {}
COLOURS: Mapping[str, str] = {
    "error": "1;31", "warning": "1;33", "note": "1;36", "place": "1", "code": "2", "sound": "1;32",
}  # fmt: skip
"""What each part looks like on a terminal, as the numbers of its escape sequences (ECMA-48)."""

COLUMNS = ("file", "rows", "errors", "warnings", "notes")


def text(report: Report, words: Words, paint: Mapping[str, str] = PLAIN) -> str:
    """Return the report for a terminal; with `COLOURS` as `paint`, for one that shows colours."""
    parts = [_group(group, words, paint) for group in groups.groups(report.problems[: report.limit])]
    listed = sum(problem.code != tallies.SUMMARY for problem in report.problems[: report.limit])
    left_out = tallies.omitted(report, listed, words)
    if left_out:
        parts.append(left_out + "\n")
    found = tallies.tallies(report)
    if len(found) > 1:
        parts.append(_table(found, words))
    look = "sound" if report.valid else "error"
    return "".join([*parts, _painted(tallies.summary(report, words), look, paint), "\n"])


def coloured(report: Report, words: Words) -> str:
    """Return the report for a terminal that shows colours."""
    return text(report, words, COLOURS)


def _painted(text: str, look: str, paint: Mapping[str, str]) -> str:
    return f"\x1b[{paint[look]}m{text}\x1b[0m" if look in paint else text


def _group(group: groups.Group, words: Words, paint: Mapping[str, str]) -> str:
    """Return one problem and those like it, in two or three lines."""
    problem = group.first
    said, hint = message(problem, words)
    label = _painted(words.say(f"problem.severity.{problem.severity}"), str(problem.severity), paint)
    where = _painted(_line(place(problem, words)), "place", paint)
    code = _painted(f"[{problem.code}]", "code", paint)
    others = groups.told(group, words)
    told = f"  {_line(said)} {_line(hint)}".rstrip()
    return f"{label}: {where}\n{told} {code}\n" + (f"  {_line(others)}\n" if others else "")


def _line(text: str) -> str:
    """Return text in one line, without what a terminal would obey."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _table(found: Sequence[Tally], words: Words) -> str:
    """Return the files with problems as a table, its numbers aligned; a column of nothing is left out."""
    rows = [[_line(tally.file), *_numbers(tally, words)] for tally in found]
    kept = [0, *(place for place in range(1, len(COLUMNS)) if any(row[place] not in ("", "0") for row in rows))]
    heads = [words.say(f"problem.table.{column}") for column in COLUMNS]
    lines = [[row[place] for place in kept] for row in (heads, *rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(kept))]
    return "".join(_row(line, widths) for line in lines)


def _numbers(tally: Tally, words: Words) -> Iterator[str]:
    for number in (tally.rows, tally.errors, tally.warnings, tally.notes):
        yield "" if number is None else words.formatter.amount(number, 0)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    numbers = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
    return "  ".join([cells[0].ljust(widths[0]), *numbers]).rstrip() + "\n"
