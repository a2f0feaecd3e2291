"""What a field says that is sound by itself, and yet enforces nothing, or less than it seems to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.load.nodes import Node

LIMITS = (("minimum", "maximum"), ("minLength", "maxLength"))
WORDS = ("trueValues", "falseValues")


def check(node: Node, kind: str, constraints: Mapping[str, Any]) -> None:
    """Report keys that do nothing, rules that nothing can obey, and counts that may be negative."""
    for key in WORDS:
        if kind != "boolean" and node.has(key):
            node.report("unused-key", key, type=kind)
    _check_words(node)
    for low, high in LIMITS:
        if low in constraints and high in constraints and _is_above(constraints[low], constraints[high]):
            node.report("contradiction", "constraints", first=f"{low}: {constraints[low]}",
                        second=f"{high}: {constraints[high]}")  # fmt: skip
    if kind == "integer" and "minimum" not in constraints and node.value.get("unit") not in (None, "%"):
        node.advise("count-without-minimum", "constraints")
    _check_pattern(node, constraints.get("pattern"))


def _check_words(node: Node) -> None:
    """Report a word that is said to be true and false at once."""
    yes, no = (node.value.get(key) for key in WORDS)
    both = [word for word in yes if word in no] if isinstance(yes, list) and isinstance(no, list) else []
    for word in both:
        node.report("contradiction", "trueValues", first=f"trueValues: {word}", second=f"falseValues: {word}")


def _is_above(low: object, high: object) -> bool:
    """Tell whether a lower limit is above its upper one; texts are dates, which sort as they are written."""
    if isinstance(low, str) and isinstance(high, str):
        return low > high
    return isinstance(low, (int, float)) and isinstance(high, (int, float)) and low > high


def _check_pattern(node: Node, pattern: object) -> None:
    """Advise to put the choices of a pattern between parentheses: elsewhere `^` and `$` bind to one of them each."""
    if not isinstance(pattern, str):
        return
    bare = pattern.removeprefix("^")
    bare = bare[:-1] if bare.endswith("$") and not bare.endswith("\\$") else bare
    if _has_open_choice(bare):
        node.advise("pattern-loose", "constraints", value=pattern, suggestion=f"({bare})")


def _has_open_choice(pattern: str) -> bool:
    """Tell whether a `|` stands in no parentheses and no brackets."""
    depth, in_class, is_escaped = 0, False, False
    for sign in pattern:
        if is_escaped:
            is_escaped = False
        elif sign == "\\":
            is_escaped = True
        elif in_class:
            in_class = sign != "]"
        elif sign == "|" and depth == 0:
            return True
        else:
            in_class = sign == "["
            depth += {"(": 1, ")": -1}.get(sign, 0)
    return False
