"""Pages with scripts switched off: everything that matters is there."""

import re

import pytest

pytestmark = pytest.mark.browser

ADDED = "form.filter, .explore, .find form, .find [role=status], .report label, article button:not(th button)"
"""What scripts add to narrow down, to explore, to print and to report."""

AGE = re.compile(r"\s\([^()]*(?:hoy|hace|atrasad)[^()]*\)")
"""How old a date is, which only the reader's own clock knows."""

KINDS = ("home", "directory", "theme", "dataset", "entity-cali", "entity-servicios", "entity-organismos")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_needs_no_script(opened, address, kind):
    """Title, findings, tables, sources and charts are there and drawn without any script."""
    page = opened(address(kind), 360, java_script_enabled=False)

    assert page.locator("h1").is_visible()
    assert page.locator(".finding").first.is_visible()
    assert page.locator("table caption").first.text_content().strip()
    assert page.locator(".source").first.is_visible()
    sizes = page.locator(".chart img").evaluate_all("images => images.map(i => i.complete ? i.naturalWidth : 0)")
    assert min(sizes) > 100


@pytest.mark.parametrize("kind", ["home", "theme", "statements", "dataset", "entity-cali"])
def test_no_word_of_a_page_depends_on_scripts(opened, address, kind):
    """The words of a page are the same with scripts and without, but for buttons, choices, ages and the list of its parts."""
    pages = [opened(address(kind), java_script_enabled=enabled) for enabled in (True, False)]
    for page in pages:
        page.locator(".toc").evaluate_all("lists => lists.forEach(list => list.remove())")
    pages[0].locator(ADDED).evaluate_all("all => all.forEach(e => e.remove())")
    with_scripts, without = (page.locator("article").inner_text() for page in pages)

    assert AGE.sub("", with_scripts).split() == without.split()
