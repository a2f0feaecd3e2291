"""One problem in words: where it is, what is wrong, and what to write instead where that is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.render import reasons

if TYPE_CHECKING:
    from generator.problems import Problem
    from generator.render.words import Words

MAX_SHOWN = 80

FAMILIES = (
    ("type", "type"), ("expected", "type"), ("expected", "shape"), ("expected", "separator"), ("found", "separator"),
    ("kind", "kind"), ("datum", "personal"),
)  # fmt: skip
"""The slots whose values have words of their own, and under which key these stand."""


def message(problem: Problem, words: Words) -> tuple[str, str]:
    """Return what is wrong, and what to do about it, in words."""
    values = _values(problem, words)
    key = f"problem.{problem.code}"
    hint = words.say(f"{key}.hint", **values)
    if values.get("suggestion"):
        hint = words.say("problem.write", **values)
    elif values.get("like"):
        hint = words.say("problem.like", **values)
    elif values.get("near"):
        hint = words.say("problem.near", **values)
    return words.say(f"{key}.message", **values), hint


def _values(problem: Problem, words: Words) -> dict[str, Any]:
    """Return what the slots of a problem's words are filled with."""
    values: dict[str, Any] = {"value": shown(problem.value), "field": problem.field or "", **problem.details}
    values = {key: words.formatter.amount(v, 0) if type(v) is int else v for key, v in values.items()}
    values = {key: ", ".join(map(str, v)) if isinstance(v, list) else v for key, v in values.items()}
    for slot, family in FAMILIES:
        word = f"{family}.{values.get(slot)}"
        if word in words.catalogue:
            values[slot] = words.say(word)
    told = {slot: reasons.translate(str(values[slot]), words) for slot in ("reason", "note") if slot in values}
    return values | told


def shown(value: str | None) -> str:
    """Return a value short enough for a line, its control characters made visible."""
    text = visible(value or "")
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def visible(text: str) -> str:
    """Return a text in one line, its control characters made visible: a terminal must not obey them."""
    return text if text.isprintable() else text.encode("unicode_escape").decode()


def letter(column: int) -> str:
    """Return a column as a spreadsheet names it: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def place(problem: Problem, words: Words) -> str:
    """Return where a problem is: file, line, column letter and field."""
    spot = within(problem, words)
    return ", ".join(part for part in (problem.file.strip(), spot) if part)


def within(problem: Problem, words: Words) -> str:
    """Return where in its file a problem is; columns have letters in tables only."""
    parts = [] if problem.line is None else [words.say("problem.line", line=problem.line)]
    if problem.column is not None and problem.file.endswith(".csv"):
        parts.append(words.say("problem.column", letter=letter(problem.column), field=problem.field or ""))
    elif problem.field:
        parts.append(problem.field)
    return ", ".join(part.strip() for part in parts)
