"""Every type of page as it is seen: on a phone and at a desk, in light and in dark."""

import itertools

import pytest

pytestmark = pytest.mark.browser

KINDS = (
    *("home", "directory", "compare", "theme", "listing", "statements", "catalogue", "dataset", "awaited", "own"),
    "404",
    *("entity-cali", "entity-servicios", "entity-organismos", "entity-documentos", "entity-entidades"),
    *("entity-cooperacion-acciones", "problems", "problem", "questions", "letters", "search"),
    *("dictionary", "quality", "api", "changes", "news", "glossary"),
)
SEEN = list(itertools.product(KINDS, (360, 1280), ("light", "dark")))
FIRST, AFTER = 150 * 1024, 50 * 1024
"""The most bytes of a first visit, and of a page after it."""

KEPT = (".css", ".js", "assets/mark.svg")
"""What the browser keeps from the first visit on."""

AT_BOTH_WIDTHS = list(itertools.product(KINDS, (360, 1280)))


def test_every_type_of_page_is_looked_at(paths):
    """The list of types is that of the site: a new kind of entity must be added to it."""
    assert set(KINDS) == set(paths)


@pytest.mark.parametrize(("kind", "width", "scheme"), SEEN)
def test_a_page_has_no_barrier(look, kind, width, scheme):
    """Axe finds no violation of accessibility."""
    assert [] == look(kind, width, scheme).violations


@pytest.mark.parametrize(("kind", "width", "scheme"), SEEN)
def test_a_page_asks_nothing_of_another_host(look, kind, width, scheme):
    """Every request goes to the site itself, and is answered."""
    seen = look(kind, width, scheme)

    assert ([], []) == (seen.foreign, seen.failed)


@pytest.mark.parametrize(("kind", "width", "scheme"), SEEN)
def test_a_page_runs_without_complaint(look, kind, width, scheme):
    """The console stays silent: no error, no warning."""
    assert [] == look(kind, width, scheme).console


@pytest.mark.parametrize(("kind", "width"), AT_BOTH_WIDTHS)
def test_a_page_never_scrolls_sideways(look, kind, width):
    """Whatever is wide scrolls in a region of its own."""
    assert look(kind, width, "light").sideways <= 0


@pytest.mark.parametrize(("kind", "width"), AT_BOTH_WIDTHS)
def test_no_text_is_smaller_than_twelve_points(look, kind, width):
    """Paragraphs, tables, lists, menus, forms and the footer are read at sixteen pixels or more."""
    seen = look(kind, width, "light")

    assert [] == seen.small
    assert seen.texts > 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_light(look, kind):
    """With every picture, compressed, a first visit weighs at most 150 KB and a page after it 50 KB."""
    weights = look(kind, 360, "light").weights
    after = {url: size for url, size in weights.items() if not url.endswith(KEPT)}

    assert sum(weights.values()) <= FIRST, weights
    assert sum(after.values()) <= AFTER, after
    assert len(weights) > len(after) > 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_waits_for_one_style_sheet(look, kind):
    """Nothing else stands before the first sight of a page: scripts are deferred."""
    assert ["site.css"] == [url.rpartition("/")[2] for url in look(kind, 360, "light").waits]
