import pytest

from generator.derive import comparisons, entity_pages
from generator.derive.terms import Link, Missing, NotApplicable, Period, Quantity, Share, Tick, Word
from tests import invented


@pytest.fixture(scope="module", name="page")
def _page(villa):
    """The comparison of the centres of Villa Serena."""
    return comparisons.derive("centros", entity_pages.directory("centros", villa), villa)


def rows(page, name):
    """Return the rows of a table of a comparison: their first cell as text, and the others."""
    table = next(one.table for one in page.tables if one.id == name)
    return {getattr(row.cells[0], "text", row.cells[0]): row.cells[1:] for row in table.rows}


def test_numbers_come_first_then_periods_then_what_there_is(page):
    """The tables stand from the shortest to the widest."""
    assert ["oferta-por-centro", "visitas-por-centro", "visitas-por-trimestre", "oferta-aqui"] == [
        t.id for t in page.tables
    ]


def test_a_number_has_its_share_and_its_rank(page):
    """Each entity has its value, its share and its rank, or no data; the total stands apart."""
    found = rows(page, "visitas-por-centro")

    assert (Quantity(2500, None, 0), Missing(), 1) == found["Centro Norte"]
    assert (Missing(), NotApplicable(), NotApplicable()) == found["Isla Mayor"]
    assert (Quantity(3000, None, 0), Missing(), NotApplicable()) == found[Word("table.total_known")]


def test_periods_stand_side_by_side_with_their_change(page):
    """Each period is a column; the change from the first to the last is told as an amount and as a share."""
    table = next(one.table for one in page.tables if one.id == "visitas-por-trimestre")
    found = rows(page, "visitas-por-trimestre")

    heads = ["Centro", Period("2024-Q1"), Period("2024-Q2"), Word("compare.change"), Word("compare.change_share")]
    assert heads == [column.title for column in table.columns]
    assert (Quantity(1000, None, 0), Quantity(1500, None, 0), Quantity(500, None, 0), Share(0.5)) == found[
        "Centro Norte"
    ]
    assert (Missing(),) * 4 == found["Isla Mayor"]


def test_what_each_has_is_ticked(page):
    """Yes, no and no data are three different signs; the total counts."""
    found = rows(page, "oferta-aqui")

    assert (Tick(there=False), Tick(there=False), Missing()) == tuple(found["Isla Mayor"][place] for place in (0, 1, 2))
    assert [1, 2, 0] == [cell.amount for cell in found[Word("table.total_known")]]


def test_every_row_of_the_first_table_can_be_led_to(page, villa):
    """A page of an entity leads to its row; the other tables have no anchors, for an anchor is there once."""
    first, *others = (one.table.rows for one in page.tables)

    assert ["c-isla", "c-norte", "c-sur"] == sorted(row.anchor for row in first if row.key)
    assert {""} == {row.anchor for rows in others for row in rows}
    assert Link("", "centros/compare/#c-sur") == comparisons.link("centros", villa, villa.entities["centros"]["sur"])


def test_the_segment_is_the_city_s_own():
    """`segments` names the comparison in the language of the city."""
    assert "centros/comparar/" == comparisons.address("centros", invented.villa("segments: {compare: comparar}"))


def test_what_nothing_compares_has_no_comparison(villa):
    """A kind with one entity, or without a figure that compares its entities, has no such page."""
    assert ["centros/compare/", "", ""] == [
        comparisons.address(k, villa) for k in ("centros", "servicios", "documentos")
    ]
