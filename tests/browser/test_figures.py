"""Figures as people meet them: read aloud, taken away, checked, explored."""

import json
import struct

import pytest

pytestmark = pytest.mark.browser

TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".csv": "text/csv", ".bib": None, ".json": "application/json"}
WIDTH = 1200


@pytest.fixture(name="figure")
def _figure(opened, address):
    """Return a function that opens a type of page, and gives it with its first figure that has a chart."""

    def figure(kind, **options):
        page = opened(address(kind), **options)
        return page, page.locator(".figure", has=page.locator(".chart img")).first

    return figure


def tree(page, name):
    """Return the accessibility tree below the group called `name`: roles with names and descriptions, in order."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def told(node):
        for child in map(by_id.__getitem__, node.get("childIds", [])):
            if not child["ignored"]:
                values = (child.get(key, {}).get("value", "") for key in ("role", "name", "description"))
                yield tuple(values)
            yield from told(child)

    (group,) = [
        node for node in nodes
        if not node["ignored"] and node["role"]["value"] == "group" and node.get("name", {}).get("value") == name
    ][:1]  # fmt: skip
    return group, list(told(group))


def test_a_figure_is_read_aloud(figure):
    """It is a group named by its heading and described by its finding; in it an image with words, and a table."""
    page, found = figure("home")
    title = page.locator(f"#{found.get_attribute('aria-labelledby')}").inner_text()
    finding = found.locator(".finding").inner_text()

    group, told = tree(page, title)

    assert " ".join(finding.split()) == " ".join(group["description"]["value"].split())
    assert ("image", f"Gráfico: {title}. La tabla trae los mismos datos.") in {one[:2] for one in told}
    assert {"table", "caption", "columnheader", "rowheader", "cell"} <= {role.casefold() for role, *_ in told}
    assert title in {name for role, name, _ in told if role == "table"}
    assert any("¿De dónde sale este número?" in name for role, name, _ in told if role == "DisclosureTriangle")


@pytest.mark.parametrize("kind", ["home", "theme", "entity-organismos", "dataset"])
def test_what_is_behind_a_figure_can_be_taken_away(figure, kind, base):
    """Drawing, picture, rows and citations are there and are what they are called."""
    page, found = figure(kind)
    links = found.locator(".evidence a[download]").evaluate_all("all => all.map(a => [a.href, a.download])")
    endings = {next(ending for ending in TYPES if url.endswith(ending)) for url, _ in links}

    assert set(TYPES) == endings
    for url, name in links:
        answer = page.request.get(url)
        ending = next(ending for ending in TYPES if url.endswith(ending))
        assert url.startswith(base)
        assert (200, True) == (answer.status, (TYPES[ending] or "") in answer.headers["content-type"])
        if ending == ".png":
            assert struct.unpack(">I", answer.body()[16:20])[0] == WIDTH
        if ending in (".svg", ".png"):
            assert name.endswith(ending)
            assert found.get_attribute("aria-labelledby") in name
        if ending == ".json":
            assert "dataset" == json.loads(answer.body())[0]["type"]


def test_the_picture_on_the_page_leaves_out_what_the_page_says(figure, site):
    """The page shows the drawing alone; the file that is taken away has its title and its source in it."""
    page, found = figure("home")
    image = found.locator(".chart img")
    image.scroll_into_view_if_needed()
    source = image.get_attribute("src")
    text = (site / source.partition("#")[0]).read_text("utf-8")
    box = image.bounding_box()

    assert source.endswith(".svg#chart")
    assert found.locator("caption").inner_text() in text
    assert "Fuente: " in text
    assert box["width"] / box["height"] == pytest.approx(
        int(image.get_attribute("width")) / int(image.get_attribute("height")), rel=0.02
    )
    assert page.evaluate("img => img.complete && img.naturalWidth > 0", image.element_handle())


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_a_chart_comes(opened, address, width):
    """The room of each chart is kept before it is loaded."""
    page = opened(address("entity-organismos"), width)
    before = page.evaluate("document.documentElement.scrollHeight")
    page.locator(".chart img").evaluate_all("all => Promise.all(all.map(i => (i.loading = 'eager', i.decode())))")

    assert before == page.evaluate("document.documentElement.scrollHeight")


@pytest.mark.parametrize("width", [360, 1280])
def test_no_text_of_a_chart_is_tiny(opened, address, width):
    """On a phone too, the smallest text of a drawing is 12 pixels high."""
    page = opened(address("theme"), width)
    ratios = page.locator(".chart img").evaluate_all("all => all.map(i => i.getBoundingClientRect().width / 352)")

    assert ratios
    assert min(ratios) * 15 >= 12


def explore(page):
    """Ask to explore the first chart that offers it, and return the chart."""
    button = page.get_by_role("button", name="Explorar la gráfica").first
    holder = page.locator(".chart[data-explore]").first
    button.click()
    holder.locator("svg").wait_for()
    return holder


@pytest.mark.parametrize("from_folder", [False, True], ids=["served", "folder"])
def test_a_chart_can_be_explored(opened, site, paths, base, from_folder):
    """On demand, our own viewer tells the value of what is pointed at or reached by keys; Escape clears it."""
    address = (site / paths["home"]).as_uri() if from_folder else base + paths["home"]
    page = opened(address)
    asked = [url for url in page.asked if "/vega/" in url]
    holder = explore(page)
    tip = holder.get_by_role("status")
    help_text = tip.inner_text()

    assert [] == asked
    page.keyboard.press("ArrowRight")
    first = tip.inner_text()
    page.keyboard.press("ArrowRight")
    assert "%" in first
    assert first != tip.inner_text()
    page.keyboard.press("Escape")
    assert help_text == tip.inner_text()
    box = holder.locator("svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + 36)
    assert first == tip.inner_text()
    assert ([], []) == (page.said, page.failed)
    root = site.as_uri() if from_folder else base
    assert [] == [url for url in page.asked if not url.startswith((root, "data:", "blob:"))]


def test_the_fixed_chart_comes_back(opened, address):
    """Whoever has explored enough gets the picture again, and the table was there all the time."""
    page = opened(address("home"))
    holder = explore(page)
    assert not holder.locator("img").is_visible()
    page.get_by_role("button", name="Volver a la gráfica fija").click()

    assert holder.locator("img").is_visible()
    assert 0 == holder.locator("svg").count()


def test_without_scripts_nothing_is_missing(figure):
    """The chart, its table, what stands behind it and its files are there; what cannot run is not offered."""
    page, found = figure("home", java_script_enabled=False)
    found.locator(".evidence summary").click()

    assert found.locator(".evidence dd").first.is_visible()
    assert 0 == page.locator(".explore").count()
    assert page.locator(".chart img").first.is_visible()
