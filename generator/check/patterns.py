"""Whether texts have the form, or are on the list, that a field asks for, and whether Frictionless would say so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.load import arrow, cells

if TYPE_CHECKING:
    from generator.check.readings import Verdict
    from generator.load.schemas import Field
    from generator.load.tables import Table

MAX_SHOWN = 2000
"""Signs of a list of values that a message quotes."""


def unfit(field: Field, texts: Sequence[str]) -> dict[str, Verdict]:
    """Return the texts that are not, from beginning to end, what the pattern of a field asks for."""
    pattern = field.constraints.get("pattern")
    if pattern is None:
        return {}
    details = {"limit": pattern}
    return _all(_failing(rf"\A(?:{pattern})\z", texts), ("constraint-pattern", details, "constraint-error"))


def unlisted(field: Field, texts: Sequence[str]) -> dict[str, Verdict]:
    """Return the texts, all of them of the type of a field, whose value is not on its list."""
    listed = field.constraints.get("enum")
    if listed is None:
        return {}
    known = {cells.exact(field, str(item)) for item in listed}
    shown = ", ".join(str(item) for item in listed)
    details = {"limit": shown if len(shown) <= MAX_SHOWN else f"{shown[:MAX_SHOWN]}…"}
    wrong = (text for text in texts if cells.exact(field, text) not in known)
    return _all(wrong, ("constraint-enum", details, "constraint-error"))


def _all(texts: Iterable[str], verdict: tuple[str, Mapping[str, object], str]) -> dict[str, Verdict]:
    """Return one verdict for all of some texts."""
    code, details, counterpart = verdict
    return {text: (code, dict(details), counterpart) for text in texts}


def theirs(table: Table, fields: Iterable[Field], rows: Collection[int]) -> Iterator[Mapping[str, Any]]:
    r"""Yield what Frictionless says of the patterns of some rows, without asking: with Python it might not end.

    It looks for `^pattern$` at the beginning of a text, so that `a|b` accepts `ax`, and `$` a line feed at the end.
    """
    for number, field in enumerate(fields, start=1):
        pattern = field.constraints.get("pattern")
        if pattern is None or number > table.width:
            continue
        cells = {row: _cell(table, field, number, row) for row in rows}
        known = {text for text in cells.values() if text is not None} - table.missing
        failing = set(_failing(rf"\A(?:^{pattern}\n?\z)", sorted(known)))
        for row, cell in cells.items():
            if cell in failing:
                yield {"type": "constraint-error", "rowNumber": row + 2, "fieldName": field.name, "fieldNumber": number,
                       "cell": cell, "message": pattern, "note": pattern}  # fmt: skip


def _cell(table: Table, field: Field, number: int, row: int) -> str | None:
    """Return the text of a cell; None where the row is too short to have it."""
    record = table.uneven.get(row)
    if record is None:
        return table.texts[field.name][row]
    return record[number - 1] if number <= len(record) else None


def _failing(pattern: str, texts: Sequence[str]) -> list[str]:
    found = arrow.matches(texts, pattern) or [False] * len(texts)
    return [text for text, fits in zip(texts, found, strict=True) if not fits]
