import pytest

from generator.check.readings import suggestion
from generator.load.schemas import Field

SUGGESTIONS = [
    ("integer", "14.184", "14184"),
    ("integer", "-1.234.567", "-1234567"),
    ("integer", "45%", "45"),
    ("integer", "45 %", "45"),
    ("number", "86,5", "86.5"),
    ("number", "-0,25", "-0.25"),
    ("number", "45 %", "45"),
    ("date", "31/12/2024", "2024-12-31"),
    ("date", "31-12-2024", "2024-12-31"),
    ("date", "13/1/2024", "2024-01-13"),
    # What could be read in two ways, or is no value at all, is not guessed.
    ("integer", "14,184", None),
    ("integer", "1.5", None),
    ("integer", "1.18", None),
    ("integer", "14.1845", None),
    ("integer", "0.123", None),
    ("integer", "007.123", None),
    ("integer", "1.234,5", None),
    ("integer", "uno", None),
    ("number", "1.234.567", "1234567"),
    ("number", "1.234,5", "1234.5"),
    ("number", "1,234,567", "1234567"),
    ("number", "1,234", None),
    ("number", "007,5", None),
    ("date", "03/04/2024", None),
    ("date", "12/12/2024", "2024-12-12"),
    ("date", "12/31/2024", None),
    ("date", "31/02/2024", None),
    ("date", "31/04/2024", None),
    ("date", "29/02/2023", None),
    ("date", "2024/12/31", None),
    ("date", "32/12/2024", None),
    ("string", "31/12/2024", None),
    ("year", "2.024", None),
    ("boolean", "sí", None),
]


@pytest.mark.parametrize(("kind", "text", "expected"), SUGGESTIONS)
def test_what_to_write_instead_is_said_where_it_is_certain(kind, text, expected):
    """A thousands point, a decimal comma, a percent sign or a day first is undone; what has two readings is not."""
    assert expected == suggestion(Field("campo", "Campo", kind), text).get("suggestion")


@pytest.mark.parametrize(("kind", "text", "expected"), [entry for entry in SUGGESTIONS if entry[2]])
def test_what_is_suggested_is_accepted(column, kind, text, expected):
    """Whoever writes what the report says is done."""
    (problem,) = column({"type": kind}, text)

    assert ("type-error", expected) == (problem.code, problem.details["suggestion"])
    assert [] == column({"type": kind}, expected)


BOTH = [
    ("number", "1,234", "ambiguous-number", {"first": "1234", "second": "1.234"}),
    ("integer", "14,184", "ambiguous-number", {"first": "14184", "second": "14.184"}),
    ("date", "03/04/2024", "ambiguous-date", {"first": "2024-04-03", "second": "2024-03-04"}),
    ("date", "1-2-2024", "ambiguous-date", {"first": "2024-02-01", "second": "2024-01-02"}),
    ("date", "44927", "excel-date", {"reading": "2023-01-01"}),
]


@pytest.mark.parametrize(("kind", "text", "code", "details"), BOTH)
def test_what_has_two_readings_is_told_with_both(column, kind, text, code, details):
    """A day or a month, a thousand or a decimal, a date or its number: both are said and none is chosen."""
    (problem,) = column({"type": kind}, text)

    assert (code, details, "type-error") == (problem.code, problem.details, problem.frictionless)
