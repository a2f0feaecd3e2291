import dataclasses
import json
import re

import pytest
from hypothesis import given, settings, strategies as st

from generator.problems import Problem, Severity
from generator.render import reports
from generator.render.reports import Report

TYPE = Problem(
    "type-error",
    file="datasets/visitas.csv",
    line=7,
    record=5,
    column=3,
    field="visitas",
    value="1.000",
    details={"type": "integer", "suggestion": "1000"},
    frictionless="type-error",
)
ADVICE = Problem("metadata-missing", file="schemas/visitas.yaml", line=1, field="modified", severity=Severity.WARNING)
REPORT = Report(6, 26, (TYPE, ADVICE))


def test_a_problem_is_told_to_a_person(spanish):
    """The text says where, what is there, what to write instead, and the code by which to look it up."""
    expected = """\
Error: datasets/visitas.csv, línea 7, columna C visitas
  Dice «1.000»; se esperaba número entero. Escriba «1000». [type-error]
Aviso: schemas/visitas.yaml, línea 1, modified
  Falta «modified» en la descripción del conjunto. Agréguelo para que quien use los datos sepa de dónde salen y de cuándo son. [metadata-missing]
Archivo               Errores  Avisos
datasets/visitas.csv        1       0
schemas/visitas.yaml        0       1
Hay 1 error. No se publica nada hasta corregirlo. Avisos: 1.
"""

    assert expected == reports.text(REPORT, spanish)


def test_a_sound_project_is_told_so(spanish):
    """Without errors the report says how much was checked; warnings do not stop the publication."""
    report = Report(6, 12345, (ADVICE,))

    assert report.valid
    assert reports.text(report, spanish).endswith("Todo en orden: 6 conjuntos de datos, 12.345 filas. Avisos: 1.\n")


def test_a_program_reads_all_of_a_problem(spanish):
    """JSON holds the promised keys of every problem, and Frictionless' type where it has one."""
    found = json.loads(reports.as_json(REPORT, spanish))

    expected = {
        "code": "type-error", "severity": "error", "file": "datasets/visitas.csv", "line": 7, "record": 5, "column": 3,
        "field": "visitas", "value": "1.000", "message": "Dice «1.000»; se esperaba número entero.",
        "hint": "Escriba «1000».", "frictionless": "type-error",
    }  # fmt: skip
    assert {"valid": False, "datasets": 6, "rows": 26} == {key: found[key] for key in ("valid", "datasets", "rows")}
    assert [expected] == found["problems"][:1]
    assert set(expected) - {"frictionless"} == set(found["problems"][1])


def test_github_is_told_where_to_show_a_problem(spanish):
    """An annotation stands beside the physical line of its file, as an error or as a warning."""
    first, second, last = reports.github(REPORT, spanish).splitlines()

    assert first.startswith("::error file=datasets/visitas.csv,line=7,title=type-error::datasets/visitas.csv, línea 7")
    assert second.startswith("::warning file=schemas/visitas.yaml,line=1,title=metadata-missing::")
    assert "Hay 1 error. No se publica nada hasta corregirlo. Avisos: 1." == last


def test_github_is_told_the_ten_most_serious(spanish):
    """Of many problems ten are annotated, errors before warnings before notes, and all are counted."""
    notes = [dataclasses.replace(ADVICE, line=line, severity=Severity.NOTE) for line in range(1, 4)]
    warnings = [dataclasses.replace(ADVICE, line=line) for line in range(1, 6)]
    errors = [dataclasses.replace(TYPE, column=column) for column in range(1, 5)]
    lines = reports.github(Report(6, 26, [*notes, *warnings, *errors]), spanish).splitlines()

    assert 4 * ["::error"] + 5 * ["::warning"] + ["::notice"] == [line.partition(" ")[0] for line in lines[:-1]]
    assert "Hay 4 errores. No se publica nada hasta corregirlos. Avisos: 5. Además hay 3 notas." == lines[-1]


def test_github_is_told_once_of_what_is_alike(spanish):
    """A thousand equal faults take one annotation, not ten: there is room for the others."""
    again = [dataclasses.replace(TYPE, line=line, record=line) for line in range(8, 1008)]
    first, second, _ = reports.github(Report(6, 26, [TYPE, *again, ADVICE]), spanish).splitlines()

    assert first.endswith("Lo mismo en 1.000 líneas más: 8, 9, 10, 11, 12 y 995 más.")
    assert second.startswith("::warning")


def test_json_lists_as_many_as_it_is_told_and_counts_the_others(spanish):
    """Nothing is dropped without a word: what is beyond the limit, or was not listed by its column, is counted."""
    many = Problem("too-many-problems", file=TYPE.file, details={"more": 500, "total": 1500})
    found = json.loads(reports.as_json(Report(6, 26, [*[TYPE] * 7, many, ADVICE], limit=5), spanish))

    assert (5, 503) == (len(found["problems"]), found["more"])


def test_json_within_its_limit_leaves_nothing_out(spanish):
    """A report that lists all of its problems says that there are no more."""
    assert 0 == json.loads(reports.as_json(REPORT, spanish))["more"]


@pytest.mark.parametrize("name", sorted(reports.FORMATS))
def test_every_format_says_when_all_is_well(name, spanish):
    """A report without problems is no blank page."""
    assert reports.FORMATS[name](Report(6, 26, ()), spanish).strip()


TEXT = st.text(alphabet="a%:,\n\r`<>|*_[]()#!&\"'\\", max_size=30)


def problem(file, value):
    """Return a problem of a file and a value of any letters."""
    return Problem(
        "foreign-key", file=file, line=3, record=3, column=1, field="x", value=value, details={"target": value}
    )


@settings(derandomize=True, deadline=None, max_examples=100)
@given(file=TEXT, value=TEXT)
def test_no_text_becomes_a_command_of_github(file, value, spanish):
    """Whatever file and value, there is one annotation, and it speaks of this file: nothing in them ends or begins one."""
    annotation, last = reports.github(Report(1, 1, (problem(file, value),)), spanish).rstrip("\n").split("\n")
    command, properties, _ = re.fullmatch(r"::(\w+) ([^\r\n]*?)::([^\r\n]*)", annotation).groups()
    keys = dict(part.split("=", 1) for part in properties.split(","))

    assert ("error", "3", "foreign-key") == (command, keys["line"], keys["title"])
    assert file == _unescape(keys["file"])
    assert last.startswith("Hay 1 error")


def _unescape(text):
    """Read a property as GitHub does."""
    for escaped, sign in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(escaped, sign)
    return text
