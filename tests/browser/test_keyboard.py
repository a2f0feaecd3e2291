"""Pages by keyboard and by screen reader."""

import pytest

pytestmark = pytest.mark.browser

FOCUSED = """() => {
    const e = document.activeElement;
    const box = e.getBoundingClientRect();
    return {
        tag: e.tagName, name: (e.getAttribute('aria-label') || e.textContent || e.id).trim(), type: e.type || '',
        classes: e.className, href: e.getAttribute('href') || '', outline: getComputedStyle(e).outlineStyle,
        shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    };
}"""


def walk(page, steps):
    """Press Tab so many times, and return what had the focus each time."""
    found = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED))
    return found


def test_the_first_step_skips_to_the_content(opened, base, paths):
    """The first Tab reaches a link past the menu; followed, it leads to the content."""
    page = opened(base + paths["dataset"])
    (first,) = walk(page, 1)
    page.keyboard.press("Enter")

    assert ("A", True) == (first["tag"], first["shown"])
    assert first["href"].startswith("#")
    assert page.locator(f"article {first['href']}").count() == 1
    assert page.url.endswith(first["href"])


def test_the_search_is_reached_by_keyboard(opened, base, paths):
    """Tab reaches the search box of the home page; a word and Enter search."""
    page = opened(base + paths["home"])
    found = walk(page, 40)
    place = next(number for number, focus in enumerate(found) if "finder" in page.evaluate("e => e", focus["name"]) or focus["type"] == "search")

    assert found[place]["shown"]


@pytest.mark.parametrize("kind", ["home", "entity-cali", "dataset"])
def test_whatever_has_the_focus_is_seen(opened, base, paths, kind):
    """Each step by Tab lands on something in sight, with a line around it, and no step goes back."""
    page = opened(base + paths[kind], 360)
    found = [focus for focus in walk(page, 30) if focus["tag"] != "BODY"]

    assert len(found) > 10
    assert [] == [focus for focus in found if not focus["shown"] or focus["outline"] == "none"]


def test_a_wide_table_is_scrolled_by_keyboard(opened, base, paths):
    """On a phone a table wider than the screen is a named region that takes the focus, and the arrow keys move it."""
    page = opened(base + paths["dataset"], 360)
    wide = page.locator("[role=region].table").evaluate_all("all => all.findIndex(e => e.scrollWidth > e.clientWidth + 20)")
    region = page.locator("[role=region].table").nth(wide)
    for _ in range(80):
        page.keyboard.press("Tab")
        if region.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)

    assert region.get_attribute("aria-label")
    assert region.evaluate("e => e === document.activeElement")
    assert region.evaluate("e => e.scrollLeft") > 0


@pytest.mark.parametrize("kind", ["home", "theme", "dataset", "entity-cali", "entity-organismos"])
def test_a_figure_is_told_whole(opened, base, paths, kind):
    """A screen reader meets each figure as a group by its title, with its finding, its chart's words and its table."""
    page = opened(base + paths[kind])
    figures = page.locator(".figure[role=group]")

    assert figures.count() > 0
    for number in range(figures.count()):
        figure = figures.nth(number)
        figure.locator("details").evaluate_all("all => all.forEach(e => e.open = true)")
        title = page.locator(f"[id='{figure.get_attribute('aria-labelledby')}']").inner_text()
        told = figure.aria_snapshot()

        assert told.startswith(f'- group "{title}":'), title
        assert "- paragraph: " in told
        assert '- table "' in told
        assert "- columnheader" in told
        assert "- rowheader" in told
        if figure.locator("img").count():
            assert '- img "Gráfico: ' in told
