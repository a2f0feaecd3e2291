"""Tables that sort where scripts run: by mouse and keyboard, totals and groups in their places."""

import pytest

from tests import building, invented

pytestmark = pytest.mark.browser

QUARTERS = "table:has(caption:text-is('Visitas por trimestre'))"


@pytest.fixture(scope="module", name="compared")
def _compared(tmp_path_factory):
    """The address of the comparison of the centres of Villa Serena, opened from its folder."""
    folder = tmp_path_factory.mktemp("tables") / "town"
    folder.mkdir()
    invented.write(folder, *invented.VILLA)
    return (building.built(folder) / "centros/compare/index.html").as_uri()


@pytest.fixture(name="page")
def _page(opened, compared):
    """The comparison, opened at a desk."""
    return opened(compared)


def names(page, table=QUARTERS):
    """Return the names of the rows of a table, from top to bottom."""
    return [name.strip() for name in page.locator(f"{table} tbody th").all_inner_texts()]


def button(page, name, table=QUARTERS):
    """Return the button of a column."""
    return page.locator(table).get_by_role("button", name=name)


def test_a_column_of_numbers_sorts_by_value(page):
    """The largest comes first, then the smallest; without data is last both times, and the total stays below."""
    first = names(page)
    button(page, "primer trimestre de 2024").click()
    assert ["Centro Norte", "Centro Sur", "Isla Mayor", first[-1]] == names(page)

    button(page, "primer trimestre de 2024").click()
    assert ["Centro Sur", "Centro Norte", "Isla Mayor", first[-1]] == names(page)

    button(page, "primer trimestre de 2024").click()
    assert first == names(page)


def test_a_negative_change_sorts_below_a_positive_one(page):
    """Numbers are compared as numbers, signs and thousands included, not as they are written."""
    button(page, "Cambio del primer periodo al último").click()

    assert ["Centro Norte", "Centro Sur"] == names(page)[:2]


def test_the_order_is_told(page):
    """The head of the column that sorts says so, and which way; the others do not."""
    button(page, "Centro").first.click()
    heads = page.locator(f"{QUARTERS} thead th")
    assert "ascending" == heads.nth(0).get_attribute("aria-sort")

    button(page, "segundo trimestre de 2024").click()
    assert (None, "descending") == (heads.nth(0).get_attribute("aria-sort"), heads.nth(2).get_attribute("aria-sort"))


def test_the_keyboard_sorts(page):
    """The head is a button: enter and space sort, and it keeps the focus."""
    button(page, "segundo trimestre de 2024").focus()
    page.keyboard.press("Enter")
    assert "Centro Norte" == names(page)[0]

    page.keyboard.press("Space")
    assert "Centro Sur" == names(page)[0]
    assert "BUTTON" == page.evaluate("document.activeElement.tagName")


def test_a_wide_table_scrolls_in_its_own_region_by_keyboard(opened, compared):
    """On a phone the region of a table takes the focus and the arrow keys move it, not the page."""
    page = opened(compared, 360)
    region = page.locator(".table", has=page.locator(QUARTERS))
    region.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)

    assert region.evaluate("e => e.scrollLeft") > 0
    assert 0 == page.evaluate("document.documentElement.scrollLeft")


def test_without_scripts_tables_are_plain(opened, compared):
    """No script, no button: the heads are texts, with their units."""
    page = opened(compared, java_script_enabled=False)

    assert 0 == page.locator("thead button").count()
    assert "(visitas)" in page.locator(f"{QUARTERS} thead").inner_text()
