import pytest

from generator.load import descriptors, yaml_files


def _found(field):
    problems = []
    text = f"name: arboles\ntitle: A\nschema:\n  fields:\n  - {{name: campo, {field}}}\n"
    descriptors.parse(yaml_files.parse(text.encode(), "schemas/arboles.yaml"), "arboles", problems)
    return [(p.code, str(p.severity), p.line) for p in problems if p.code != "metadata-missing"]


FOUND = [
    ("type: string, trueValues: [x]", ("unused-key", "error")),
    ("type: integer, falseValues: [x]", ("unused-key", "error")),
    ("type: boolean, trueValues: [x, y], falseValues: [y]", ("contradiction", "error")),
    ("type: integer, constraints: {minimum: 5, maximum: 2}", ("contradiction", "error")),
    ("type: date, constraints: {minimum: '2024-02-01', maximum: '2024-01-01'}", ("contradiction", "error")),
    ("type: string, constraints: {minLength: 5, maxLength: 2}", ("contradiction", "error")),
    ("type: integer, unit: árboles", ("count-without-minimum", "warning")),
    ("type: integer, constraints: {exclusiveMinimum: 0}", ("exclusive-limit", "error")),
    ("type: string, constraints: {pattern: 'a|b'}", ("pattern-loose", "warning")),
    ("type: string, constraints: {pattern: '^a|b$'}", ("pattern-loose", "warning")),
    ("type: string, constraints: {pattern: '(a)|[b]'}", ("pattern-loose", "warning")),
]


@pytest.mark.parametrize(("field", "expected"), FOUND)
def test_what_enforces_less_than_it_seems_is_told(field, expected):
    """A key without effect, rules that contradict each other, a count that may be negative, a loose pattern."""
    assert [(*expected, 5)] == _found(field)


SOUND = [
    "type: boolean, trueValues: [sí], falseValues: [no]",
    "type: integer, constraints: {minimum: 2, maximum: 2}",
    "type: integer, unit: árboles, constraints: {minimum: -5}",
    "type: integer, unit: '%'",
    "type: integer",
    "type: string, constraints: {pattern: '^(a|b)$'}",
    "type: string, constraints: {pattern: '[a|b]'}",
    "type: string, constraints: {pattern: 'a\\|b'}",
]


@pytest.mark.parametrize("field", SOUND)
def test_a_field_that_means_what_it_says_is_sound(field):
    """Words of a boolean, equal limits, a declared minimum and choices between parentheses are sound."""
    assert [] == _found(field)


def test_the_pattern_to_write_is_said():
    """The same choices between parentheses, without the anchors that every program adds."""
    problems = []
    text = "name: a\ntitle: A\nschema: {fields: [{name: c, type: string, constraints: {pattern: '^a|b$'}}]}\n"
    descriptors.parse(yaml_files.parse(text.encode(), "schemas/a.yaml"), "a", problems)

    assert ["(a|b)"] == [p.details["suggestion"] for p in problems if p.code == "pattern-loose"]
