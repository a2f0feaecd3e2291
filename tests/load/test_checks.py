from decimal import Decimal

import pytest

from generator.load import checks, yaml_files
from generator.load.checks import Bounds, Jump, Part, Periods, Presence, Rule, Sum
from generator.load.nodes import Node
from generator.problems import Severity


def _read(text):
    """Return the checks of a descriptor whose `checks` are `text`, and the problems of reading them."""
    problems = []
    source = yaml_files.parse(f"name: arboles\nchecks:\n  uno: {text}\n".encode(), "schemas/arboles.yaml")
    found = checks.parse(Node(source, source.value, problems))
    return found, [(problem.code, problem.field) for problem in problems]


def test_a_sum_is_read():
    """What `of` does not say of its groups is as in the parts; nothing is tolerated unless it is said."""
    found = _read("{sum: n, by: [a], of: {dataset: t, field: m, where: {fila: [x, y]}}}")

    expected = Sum(Rule("uno"), Part("arboles", "n", ("a",)), Part("t", "m", ("a",), {"fila": ("x", "y")}), Decimal(0))
    assert ((expected,), []) == found


def test_a_tolerance_is_read_digit_by_digit():
    """A tenth is a tenth, not the nearest fraction that a machine has for it."""
    ((found,), _) = _read("{sum: n, of: {dataset: t, field: m}, within: 0.1, severity: warning}")

    assert (Decimal("0.1"), Severity.WARNING) == (found.within, found.rule.severity)


def test_periods_are_read():
    """A single group may be written without brackets."""
    assert ((Periods(Rule("uno"), "mes", ("a",)),), []) == _read("{periods: mes, by: a}")


def test_a_presence_is_read():
    """What YAML takes for a boolean or a number is the text that the cells hold."""
    expected = Presence(Rule("uno", Severity.NOTE), "barrios", ("mes",), {"activo": ("true",), "orden": ("1",)})

    found = _read("{each: barrios, once-per: mes, where: {activo: true, orden: 1}, severity: note}")

    assert ((expected,), []) == found


def test_a_jump_is_read():
    """Rows and sums have bounds of their own, each with one end or both."""
    expected = Jump(Rule("uno"), Bounds(Decimal("0.5"), Decimal(2)), {"n": Bounds(None, Decimal("1.5"))})

    assert ((expected,), []) == _read("{rows: {least: 0.5, most: 2}, sum: {n: {most: 1.5}}}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{suma: n}", [("check-kind", "checks")]),
        ("{periods: mes, severidad: note}", [("unknown-key", "checks.uno.severidad")]),
        ("{periods: mes, severity: mild}", [("wrong-choice", "checks.uno.severity")]),
        ("{sum: n}", [("missing-key", "checks.uno")]),
        ("{sum: n, of: {dataset: t, field: m, wher: {}}}", [("unknown-key", "checks.uno.of.wher")]),
        ("{sum: n, by: [a], of: {dataset: t, field: m, by: []}}", [("check-groups", "checks.uno.of.by")]),
        ("{sum: n, of: {dataset: t, field: m}, within: -1}", [("wrong-type", "checks.uno.within")]),
        ("{sum: n, of: {dataset: t, field: m}, within: .nan}", [("wrong-type", "checks.uno.within")]),
        ("{rows: {}}", [("missing-key", "checks.uno.rows")]),
        ("{rows: {least: half}}", [("wrong-type", "checks.uno.rows.least")]),
        ("{rows: {lest: 1, most: 2}}", [("unknown-key", "checks.uno.rows.lest")]),
        ("{each: barrios, where: {activo: [[true]]}}", [("wrong-type", "checks.uno.where.activo")]),
    ],
)
def test_what_is_misspelt_or_of_another_kind_is_told(text, expected):
    """A misspelt key never switches a check off."""
    assert expected == _read(text)[1]
