import pytest

from generator.derive import charts
from generator.derive.palettes import FAINT, MARKED, PLAIN
from generator.derive.terms import Missing, Period, Quantity
from tests import invented

SCHEMA = """
name: obras
title: Obras
schema:
  fields:
    - {{name: barrio, title: Barrio, type: string}}
    - {{name: periodo, title: Periodo, type: string, rdfType: "http://purl.org/dc/terms/PeriodOfTime"}}
    - {{name: obras, title: Obras, type: integer, unit: obras}}
views:
  obras: {{title: Obras, measure: {{field: obras, aggregate: sum}}, {view}}}
"""
ROWS = "barrio,periodo,obras\nfaro,2023,4\nribera,2024,6\n"


def draw(view, rows=ROWS):
    """Return the chart of a view of rows without entities."""
    made = invented.build((SCHEMA.format(view=view), rows))
    return invented.figure(made, "obras", "obras").chart


@pytest.fixture(scope="module", name="ranking")
def _ranking():
    """Return the chart of the place-th of some islets, which have as many birds as there are islets below them."""

    def ranking(count, place):
        names = [f"i{number:02}" for number in range(1, count + 1)]
        islets = "".join(f"{name},Islote {name}\n" for name in names)
        birds = "".join(f"{name},{count - number}\n" for number, name in enumerate(names))
        made = invented.build((ISLETS, f"id,nombre\n{islets}"), (BIRDS, f"islote,aves\n{birds}"))
        return invented.figure(made, "aves", "aves", f"islotes/i{place:02}").chart

    return ranking


ISLETS = """
name: islotes
title: Islotes
schema:
  fields: [{name: id, title: Identificador, type: string}, {name: nombre, title: Nombre, type: string}]
  primaryKey: id
label: nombre
entity: {singular: islote, plural: islotes}
views: {}
"""
BIRDS = """
name: aves
title: Aves
schema:
  fields: [{name: islote, title: Islote, type: string}, {name: aves, title: Aves, type: integer, unit: aves}]
  foreignKeys: [{fields: islote, reference: {resource: islotes, fields: id}}]
views:
  aves: {title: Aves, group: islote, measure: {field: aves, aggregate: sum}, order: -value}
"""


@pytest.mark.parametrize(
    ("view", "shape"),
    [
        ("group: barrio", "rows"),
        ("group: periodo", "columns"),
        ("group: periodo, mark: line", "line"),
        ("group: barrio, encode: {x: barrio, y: obras}", "columns"),
        ("group: periodo, encode: {x: obras, y: periodo}", "rows"),
        ("group: [barrio, periodo]", "stack"),
    ],
)
def test_the_shape_follows_the_view(view, shape):
    """Periods stand upright and other groups lie, unless `encode` or `mark` says otherwise; two groups are stacked."""
    assert shape == draw(view).shape


def test_every_group_is_a_bar_with_its_value():
    """A chart has a bar for each group, with the value told as in the table."""
    told = [(bar.label, bar.value, bar.text, bar.shade) for bar in draw("group: periodo").bars]

    expected = [(Period("2023"), 4, Quantity(4, None, 0), PLAIN), (Period("2024"), 6, Quantity(6, None, 0), PLAIN)]
    assert expected == told


def test_a_group_without_data_keeps_its_place_without_a_bar():
    """A gap is drawn as missing data, never as a bar of zero."""
    chart = draw("group: barrio", "barrio,periodo,obras\nfaro,2023,\nribera,2024,6\n")

    assert (None, Missing()) == (chart.bars[0].value, chart.bars[0].text)


def test_nothing_is_drawn_without_data():
    """Where every cell is blank there is no chart."""
    assert draw("group: barrio", "barrio,periodo,obras\nfaro,2023,\nribera,2024,\n") is None


def test_nothing_is_drawn_of_too_many_groups():
    """More groups than a reader can tell apart are left to the table."""
    rows = "".join(f"b{number},2024,1\n" for number in range(charts.MAX_BARS + 1))

    assert draw("group: barrio", f"barrio,periodo,obras\n{rows}") is None


def test_stacked_bars_have_a_series():
    """With two groups the first is the bar and the second its piece."""
    assert [("faro", Period("2023")), ("ribera", Period("2024"))] == [
        (bar.label, bar.series) for bar in draw("group: [barrio, periodo]").bars
    ]


def test_the_entity_stands_out_in_its_ranking(ranking):
    """In a short ranking all are drawn, the page's own entity marked and every bar with its rank."""
    assert [(1, FAINT), (2, MARKED), (3, FAINT)] == [(bar.rank, bar.shade) for bar in ranking(3, 2).bars]


def test_a_long_ranking_draws_its_head_and_neighbours(ranking):
    """Of a long ranking the first three are drawn and the two on either side of the entity."""
    assert [1, 2, 3, 18, 19, 20, 21, 22] == [bar.rank for bar in ranking(30, 20).bars]


def test_a_ranking_of_one_is_not_drawn(ranking):
    """One bar compares nothing."""
    assert ranking(1, 1) is None


def test_an_entity_without_data_is_not_drawn_among_the_others(villa):
    """Where the entity has no value the others are drawn, and none of them stands out."""
    bars = invented.figure(villa, "visitas", "por-centro", "centros/isla").chart.bars

    assert [("Centro Norte", FAINT), ("Centro Sur", FAINT)] == [(bar.label.text, bar.shade) for bar in bars]


def test_of_many_gaps_the_table_tells():
    """More groups without data than a few are not drawn."""
    rows = "".join(f"b{number},2024,\n" for number in range(charts.MAX_GAPS + 1))
    chart = draw("group: barrio", f"barrio,periodo,obras\nfaro,2024,4\n{rows}")

    assert ["faro"] == [bar.label for bar in chart.bars]
