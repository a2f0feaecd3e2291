import pytest

from generator.derive import labels
from generator.derive.terms import Awaited, Link, Missing, Names, Period, Quantity, Word
from tests import announced, invented

COUNTRY = (
    """
name: provincias
title: Provincias
schema:
  fields: [{name: id, title: Código, type: string}, {name: nombre, title: Provincia, type: string}]
  primaryKey: [id]
label: nombre
""",
    "id,nombre\np1,Alta Sierra\n",
)
TOWNS = (
    """
name: pueblos
title: Pueblos
schema:
  fields:
    - {name: id, title: Código, type: string}
    - {name: nombre, title: Pueblo, type: string}
    - {name: provincia, title: De la provincia, type: string}
  primaryKey: [id]
  foreignKeys: [{fields: [provincia], reference: {resource: provincias, fields: [id]}}]
label: nombre
entity: {singular: pueblo, plural: pueblos}
""",
    "id,nombre,provincia\nmolino,El Molino,p1\nvado,El Vado,\n",
)
FAIRS = (
    """
name: ferias
title: Ferias
schema:
  fields:
    - {name: pueblo, title: Pueblo, type: string}
    - {name: mes, title: Mes, type: string, rdfType: "http://purl.org/dc/terms/PeriodOfTime"}
    - {name: santo, title: Santo, type: string}
  foreignKeys: [{fields: [pueblo], reference: {resource: pueblos, fields: [id]}}]
  missingValues: [{value: "", label: ""}, {value: ninguno, label: no tiene}]
""",
    "pueblo,mes,santo\nmolino,2024-05,San Isidro\nvado,2024-08,ninguno\n,2024-09,\n",
)


@pytest.fixture(scope="module", name="country")
def _country():
    """Fairs in towns in provinces; provinces have no pages."""
    return invented.build(COUNTRY, TOWNS, FAIRS)


def test_a_key_to_an_entity_is_its_name_and_its_page(country):
    """An id is shown as a link, by the name of what it points to."""
    assert Link("El Molino", "pueblos/molino/") == labels.of_cell(country.datasets["ferias"], "pueblo", 0, country)


def test_a_key_to_a_listed_row_is_its_name(country):
    """An id of something without a page is shown by its label."""
    assert "Alta Sierra" == labels.of_cell(country.datasets["pueblos"], "provincia", 0, country)


def test_a_period_stays_a_period(country):
    """The text of a period field is kept as one, to be told in words later."""
    assert Period("2024-05") == labels.of_cell(country.datasets["ferias"], "mes", 0, country)


def test_what_does_not_apply_keeps_its_own_word(country):
    """A labelled missing value is shown by its label, a blank one as a gap."""
    shown = [labels.of_cell(country.datasets["ferias"], "santo", row, country) for row in range(3)]

    assert ["San Isidro", Missing("no tiene"), Missing()] == shown


def test_a_path_is_followed_through_its_keys(country):
    """What stands at the end of a path of foreign keys is shown as it would be in its own dataset."""
    assert "Alta Sierra" == labels.follow(country.datasets["ferias"], "pueblo.provincia", 0, country)
    assert "Alta Sierra" == labels.follow(country.datasets["ferias"], "pueblo.provincia.nombre", 0, country)


@pytest.mark.parametrize("row", [1, 2])
def test_a_path_that_leads_nowhere_is_a_gap(country, row):
    """Where a step of the path is blank the end of it is missing."""
    assert Missing() == labels.follow(country.datasets["ferias"], "pueblo.provincia", row, country)


def test_a_path_is_titled_by_its_last_field(country):
    """The title of an extra column is the title of the field it leads to."""
    assert "De la provincia" == labels.field_of(country.datasets["ferias"], "pueblo.provincia", country).title


@pytest.fixture(scope="module", name="mirlo")
def _mirlo():
    """Bahía Mirlo, where paths lead forwards and backwards, and some data are awaited."""
    return announced.town()


def test_a_name_of_a_dataset_is_a_link_to_its_page(mirlo):
    """A cell that names a dataset leads to its page, and says when its rows are awaited."""
    shown = [labels.of_cell(mirlo.datasets["pruebas"], "conjunto", row, mirlo) for row in (0, 1)]

    takings, prunings = Link("Recaudo de las sedes", "data/recaudo-sedes/"), Link("Podas de árboles", "data/podas/")
    assert [takings, Awaited(prunings)] == shown
    assert [takings, Awaited(prunings)] == [labels.of_dataset(name, mirlo) for name in ("recaudo-sedes", "podas")]


def reached(made, name, path, row):
    """Return the dataset, the field and the text of each cell at the end of a path."""
    return [
        (there.name, field, there.table.texts[field][at])
        for there, field, at in labels.reach(made.datasets[name], path, row, made)
    ]


