import pytest

from generator.derive import presences, summaries
from generator.derive.questions import Question
from generator.derive.tables import Row
from generator.derive.terms import Link, Missing, Names, Quantity, Word
from generator.load.schemas import Unit
from tests import invented

WATER, REGISTRY, TREES = (
    Link("Recibo del agua", "servicios/agua/"),
    Link("Registro de vecinos", "servicios/registro/"),
    Link("Poda de árboles", "servicios/poda/"),
)
NORTH = Link("Centro Norte", "centros/norte/")


@pytest.fixture(name="of")
def _of(villa):
    """Return a function that gives the figure of what one centre of Villa Serena has."""
    return lambda centre: invented.figure(villa, "oferta", "aqui", f"centros/{centre}")


def test_what_is_here_stands_under_who_provides_it(of):
    """Each provider has a row of its own, with how much it provides; what nobody is said to provide comes last."""
    table = of("norte").table

    one = Quantity(1, Unit("servicio", "servicios"), 0)
    assert ["Servicio"] == [column.title for column in table.columns]
    assert (
        Row(("Oficina del Registro", one), "group"),
        Row((REGISTRY,)),
        Row((Missing(), one), "group"),
        Row((WATER,)),
    ) == table.rows


def test_what_is_not_here_is_told_with_where_it_is(of):
    """The second table tells what is not here, where it is to be had, or that it is nowhere, and who provides it."""
    table = of("sur").absent

    assert ["Servicio", Word("table.elsewhere"), "Oficina"] == [column.title for column in table.columns]
    assert [(WATER, Names((NORTH,)), Missing()), (TREES, Word("table.nowhere"), "Oficina de Parques")] == [
        row.cells for row in table.rows
    ]


def test_what_is_not_known_is_not_told_as_absent(of):
    """A blank pair is a gap where it would be told to be elsewhere, and comes last."""
    row = of("isla").absent.rows[-1]

    assert (TREES, Names((Missing(),))) == row.cells[:2]


def test_a_chart_would_only_repeat_the_tables(of):
    """What is there or not has no sizes to compare: nothing is drawn."""
    assert of("norte").chart is None


def test_without_elsewhere_what_is_there_is_listed_with_its_columns():
    """A view that does not ask for what is elsewhere lists only what is there, and the extra columns beside it."""
    schema, rows = invented.OFFER
    plain = (schema.replace("    elsewhere: true\n", ""), rows)
    made = invented.build(invented.CENTRES, invented.SERVICES, plain)
    found = invented.figure(made, "oferta", "aqui", "centros/sur")

    assert ["Servicio", "Oficina"] == [column.title for column in found.table.columns]
    assert ((Row((REGISTRY, "Oficina del Registro")),), None) == (found.table.rows, found.absent)


def test_the_same_is_known_without_tables(villa):
    """What the sheet on paper is made of says the same: by provider, absent with its places, and unknown."""
    view = next(view for view in villa.datasets["oferta"].descriptor.views if view.id == "aqui")
    scope = summaries.Scope("centro_id", villa.entities["centros"]["isla"])
    asked = Question(villa.datasets["oferta"], view, villa, scope)
    found = presences.derive(asked, summaries.summarise(asked.dataset, view, villa, scope))

    assert (
        presences.Presence((), ((WATER, (NORTH,)), (REGISTRY, (NORTH, Link("Centro Sur", "centros/sur/")))), (TREES,))
        == found
    )
