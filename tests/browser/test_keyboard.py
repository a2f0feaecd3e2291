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
    const box = e.getBoundingClientRect();
    const inSight = box.width > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return {
        tag: e.tagName, type: e.type || '', href: e.getAttribute('href') || '',
        name: (e.getAttribute('aria-label') || e.textContent || e.id).trim().slice(0, 40) + ' .' + e.className,
        outlined: getComputedStyle(e).outlineStyle !== 'none' && parseFloat(getComputedStyle(e).outlineWidth) > 0,
        shown: inSight && e.checkVisibility({visibilityProperty: true, opacityProperty: true}),
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
    assert "#main" == first["href"]
    assert "main" == page.evaluate("document.activeElement.id")


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
    page.locator("main details").evaluate_all("all => all.forEach(e => e.open = true)")
    figures = page.locator(".figure[role=group]")

    assert figures.count() > 0
    for number in range(figures.count()):
        figure = figures.nth(number)
        title = page.locator(f"[id='{figure.get_attribute('aria-labelledby')}']").inner_text()
        told = figure.aria_snapshot()

        assert told.startswith(f'- group "{title}":'), title
        assert "- paragraph" in told
        assert '- table "' in told
        assert "- columnheader" in told
        assert "- rowheader" in told
        if figure.locator("img").count():
            assert 'img "Gráfico: ' in told


def test_the_menu_is_reached_by_keyboard(opened, address):
    """At a desk Tab reaches each entry of the menu, and the one of this part of the site says so."""
    page = opened(address("entity-cali"))
    found = [focus for focus in walk(page, 14) if focus["href"].endswith("/organismos/index.html")]

    assert [True] == [focus["shown"] for focus in found]
    assert "CALI" == page.locator("#menu [aria-current]").inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_of_a_phone_opens_and_closes(opened, address, scripts):
    """On a phone, as on a desk screen at 400 %, a button opens the menu and Escape closes it, without scripts as well."""
    page = opened(address("entity-cali"), 360, java_script_enabled=scripts)
    entry = page.get_by_role("link", name="Organismos", exact=True)
    before = entry.is_visible()
    page.get_by_role("button", name="Menú").focus()
    page.keyboard.press("Enter")
    opened_menu = entry.is_visible()
    page.keyboard.press("Escape")

    assert (False, True, False) == (before, opened_menu, entry.is_visible())


def test_the_colours_are_chosen_and_kept(opened, address, base):
    """Whoever asks for dark colours gets them on the next page too."""
    page = opened(address("entity-cali"))
    page.get_by_role("button", name="Ver en oscuro").click()
    here = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto(f"{base}index.html")

    assert ["rgb(20, 32, 31)"] * 2 == [here, page.evaluate("getComputedStyle(document.body).backgroundColor")]
