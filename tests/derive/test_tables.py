import pytest

from generator.derive.tables import Row
from generator.derive.terms import Link, Missing, NotApplicable, Period, Quantity, Share, Word
from generator.load.schemas import Unit
from tests import invented

ISLETS = """
name: islotes
title: Islotes
schema:
  fields:
    - {name: id, title: Identificador, type: string}
    - {name: nombre, title: Nombre, type: string}
  primaryKey: id
label: nombre
entity: {singular: islote, plural: islotes}
views: {}
"""
BIRDS = """
name: aves
title: Aves
schema:
  fields:
    - {name: islote, title: Islote, type: string}
    - {name: aves, title: Aves, type: integer, unit: aves}
  foreignKeys: [{fields: islote, reference: {resource: islotes, fields: id}}]
views:
  aves: {title: Aves, group: islote, measure: {field: aves, aggregate: sum}, order: -value}
"""


def number(amount, decimals=0):
    """Return a number as cells hold it: its unit stands in the column."""
    return Quantity(amount, None, decimals)


@pytest.fixture(scope="module", name="colony")
def _colony():
    """Seventy islets with 70, 69, … 1 birds."""
    names = [f"i{place:02}" for place in range(1, 71)]
    islets = "".join(f"{name},Islote {name}\n" for name in names)
    birds = "".join(f"{name},{71 - place}\n" for place, name in enumerate(names, start=1))
    return invented.build((ISLETS, f"id,nombre\n{islets}"), (BIRDS, f"islote,aves\n{birds}"))


def test_a_table_has_a_row_for_each_group_and_one_for_the_total(villa):
    """Groups stand in the view's order, with their value and share; the total is marked."""
    table = invented.figure(villa, "visitas", "por-trimestre", "centros/norte").table

    expected = (
        Row((Period("2024-Q1"), number(1000), Share(0.4))),
        Row((Period("2024-Q2"), number(1500), Share(0.6))),
        Row((Word("table.total"), number(2500), Share(1.0)), "total"),
    )
    assert expected == table.rows


def test_columns_say_what_they_count(villa):
    """The column of values has the field's title and unit, and holds numbers; the first names the groups."""
    names, values, shares = invented.figure(villa, "visitas", "por-trimestre").table.columns

    assert ("Periodo", None, False) == (names.title, names.unit, names.numeric)
    assert ("Visitas", Unit("visita", "visitas"), True) == (values.title, values.unit, values.numeric)
    assert (Word("table.share"), True) == (shares.title, shares.numeric)


def test_a_total_of_what_is_known_is_called_so(villa):
    """Where a group has no data the total says that it is one of the known values."""
    table = invented.figure(villa, "visitas", "por-centro").table

    expected = (
        Row((Link("Centro Norte", "centros/norte/"), number(2500), Missing())),
        Row((Link("Centro Sur", "centros/sur/"), number(500), Missing())),
        Row((Link("Isla Mayor", "centros/isla/"), Missing(), NotApplicable())),
        Row((Word("table.total_known"), number(3000), Missing()), "total"),
    )
    assert expected == table.rows


def test_a_declared_whole_has_a_row_of_its_own():
    """Where the declared whole is not the sum of the rows, both are told and called by what they are."""
    totals = """
name: censo
title: Censo
schema: {fields: [{name: total, title: Total, type: integer, unit: aves}]}
views: {}
"""
    birds = BIRDS.replace("order: -value", "order: -value, share: true, whole: {dataset: censo, field: total}")
    made = invented.build((ISLETS, "id,nombre\na,A\nb,B\n"), (birds, "islote,aves\na,3\nb,1\n"), (totals, "total\n8\n"))

    expected = (
        Row((Word("table.total"), number(4), Share(0.5)), "total"),
        Row((Word("table.whole"), number(8), Share(1)), "total"),
    )
    assert expected == invented.figure(made, "aves", "aves").table.rows[2:]


def test_a_single_group_has_no_total():
    """One row with data is its own total."""
    made = invented.build((ISLETS, "id,nombre\na,A\n"), (BIRDS, "islote,aves\na,3\n"))

    assert ("",) == tuple(row.mark for row in invented.figure(made, "aves", "aves").table.rows)


def test_a_long_table_hides_rows_and_keeps_its_total(colony):
    """Of more than sixty groups sixty are shown, the rest counted, and the total is that of all."""
    table = invented.figure(colony, "aves", "aves").table

    assert (61, 10) == (len(table.rows), table.hidden)
    assert Row((Word("table.total"), number(70 * 71 / 2)), "total") == table.rows[-1]


def test_a_ranking_marks_the_page_s_own_entity(villa):
    """On an entity's page the whole ranking stands, its own row marked; those without data come last, without rank."""
    table = invented.figure(villa, "visitas", "por-centro", "centros/sur").table

    expected = [(1, "Centro Norte", ""), (2, "Centro Sur", "this"), (NotApplicable(), "Isla Mayor", "")]
    assert expected == [(row.cells[0], row.cells[1].text, row.mark) for row in table.rows]


def test_a_long_ranking_shows_its_head_and_the_entity_s_neighbours(colony):
    """Of a ranking of seventy, the first three and the three on either side of the entity are shown."""
    table = invented.figure(colony, "aves", "aves", "islotes/i40").table

    assert [1, 2, 3, 37, 38, 39, 40, 41, 42, 43] == [row.cells[0] for row in table.rows]
    assert ([40], 60) == ([row.cells[0] for row in table.rows if row.mark == "this"], table.hidden)


def test_the_head_of_a_long_ranking_is_shown_once(colony):
    """Where the entity stands in the head, no row is shown twice."""
    table = invented.figure(colony, "aves", "aves", "islotes/i02").table

    assert [1, 2, 3, 4, 5] == [row.cells[0] for row in table.rows]
