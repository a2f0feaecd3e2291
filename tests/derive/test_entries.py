import pytest

from generator.derive import entries, site_pages
from generator.derive.finders import QuestionsPage, SearchPage
from generator.derive.terms import Link
from tests import invented

SCHEMA, ROWS = invented.VISITS
ASKED = (
    SCHEMA.replace(
        "    lead: {whole:",
        "    question: {whole: '¿Cuántos vinieron?', entity: '¿Cuántos fueron a {name}?'}\n    lead: {whole:",
    ),
    ROWS,
)
VILLA = (*(one for one in invented.VILLA if one is not invented.VISITS), ASKED)


@pytest.fixture(scope="module", name="asked")
def _asked():
    """Villa Serena, whose visits answer a question."""
    return invented.build(*VILLA, site="synonyms: {gente: visitas}")


@pytest.fixture(scope="module", name="found")
def _found(asked):
    """All that can be looked for in it, and in two pages of its own."""
    own = (Link("Acerca", "acerca/"), Link("Ayuda", "ayuda/"))
    (page,) = (page for page in site_pages.derive(asked, own) if isinstance(page, SearchPage))
    return page.entries


def of(found, kind):
    """Return the entries of a kind, as titles and paths."""
    return [(entry.title, entry.path) for entry in found if entry.kind == kind]


def test_a_question_is_asked_of_each_thing_and_of_all(found):
    """The answers lead to the figure on the thing's page, and on the theme's page for all of them, once."""
    expected = [
        "centros/norte/#visitas-por-centro", "centros/sur/#visitas-por-centro", "centros/isla/#visitas-por-centro",
        "atencion/#visitas-por-centro",
    ]  # fmt: skip

    assert sorted(expected) == sorted(entry.path for entry in found if entry.answer)


def test_an_answer_is_what_its_figure_says(asked, found):
    """No answer is computed a second time: its sentences are those of the figure."""
    (norte,) = (entry.answer for entry in found if entry.answer and "norte" in entry.path)
    figure = invented.figure(asked, "visitas", "por-centro", "centros/norte")

    assert figure.question == norte.question
    assert figure.sentences == norte.sentences
    assert figure.provenance == norte.provenance
    assert "centros-norte-visitas-por-centro" == norte.id


def test_every_page_with_something_to_find_is_among_the_entries(asked, found):
    """Things, lists, themes, datasets and the city's own pages are all there, each once."""
    assert [("Acerca", "acerca/"), ("Ayuda", "ayuda/")] == of(found, "page")
    assert {entity.path for some in asked.entities.values() for entity in some.values()} == {
        path for _, path in of(found, "entity")
    }
    assert sorted(asked.path(name) for name in asked.datasets) == sorted(path for _, path in of(found, "dataset"))
    assert [("Atención a la ciudadanía", "atencion/")] == of(found, "theme")
    assert 3 == len(of(found, "list"))


def test_the_kinds_of_entries_are_known(found):
    """The search weighs each kind, from answers to mentions."""
    assert {entry.kind for entry in found} <= set(entries.KINDS)


def test_a_view_without_a_question_answers_none():
    """Where no view says what it answers there is no page of questions, and the search has no link to one."""
    made = list(site_pages.derive(invented.villa()))

    assert [] == [page for page in made if isinstance(page, QuestionsPage)]
    assert [None] == [page.questions for page in made if isinstance(page, SearchPage)]
    assert "questions/" not in set(site_pages.addresses(invented.villa()))


def test_the_pages_of_answers_have_their_addresses(asked):
    """What is found beforehand is what is made: no page too many, none too few."""
    assert sorted(site_pages.addresses(asked)) == sorted(page.path for page in site_pages.derive(asked))
