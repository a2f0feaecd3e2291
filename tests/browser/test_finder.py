"""To find: the search in the header, its own page, the finder of the home page, the questions and the list from A to Z."""

import itertools
import json
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

FIELD = "header [data-search] input"
OPTION = "header [role=option]"
ASKED = [
    ("¿dónde hago el Sisben?", "servicios/sisben/"),
    ("sisven", "servicios/sisben/"),
    ("donde hago el sisven", "servicios/sisben/"),
    ("qué CALI tiene ventanilla única", "servicios/ventanilla-unica/"),
    ("cuantas comunicaciones recibio movilidad", "organismos/movilidad/"),
    ("pqr", "pqrsd/"),
    ("transito", "organismos/movilidad/"),
    ("TRÁNSITO", "organismos/movilidad/"),
    ("dagma", "organismos/dagma/"),
    ("cali 5", "cali/5/"),
    ("siloe", "cali/20/"),
    ("icbf", "entidades/icbf/"),
    ("comisaria familia", "servicios/comisaria-familia/"),
    ("telefono", "canales/"),
    ("acerca", "acerca/"),
]


@pytest.fixture(name="unfold")
def _unfold(opened, site):
    """Return a function that opens a page of the site from its folder."""
    return lambda path, **options: opened(f"{site.as_uri()}/{path}", **options)


def first(page, site):
    """Return where the first suggestion leads, from the site's root."""
    page.locator(OPTION).first.wait_for()
    return urlsplit(page.locator(OPTION).first.get_attribute("href")).path.removeprefix(f"{site}/")


def words(part):
    """Return the text of a part of a page, with plain spaces."""
    return part.inner_text().replace("\xa0", " ")


