"""Every type of page as it is seen: on a phone and at a desk, in light and in dark."""

import itertools

import pytest

pytestmark = pytest.mark.browser

KINDS = (
    *("home", "directory", "theme", "listing", "statements", "catalogue", "dataset", "awaited", "404"),
    *("entity-cali", "entity-servicios", "entity-organismos", "entity-documentos", "entity-entidades"),
    *("entity-cooperacion-acciones", "problems", "problem"),
)
SEEN = list(itertools.product(KINDS, (360, 1280), ("light", "dark")))
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
