import pytest

from generator.problems import Problem, Refused, Severity, ordered, refuse_if_any

WARNING = Problem("metadata-missing", file="schemas/arboles.yaml", severity=Severity.WARNING)
ERROR = Problem("no-rows", file="datasets/arboles.csv")


def test_problems_come_in_the_order_in_which_a_reader_mends_them():
    """Problems are sorted by file, line, column, code and field; what has no line comes first."""
    late = Problem("type-error", file="b.csv", line=10, column=1)
    early = Problem("type-error", file="b.csv", line=2, column=3)
    left = Problem("type-error", file="b.csv", line=2, column=1)
    whole = Problem("csv-missing", file="b.csv")
    other = Problem("type-error", file="a.csv", line=99)

    assert (other, whole, left, early, late) == ordered([late, early, left, whole, other])


def test_an_error_refuses_the_input_with_everything_found():
    """One error refuses the input, and the refusal carries the warnings too."""
    with pytest.raises(Refused) as caught:
        refuse_if_any([WARNING, ERROR])

    assert (ERROR, WARNING) == caught.value.problems


def test_warnings_alone_refuse_nothing():
    """Warnings are returned, for the report."""
    assert (WARNING,) == refuse_if_any([WARNING])


def test_nothing_wrong_is_nothing_returned():
    """Without problems there is nothing to return."""
    assert () == refuse_if_any([])


def test_a_problem_is_an_error_unless_it_says_otherwise():
    """Whoever finds a fault need not say that it stops the publication."""
    assert Severity.ERROR is ERROR.severity
