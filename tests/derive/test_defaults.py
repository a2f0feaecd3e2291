from generator.derive import defaults
from tests import invented

HEAD = """
name: obras
title: Obras del año
schema:
  fields:
"""
PERIOD = '    - {name: periodo, title: Periodo, type: string, rdfType: "http://purl.org/dc/terms/PeriodOfTime"}\n'
PLACE = "    - {name: barrio, title: Barrio, type: string}\n"
COUNT = "    - {name: obras, title: Obras, type: integer, unit: obras}\n"
SHARE = '    - {name: parte, title: Parte, type: number, unit: "%"}\n'
ORDER = "    - {name: orden, title: Orden, type: integer}\n"
KEY = "  foreignKeys: [{fields: [barrio], reference: {resource: barrios, fields: [id]}}]\n"
DISTRICTS = (
    """
name: barrios
title: Barrios
schema:
  fields: [{name: id, title: Identificador, type: string}, {name: nombre, title: Nombre, type: string}]
  primaryKey: [id]
label: nombre
""",
    "id,nombre\nfaro,El Faro\n",
)


def suggested(*fields, more=""):
    """Return the views of a dataset without the key `views`: group, measure and order of each."""
    columns = {
        PERIOD: ("periodo", "2024"),
        PLACE: ("barrio", "faro"),
        COUNT: ("obras", "3"),
        SHARE: ("parte", "50"),
        ORDER: ("orden", "1"),
    }
    header, row = zip(*(columns[field] for field in fields), strict=True)
    made = invented.build((HEAD + "".join(fields) + more, f"{','.join(header)}\n{','.join(row)}\n"), DISTRICTS)
    views = defaults.views(made.datasets["obras"].descriptor)
    return [(view.title, view.group, view.measure.aggregate, view.measure.field, view.order) for view in views]


def test_the_first_quantity_is_shown_by_period():
    """With a period and a number that has a unit, its sum by period is the figure."""
    assert [("Obras del año", ("periodo",), "sum", "obras", "group")] == suggested(PERIOD, ORDER, COUNT)


def test_without_a_period_it_is_shown_by_what_the_rows_belong_to():
    """Without a period the sum goes by the first foreign key, the largest first."""
    assert [("Obras del año", ("barrio",), "sum", "obras", "-value")] == suggested(PLACE, COUNT, more=KEY)


def test_percentages_make_no_figure():
    """Percentages are never added, so they make no figure by themselves."""
    assert [] == suggested(PERIOD, SHARE)


def test_a_number_without_unit_makes_no_figure():
    """A number that counts nothing, an order for one, makes no figure."""
    assert [] == suggested(PERIOD, ORDER)


def test_a_quantity_without_groups_makes_no_figure():
    """Without a period or a foreign key there is nothing to group by."""
    assert [] == suggested(PLACE, COUNT)


def test_a_source_document_is_no_group():
    """The foreign key to the document that rows come from is not what they belong to."""
    schema = (
        HEAD
        + PLACE
        + COUNT
        + "    - {name: lineas, title: Líneas, type: string}\n"
        + KEY
        + "provenance: {document: barrio, lines: lineas}\n"
    )
    made = invented.build((schema, "barrio,obras,lineas\nfaro,3,1\n"), DISTRICTS)

    assert () == defaults.views(made.datasets["obras"].descriptor)


def test_empty_views_ask_for_none():
    """`views: {}` means that the dataset has no figure, whatever its fields."""
    assert [] == suggested(PERIOD, COUNT, more="views: {}\n")


def test_declared_views_are_the_views():
    """Where views are declared nothing is suggested."""
    declared = "views: {mias: {title: Mías, group: barrio, measure: {aggregate: count}}}\n"

    assert [("Mías", ("barrio",), "count", "", "group")] == suggested(PLACE, PERIOD, COUNT, more=declared)


def test_an_entity_dataset_has_no_figure_of_its_own(villa):
    """The rows of an entity dataset are its pages; their numbers are no figure."""
    assert () == defaults.views(villa.datasets["documentos"].descriptor)
