import pytest
from hypothesis import given, settings, strategies as st

from generator.problems import Problem
from generator.render import faults

CSV = "datasets/visitas.csv"


@pytest.mark.parametrize(
    ("column", "expected"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")]
)
def test_columns_are_named_as_in_a_spreadsheet(column, expected):
    """The letters are those that an editor sees above the column."""
    assert expected == faults.letter(column)


@settings(derandomize=True, deadline=None)
@given(column=st.integers(1, 20000))
def test_every_column_has_letters_of_its_own(column):
    """Whatever the column, its letters read as a number of 26 digits give it back."""
    found = 0
    for sign in faults.letter(column):
        found = found * 26 + ord(sign) - ord("A") + 1

    assert column == found


@settings(derandomize=True, deadline=None, max_examples=100)
@given(value=st.text(max_size=200))
def test_a_value_is_shown_in_one_short_line(value):
    """Whatever a cell holds, it is shown in one line of at most eighty letters, control characters made visible."""
    shown = faults.shown(value)

    assert shown.isprintable()
    assert len(shown) <= 80


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (
            Problem("x", CSV, line=7, record=5, column=3, field="visitas"),
            "datasets/visitas.csv, línea 7, columna C visitas",
        ),
        (Problem("x", CSV, line=7, column=2, field="dia"), "datasets/visitas.csv, línea 7, columna B dia"),
        (Problem("x", CSV, line=7, column=28), "datasets/visitas.csv, línea 7, columna AB"),
        (Problem("x", "schemas/visitas.yaml", line=4, column=9, field="title"), "schemas/visitas.yaml, línea 4, title"),
        (Problem("x", "datasets"), "datasets"),
        (Problem("x"), ""),
    ],
)
def test_a_place_is_said_as_an_editor_and_a_spreadsheet_show_it(problem, expected, spanish):
    """File, physical line, and in a table the letters of the column with its name; in YAML the key."""
    assert expected == faults.place(problem, spanish)


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({"suggestion": "2024-01-31"}, "Escriba «2024-01-31»."),
        ({"near": "norte"}, "¿Quiso escribir «norte»?"),
        ({"suggestion": "a", "near": "b"}, "Escriba «a»."),
        ({"near": ""}, "Agréguelo allí primero o corrija el valor."),
    ],
)
def test_the_hint_says_what_to_write_where_that_is_known(details, expected, spanish):
    """What is certain comes before what is likely, and this before what to do in general."""
    problem = Problem("foreign-key", CSV, line=2, value="x", details={"target": "centros", **details})

    assert expected == faults.message(problem, spanish)[1]


@pytest.mark.parametrize(
    ("code", "details", "expected"),
    [
        ("type-error", {"type": "integer"}, "número entero"),
        ("wrong-type", {"expected": "texts"}, "una lista de textos"),
        ("not-a-csv", {"kind": "xlsx"}, "un libro de Excel"),
        ("delimiter", {"found": "\t", "expected": ","}, "tabulador"),
        ("yaml-error", {"reason": "mapping values are not allowed in this context"}, "dos puntos"),
        ("constraint-minimum", {"limit": 12000}, "12.000"),
    ],
)
def test_what_is_said_is_in_the_language_of_the_site(code, details, expected, spanish):
    """Types, shapes, kinds of file, separators, reasons and numbers are told in words of the catalogue."""
    assert expected in faults.message(Problem(code, CSV, value="x", details=details), spanish)[0]