@pytest.mark.parametrize(
    ("name", "path", "row", "expected"),
    [
        ("tareas", "tarea", 0, [("tareas", "tarea", "Publicar el recaudo")]),
        ("tareas", "sede_id", 0, [("tareas", "sede_id", "muelle")]),
        ("tareas", "sede_id.nombre", 0, [("sedes", "nombre", "Sede del Muelle")]),
        ("tareas", "sede_id.nombre", 2, []),
        ("tareas", "pruebas.conjunto", 4, [("pruebas", "conjunto", "sedes"), ("pruebas", "conjunto", "podas")]),
        ("tareas", "pruebas.conjunto", 2, []),
        ("sedes", "tareas.pruebas.conjunto", 0, [("pruebas", "conjunto", name) for name in ("recaudo-sedes", "sedes", "podas")]),
        ("sedes", "tareas.id", 1, [("tareas", "id", "t2"), ("tareas", "id", "t4")]),
        ("sedes", "podas.codigo", 0, []),
        ("pruebas", "tarea_id.sede_id.abierta", 1, [("sedes", "abierta", "no")]),
        ("pruebas", "tarea_id.pruebas.conjunto", 2, [("pruebas", "conjunto", "sedes"), ("pruebas", "conjunto", "podas")]),
    ],
)  # fmt: skip
def test_a_path_reaches_every_cell_at_its_end(mirlo, name, path, row, expected):
    """Steps go forwards to one row or none, and backwards to all rows that point here, in their order."""
    assert expected == reached(mirlo, name, path, row)


def test_a_key_may_point_to_any_field():
    """A foreign key to a field that is not the primary key is followed like any other."""
    head, rows = announced.TASKS
    by_name = head.replace("resource: sedes, fields: id", "resource: sedes, fields: nombre")
    named = rows.replace("muelle", "Sede del Muelle").replace("loma", "Sede de la Loma")
    made = announced.town(replaced=((by_name, named),))

    assert [("sedes", "id", "muelle")] == reached(made, "tareas", "sede_id.id", 0)
    assert [("tareas", "id", "t2"), ("tareas", "id", "t4")] == reached(made, "sedes", "tareas.id", 1)


@pytest.mark.parametrize(
    ("path", "row", "expected"),
    [
        ("tareas.tarea", 1, Names(("Contar los árboles", "Revisar las podas"))),
        ("tareas.sede_id", 1, Names((Link("Sede de la Loma", "sedes/loma/"),))),
        ("recaudo-sedes.periodo", 0, Names((Period("2024-Q1"), Period("2024-Q2")))),
        ("podas.codigo", 0, Missing()),
        ("tareas.meta", 1, Names(("largo plazo",))),
    ],
)
def test_several_cells_are_one_list(mirlo, path, row, expected):
    """What a path finds more than once is told as a list, each thing once, gaps left out; nothing found is a gap."""
    assert expected == labels.follow(mirlo.datasets["sedes"], path, row, mirlo)


def test_the_name_of_an_entity_leads_to_its_page(mirlo):
    """In a list of entities the label of a row is the way to its page; any other field is shown as it is."""
    branches = mirlo.datasets["sedes"]

    assert Link("Sede del Muelle", "sedes/muelle/") == labels.of_path(branches, "nombre", 0, mirlo)
    assert Word("table.yes") == labels.of_path(branches, "abierta", 0, mirlo)
    assert "Publicar el recaudo" == labels.of_path(mirlo.datasets["tareas"], "tarea", 0, mirlo)


@pytest.mark.parametrize(
    ("name", "path", "expected"),
    [
        ("tareas", "meta", "Meta"),
        ("tareas", "pruebas.conjunto", "Conjunto de datos"),
        ("sedes", "tareas.pruebas.conjunto", "Conjunto de datos"),
        ("sedes", "tareas.sede_id.nombre", "Nombre"),
    ],
)
def test_a_way_back_ends_in_a_field(mirlo, name, path, expected):
    """A path ends in a field, whose title is that of the column, whichever way it goes."""
    assert expected == labels.field_of(mirlo.datasets[name], path, mirlo).title


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("recibos", Names((Quantity(1200, None, 0), Quantity(35, None, 0)))),
        ("tasa", Names((Quantity(0.0, None, 0), Quantity(50.25, None, 2)))),
        ("nota", Names(("007",))),
    ],
)
def test_numbers_are_listed_too(mirlo, field, expected):
    """What several rows say is told whatever its type: a list of numbers is no gap."""
    assert expected == labels.follow(mirlo.datasets["sedes"], f"recaudo-sedes.{field}", 1, mirlo)
