"""What a few lines of script add: how old a date is by now, and the row that a report is about; and the site as a zip."""

import datetime
import zipfile
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

QUARTERS = "datos/pqrsd-organismo-trimestre/index.html"
DUE = "time[data-due]"


@pytest.fixture(name="at")
def _at(opened, base):
    """Return a function that opens the page of a dataset on a day."""

    def at(day, **options):
        page = opened(base + QUARTERS, **options)
        page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{day}T12:00:00"))
        page.reload()
        return page

    return at


def test_a_build_says_by_itself_that_it_is_late(at):
    """The same files, opened later, say since when something newer was expected, and how old they are."""
    due = at("2026-01-01").locator(DUE).first.get_attribute("datetime")
    first, last = (datetime.date.fromisoformat(due) + datetime.timedelta(days) for days in (0, 190))

    assert 0 == at(first.isoformat()).locator(".late").count()
    late = at(last.isoformat())
    assert "atrasado: se esperaba hace 6 meses" == late.locator(".late").first.inner_text()
    changed = late.locator("time[data-ago]").first
    assert "2026-11-21" <= changed.get_attribute("datetime")


def test_a_date_says_how_long_ago_it_was(at):
    """Half a year after the last change the page says so, beside the day itself."""
    page = at("2027-06-01")

    assert "21 de noviembre de 2026 (hace 6 meses)" == page.locator("dd:has(time[data-ago])").first.inner_text()


def test_without_scripts_both_days_stand(at):
    """No script, no judgement: the days are there to be read."""
    page = at("2027-06-01", java_script_enabled=False)

    assert "31 de marzo de 2026" == page.locator(DUE).first.inner_text()
    assert 0 == page.locator(".late").count()


def test_a_row_is_chosen_for_a_report(opened, base):
    """The choice has a name, is reached by keys, and writes the key of the row into the message."""
    page = opened(base + QUARTERS)
    choice = page.get_by_label("Fila con el error:")
    choice.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    chosen = choice.input_value()
    message = unquote(page.locator("[data-report] a").get_attribute("href"))

    assert chosen
    assert f"Fila: {chosen}\r\n" in message
    choice.select_option(index=0)
    assert "Fila: (escriba cuál)\r\n" in unquote(page.locator("[data-report] a").get_attribute("href"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [QUARTERS, "glosario/index.html"])
@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_added_has_no_barrier(opened, base, path, width, scheme):
    """Axe finds nothing, with what is late told, and the page does not scroll sideways."""
    page = opened(base + path, width, color_scheme=scheme)

    assert [] == Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert 0 >= page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture(scope="module", name="unzipped")
def _unzipped(site, tmp_path_factory):
    """The zip of the whole site, unpacked into a folder."""
    folder = tmp_path_factory.mktemp("usb")
    (packed,) = site.glob("*-sitio.zip")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
    return folder / packed.stem


@pytest.mark.parametrize("kind", ["home", "catalogue", "dataset", "entity-cali", "glossary"])
def test_the_zip_works_from_a_folder(opened, unzipped, paths, kind):
    """Every page of the copy asks only for files that are in it, and leads only to such; the zip itself is not offered."""
    page = opened((unzipped / paths[kind]).as_uri())
    links = page.locator("a[href]").evaluate_all("all => all.map(a => new URL(a.getAttribute('href'), location).href)")
    files = {unquote(urlsplit(link).path) for link in links if urlsplit(link).scheme == "file"}

    assert ([], []) == (page.failed, page.said)
    assert len(files) > 5
    assert [] == [file for file in files if not (unzipped / file.removeprefix(f"{unzipped}/")).is_file()]
    assert 0 == page.locator("a[href$='-sitio.zip']").count()


def test_the_zip_is_offered_where_the_data_are(opened, base):
    """On the served site the page of all data offers the whole of it."""
    assert 1 == opened(base + "datos/index.html").locator("a[href$='-sitio.zip'][download]").count()
