from dataclasses import replace

from generator.derive import site_pages
from generator.derive.pages import DirectoryPage, EntityPage
from generator.load.site import Site
from generator.render import cards, sharing, words
from tests import invented

KEYS = 'modified: "2025-01-15"\npicture: "assets/cards/x.png"\nlocale: "es_CO"\n'


def page_of(kind):
    """Return the first page of a kind, of an invented town."""
    return next(page for page in site_pages.derive(invented.villa()) if isinstance(page, kind))


def test_front_matter_is_completed():
    """Date, picture and locale come before what the template says; the rest of the page is as it was."""
    page = replace(page_of(DirectoryPage), modified="2025-01-15")
    text = '\n---\ntitle: "x"\n---\n\n# x\n\n---\n'

    told = sharing.told(text, page, picture="assets/cards/x.png", locale="es_CO")

    assert f'---\n{KEYS}title: "x"\n---\n\n# x\n\n---\n' == told


def test_a_template_without_front_matter_gets_one():
    """A city's own template need not begin with keys."""
    page = replace(page_of(DirectoryPage), modified="2025-01-15")

    told = sharing.told("# x\n", page, picture="assets/cards/x.png", locale="es_CO")

    assert f"---\n{KEYS}---\n\n# x\n" == told


def test_an_entity_is_described_by_what_its_figures_say():
    """Its own description names it and its kind; a directory has a better one of its own."""
    card = cards.Card("Villa", "Sede Norte", "Hay 3 cursos.", "Fuente: Cursos")

    assert "Hay 3 cursos." == sharing.described(page_of(EntityPage), card).description
    directory = page_of(DirectoryPage)
    assert directory is sharing.described(directory, cards.of_page(directory, words.load(Site()), "Villa"))
