import pytest

from generator.derive import sheets
from generator.derive.terms import Link, Names, Word
from tests import invented


def marked(*names):
    """Return Villa Serena whose views of these names lead the pages of their entities, the others saying nothing."""
    changed = []
    for schema, rows in invented.VILLA:
        text = schema
        for name in names:
            text = text.replace(f"  {name}:\n", f"  {name}:\n    headline: true\n")
        changed.append((text, rows))
    return invented.build(*changed)


def told(page):
    """Return the keys of the sentences on top of a page, by the anchors of their figures."""
    return {one.anchor: [sentence.key for sentence in one.sentences] for one in page.answer}


def test_a_page_begins_with_the_figures_that_have_a_sentence_for_it(villa):
    """Where no view is marked those with a sentence of their own for entities lead: the value and the rank."""
    assert {"visitas-por-centro": ["", "position.alone_known"]} == told(invented.page(villa, "centros/norte/"))


def test_marked_figures_lead_and_their_sections_come_first():
    """`headline` chooses what stands on top, and puts its section before the others."""
    page = invented.page(marked("aqui"), "centros/norte/")

    assert {"oferta-aqui": ["presence.count"]} == told(page)
    assert ["oferta-centro-id", "visitas-centro-id"] == [section.id for section in page.sections]


def test_a_dataset_says_its_total_once():
    """Of two figures of one dataset the second only adds what it knows better: the rank, or the change."""
    page = invented.page(marked("por-trimestre", "por-centro"), "centros/norte/")

    assert ["lead.entity", "series.up", "position.alone_known"] == told(page)["visitas-por-trimestre"]


def test_the_contents_lead_to_what_is_on_the_page(villa):
    """Each section has its line among the contents: a lone figure by its own title."""
    page = invented.page(villa, "centros/norte/")
    anchors = {f"#{one.id}" for part in page.sections for one in (part, *part.figures)}

    assert {link.path for link in page.contents} <= anchors
    assert len(page.sections) == len(page.contents)


@pytest.fixture(scope="module", name="posted")
def _posted():
    """Villa Serena, whose centres have a sheet, at an address of its own."""
    text, rows = invented.CENTRES
    centres = (text.replace("plural: centros}", "plural: centros, sheet: true}"), rows)
    return invented.build(centres, *invented.VILLA[1:], site="url: https://datos.example.org\n")


def test_a_sheet_says_what_is_here_what_is_not_and_where(posted):
    """On paper stand the services by provider, those that are elsewhere and where, and the address of the page."""
    sheet = invented.page(posted, "centros/sur/").sheet
    (part,) = sheet.parts

    registry, north = Link("Registro de vecinos", "servicios/registro/"), Link("Centro Norte", "centros/norte/")
    assert (("Oficina del Registro", (registry,)),) == part.here
    assert [Names((north,)), Word("table.nowhere")] == [where for _, where in part.absent]
    assert ("https://datos.example.org/centros/sur/", "centros", "roomy") == (sheet.address, sheet.plural, sheet.size)


def test_a_sheet_without_a_known_address_has_none(villa):
    """Where nobody says at which address the site stands, a path alone would lead nowhere."""
    text, rows = invented.CENTRES
    centres = (text.replace("plural: centros}", "plural: centros, sheet: true}"), rows)
    made = invented.build(centres, *invented.VILLA[1:])

    assert "" == sheets.derive(made.entities["centros"]["sur"], made).address
    assert invented.page(villa, "centros/sur/").sheet is None


def test_a_kind_of_which_nothing_is_said_to_be_there_has_no_sheet(posted):
    """A sheet is asked for by the kind: others have none."""
    assert invented.page(posted, "servicios/agua/").sheet is None
