import json
import re
from pathlib import Path

import markdown as markdown_library
import pytest
from hypothesis import given, settings, strategies as st

import generator
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


@pytest.mark.parametrize(
    ("column", "expected"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")]
)
def test_columns_are_named_as_in_a_spreadsheet(column, expected):
    """The letters are those that an editor sees above the column."""
    assert expected == reports.letter(column)


@settings(derandomize=True, deadline=None)
@given(column=st.integers(1, 20000))
def test_every_column_has_letters_of_its_own(column):
    """Whatever the column, its letters read as a number of 26 digits give it back."""
    found = 0
    for sign in reports.letter(column):
        found = found * 26 + ord(sign) - ord("A") + 1

    assert column == found


def test_a_problem_is_told_to_a_person(spanish):
    """The text says where, what is there, what to write instead, and the code by which to look it up."""
    expected = """\
Error: datasets/visitas.csv, línea 7, columna C visitas
  Dice «1.000»; se esperaba número entero. Escriba «1000». [type-error]
Aviso: schemas/visitas.yaml, línea 1, modified
  Falta «modified» en la descripción del conjunto. Agréguelo para que quien use los datos sepa de dónde salen y de cuándo son. [metadata-missing]
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


def test_a_pull_request_is_told_in_markdown(spanish):
    """Each problem is one item of a list, under the closing line."""
    lines = reports.markdown(REPORT, spanish).splitlines()

    assert "**Hay 1 error. No se publica nada hasta corregirlo. Avisos: 1.**" == lines[0]
    assert (
        "- `datasets/visitas.csv, línea 7, columna C visitas`: Dice «1.000»; se esperaba número entero. Escriba «1000». (`type-error`)"
        == lines[2]
    )


def test_github_is_told_where_to_show_a_problem(spanish):
    """An annotation stands beside the physical line of its file, as an error or as a warning."""
    first, second, last = reports.github(REPORT, spanish).splitlines()

    assert first.startswith("::error file=datasets/visitas.csv,line=7,title=type-error::datasets/visitas.csv, línea 7")
    assert second.startswith("::warning file=schemas/visitas.yaml,line=1,title=metadata-missing::")
    assert "Hay 1 error. No se publica nada hasta corregirlo. Avisos: 1." == last


def test_github_is_told_ten_problems_at_most(spanish):
    """Of many problems the first ten are annotated, errors before warnings, and all are counted."""
    problems = [*[ADVICE] * 8, *[TYPE] * 7]
    lines = reports.github(Report(6, 26, problems), spanish).splitlines()

    assert 7 * ["::error"] + 3 * ["::warning"] == [line.partition(" ")[0] for line in lines[:-1]]
    assert "Hay 7 errores. No se publica nada hasta corregirlos. Avisos: 8." == lines[-1]


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


@settings(derandomize=True, deadline=None, max_examples=100)
@given(file=TEXT, value=TEXT)
def test_no_text_becomes_markup_of_a_pull_request(file, value, spanish):
    """Whatever file and value, the Markdown is one line in bold and a list of one item: no link, image, heading or HTML."""
    text = reports.markdown(Report(1, 1, (problem(file, value),)), spanish)
    made = markdown_library.markdown(text)

    assert {"p", "strong", "ul", "li", "code", "em"} >= set(re.findall(r"<(\w+)", made))
    assert 1 == made.count("<li>")


@settings(derandomize=True, deadline=None, max_examples=100)
@given(value=st.text(max_size=200))
def test_a_value_is_shown_in_one_short_line(value):
    """Whatever a cell holds, it is shown in one line of at most eighty letters, control characters made visible."""
    shown = reports.shown(value)

    assert shown.isprintable()
    assert len(shown) <= 80


def codes():
    """Return the problem codes that the engine's modules speak of."""
    found = set()
    for path in Path(generator.__file__).parent.rglob("*.py"):
        text = path.read_text("utf-8")
        found |= set(
            re.findall(
                r'(?:\bProblem|\breport|\bproblem|\bat|(?<!place\.)\bunknown|_at)\(\s*(?:[a-z_.]+, [a-z_.()]+, )?"([a-z0-9-]+)"',
                text,
            )
        )
    return found


def test_every_problem_has_words(spanish):
    """Each code that a module reports has a message and a hint."""
    known = {key.split(".")[1] for key in spanish.catalogue if key.startswith("problem.") and key.endswith(".message")}

    assert len(known) > 50
    assert set() == codes() - known
    assert all(f"problem.{code}.hint" in spanish.catalogue for code in known)


def test_no_word_is_kept_for_a_problem_that_is_never_reported(spanish):
    """Each message of the catalogue is that of a code that stands in some module."""
    text = "".join(path.read_text("utf-8") for path in Path(generator.__file__).parent.rglob("*.py"))
    known = {key.split(".")[1] for key in spanish.catalogue if key.startswith("problem.") and key.endswith(".message")}
    unused = {code for code in known if f'"{code}"' not in text and not code.startswith("constraint-")}

    assert set() == unused
