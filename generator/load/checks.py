"""From the `checks` of a descriptor: what must hold across rows and files."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator.problems import Severity

if TYPE_CHECKING:
    from generator.load.nodes import Node

SEVERITIES = tuple(Severity)
SUM_KEYS = ("sum", "by", "where", "of", "within", "severity")
OF_KEYS = ("dataset", "field", "by", "where")
PERIODS_KEYS = ("periods", "by", "where", "severity")
PRESENCE_KEYS = ("each", "once-per", "where", "severity")
JUMP_KEYS = ("rows", "sum", "severity")
BOUND_KEYS = ("least", "most")
KINDS = {"sum": SUM_KEYS, "periods": PERIODS_KEYS, "each": PRESENCE_KEYS, "rows": JUMP_KEYS}
"""The key by which each kind of check is known, and all of its keys."""


Where = Mapping[str, tuple[str, ...]]
"""The texts, by field, one of which a row must hold to be looked at."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The name of a check, and how much what it finds weighs."""

    name: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Part:
    """The column of a dataset that is added up, group by group, of the rows whose cells are as in `where`."""

    dataset: str
    field: str
    by: tuple[str, ...] = ()
    where: Where = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sum:
    """The rows of `parts` must add up to those of `whole`, group by group, give or take `within`."""

    rule: Rule
    parts: Part
    whole: Part
    within: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Periods:
    """No period is missing between the first and the last of `field`, in each group of `by`."""

    rule: Rule
    field: str
    by: tuple[str, ...] = ()
    where: Where = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Presence:
    """Each row of `dataset` whose cells are as in `where` is pointed to once for each value of the fields `per`."""

    rule: Rule
    dataset: str
    per: tuple[str, ...] = ()
    where: Where = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How small and how large a figure may be, as a multiple of what it was; None: without a bound."""

    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Jump:
    """The number of rows, and the sums of fields, against those of the version committed before."""

    rule: Rule
    rows: Bounds | None = None
    sums: Mapping[str, Bounds] = dataclasses.field(default_factory=dict)


Check = Sum | Periods | Presence | Jump


def parse(root: Node) -> tuple[Check, ...]:
    """Read the `checks` key of a descriptor."""
    found = (_check(name, node, root) for name, node in root.entries("checks"))
    return tuple(check for check in found if check is not None)


def _check(name: str, node: Node, root: Node) -> Check | None:
    kind = _kind(node.value)
    if kind is None:
        known = ", ".join(KINDS)
        root.report("check-kind", "checks", value=name, known=known)
        return None
    node.only(*KINDS[kind])
    rule = Rule(name, _severity(node))
    if kind == "periods":
        return Periods(rule, node.required("periods"), node.names("by"), _where(node))
    if kind == "each":
        return Presence(rule, node.required("each"), node.names("once-per"), _where(node))
    if kind == "rows":
        return Jump(rule, _bounds(node, "rows"), _sums(node))
    return _sum(rule, node, str(root.value.get("name") or ""))


def _kind(value: Mapping[str, Any]) -> str | None:
    """Return the kind of a check; a `sum` of bounds is one against the version before, like `rows`."""
    if "rows" in value or isinstance(value.get("sum"), dict):
        return "rows"
    return next((key for key in KINDS if key in value), None)


def _severity(node: Node) -> Severity:
    text = node.text("severity", Severity.ERROR)
    if text not in SEVERITIES:
        node.report("wrong-choice", "severity", value=text, known=", ".join(SEVERITIES))
        return Severity.ERROR
    return Severity(text)


def _sum(rule: Rule, node: Node, dataset: str) -> Sum | None:
    own = Part(dataset, node.required("sum"), node.names("by"), _where(node))
    child = node.child("of")
    if child is None:
        node.report("missing-key", None, key="of")
        return None
    child.only(*OF_KEYS)
    by = child.names("by") if child.has("by") else own.by
    if len(by) != len(own.by):
        child.report("check-groups", "by", value=", ".join(by), fields=", ".join(own.by))
        return None
    whole = Part(child.required("dataset"), child.required("field"), by, _where(child))
    within = _number(node, "within")
    return Sum(rule, own, whole, within or Decimal(0))


def _where(node: Node) -> Where:
    """Read the texts that rows must hold, one or several; numbers and booleans of YAML as they are written."""
    child = node.child("where") if node.has("where") else None
    found = {}
    for key, value in child.value.items() if child else ():
        texts = value if isinstance(value, list) else [value]
        if child and not (texts and all(isinstance(text, (str, bool, int)) for text in texts)):
            child.report("wrong-type", key, expected="text")
        found[str(key)] = tuple(str(text).lower() if isinstance(text, bool) else str(text) for text in texts)
    return found


def _sums(node: Node) -> Mapping[str, Bounds]:
    child = node.child("sum") if node.has("sum") else None
    found = {name: _bounds(child, name) for name in child.value} if child else {}
    return {name: bounds for name, bounds in found.items() if bounds is not None}


def _bounds(node: Node, key: str) -> Bounds | None:
    child = node.child(key) if node.has(key) else None
    if child is None:
        return None
    if not child.only(*BOUND_KEYS).value:
        child.report("missing-key", None, key=BOUND_KEYS[0])
    return Bounds(*(_number(child, bound) for bound in BOUND_KEYS))


def _number(node: Node, key: str) -> Decimal | None:
    """Return a number that is not negative, with the digits with which it is written."""
    value = node.value.get(key)
    if not node.has(key):
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < float("inf"):
        node.report("wrong-type", key, expected="number")
        return None
    return Decimal(str(value))
