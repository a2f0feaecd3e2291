import re

from hypothesis import given, settings, strategies as st

from generator.problems import Problem, Severity
from generator.render import terminal
from generator.render.tallies import Report

ERROR = Problem("required", "datasets/a.csv", line=2, record=2, column=1, field="x")
WARNING = Problem("metadata-missing", "schemas/larger.yaml", line=1, field="title", severity=Severity.WARNING)


def test_files_are_a_table_whose_numbers_are_aligned(spanish):
    """With several files there is a table of them; what is unknown is blank, and a column of nothing is left out."""
    report = Report(1, 12345, (ERROR, WARNING), {"datasets/a.csv": 12345})

    assert """\
Archivo               Filas  Errores  Avisos
datasets/a.csv       12.345        1       0
schemas/larger.yaml                0       1
""" in terminal.text(report, spanish)


def test_one_file_needs_no_table(spanish):
    """Where all is in one file the closing line says as much as a table would."""
    assert "Archivo" not in terminal.text(Report(1, 1, (ERROR,)), spanish)


def test_colours_change_nothing_else(spanish):
    """Without its escape sequences the coloured report is the plain one, and each severity has a colour of its own."""
    report = Report(1, 1, (ERROR, WARNING))
    coloured = terminal.coloured(report, spanish)

    assert terminal.text(report, spanish) == re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert "\x1b[1;31mError\x1b[0m" in coloured
    assert "\x1b[1;33mAviso\x1b[0m" in coloured


@settings(derandomize=True, deadline=None)
@given(text=st.text(max_size=20))
def test_no_text_can_command_the_terminal(text, spanish):
    """Whatever file, field and value, nothing in the plain report is a control character but its line ends."""
    problem = Problem("foreign-key", text, line=2, record=2, column=1, field=text, value=text, details={"target": text})

    assert terminal.text(Report(1, 1, (problem,)), spanish).replace("\n", "").isprintable()


def test_what_is_beyond_the_limit_is_counted(spanish):
    """A limit cuts the list, not the count."""
    told = terminal.text(Report(1, 1, (ERROR, WARNING), limit=1), spanish)

    assert "metadata-missing" not in told
    assert "Hay 1 problema más que no se muestra aquí.\n" in told
