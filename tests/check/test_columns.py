import pytest

from generator.check.columns import MAX_PER_COLUMN
from generator.problems import Severity

SPECIES = {"type": "string", "constraints": {"enum": ["ceiba", "samán"]}}

ACCEPTED = [
    ({"type": "string"}, ["x", "", "NA"]),
    ({"type": "string", "constraints": {"required": True}}, ["x"]),
    (SPECIES, ["ceiba", "samán", ""]),
    ({"type": "string", "constraints": {"pattern": "([0-9]{2}|sin)"}}, ["07", "sin", ""]),
    ({"type": "string", "constraints": {"minLength": 2, "maxLength": 3}}, ["ab", "ñañ", ""]),
    ({"type": "string", "constraints": {"unique": True}}, ["a", "", "b", ""]),
    ({"type": "integer", "constraints": {"minimum": 0, "maximum": 10}}, ["0", "10", ""]),
    ({"type": "integer", "constraints": {"enum": [1, 2]}}, ["1", "2"]),
    ({"type": "integer", "constraints": {"unique": True}}, ["1", "10"]),
    ({"type": "number", "constraints": {"minimum": 0.5, "maximum": 100}}, ["0.50", "100", "99.999"]),
    ({"type": "date", "constraints": {"minimum": "2024-01-01", "maximum": "2024-12-31"}}, ["2024-01-01", "2024-12-31"]),
    ({"type": "year", "constraints": {"minimum": 2000}}, ["2000", "2024"]),
    ({"type": "boolean", "trueValues": ["sí"], "falseValues": ["no"], "constraints": {"enum": ["sí"]}}, ["sí", ""]),
]


@pytest.mark.parametrize(("field", "cells"), ACCEPTED)
def test_sound_cells_are_no_problem(column, field, cells):
    """Cells of the declared type that obey the constraints pass, limits included; a blank one has no value to obey."""
    assert [] == column(field, *cells)


REFUSED = [
    ({"type": "integer"}, "uno", "type-error", {"type": "integer"}),
    ({"type": "number"}, "1.5.2", "type-error", {"type": "number"}),
    ({"type": "date"}, "2024-02-30", "type-error", {"type": "date"}),
    ({"type": "year"}, "24", "type-error", {"type": "year"}),
    ({"type": "boolean"}, "verdadero", "type-error", {"type": "boolean"}),
    (SPECIES, "seiba", "constraint-enum", {"limit": "ceiba, samán", "near": "ceiba"}),
    ({"type": "integer", "constraints": {"enum": [1, 2]}}, "3", "constraint-enum", {"limit": "1, 2", "near": ""}),
    ({"type": "string", "constraints": {"pattern": "(a|b)"}}, "ax", "constraint-pattern", {"limit": "(a|b)"}),
    ({"type": "string", "constraints": {"pattern": "[0-9]+"}}, "7\n", "surrounding-space", {"suggestion": "7"}),
    ({"type": "string", "constraints": {"minLength": 2}}, "a", "constraint-minlength", {"limit": 2}),
    ({"type": "string", "constraints": {"maxLength": 2}}, "abc", "constraint-maxlength", {"limit": 2}),
    ({"type": "integer", "constraints": {"minimum": 0}}, "-1", "constraint-minimum", {"limit": 0}),
    ({"type": "integer", "constraints": {"maximum": 9}}, "10", "constraint-maximum", {"limit": 9}),
    ({"type": "number", "constraints": {"maximum": 100}}, "100.01", "constraint-maximum", {"limit": 100}),
    (
        {"type": "number", "constraints": {"maximum": 100000000000000000}},
        "100000000000000000.1",
        "constraint-maximum",
        {"limit": 100000000000000000},
    ),
    (
        {"type": "date", "constraints": {"minimum": "2024-01-01"}},
        "2023-12-31",
        "constraint-minimum",
        {"limit": "2024-01-01"},
    ),
    ({"type": "string"}, " x", "surrounding-space", {"suggestion": "x"}),
    ({"type": "integer"}, "5 ", "surrounding-space", {"suggestion": "5"}),
    ({"type": "string"}, "\u00a0x", "surrounding-space", {"suggestion": "x"}),
    ({"type": "string"}, "  ", "surrounding-space", {}),
]


@pytest.mark.parametrize(("field", "cell", "expected"), [(field, cell, rest) for field, cell, *rest in REFUSED])
def test_a_cell_that_is_not_sound_is_told(column, field, cell, expected):
    """A cell of another type or against a constraint is told where it is, with what is allowed."""
    (problem,) = column(field, cell)

    assert expected == [problem.code, problem.details]
    assert ("datasets/medidas.csv", 2, 2, 2, "campo", cell) == (
        problem.file,
        problem.line,
        problem.record,
        problem.column,
        problem.field,
        problem.value,
    )


