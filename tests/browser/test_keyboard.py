"""Pages by keyboard and by screen reader."""

import itertools

import pytest

STILL = "*, ::before, ::after { transition: none !important; }"
STEP_BEFORE = """region => {
    const stops = [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')].filter(e => e.checkVisibility());
    stops[stops.indexOf(region) - 1].focus();
}"""
"""Puts the focus on the stop before a region: to walk there from the top would take a hundred steps."""

pytestmark = pytest.mark.browser

FOCUSED = """async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const e = document.activeElement;
    // The theme draws the switch of its colours as the label that follows it.
    const drawn = e.matches('[type=radio]') ? e.nextElementSibling : e;
    const box = drawn.getBoundingClientRect();
    const inSight = box.width > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return {
        tag: e.tagName, type: e.type || '', href: e.getAttribute('href') || '',
        name: (e.getAttribute('aria-label') || e.textContent || e.id).trim().slice(0, 40) + ' .' + e.className,
        outlined: getComputedStyle(drawn).outlineStyle !== 'none' && parseFloat(getComputedStyle(drawn).outlineWidth) > 0,
        shown: inSight && drawn.checkVisibility({visibilityProperty: true, opacityProperty: true}),
    };
}"""


def walk(page, steps):
    """Press Tab so many times, and return what had the focus each time."""
    found = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED))
    return found


def test_the_first_step_skips_to_the_content(opened, address):
    """The first Tab reaches a link past the menu; followed, it leads to the content."""
    page = opened(address("dataset"))
    (first,) = walk(page, 1)
    page.keyboard.press("Enter")

    assert ("A", True) == (first["tag"], first["shown"])
    assert first["href"].startswith("#")
    assert page.locator(f"article {first['href']}").count() == 1
    assert page.url.endswith(first["href"])


def test_the_search_is_reached_by_keyboard(opened, address):
    """Tab reaches the search box of the home page and the button beside it."""
    found = walk(opened(address("home")), 40)
    place = next(number for number, focus in enumerate(found) if focus["type"] == "search")

    assert found[place]["shown"]
    assert "submit" == found[place + 1]["type"]


@pytest.mark.parametrize(("kind", "width"), list(itertools.product(["home", "entity-cali"], [360, 1280])))
def test_whatever_has_the_focus_is_seen(opened, address, kind, width):
    """Each step by Tab lands on something in sight, with a line around it."""
    page = opened(address(kind), width)
    page.add_style_tag(content=STILL)
    found = [focus for focus in walk(page, 30) if focus["tag"] != "BODY"]

    assert len(found) > 10
    assert [] == [focus["name"] for focus in found if not (focus["shown"] and focus["outlined"])]


def test_a_wide_table_is_scrolled_by_keyboard(opened, address):
    """On a phone a table wider than the screen is a named region that takes the focus, and the arrow keys move it."""
    page = opened(address("dataset"), 360)
    regions = page.locator("[role=region].table")
    wide = regions.evaluate_all("all => all.findIndex(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 20)")
    region = regions.nth(wide)
    region.evaluate(STEP_BEFORE)
    page.keyboard.press("Tab")
    focused = region.evaluate("e => e === document.activeElement")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)

    assert focused
    assert region.get_attribute("aria-label")
    assert region.evaluate("e => e.scrollLeft") > 0


@pytest.mark.parametrize("kind", ["home", "theme", "dataset", "entity-cali", "entity-organismos"])
def test_a_figure_is_told_whole(opened, address, kind):
    """A screen reader meets each figure as a group by its title, with its finding, its chart's words and its table."""
    page = opened(address(kind))
    figures = page.locator(".figure[role=group]")

    assert figures.count() > 0
    for number in range(figures.count()):
        figure = figures.nth(number)
        figure.locator("details").evaluate_all("all => all.forEach(e => e.open = true)")
        title = page.locator(f"[id='{figure.get_attribute('aria-labelledby')}']").inner_text()
        told = figure.aria_snapshot()

        assert told.startswith(f'- group "{title}":'), title
        assert "- paragraph" in told
        assert '- table "' in told
        assert "- columnheader" in told
        assert "- rowheader" in told
        if figure.locator("img").count():
            assert 'img "Gráfico: ' in told


@pytest.mark.parametrize("width", [360, 1280])
def test_the_menu_is_reached_by_keyboard(opened, address, width):
    """At any width (a desk screen at 400 % is as narrow as a phone) Tab reaches the menu, and it is seen."""
    page = opened(address("entity-cali"), width)
    page.add_style_tag(content=STILL)
    found = [
        focus for focus in walk(page, 20) if focus["href"].endswith("/organismos/index.html") and "md-" in focus["name"]
    ]

    assert [True] == [focus["shown"] for focus in found]