def axe(page):
    """Return what Axe finds on a page as it stands."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]


@pytest.mark.parametrize(("asked", "path"), ASKED, ids=[asked for asked, _ in ASKED])
def test_the_right_page_comes_first(unfold, site, asked, path):
    """Questions as people ask them, without accents, with a slip, by initials or by a word of their own, from a folder."""
    page = unfold("index.html")
    page.locator(FIELD).fill(asked)

    assert first(page, site).startswith(path)


@pytest.mark.parametrize("width", [360, 1280])
def test_an_answer_stands_in_the_list(unfold, width):
    """Whoever asks where a service is offered reads it before following any link."""
    page = unfold("datos/index.html", width=width)
    page.locator(FIELD).fill("sisben")
    option = page.locator(OPTION).first
    option.wait_for()

    assert "Sisben se ofrecía en 9 CALI en 2023. Son: CALI 1, CALI 6," in words(option)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    box = option.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_the_list_of_suggestions_is_a_combobox(unfold):
    """The field says what it is, what it controls and which suggestion is active; arrows go round, Escape closes."""
    page = unfold("index.html")
    field = page.locator(FIELD)

    def state():
        return (field.get_attribute("aria-expanded"), field.get_attribute("aria-activedescendant"))

    closed = state()
    field.fill("movilidad")
    page.locator(OPTION).first.wait_for()
    ids = page.locator(OPTION).evaluate_all("all => all.map(e => e.id)")

    assert ("combobox", "list") == (field.get_attribute("role"), field.get_attribute("aria-autocomplete"))
    assert "listbox" == page.locator(f"#{field.get_attribute('aria-controls')}").get_attribute("role")
    assert [("false", None), ("true", None)] == [closed, state()]
    field.press("ArrowDown")
    assert ("true", ids[0]) == state()
    assert ["true"] == page.locator(f"{OPTION}[aria-selected=true]").evaluate_all("all => all.map(e => e.ariaSelected)")
    field.press("ArrowUp")
    assert ("true", None) == state()
    field.press("ArrowUp")
    assert ("true", ids[-1]) == state()
    field.press("Escape")
    assert ("false", None) == state()
    assert "movilidad" == field.input_value()
    assert "resultado" in page.locator("header [data-search] [role=status]").inner_text()


def test_a_suggestion_is_followed_by_keyboard(unfold):
    """Arrow and Enter, or Tab and Enter, lead to the page; Tab leaves the list open while the focus is in it."""
    page = unfold("index.html")
    for keys in (["ArrowDown", "Enter"], ["Tab", "Tab", "Enter"]):
        page.locator(FIELD).fill("sisven")
        page.locator(OPTION).first.wait_for()
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_url("**/servicios/sisben/index.html")
        assert "Sisben" == page.locator("h1").inner_text()
        page.go_back()


def test_enter_leads_to_all_results(unfold):
    """Without a choice the words go to the page of the search, whose address keeps them."""
    page = unfold("cali/5/index.html")
    page.locator(FIELD).fill("trámites en línea")
    page.keyboard.press("Enter")
    page.wait_for_url("**/buscar/index.html?q=*")
    page.locator("[data-results] li").first.wait_for()

    assert "trámites en línea" == page.locator("main [data-search] input").input_value()
    assert page.locator("[data-results] [role=status]").inner_text().endswith("resultados")


def test_what_is_not_there_is_said(unfold):
    """No result is an answer in words, with where to go on."""
    page = unfold("buscar/index.html?q=zzzzzz")
    status = page.locator("[data-results] [role=status]")
    status.get_by_text("No hay resultados").wait_for()

    assert 0 == page.locator("[data-results] li").count()


def test_hostile_words_stay_words(unfold):
    """What is written in the address is searched for and never becomes markup."""
    page = unfold("buscar/index.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.locator("[data-results]").wait_for()

    assert "<img src=x onerror=alert(1)>" == page.locator("main [data-search] input").input_value()
    assert 0 == page.locator("main img").count()
    assert [] == page.said


def test_nothing_is_loaded_before_it_is_needed(opened, base):
    """Library and index are asked for at the first focus of a field, once, and from nobody else."""
    page = opened(f"{base}cali/5/index.html")
    before = [url for url in page.asked if "/assets/search/" in url]
    page.locator(FIELD).focus()
    page.locator(FIELD).fill("sisben")
    page.locator(OPTION).first.wait_for()
    after = [url.removeprefix(base) for url in page.asked if "/assets/search/" in url]

    assert [] == before
    assert ["assets/search/index.js", "assets/search/minisearch.js"] == sorted(after)
    assert [] == [url for url in page.asked if not url.startswith((base, "data:"))]


@pytest.mark.parametrize(
    ("question", "written", "path"),
    [
        ("¿Qué necesita hacer?", "sisven", "servicios/sisben/"),
        ("¿Qué necesita hacer?", "victimas", "servicios/atencion-victimas/"),
        ("¿Cuál es su CALI?", "14", "cali/14/"),
        ("¿Cuál es su CALI?", "terron colorado", "cali/1/"),
        ("¿Cuál es su CALI?", "rural", "cali/rural/"),
    ],
)
def test_the_finder_goes_to_the_page(unfold, question, written, path):
    """On the home page one writes what one knows, sees the list shrink, and Enter opens the page: two steps."""
    page = unfold("index.html", width=360)
    part = page.locator(".find", has_text=question)
    whole = part.locator("li").count()
    field = part.get_by_role("searchbox", name=question)
    field.fill(written)
    part.get_by_text("resultado").wait_for()
    shown = part.locator("li").count()
    field.press("Enter")
    page.wait_for_url(f"**/{path}index.html")

    assert 0 < shown < whole


def test_the_finder_finds_nothing_of_another_kind(unfold):
    """Under the question about CALI no service is listed, and an emptied field shows all again."""
    page = unfold("index.html")
    part = page.locator(".find", has_text="¿Cuál es su CALI?")
    part.locator("input").fill("sisben")
    part.get_by_text("No hay resultados").wait_for()
    found = part.locator("li").count()
    part.locator("input").fill("")
    part.locator("li").nth(22).wait_for()

    assert (0, 23) == (found, part.locator("li").count())


def test_without_scripts_two_taps_lead_to_the_answer(unfold):
    """The list opens by itself, each name is a link, and the page says in its first sentence where it is offered."""
    page = unfold("index.html", width=360, java_script_enabled=False)
    part = page.locator(".find", has_text="¿Qué necesita hacer?")
    part.locator("summary").click()
    part.get_by_role("link", name="Sisben").click()
    page.wait_for_url("**/servicios/sisben/index.html")

    assert words(page.locator("main .finding").first).startswith("Sisben se ofrecía en 9 CALI en 2023.")
    assert 0 == page.locator("[role=combobox]").count()


def test_without_scripts_the_search_leads_to_lists(unfold):
    """Button and Enter lead to a plain page: the questions, the letters, the directories."""
    page = unfold("cali/5/index.html", java_script_enabled=False)
    page.locator(FIELD).fill("sisben")
    page.keyboard.press("Enter")
    page.wait_for_url("**/buscar/index.html?q=sisben")
    page.locator("main nav.letters a", has_text="S").click()
    page.locator("main .names a", has_text="Sisben").click()

    assert "Sisben" == page.locator("h1").inner_text()


def test_the_questions_are_answered_without_scripts(unfold, site):
    """Each answer opens in its place, and is the one that the file for programs gives."""
    page = unfold("preguntas/index.html", width=360, java_script_enabled=False)
    found = json.loads((site / "preguntas/preguntas.json").read_text("utf-8"))["questions"]
    page.locator("details.questions summary", has_text="¿Dónde se ofrece").click()
    asked = page.locator("[id='servicios-sisben-cali-servicios-lugares']")
    answer = asked.locator("xpath=following-sibling::dd[1]")

    assert answer.is_visible()
    assert next(one for one in found if "sisben" in one["id"])["answer"] in words(answer)
    assert len(found) == page.locator("[id='main'] details.questions :is(dt, summary[id])").count()


def test_every_address_of_the_answers_and_of_the_index_is_there(site):
    """What programs and the search are told leads to a page, and to a part of it that exists."""
    answers = json.loads((site / "preguntas/preguntas.json").read_text("utf-8"))["questions"]
    text = (site / "assets/search/index.js").read_text("utf-8")
    items = json.loads(text.removeprefix("globalThis.searchIndex = ").rstrip(";\n"))["items"]
    found = [*(one["address"] for one in answers), *(item[2] for item in items)]
    pages = {path: (site / path).read_text("utf-8") for path in {one.partition("#")[0] for one in found}}

    assert len(found) > 500
    assert [] == [
        one for one in found if "#" in one and f'id="{one.partition("#")[2]}"' not in pages[one.partition("#")[0]]
    ]


def test_the_letters_are_reached_by_keyboard(unfold):
    """A letter is a link to its names, and a link leads back to the letters."""
    page = unfold("a-z/index.html")
    page.locator("nav.letters a", has_text="S").focus()
    page.keyboard.press("Enter")

    assert page.url.endswith("#letter-s")
    assert page.locator("#letter-s").evaluate("e => e.getBoundingClientRect().top < innerHeight")


@pytest.mark.parametrize(("width", "scheme"), list(itertools.product([360, 1280], ["light", "dark"])))
def test_an_open_list_has_no_barrier(unfold, width, scheme):
    """Axe finds nothing in the suggestions, in the results or in the shortened lists, in either scheme."""
    page = unfold("index.html", width=width, color_scheme=scheme)
    page.locator(".find input").last.fill("siloe")
    page.locator(".find").last.get_by_text("resultado").wait_for()
    page.locator(FIELD).fill("movilidad")
    page.locator(OPTION).first.wait_for()
    page.keyboard.press("ArrowDown")
    home = axe(page)
    page = unfold("buscar/index.html?q=movilidad", width=width, color_scheme=scheme)
    page.locator("[data-results] li").first.wait_for()

    assert ([], []) == (home, axe(page))