COUNTERPARTS = [
    ({"type": "integer"}, ["x"], "type-error"),
    (SPECIES, ["x"], "constraint-error"),
    ({"type": "string", "constraints": {"required": True}}, [""], "constraint-error"),
    ({"type": "string", "constraints": {"unique": True}}, ["x", "x"], "unique-error"),
    ({"type": "integer"}, ["+5"], None),
    ({"type": "integer"}, ["5 "], None),
    ({"type": "number"}, ["1e3"], None),
]


@pytest.mark.parametrize(("field", "cells", "expected"), COUNTERPARTS)
def test_a_problem_names_the_error_that_frictionless_raises(column, field, cells, expected):
    """A problem carries the type of Frictionless' own error; where we are stricter, it carries none."""
    (problem,) = column(field, *cells)

    assert expected == problem.frictionless


def test_a_blank_cell_that_must_have_a_value_is_told(column):
    """A required cell that is blank is told at its line."""
    (problem,) = column({"type": "string", "constraints": {"required": True}}, "x", "", "y")

    assert ("required", 3, "campo", "") == (problem.code, problem.line, problem.field, problem.value)


def test_every_bad_cell_is_told_in_the_order_of_the_lines(column):
    """An editor sees all faults of a column at once, equal ones too."""
    problems = column({"type": "integer"}, "x", "1", "x", "y")

    assert [(2, "x"), (4, "x"), (5, "y")] == [(p.line, p.value) for p in problems]


def test_the_first_broken_constraint_of_a_cell_is_told(column):
    """One cell is one problem of its column, however many constraints it breaks."""
    (problem,) = column({"type": "integer", "constraints": {"minimum": 5, "enum": [7, 8]}}, "1")

    assert "constraint-minimum" == problem.code


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        ({"type": "string"}, ["a", "b", "a"]),
        ({"type": "integer"}, ["0", "1", "-0"]),
        ({"type": "number"}, ["1.0", "2", "1"]),
        ({"type": "number"}, ["0.10", "0.2", "0.1"]),
        ({"type": "boolean", "trueValues": ["sí", "si"], "falseValues": ["no"]}, ["sí", "no", "si"]),
    ],
)
def test_a_repeated_value_is_told_with_its_first_line(column, field, cells):
    """In a unique column a value stands once, however it is written; the problem says where it stood first."""
    (problem,) = column({**field, "constraints": {"unique": True}}, *cells)

    assert ("unique-error", 4, cells[2], {"first": 2}) == (problem.code, problem.line, problem.value, problem.details)


def test_a_column_with_very_many_faults_is_summed_up(column):
    """Beyond a thousand problems of a column, one more says how many are left out."""
    problems = column({"type": "integer"}, *["x"] * (MAX_PER_COLUMN + 7))

    assert MAX_PER_COLUMN == sum(problem.code == "type-error" for problem in problems)
    assert [("too-many-problems", "campo", {"more": 7, "total": MAX_PER_COLUMN + 7})] == [
        (p.code, p.field, p.details) for p in problems if p.code != "type-error"
    ]


def test_a_unique_column_with_very_many_repetitions_is_summed_up(column):
    """Repeated values are listed up to the same bound."""
    problems = column({"type": "integer", "constraints": {"unique": True}}, *["1"] * (MAX_PER_COLUMN + 3))

    assert [{"more": 2, "total": MAX_PER_COLUMN + 2}] == [p.details for p in problems if p.code == "too-many-problems"]


def test_declared_missing_values_obey_no_constraint(column):
    """What is declared missing is no value: only `required` asks for one."""
    field = {"type": "integer", "constraints": {"minimum": 5, "unique": True}}

    assert [] == column(field, "n/a", "7", "n/a", missingValues=["", "n/a"])


def test_a_missing_value_that_is_not_declared_is_a_wrong_type(column):
    """`n/a` in a column of numbers is text unless it is declared missing."""
    (problem,) = column({"type": "integer"}, "n/a", "7")

    assert ("type-error", "n/a") == (problem.code, problem.value)


def test_warnings_of_a_descriptor_do_not_keep_its_cells_from_being_checked(problems_of, write):
    """A descriptor without a period is only advised to have one: its cells are checked all the same."""
    descriptor = {"name": "medidas", "title": "Medidas", "schema": {"fields": [{"name": "n", "type": "integer"}]}}

    problems = problems_of(write({"schemas/medidas.yaml": descriptor, "datasets/medidas.csv": "n\nuno\n"}))

    assert ["type-error"] == [problem.code for problem in problems if problem.severity is Severity.ERROR]
