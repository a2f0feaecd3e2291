import pytest

from generator.derive import versions
from generator.load.site import Site
from generator.render import words
from tests import invented

VISITS = """
name: visitas
title: Visitas
modified: '2025-03-09'
{license}
schema:
  fields:
    - {{name: centro_id, title: Centro, type: string}}
    - {{name: canal, title: Canal, type: string}}
    - {{name: cuantas, title: Visitas recibidas, type: integer, unit: visitas}}
  foreignKeys:
    - {{fields: centro_id, reference: {{resource: centros, fields: id}}}}
checks: {{seguidos: {{each: centros, once-per: canal}}}}
views:
  cosa: {{title: Visitas por algo, {view}}}
"""
ROWS = "centro_id,canal,cuantas\nnorte,web,3\nsur,web,4\nisla,web,\nnorte,sede,5\nsur,sede,6\nisla,sede,1\n"


def behind(view, entity="", site=""):
    """Return what stands behind a figure."""
    made = invented.build(invented.CENTRES, (VISITS.format(view=view, license=""), ROWS), site=site)
    return invented.figure(made, "visitas", "cosa", entity).evidence


def told(sentences):
    """Return sentences in Spanish."""
    return [words.load(Site()).sentence(one) for one in sentences]


SUM = "measure: {field: cuantas, aggregate: sum}"


@pytest.mark.parametrize(
    ("view", "entity", "expected"),
    [
        (f"group: canal, {SUM}", "", ["Suma de «Visitas recibidas» por Canal.", "Se leen todas las filas (6)."]),
        (
            f"group: canal, {SUM}, where: {{centro_id: sur}}, share: true",
            "",
            [
                "Suma de «Visitas recibidas» por Canal.",
                "Se leen las 2 filas donde Centro es «Centro Sur».",
                "El porcentaje es cada valor dividido por la suma de todos.",
            ],
        ),
        (
            f"group: canal, {SUM}, where: {{canal: web}}",
            "centros/norte",
            [
                "Suma de «Visitas recibidas» por Canal.",
                "Se lee la fila donde Canal es «web» y Centro es «Centro Norte».",
            ],
        ),
        (
            f"group: centro_id, {SUM}",
            "centros/norte",
            [
                "Suma de «Visitas recibidas» por Centro.",
                "Se leen todas las filas (6).",
                "Los puestos van del valor más alto al más bajo; los iguales comparten puesto.",
            ],
        ),
        (
            "group: [centro_id, canal], measure: {aggregate: count}",
            "",
            ["Número de filas por Centro y Canal.", "Se leen todas las filas (6)."],
        ),
        (
            "measure: {aggregate: list}, columns: [canal]",
            "",
            ["Las filas tal como están.", "Se leen todas las filas (6)."],
        ),
        (
            f"group: canal, {SUM}, whole: {{dataset: visitas, field: cuantas, where: {{canal: sede}}}}",
            "",
            [
                "Suma de «Visitas recibidas» por Canal.",
                "Se leen todas las filas (6).",
                "El total y los porcentajes salen de «Visitas recibidas», en Visitas, donde Canal es «sede».",
            ],
        ),
    ],
    ids=["sum", "where", "entity", "position", "count", "list", "whole"],
)
def test_the_rule_is_told_in_words(view, entity, expected):
    """Under each figure stands what was done, with which rows, and what it was compared with, by the fields' titles."""
    assert expected == told(behind(view, entity).rule)


@pytest.mark.parametrize(
    ("view", "entity", "path", "count"),
    [
        (f"group: canal, {SUM}", "", "data/visitas/visitas.csv", 6),
        (f"group: centro_id, {SUM}", "centros/norte", "data/visitas/visitas.csv", 6),
        (f"group: canal, {SUM}", "centros/norte", "data/visitas/rows/centros/norte.csv", 2),
        (f"group: canal, {SUM}, where: {{canal: web}}", "", "data/visitas/rows/cosa.csv", 3),
        (f"group: centro_id, {SUM}, where: {{canal: web}}", "centros/norte", "data/visitas/rows/cosa.csv", 3),
        (f"group: canal, {SUM}, where: {{canal: web}}", "centros/isla", "data/visitas/rows/cosa/centros/isla.csv", 1),
    ],
)
def test_the_rows_have_an_address_that_follows_from_the_question(view, entity, path, count):
    """The same rows are one file: all of them the dataset's own, those of an entity or of a view one each."""
    rows = behind(view, entity).rows

    assert (path, count, path.endswith("visitas.csv")) == (rows.path, rows.count, rows.is_whole)


def test_a_city_calls_the_folder_of_rows_as_it_likes():
    """The word in the address is the city's."""
    found = behind(f"group: canal, {SUM}", "centros/norte", "segments: {rows: filas}\n")

    assert "data/visitas/filas/centros/norte.csv" == found.rows.path


def test_where_nothing_was_read_there_is_no_file():
    """A figure without rows leads to none."""
    assert behind(f"group: canal, {SUM}, where: {{canal: radio}}").rows is None


def test_what_was_checked_is_told():
    """The checks that a file had to pass are told, those that its descriptor asks for among them."""
    found = told(behind(f"group: canal, {SUM}").checks)

    assert "Cada fila pasó las comprobaciones de tipos, llaves y referencias antes de publicarse." == found[0]
    assert ["Cada fila de Centros de atención debe aparecer una vez en cada caso."] == found[1:]


def test_a_version_is_the_day_and_the_beginning_of_the_checksum():
    """Other bytes or another day are another version."""
    made = invented.build(invented.CENTRES, (VISITS.format(view=f"group: canal, {SUM}", license=""), ROWS))
    dataset = made.datasets["visitas"]

    assert f"2025-03-09-{dataset.table.sha256[:8]}" == versions.of(dataset, made).text
    assert made.datasets["centros"].table.sha256[:8] == versions.of(made.datasets["centros"], made).text
