import datetime

import pytest

from generator.derive import listings
from generator.derive.summaries import Scope
from generator.derive.terms import Link, Missing, Quantity, Word
from tests import invented

WORKS = (
    """
name: obras
title: Obras
theme: obras
schema:
  fields:
    - {name: id, title: Identificador, type: string}
    - {name: fila, title: Fila, type: integer}
    - {name: barrio, title: Barrio, type: string}
    - {name: clase, title: Clase, type: string}
    - {name: vacia, title: Vacía, type: string}
    - {name: obra, title: Obra, type: string}
    - {name: costo, title: Costo, type: integer, unit: pesos}
    - {name: fin, title: Fin, type: date}
    - {name: lista, title: Lista, type: boolean}
    - {name: hoja, title: Hoja, type: string, rdfType: "http://purl.org/dc/terms/source"}
    - {name: documento, title: Documento, type: string}
    - {name: lineas, title: Líneas, type: string}
  primaryKey: id
  foreignKeys: [{fields: barrio, reference: {resource: barrios, fields: id}}]
label: obra
provenance: {document: documento, lines: lineas}
views: {}
""",
    """id,fila,barrio,clase,vacia,obra,costo,fin,lista,hoja,documento,lineas
a,1,faro,vía,,Puente de piedra,12000,2024-03-09,true,H1,informe,3
b,2,faro,vía,,Camino del molino,,,false,H2,informe,4
c,3,ribera,parque,,Plaza mayor,700,2024-11-30,,H3,informe,5
""",
)
DISTRICTS = (
    """
name: barrios
title: Barrios
schema:
  fields: [{name: id, title: Identificador, type: string}, {name: nombre, title: Nombre, type: string}]
  primaryKey: id
label: nombre
entity: {singular: barrio, plural: barrios}
views: {}
""",
    "id,nombre\nfaro,El Faro\nribera,La Ribera\n",
)


@pytest.fixture(scope="module", name="works")
def _works():
    """A town whose works have every kind of column."""
    return invented.build(WORKS, DISTRICTS)


def titles(table):
    """Return the titles of a table's columns."""
    return [column.title for column in table.columns]


def test_an_entity_s_rows_leave_out_what_tells_nothing(works):
    """Left out are the entity itself, ids, orders, sources, blank columns and those that never change; the label leads."""
    table = listings.of_entity(works.datasets["obras"], Scope("barrio", works.entities["barrios"]["faro"]), works)

    assert ["Obra", "Costo", "Fin", "Lista"] == titles(table)


def test_a_theme_s_rows_keep_what_differs(works):
    """For all rows the columns that differ stay, and what they point to is named by its page."""
    table = listings.of_theme(works.datasets["obras"], works)

    assert ["Obra", "Barrio", "Clase", "Costo", "Fin", "Lista"] == titles(table)
    assert Link("El Faro", "barrios/faro/") == table.rows[0].cells[1]


def test_a_single_row_keeps_its_columns(works):
    """Of one row nothing can be said to never change: only blanks and machinery are left out."""
    table = listings.of_entity(works.datasets["obras"], Scope("barrio", works.entities["barrios"]["ribera"]), works)

    assert ["Obra", "Clase", "Costo", "Fin"] == titles(table)


def test_cells_are_shown_by_their_type(works):
    """Numbers, dates, truths and gaps are shown as what they are."""
    table = listings.of_theme(works.datasets["obras"], works)

    assert (Quantity(12000, None, 0), datetime.date(2024, 3, 9), Word("table.yes")) == table.rows[0].cells[3:]
    assert (Missing(), Missing(), Word("table.no")) == table.rows[1].cells[3:]


def test_a_preview_shows_every_column(works):
    """The first rows of a dataset are shown whole, as in the file."""
    table = listings.preview(works.datasets["obras"], works)

    assert 12 == len(table.columns)
    assert ("a", "grid", 0) == (table.rows[0].cells[0], table.layout, table.hidden)


def test_a_preview_counts_what_it_hides():
    """Of thirteen rows ten are shown and three counted."""
    rows = "".join(f"b{number:02},Barrio {number}\n" for number in range(13))
    made = invented.build((DISTRICTS[0], f"id,nombre\n{rows}"))

    table = listings.preview(made.datasets["barrios"], made)

    assert (10, 3) == (len(table.rows), table.hidden)


def test_an_entity_in_a_listing_leads_to_its_page(works):
    """The label of an entity's own row is a link to its page."""
    table = listings.preview(works.datasets["barrios"], works)

    assert Link("El Faro", "barrios/faro/") == table.rows[0].cells[1]


def test_a_long_listing_counts_what_it_hides():
    """Of seventy rows sixty are listed and ten counted."""
    rows = "".join(f"b{number:02},Barrio {number}\n" for number in range(70))
    made = invented.build((DISTRICTS[0], f"id,nombre\n{rows}"))

    table = listings.of_theme(made.datasets["barrios"], made)

    assert (60, 10) == (len(table.rows), table.hidden)


def test_days_that_only_repeat_the_period_are_left_out():
    """The first and the last day of each row's period tell nothing that the period does not."""
    schema = """
name: cortes
title: Cortes
schema:
  fields:
    - {name: periodo, title: Periodo, type: string, rdfType: "http://purl.org/dc/terms/PeriodOfTime"}
    - {name: desde, title: Desde, type: date}
    - {name: hasta, title: Hasta, type: date}
    - {name: reunion, title: Reunión, type: date}
"""
    rows = "periodo,desde,hasta,reunion\n2024-Q1,2024-01-01,2024-03-31,2024-02-07\n2024-S1,2024-01-01,2024-06-30,2024-05-09\n"
    made = invented.build((schema, rows))

    assert ["Periodo", "Reunión"] == titles(listings.of_theme(made.datasets["cortes"], made))
