"""The constraints of a field: those that Frictionless knows for its type, each of the kind it expects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from generator.load import patterns
from generator.load.limits import MAX_ENUM

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
EXCLUSIVE: Final[Mapping[str, str]] = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
"""Limits that not every program which reads a Table Schema knows, and those that all know."""

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
    child.only(*SUPPORTED.get(kind, (*CONSTRAINTS, *LIMITS)), *EXCLUSIVE)
    sound = _without_exclusive(child)
    for key, value in tuple(sound.items()):
        shape, expected = CONSTRAINTS.get(key, (type(value), ""))
        if type(value) is not shape:  # a boolean is an integer too
            child.report("wrong-type", key, expected=expected)
            del sound[key]
        elif key == "enum" and len(sound[key]) > MAX_ENUM:
            child.report("too-many-entries", key, found=len(sound[key]), limit=MAX_ENUM)
        elif key == "pattern":
            _pattern(child, sound[key])
        elif key in LIMITS and kind in NUMERIC and not isinstance(value, (int, float)):
            child.report("wrong-type", key, expected="number")
    return sound


def _without_exclusive(node: Node) -> dict[str, Any]:
    """Return the constraints without the limits that not every program knows; these are reported."""
    for key in [key for key in node.value if key in EXCLUSIVE]:
        node.report("exclusive-limit", key, other=EXCLUSIVE[key])
    return {key: value for key, value in node.value.items() if key not in EXCLUSIVE}


def _pattern(node: Node, pattern: str) -> None:
    """Report a pattern that is none by itself, or as Frictionless anchors it, or that might not end."""
    reason = patterns.fault(pattern)
    if reason:
        node.report("pattern-error", "pattern", value=pattern, reason=reason)
