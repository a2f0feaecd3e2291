import pytest
from hypothesis import given, strategies as st

from generator.derive import tiles
from generator.derive.terms import Link, Quantity, Word
from generator.derive.tiles import Level
from generator.load.schemas import Unit
from generator.problems import Refused
from tests import invented

MAP = (
    """
name: plano
title: Plano de los centros
schema:
  fields:
    - {name: centro_id, title: Centro, type: string, constraints: {unique: true}}
    - {name: de_norte, title: Fila, type: integer}
    - {name: de_oeste, title: Columna, type: integer}
    - {name: corto, title: Nombre corto, type: string}
  primaryKey: [de_norte, de_oeste]
  foreignKeys: [{fields: [centro_id], reference: {resource: centros, fields: [id]}}]
tiles: {row: de_norte, column: de_oeste, short: corto}
views: {}
""",
    "centro_id,de_norte,de_oeste,corto\nsur,4,3,S\nnorte,3,3,N\nisla,4,5,I\n",
)
COUNT = Unit("servicio", "servicios")


@pytest.fixture(scope="module", name="mapped")
def _mapped():
    """Villa Serena with a map of its centres."""
    offer = (invented.OFFER[0] + PLACES, invented.OFFER[1])
    return invented.build(invented.CENTRES, invented.SERVICES, offer, *invented.VILLA[3:], MAP)


PLACES = """
  donde:
    title: Dónde se ofrece
    group: centro_id
    measure: {field: ofrece, aggregate: presence}
    pages: [servicios]
"""


def view(made, name):
    """Return a view of what is offered."""
    return next(one for one in made.datasets["oferta"].descriptor.views if one.id == name)


def test_tiles_stand_in_their_places_from_the_north_west(mapped):
    """Rows and columns are counted from the first that is used; tiles are in reading order, by their short names."""
    found = tiles.of_ranking(mapped.datasets["oferta"], view(mapped, "por-centro"), mapped)

    assert [("N", 0, 0), ("S", 1, 0), ("I", 1, 2)] == [(tile.short, tile.row, tile.column) for tile in found.tiles]
    assert (2, 3, Link("Plano de los centros", "data/plano/")) == (found.rows, found.columns, found.dataset)


def test_a_ranking_fills_the_tiles_with_its_numbers(mapped):
    """Each tile has the number of its entity, with its unit for whoever hears it, and a shade from the legend."""
    found = tiles.of_ranking(mapped.datasets["oferta"], view(mapped, "por-centro"), mapped)

    assert [(2, "level-4"), (1, "level-3"), (0, "level-2")] == [(t.value.amount, t.look) for t in found.tiles]
    assert [Quantity(2, COUNT, 0), Quantity(1, COUNT, 0), Quantity(0, COUNT, 0)] == [t.told for t in found.tiles]
    assert Level("level-2", Quantity(0, None, 0), Quantity(0, COUNT, 0)) == found.legend[0]


def test_a_presence_says_yes_no_and_no_data(mapped):
    """On the page of a service each place says whether it is there, is not, or that nobody knows."""
    found = invented.figure(mapped, "oferta", "donde", "servicios/poda").map

    assert [("no", Word("table.no")), ("no", Word("table.no")), ("gap", "sin dato")] == [
        (tile.look, tile.told if tile.look == "no" else "sin dato") for tile in found.tiles
    ]
    assert (Link("Isla Mayor", "centros/isla/"),) == found.those("gap")


def test_an_entity_is_marked_on_its_own_map(mapped):
    """On the page of an entity its tile alone says that it is here."""
    found = tiles.of_entity(mapped.entities["centros"]["isla"], mapped)

    assert [("plain", ""), ("plain", ""), ("this", Word("tiles.here"))] == [(t.look, t.told) for t in found.tiles]


def test_a_kind_without_a_map_has_none(mapped, villa):
    """Without a dataset of tiles nothing is drawn."""
    assert tiles.of_entity(mapped.entities["servicios"]["agua"], mapped) is None
    assert tiles.of_ranking(villa.datasets["oferta"], view(villa, "por-centro"), villa) is None


def test_a_map_is_no_list_on_the_pages_that_it_places(mapped):
    """The rows of a map are told as a map, not listed on the page of each entity."""
    found = invented.page(mapped, "centros/norte/")

    assert [] == [section.id for section in (*found.sections, *found.more) if section.id.startswith("plano")]
    assert found.map


@given(st.lists(st.integers(-50, 50), min_size=1))
def test_larger_numbers_never_have_a_lighter_shade(values):
    """Shades grow with the numbers, equal numbers share theirs, and at most four are used."""
    levels = tiles._levels(values)  # noqa: SLF001 -- any numbers, without a catalogue around each

    assert sorted(levels, key=lambda value: levels[value]) == sorted(levels) or len(set(levels.values())) < len(levels)
    assert [levels[value] for value in sorted(levels)] == sorted(levels.values())
    assert len(set(levels.values())) == min(4, len(set(values)))


@pytest.mark.parametrize("change", [("[de_norte, de_oeste]", "[centro_id]"), ("resource: centros", "resource: plazas")])
def test_a_map_with_two_in_one_place_or_of_nothing_is_refused(change):
    """The key of a map is its places, and its foreign key leads to things that have pages."""
    squares = (
        "name: plazas\ntitle: Plazas\nschema: {fields: [{name: id, type: string, title: Id}], primaryKey: [id]}\n",
        "id\nnorte\nsur\nisla\n",
    )

    with pytest.raises(Refused) as refused:
        invented.build(*invented.VILLA, squares, (MAP[0].replace(*change), MAP[1]))

    assert ["tiles-key"] == [problem.code for problem in refused.value.problems if problem.severity == "error"]
