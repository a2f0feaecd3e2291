import csv
import io

import pytest

from generator.publish import verdict_files
from generator.render import words
from tests import announced, invented
from tests.announced import AVERAGE, TOTAL


@pytest.fixture(name="verdicts")
def _verdicts():
    """Return a function that gives the path and the bytes of the one file of verdicts of a town."""

    def verdicts(made):
        (artifact,) = verdict_files.artifacts(made, words.load(made.site))
        return artifact.path, artifact.make()

    return verdicts


def rows(data):
    """Return the rows of a CSV as any reader has them."""
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_there_is_a_row_for_each_statement(verdicts):
    """The file holds what is stated and what was found, in the order of the editor's rows."""
    path, data = verdicts(announced.town())

    assert "data/afirmaciones/afirmaciones-verdicts.csv" == path
    assert [
        ["id", "enunciado", "valor", "unidad", "recalculado", "veredicto", "filas_leidas", "conjuntos"],
        ["total", "Se expidieron 1235 recibos", "1235", "recibos", "1235", "Se cumple", "4", "recaudo-sedes"],
        ["media", "La tasa media de la Loma fue del 25,2 %", "25.2", "%", "25.125", "Redondeo", "2", "recaudo-sedes"],
        ["abiertas", "Están abiertas dos sedes", "2", "sedes", "1", "No se cumple", "1", "sedes"],
        ["tasa-q2", "La tasa del Muelle subió en el segundo trimestre", "", "", "", "No se puede comprobar", "1", "recaudo-sedes"],
        ["amable", "El personal es amable", "", "", "", "Observación", "", ""],
    ] == rows(data)  # fmt: skip


def test_several_datasets_read_are_told_in_one_cell(verdicts):
    """The datasets that a rule read are separated by semicolons."""
    joined = {**TOTAL, "filas": "SELECT recibos FROM recaudo_sedes JOIN sedes ON id = sede_id"}

    assert "recaudo-sedes;sedes" == rows(verdicts(announced.town(joined))[1])[1][-1]


def test_each_dataset_of_statements_has_a_file_of_its_own():
    """The verdicts on two reports' statements stand in two files."""
    head, body = announced.stated(AVERAGE)
    other = head.replace("name: afirmaciones\n", "name: dichos\n", 1), body
    made = announced.town(TOTAL, replaced=(other,))

    found = {artifact.path: rows(artifact.make()) for artifact in verdict_files.artifacts(made, words.load(made.site))}

    assert {
        "data/afirmaciones/afirmaciones-verdicts.csv": ["total"], "data/dichos/dichos-verdicts.csv": ["media"],
    } == {path: [row[0] for row in body[1:]] for path, body in found.items()}  # fmt: skip


def test_texts_with_commas_quotes_and_line_ends_stay_one_cell(verdicts):
    """Whatever an editor writes comes back as it was."""
    odd = 'Dice «"sí", dos»; y más'

    _, data = verdicts(announced.town({**TOTAL, "enunciado": odd}))

    assert (odd, 2) == (rows(data)[1][1], len(rows(data)))


def test_the_file_is_plain_text(verdicts):
    """UTF-8 without a mark, lines ended by LF."""
    _, data = verdicts(announced.town())

    assert (b"id,", 0, b"\n") == (data[:3], data.count(b"\r"), data[-1:])


def test_the_words_are_those_of_the_site(verdicts):
    """In another language the verdicts and the columns made here have its words, the editor's stay."""
    _, data = verdicts(announced.town(site="language: en\nlocale: en_GB\n"))

    assert ["id", "enunciado", "valor", "unidad"] == rows(data)[0][:4]
    assert ("Holds", "Does not hold") == (rows(data)[1][5], rows(data)[3][5])


def test_a_town_without_statements_has_no_such_file():
    """Nothing is stated, nothing is judged."""
    made = invented.villa()

    assert [] == list(verdict_files.artifacts(made, words.load(made.site)))
