import pytest

from generator.derive import labels
from generator.derive.terms import Link, Missing, Period
from tests import invented

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
