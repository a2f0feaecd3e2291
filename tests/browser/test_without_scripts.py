"""Pages with scripts switched off: everything that matters is there."""

import pytest

pytestmark = pytest.mark.browser

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
    """The text of a page is the same with scripts and without, but for what narrows lists down and the list of its parts."""
    pages = [opened(address(kind), java_script_enabled=enabled) for enabled in (True, False)]
    for page in pages:
        page.locator(".toc").evaluate_all("lists => lists.forEach(list => list.remove())")
    pages[0].locator("form.filter, .explore, .find form, .find [role=status]").evaluate_all(
        "forms => forms.forEach(form => form.remove())"
    )
    texts = [page.locator("article").inner_text() for page in pages]

    assert texts[0] == texts[1]
