import pytest

from generator.problems import Problem, Severity
from generator.render import tallies
from generator.render.tallies import Report, Tally

ERROR = Problem("required", "datasets/a.csv", line=2, record=2, column=1)
WARNING = Problem("metadata-missing", "schemas/a.yaml", severity=Severity.WARNING)
NOTE = Problem("small-count", "datasets/a.csv", severity=Severity.NOTE)
MANY = Problem("too-many-problems", "datasets/a.csv", details={"more": 40, "total": 1040})


def test_each_file_is_counted():
    """A file with problems has its rows and how many problems of each severity; one that stands for many counts as these."""
    report = Report(1, 7, (MANY, ERROR, NOTE, WARNING), {"datasets/a.csv": 7})

    assert (Tally("datasets/a.csv", 7, 41, 0, 1), Tally("schemas/a.yaml", None, 0, 1, 0)) == tallies.tallies(report)


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        ((), "Todo en orden: 1 conjuntos de datos, 7 filas. Avisos: 0."),
        ((WARNING,), "Todo en orden: 1 conjuntos de datos, 7 filas. Avisos: 1."),
        ((NOTE,), "Todo en orden: 1 conjuntos de datos, 7 filas. Avisos: 0. Además hay 1 nota."),
        ((ERROR, MANY), "Hay 41 errores. No se publica nada hasta corregirlos. Avisos: 0."),
    ],
)
def test_the_closing_line_counts_all(problems, expected, spanish):
    """Errors, warnings and notes are counted apart, those that are not listed included."""
    assert expected == tallies.summary(Report(1, 7, problems), spanish)


def test_notes_and_warnings_stop_nothing():
    """Only an error makes a report invalid."""
    assert Report(1, 7, (WARNING, NOTE)).valid
    assert not Report(1, 7, (WARNING, ERROR)).valid


@pytest.mark.parametrize(("limit", "expected"), [(10, 40), (2, 41), (1, 42), (0, 42)])
def test_what_is_not_listed_is_counted(limit, expected):
    """Beyond those listed one by one are what the limit cuts and what a column did not list."""
    assert expected == Report(1, 7, (MANY, ERROR, WARNING), limit=limit).more
