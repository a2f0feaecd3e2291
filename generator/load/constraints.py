"""The constraints of a field: those that Frictionless knows for its type, each of the kind it expects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from generator.load.nodes import Node

NUMERIC = ("integer", "number")
CONSTRAINTS: Final[Mapping[str, tuple[type, str]]] = {
    "required": (bool, "boolean"),
    "unique": (bool, "boolean"),
    "enum": (list, "list"),
    "pattern": (str, "text"),
    "minLength": (int, "number"),
    "maxLength": (int, "number"),
}
"""The constraints that are written alike for all types, and what as; `minimum` and `maximum` are values."""

LIMITS = ("minimum", "maximum")
SUPPORTED: Final[Mapping[str, tuple[str, ...]]] = {
    "string": tuple(CONSTRAINTS),
    "boolean": ("required", "unique", "enum"),
    **dict.fromkeys(("integer", "number", "date", "year"), ("required", "unique", "enum", *LIMITS)),
}
"""The constraints that Frictionless knows for each type: it refuses a descriptor with any other."""


def parse(node: Node, kind: str) -> Mapping[str, Any]:
    """Read the `constraints` of a field of the type `kind`; those that are not sound are reported and left out."""
    child = node.child("constraints")
    if child is None:
        return {}
    child.only(*SUPPORTED.get(kind, (*CONSTRAINTS, *LIMITS)))
    sound: dict[str, Any] = dict(child.value)
    for key, value in child.value.items():
        shape, expected = CONSTRAINTS.get(key, (type(value), ""))
        if type(value) is not shape:  # a boolean is an integer too
            child.report("wrong-type", key, expected=expected)
            del sound[key]
        elif key == "pattern":
            _pattern(child, sound[key])
        elif key in LIMITS and kind in NUMERIC and not isinstance(value, (int, float)):
            child.report("wrong-type", key, expected="number")
    return sound


def _pattern(node: Node, pattern: str) -> None:
    """Report a pattern that is none by itself, or as Frictionless anchors it."""
    try:
        re.compile(pattern)
        re.compile(f"^{pattern}$")
    except re.error as error:
        node.report("pattern-error", "pattern", reason=str(error))
