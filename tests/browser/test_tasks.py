"""What people come for, done as they do it: with scripts and without, on a phone and at a desk."""

import io
import json

import pandas as pd
import pytest

pytestmark = pytest.mark.browser

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture(name="home")
def _home(opened, base):
    """Return a function that opens the home page on a phone, with scripts or without."""
    return lambda scripts, width=360: opened(f"{base}index.html", width, java_script_enabled=scripts)


def words(part):
    """Return the text of a part of a page, with plain spaces."""
    return part.inner_text().replace("\xa0", " ")


def choose(page, question, written, name):
    """Answer one of the finder's questions: by typing, or, where no script runs, by opening its list."""
    part = page.locator(".find").filter(has_text=question)
    field = part.locator("input")
    if field.count() and field.is_visible():
        field.fill(written)
        field.press("Enter")
    else:
        part.locator("summary").click()
        part.get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def fetched(page, link):
    """Return the bytes of the file that a link of a page leads to."""
    answer = page.request.get(link.evaluate("a => a.href"))
    assert answer.ok
    return answer.body()


@SCRIPTS
def test_what_can_i_do_at_my_centre(home, scripts):
    """Two taps from the home page the first words of the centre's page say how much can be done there, and then what."""
    page = home(scripts)
    choose(page, "¿Cuál es su CALI?", "14", "CALI 14")

    assert "CALI 14" == page.locator("h1").inner_text()
    assert "En CALI 14 se ofrecían 9 servicios en 2023." in words(page.locator("main"))
    assert page.get_by_role("table", name="Aquí sí").is_visible()
    assert page.get_by_role("table", name="Aquí no").is_visible()


@SCRIPTS
def test_where_do_i_go_for_a_service(home, scripts):
    """Two taps from the home page one sentence names the centres that offer the service."""
    page = home(scripts)
    choose(page, "¿Qué necesita hacer?", "sisben", "Sisben")

    assert "Sisben se ofrecía en 9 CALI en 2023." in words(page.locator("main"))
    assert page.locator(".map a, svg a").first.is_visible()


@SCRIPTS
def test_do_they_answer_me(home, scripts):
    """Whoever asks for the time of an answer reads how many letters came, and that times are not published, by whom."""
    page = home(scripts)
    page.get_by_role("link", name="¿Cuántas comunicaciones recibe cada organismo?").click()
    page.wait_for_load_state()
    told = words(page.locator("main"))

    assert "La Alcaldía recibió 338.142 comunicaciones en 2024." in told
    assert "Tiempos de respuesta" in told or "tiempos de respuesta" in told
    assert "a la espera de datos" in told


@SCRIPTS
def test_a_number_is_followed_to_its_rows(home, scripts):
    """From a figure of the home page a reporter reads the rule and the lines of the document, and takes the rows away."""
    page = home(scripts, 1280)
    figure = page.locator(".figure").first
    told = words(figure)
    figure.locator("summary").filter(has_text="¿De dónde sale este número?").click()
    behind = words(figure)
    rows = figure.get_by_role("link", name="filas").first
    table = pd.read_csv(io.BytesIO(fetched(page, rows)), dtype={"fuente_lineas": str})

    assert "338.142" in told
    assert "líneas 59 a 82 y 84 a 87" in told
    assert "Suma de «Comunicaciones»" in behind
    assert 338142 == table["comunicaciones"].sum()
    assert "Versión" in behind


@SCRIPTS
def test_whether_a_number_holds(home, scripts):
    """A reporter finds what the documents state that their own tables do not bear out, with the rule and the line."""
    page = home(scripts, 1280)
    page.get_by_role("link", name="¿Se cumple lo que dicen los informes?").click()
    page.wait_for_load_state()
    heading = page.get_by_role("heading", name="No se cumple")
    first = page.locator("details.review").first
    first.locator("summary").click()
    told = words(first)

    assert heading.is_visible()
    assert "Lo que afirma" in told
    assert "línea" in told
    assert first.locator("pre.rule").is_visible()


@SCRIPTS
def test_a_file_opens_right_and_is_cited(opened, base, scripts):
    """The dataset's page gives a file for pandas, one for a Spanish Excel and a citation of a version that stays."""
    page = opened(f"{base}datos/pqrsd-organismo-trimestre/index.html", java_script_enabled=scripts)
    download = page.locator("ul.downloads a")
    plain = pd.read_csv(io.BytesIO(fetched(page, download.filter(has_text="trimestre.csv").first)))
    excel = fetched(page, download.filter(has_text="-excel.csv").first)
    reference = json.loads(fetched(page, page.get_by_role("link", name="CSL-JSON").last))

    assert 338142 == plain["comunicaciones"].sum()
    assert excel.startswith(b"\xef\xbb\xbforganismo")
    assert excel.count(b";") > len(plain)
    (cited,) = reference if isinstance(reference, list) else [reference]
    assert cited["version"] in words(page.locator(".cite").first)
