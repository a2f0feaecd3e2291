"""Pages of entities as their readers use them: the map by its names, the comparison, the sheet on paper."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import building, invented
from tests.derive import test_tiles

pytestmark = pytest.mark.browser

BARRIERS = {"resultTypes": ["violations"]}
SHEET = "singular: centro, plural: centros, sheet: true"


@pytest.fixture(scope="module", name="villa_site")
def _villa_site(tmp_path_factory):
    """The built site of Villa Serena with a map of its centres, sheets for them and an address of its own."""
    folder = tmp_path_factory.mktemp("entities") / "town"
    folder.mkdir()
    text, rows = invented.CENTRES
    centres = (text.replace("singular: centro, plural: centros", SHEET), rows)
    leading = invented.OFFER[0].replace("  por-centro:\n", "  por-centro:\n    headline: true\n")
    offer = (leading + test_tiles.PLACES, invented.OFFER[1])
    datasets = (centres, invented.SERVICES, offer, *invented.VILLA[3:], test_tiles.MAP)
    invented.write(folder, *datasets, site="url: https://datos.example.org/\n")
    return building.built(folder)


@pytest.fixture(name="at")
def _at(opened, villa_site):
    """Return a function that opens a page of Villa Serena from its folder."""
    return lambda path, *rest, **options: opened(f"{(villa_site / path).as_uri()}", *rest, **options)


def barriers(page):
    """Return what Axe finds on a page."""
    found = Axe().run(page, options=BARRIERS).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]


def test_the_map_is_read_by_names(at):
    """Each tile is a link whose name says which place it is and its number, with its unit; none needs to be seen."""
    page = at("centros/index.html")
    group = page.get_by_role("group", name="Mapa esquemático: Cuántos servicios ofrece cada centro")

    told = group.aria_snapshot()
    for name in ("Centro Norte: 2 servicios", "Centro Sur: 1 servicio", "Isla Mayor: 0 servicios"):
        assert 1 == group.get_by_role("link", name=name, exact=True).count(), told


def test_the_list_beside_the_map_says_the_same(at):
    """Whoever does not use the map finds every place and its number in the list."""
    cards = at("centros/index.html").locator("ul.directory > li").all_inner_texts()

    assert [["Centro Norte", "2\xa0servicios"], ["Centro Sur", "1\xa0servicio"], ["Isla Mayor", "0\xa0servicios"]] == [
        [line for line in card.split("\n") if line.strip()] for card in cards
    ]


def test_the_keyboard_walks_the_map(at):
    """The tab key goes from tile to tile, the one in focus is outlined, and enter follows it."""
    page = at("centros/index.html")
    tiles = page.locator(".tiles svg a")
    tiles.nth(0).focus()
    page.keyboard.press("Tab")

    assert "Centro Sur: 1\xa0servicio" == page.evaluate("document.activeElement.getAttribute('aria-label')")
    widths = [tiles.nth(n).locator("rect").evaluate("e => getComputedStyle(e).strokeWidth") for n in (0, 1)]
    assert widths[0] != widths[1]
    page.keyboard.press("Enter")
    page.wait_for_url("**/centros/sur/index.html")


@pytest.mark.parametrize("width", [360, 1280])
def test_tiles_can_be_touched_and_read(at, width):
    """Targets are 24 pixels or more, and their text 12 or more, on a phone too."""
    page = at("centros/index.html", width)
    sides = page.locator(".tiles rect").evaluate_all("all => all.map(e => e.getBoundingClientRect().width)")
    scale = page.locator(".tiles svg").evaluate("e => e.getScreenCTM().a")
    sizes = page.locator(".tiles text").evaluate_all("all => all.map(e => parseFloat(getComputedStyle(e).fontSize))")

    assert min(sides) >= 24
    assert min(sizes) * scale >= 12


def test_where_it_is_offered_is_told_by_words(at):
    """On the page of a service each tile says yes, no or that there is no data."""
    links = at("servicios/poda/index.html").locator(".tiles svg a").all()

    assert ["Centro Norte: no", "Centro Sur: no", "Isla Mayor: sin dato"] == [
        a.get_attribute("aria-label") for a in links
    ]


def test_two_are_set_side_by_side_and_the_address_keeps_them(at):
    """Whoever chooses two sees them together; the address, opened anew, shows the same."""
    page = at("centros/compare/index.html")
    page.get_by_label("Comparar 1").select_option(label="Centro Sur")
    page.get_by_label("Comparar 2").select_option(label="Centro Norte")

    table = page.get_by_role("table", name="Lado a lado")
    heads = ["Qué se compara", "Centro Sur", "Centro Norte"]
    assert heads == table.locator("thead th").all_inner_texts()
    row = table.locator("tbody tr", has_text=re.compile("^Visitas")).filter(has=page.locator("td")).first
    assert ["500", "2.500"] == row.locator("td").all_inner_texts()
    assert page.url.endswith("#c-sur,c-norte")
    page.reload()
    assert heads == page.get_by_role("table", name="Lado a lado").locator("thead th").all_inner_texts()


def test_a_page_leads_to_its_own_comparison(at):
    """From the page of an entity one comes to the comparison, where it is chosen already."""
    page = at("centros/isla/index.html")
    page.get_by_role("link", name="Comparar Isla Mayor con más centros").click()
    page.wait_for_url("**/compare/index.html#c-isla")

    assert "isla" == page.get_by_label("Comparar 1").input_value()


def test_without_scripts_everybody_is_compared(at):
    """The tables are whole: every entity, every number; nothing that needs a script is in the way."""
    page = at("centros/compare/index.html", java_script_enabled=False)

    counts = page.locator("table").evaluate_all("all => all.map(e => e.querySelectorAll('tr[data-key]').length)")
    assert [3, 3, 3, 3] == counts
    assert (0, 0) == (page.locator(".chooser select").count(), page.locator("thead button").count())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_entities_have_no_barrier(at, width, scheme):
    """Axe finds nothing on the map, the page of an entity and a comparison in use; no page scrolls sideways."""
    for path in ("centros/index.html", "centros/norte/index.html", "servicios/poda/index.html"):
        page = at(path, width, color_scheme=scheme)
        assert ([], []) == ([*page.said], barriers(page))
        assert 0 >= page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page = at("centros/compare/index.html", width, color_scheme=scheme)
    page.get_by_label("Comparar 1").select_option(label="Centro Sur")
    assert ([], []) == ([*page.said], barriers(page))
    assert 0 >= page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("centre", ["norte", "sur", "isla"])
def test_the_sheet_is_one_page_of_paper(at, centre):
    """Printing the page of an entity gives one page, and on it the sheet alone, black on white in a dark scheme too."""
    page = at(f"centros/{centre}/index.html", color_scheme="dark")
    printed = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="print")

    assert 1 == len(re.findall(rb"/Type /Page\b(?!s)", printed))
    assert page.locator(".sheet").is_visible()
    assert not page.locator("h1").is_visible()
    assert "rgb(0, 0, 0)" == page.locator(".sheet .sheet-title").evaluate("e => getComputedStyle(e).color")
    assert f"https://datos.example.org/centros/{centre}/" in page.locator(".sheet-foot").inner_text()
    assert 1 == page.locator(".sheet-foot svg").count()


def test_the_sheet_is_not_in_the_way_on_a_screen(at):
    """On a screen the sheet is not to be seen or heard; a button offers to print it."""
    page = at("centros/norte/index.html")

    assert not page.locator(".sheet").is_visible()
    assert page.get_by_role("button", name="Imprimir la hoja para la cartelera").is_visible()


def test_every_sheet_of_this_city_is_one_page(opened, site):
    """The longest and the shortest of the repository's own sheets fit on one page."""
    sheets = [path for path in sorted(site.glob("*/*/index.html")) if 'class="sheet' in path.read_text("utf-8")]
    assert sheets
    pages = {}
    window = opened(sheets[0].as_uri())
    for path in sheets:
        window.goto(path.as_uri())
        pages[path.parent.name] = len(re.findall(rb"/Type /Page\b(?!s)", window.pdf(prefer_css_page_size=True)))

    assert dict.fromkeys(pages, 1) == pages
