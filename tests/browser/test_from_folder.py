"""The site opened from a folder, without any server: from a USB stick."""

from urllib.parse import unquote, urlsplit

import pytest

pytestmark = pytest.mark.browser

KINDS = ("home", "directory", "theme", "catalogue", "dataset", "entity-cali", "entity-servicios")


@pytest.fixture(name="unfold")
def _unfold(opened, site, paths):
    """Return a function that opens a type of page from the folder."""
    return lambda kind, **options: opened((site / paths[kind]).as_uri(), **options)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_works_from_a_folder(unfold, kind):
    """Text, style and charts are there, and everything that the page asked for was found in the folder."""
    page = unfold(kind)
    page.wait_for_timeout(200)

    assert ([], []) == (page.failed, page.said)
    assert {"file"} == {urlsplit(url).scheme for url in page.asked if not url.startswith(("data:", "blob:"))}
    assert page.locator("h1").is_visible()
    assert "rgb(253, 250, 245)" == page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("img").evaluate_all("all => Promise.all(all.map(i => (i.loading = 'eager', i.decode())))")
    sizes = page.locator("img").evaluate_all("all => all.map(i => i.naturalWidth)")
    assert all(sizes)
    assert sizes or kind in ("directory", "catalogue")


@pytest.mark.parametrize("kind", ["home", "dataset", "entity-cali"])
def test_every_link_leads_to_a_file(unfold, site, kind):
    """Each link of the page that does not lead to the web names a file of the folder."""
    links = (
        unfold(kind)
        .locator("a[href]")
        .evaluate_all("all => all.map(a => new URL(a.getAttribute('href'), location).href)")
    )
    paths = {unquote(urlsplit(link).path) for link in links if urlsplit(link).scheme == "file"}

    assert len(paths) > 5
    assert [] == [
        path for path in paths if not path.startswith(f"{site}/") or not (site / path[1 + len(str(site)) :]).is_file()
    ]


def test_a_link_is_followed(unfold):
    """From the home page one follows a link to a directory and from there to an entity."""
    page = unfold("home")
    page.locator("main ul.cards a").first.click()
    page.locator("main ul.directory a").first.click()

    assert page.url.startswith("file:")
    assert page.locator(".finding").first.is_visible()
