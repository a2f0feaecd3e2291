"""From the `revisions` of a descriptor, why published figures were corrected; from `withdrawn`, why data are gone."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.load.nodes import is_name

if TYPE_CHECKING:
    from generator.load.nodes import Node

KEYS = ("date", "reason", "field", "key")
WITHDRAWN_KEYS = ("date", "reason", "title", "successor")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why values or rows were revised in the first version of `date` or later; what is blank fits anything.

    `key` is the primary key of a row, its parts joined by a comma and a space.
    """

    date: str
    reason: str
    field: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Why a dataset is no longer published, since when; what it was called, and which dataset took its place."""

    date: str = ""
    reason: str = ""
    title: str = ""
    successor: str = ""


def parse(root: Node) -> tuple[Reason, ...]:
    """Read the `revisions` key of a descriptor: a reason and a day are never optional."""
    return tuple(
        Reason(day(node.only(*KEYS), "date"), node.required("reason"), node.text("field"), node.text("key"))
        for node in root.items("revisions")
    )


def withdrawn(root: Node) -> Mapping[str, Withdrawn]:
    """Read the `withdrawn` key of the catalogue, by the names of the datasets that were."""
    found = {}
    for name, node in root.entries("withdrawn"):
        node.only(*WITHDRAWN_KEYS)
        if not is_name(name):
            root.report("wrong-shape", "withdrawn", value=name)
        else:
            told = (day(node, "date"), node.required("reason"), node.text("title"), node.text("successor"))
            found[name] = Withdrawn(*told)
    return found


def day(node: Node, key: str) -> str:
    """Return a day that must be there, in ISO form."""
    text = node.required(key)
    try:
        is_day = datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_day = False
    if text and not is_day:
        node.report("wrong-shape", key, value=text)
        return ""
    return text
