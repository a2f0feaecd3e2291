import pytest

NUMBER = {"type": "number"}


def _codes(problems):
    return [(problem.code, problem.line, str(problem.severity)) for problem in problems]


@pytest.mark.parametrize("cells", [("950", "14.184"), ("14.184", "0", "12"), ("-1.050", "7", "2.300")])
def test_points_that_may_be_of_thousands_beside_whole_numbers_are_errors(column, cells):
    """Where every decimal number has three decimals and others have none, nobody can tell what the points are."""
    expected = [("thousands-point", line, "error") for line, cell in enumerate(cells, start=2) if "." in cell]

    assert expected == _codes(column(NUMBER, *cells))


def test_both_readings_are_said(column):
    """The whole number, and the decimal one written so that nobody takes it for the other."""
    (problem,) = column(NUMBER, "950", "14.184")

    assert {"whole": "14184", "decimal": "14.1840"} == problem.details


@pytest.mark.parametrize("cells", [("1.050", "14.184"), ("1.050", "0"), ("", "1.050")])
def test_points_that_may_all_be_of_thousands_are_one_warning(column, cells):
    """Where no number says otherwise, one warning at the first of them asks."""
    line = next(line for line, cell in enumerate(cells, start=2) if "." in cell)

    assert [("thousands-doubt", line, "warning")] == _codes(column(NUMBER, *cells))


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        (NUMBER, ("950", "14.184", "1.5")),
        (NUMBER, ("950", "14.184", "0.125")),
        (NUMBER, ("950", "14.1840")),
        (NUMBER, ("950", "1050")),
        (NUMBER, ("1.5", "2.25")),
        ({**NUMBER, "constraints": {"maximum": 100}}, ("95", "14.184")),
        ({**NUMBER, "constraints": {"minimum": -90}}, ("3", "-76.532")),
        ({**NUMBER, "unit": "%"}, ("95", "14.184")),
        ({"type": "string"}, ("950", "14.184")),
    ],
)
def test_a_point_that_can_only_be_decimal_is_sound(column, field, cells):
    """Another count of decimals, a leading zero, a limit or a percentage proves what the points are."""
    assert [] == column(field, *cells)
