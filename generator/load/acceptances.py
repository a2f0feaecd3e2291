"""From the `accepted` of a descriptor: what was reviewed beside the data."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.load.nodes import Node

KEYS = ("code", "field", "value", "line", "key", "reason", "date")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A warning, a note or the finding of a check that somebody reviewed; what is blank or None fits anything.

    `key` is the primary key of the row, its parts joined by a comma and a space, or the group that a check names.
    """

    code: str
    reason: str
    date: str
    field: str = ""
    value: str | None = None
    line: int | None = None
    key: str = ""


def parse(root: Node) -> tuple[Acceptance, ...]:
    """Read the `accepted` key of a descriptor: a reason and a day are never optional."""
    return tuple(_acceptance(node.only(*KEYS)) for node in root.items("accepted"))


def _acceptance(node: Node) -> Acceptance:
    line = node.value.get("line")
    if line is not None and type(line) is not int:
        node.report("wrong-type", "line", expected="number")
    return Acceptance(
        code=node.required("code"),
        reason=node.required("reason"),
        date=_day(node),
        field=node.text("field"),
        value=node.text("value") if node.has("value") else None,
        line=line if type(line) is int else None,
        key=node.text("key"),
    )


def _day(node: Node) -> str:
    """Return the day of the review, in ISO form."""
    text = node.required("date")
    try:
        is_day = datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_day = False
    if text and not is_day:
        node.report("wrong-shape", "date", value=text)
    return text
