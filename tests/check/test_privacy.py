import pytest

from generator.check import privacy
from generator.problems import Severity

TEXT = {"type": "string"}


def _found(column, field, *cells):
    return [(problem.code, problem.details.get("datum"), problem.line) for problem in column(field, *cells)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Escribir a maria.perez@example.com.co", "email"),
        ("C.C. 12345678", "document"),
        ("cc 1.234.567.890", "document"),
        ("Cédula de ciudadanía No. 12345678", "document"),
        ("firmó (CC 12 345 678)", "document"),
        ("NIT 900.123.456-7", "document"),
        ("3001234567", "phone"),
        ("llamar al 300 123 45 67", "phone"),
        ("+57 3001234567", "phone"),
        ("(602) 123 4567", "phone"),
        ("602-1234567", "phone"),
        ("Calle 5 # 12-34", "address"),
        ("Cra. 4 No. 5-67, piso 2", "address"),
        ("CARRERA 15A # 22 - 10", "address"),
        ("Av 3N 12-45", "address"),
        ("Vive en la\nCl 70 Nº 1-2", "address"),
    ],
)
def test_what_gives_away_a_person_is_an_error(column, text, kind):
    """E-mail, document numbers, phones and exact addresses are found inside any text."""
    assert [("personal-data", kind, 3)] == _found(column, TEXT, "Nada", text)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-31", "de 2024-01-01 a 2024-12-31", "3452163270", "$ 3.001.234.567", "$3001234567", "018000222195",
        "Resolución 1519 de 2020", "Calle 5", "Calle 1 con carrera 1, barrio Centro", "líneas 12-34;56-78",
        "4145-0000123456", "Decreto 0516 de 2016, artículo 12-3", "www.example.org", "@alcaldia", "12345678",
        "acc 12345678", "radicado 202441730100012345", "978-958-1234-56-7", "El cc del correo es 12",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_no_false_alarm(column, text):
    """Dates, amounts, laws, crossings of streets and reference numbers give nobody away."""
    assert [] == _found(column, TEXT, text)


@pytest.mark.parametrize(
    ("field", "cell", "kind"),
    [
        ({"type": "string", "title": "Cédula"}, "12345678", "document"),
        ({"type": "integer", "title": "Número de documento"}, "12345678", "document"),
        ({"type": "string", "title": "Teléfono fijo"}, "123 4567", "phone"),
        ({"type": "integer", "title": "Celular"}, "3991234567", "phone"),
    ],
)
def test_the_header_says_what_a_bare_number_is(column, field, cell, kind):
    """In a column called so, a number by itself is a document or a phone."""
    assert [("personal-data", kind, 2)] == _found(column, field, cell)


def test_a_public_contact_is_no_personal_data(column):
    """A column that is declared a public contact may hold the addresses and phones of offices."""
    assert [] == column({**TEXT, "contact": "public"}, "contacto@example.org", "Calle 5 # 12-34")


def test_a_report_does_not_repeat_what_should_not_be_published(column):
    """Of what is found, only the ends are shown."""
    (problem,) = column(TEXT, "Escribir a maria.perez@example.com")

    assert "ma…om" == problem.value


def test_texts_are_looked_at_one_by_one_only_where_something_may_be():
    """Of many texts without signs of personal data none is looked at; those that have them are all found."""
    harmless = [f"visita {number} de la oficina" for number in range(500)]
    texts = [*harmless, "C.C. 123456", "Cl 1 # 2-3", "a@b.co", "3001234567\n", *harmless]

    assert texts[500:504] == list(privacy._suspects(texts))  # noqa: SLF001 -- what is not looked at has no other trace
    assert [] == list(privacy._suspects([]))  # noqa: SLF001


def test_a_count_below_the_threshold_is_a_warning(column):
    """Cells from one to the threshold are flagged; zero, blank and the threshold itself are not."""
    found = column({"type": "integer", "smallest": 5}, "0", "1", "4", "5", "", "-2")

    assert [("small-count", 3, "1"), ("small-count", 4, "4")] == [(p.code, p.line, p.value) for p in found]
    assert {Severity.WARNING} == {problem.severity for problem in found}


def test_many_small_counts_are_counted_and_stay_warnings(column):
    """What says how many more there are weighs as much as what it counts."""
    found = column({"type": "integer", "smallest": 5}, *["2"] * 1001)

    assert 1001 == len(found)
    assert {Severity.WARNING} == {problem.severity for problem in found}
    assert 1 == sum(problem.code == "too-many-problems" for problem in found)
