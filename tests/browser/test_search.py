"""The search, as it runs on a server."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
def test_the_search_box_of_the_home_page_finds(opened, base, width):
    """Whoever writes «movilidad» and presses Enter sees pages about it, and the first leads to one."""
    page = opened(base, width)
    page.locator("#finder").fill("movilidad")
    page.keyboard.press("Enter")
    results = page.locator(".md-search-result__link")
    results.first.wait_for()

    assert "movilidad" in results.first.inner_text().casefold()
    results.first.click()
    page.wait_for_load_state()
    assert "movilidad" in page.locator("article").inner_text().casefold()


def test_the_search_finds_without_accents(opened, base):
    """People write without accents: «tramites» finds «trámites»."""
    page = opened(f"{base}index.html?q=tramites")
    results = page.locator(".md-search-result__link")
    results.first.wait_for()

    assert "trámites" in results.first.inner_text().casefold()


def test_the_search_asks_nothing_of_another_host(opened, base):
    """To search asks the site itself for its index, and nobody for anything else."""
    page = opened(f"{base}index.html?q=movilidad")
    page.locator(".md-search-result__link").first.wait_for()

    assert any("search_index" in url for url in page.asked)
    assert [] == [url for url in page.asked if not url.startswith((base, "blob:", "data:"))]
    assert ([], []) == (page.failed, page.said)
