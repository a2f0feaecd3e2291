import html
import itertools
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
import markdown
import pytest
import yaml
from hypothesis import Phase, given, settings, strategies as st
from mkdocs.utils import meta

from generator import project
from generator.derive import history_pages, pages, problem_pages, site_pages
from generator.derive.pages import Page
from generator.derive.terms import Link, Missing, Names, NotApplicable, Sentence
from generator.problems import Refused
from generator.project import Project
from generator.render import templates, words
from generator.render.templates import Helpers
from tests import announced, invented

NOWHERE = Project(Path("/nowhere"))
EXTENSIONS = ("toc", "tables", "fenced_code")
"""What MkDocs adds by itself to the extensions that a configuration lists."""

CONFIGURATIONS = (project.DEFAULTS / "mkdocs.yml", Path(__file__).parents[2] / "mkdocs.yml")


def render(made, where=NOWHERE):
    """Return the Markdown of every page of a catalogue by its address."""
    renderer = templates.renderer(where, words.load(made.site))
    return {page.path: renderer.page(page, site_name="Villa Serena")[0] for page in site_pages.derive(made)}


def convert(text, configuration=CONFIGURATIONS[0]):
    """Return the front matter of a page, and its body as the site builder makes HTML of it, as a tree."""
    body, head = meta.get_data(text)
    listed = yaml.safe_load(configuration.read_text("utf-8"))["markdown_extensions"]
    names = [*EXTENSIONS, *(item if isinstance(item, str) else next(iter(item)) for item in listed)]
    options = {name: values for item in listed if isinstance(item, dict) for name, values in item.items()}
    made = markdown.markdown(body, extensions=list(dict.fromkeys(names)), extension_configs=options)
    return head, lxml.html.fragment_fromstring(made, create_parent="main")


@pytest.fixture(scope="module", name="villa")
def _villa():
    """Every page of Villa Serena as Markdown."""
    return render(invented.villa())


ELSEWHERE = (Page, pages.FramePage, pages.NotFoundPage, history_pages.VersionPage, history_pages.WithdrawnPage)
KINDS = [
    kind
    for module in (pages, problem_pages, history_pages)
    for kind in vars(module).values()
    if isinstance(kind, type)
    and issubclass(kind, Page)
    and kind not in ELSEWHERE
    and kind.__module__ == module.__name__
]
"""All but the frame and the page of a wrong address, which are templates of the site builder and no Markdown, and the
pages of a past, which this town does not have: those are rendered in `tests/publish/test_histories.py`."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_class_of_page_has_a_template_that_renders(kind):
    """The default templates render each class of page, using nothing that a page does not have."""
    made = invented.villa()
    renderer = templates.renderer(NOWHERE, words.load(made.site))
    found = [page for page in site_pages.derive(made) if type(page) is kind]

    assert found
    assert all(renderer.page(page, site_name="Villa Serena")[0].startswith("---\ntitle: ") for page in found)


@pytest.mark.parametrize("configuration", CONFIGURATIONS, ids=["engine", "project"])
def test_every_page_has_one_title(villa, configuration):
    """Each page has exactly one heading of the first level, and headings skip no level."""
    for path, text in villa.items():
        _, tree = convert(text, configuration)
        levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]

        assert 1 == levels.count(1), path
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), path


def test_no_address_of_a_page_is_claimed_twice(villa):
    """On no page do two elements have the same `id`."""
    for path, text in villa.items():
        ids = convert(text)[1].xpath("//@id")

        assert sorted(set(ids)) == sorted(ids), path


def test_every_figure_has_a_sentence_a_table_with_caption_a_chart_and_its_source(villa):
    """A figure is a named group with a finding, a captioned table with headers, an image with its words, and a source."""
    found = 0
    for text in villa.values():
        _, tree = convert(text)
        for figure in tree.xpath("//div[@class='figure'][@role='group']"):
            found += 1
            (name,) = figure.get("aria-labelledby").split()
            assert tree.get_element_by_id(name).tag in ("h2", "h3")
            assert figure.xpath(".//p[@class='finding']")
            assert figure.xpath(".//p[@class='source']//a/@href")
            assert figure.xpath(".//table/caption")
            assert figure.xpath(".//table//th[@scope='col']")
            assert figure.xpath(".//table//tbody//th[@scope='row']")
            assert all(image.get("alt", "").startswith("Gráfico: ") for image in figure.iter("img"))
    assert 10 < found


def test_sums_gaps_and_what_does_not_apply_are_told_apart_in_html(spanish):
    """A gap, what does not apply and zero are three different signs, each with words for who only hears them."""
    helpers = Helpers(spanish, "")

    assert '<span class="gap">sin dato</span>' == helpers.term(Missing())
    assert '<span class="na">no aplica</span>' == helpers.term(Missing("no aplica"))
    assert "0" == helpers.term(0)
    assert "no aplica" in helpers.term(NotApplicable())
    assert "—" in helpers.term(NotApplicable())


def test_a_list_of_links_is_joined_by_what_is_read(spanish):
    """«y» becomes «e» before the sound of i also where the last name is a link."""
    names = Names((Link("Agua", "agua/"), Link("Isla", "isla/")))

    assert '<a href="agua/index.html">Agua</a> e <a href="isla/index.html">Isla</a>' == Helpers(spanish, "").term(names)


def test_the_pattern_of_a_city_cannot_be_markup(spanish):
    """A lead is text: what looks like an element in it is shown, while the names in it are links."""
    sentence = Sentence("", {"name": Link("Norte", "norte/")}, pattern="<b>{name}</b>")

    assert '&lt;b&gt;<a href="norte/index.html">Norte</a>&lt;/b&gt;' == Helpers(spanish, "").sentence(sentence)


def test_a_city_may_have_a_template_of_its_own(tmp_path):
    """A template in `site_src/templates` takes the place of the engine's; the others stay."""
    where = invented.write(tmp_path, *invented.VILLA)
    (where.site_src / "templates").mkdir()
    (where.site_src / "templates" / "theme.md.j2").write_text("# {{ md(page.title) }} propio\n", encoding="utf-8")

    found = render(invented.villa(), where)

    assert found["atencion/"].endswith(" propio\n")
    assert found["data/"].startswith("---\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [("\n{{ page.titel }}\n", 2), ("\n\n{% if %}\n", 3), ("{{ nothing }}\n", 1), ('{% include "no.j2" %}', None)],
)
def test_a_broken_template_is_refused_where_it_breaks(tmp_path, text, line):
    """A misspelt name, broken syntax or a missing file stops the build and names the template's line."""
    where = invented.write(tmp_path, *invented.VILLA)
    (where.site_src / "templates").mkdir()
    (where.site_src / "templates" / "home.md.j2").write_text(text, encoding="utf-8")

    with pytest.raises(Refused) as refused:
        render(invented.villa(), where)

    (problem,) = refused.value.problems
    assert "template-error" == problem.code
    assert line is None or ("site_src/templates/home.md.j2", line) == (problem.file, problem.line)


PATHS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))


@settings(derandomize=True, deadline=None, max_examples=200)
@given(origin=PATHS, target=PATHS, file=st.sampled_from(["", "x.csv", "#ancla"]))
def test_an_address_leads_from_any_page_to_any_other(origin, target, file):
    """Whatever the depths, following the address from one page's file arrives at the other's."""
    address, _, anchor = templates.href(origin, f"{target}{file}").partition("#")
    steps = [*origin.split("/")[:-1]]
    for part in address.split("/"):
        if part == "..":
            steps.pop()
        else:
            steps.append(part)

    assert f"{target}{file.partition('#')[0] or 'index.html'}" == "/".join(steps)
    assert file.partition("#")[2] == anchor


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b#c", "http://example.org/", "mailto:datos@example.org", "tel:123"]
)
def test_an_address_of_the_web_stays_as_it_is(address):
    """Web addresses, mail and telephone numbers are not made relative."""
    assert address == templates.href("a/b/", address)


@pytest.mark.parametrize("depth", ["", "a/", "a/b/"])
@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)/",
        "data:text/html,x",
        "//example.org/x",
        "///example.org",
        "\\\\example.org\\x",
        "vbscript:x",
        "/a/",
    ],
)
def test_no_address_leaves_the_site_by_another_way(depth, target):
    """Other schemes, other hosts without a scheme, and the root of the host are never what an address says."""
    found = templates.href(depth, target)

    assert ("", "") == urlsplit(found)[:2]
    assert not found.startswith(("/", "\\"))


def poisoned(hostile):
    """Return the catalogue of a town whose every text, each with a name of its own, holds `hostile`."""

    def mark(name):
        return f"M{name}{hostile}W"

    def lead(name, slots):
        return mark(name).replace("{", "{{").replace("}", "}}") + slots

    def cells(*rows):
        return "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)

    def field(name, **keys):
        return {"name": name, "type": "string", "title": mark(f"t{name}"), "description": mark(f"d{name}"), **keys}

    def named(name, path=""):
        return [{"title": mark(name), **({"path": path} if path else {})}]

    centres = {
        "name": "centros", "title": mark("centros"), "description": mark("dcentros"), "observation": mark("obs"),
        "theme": "tema", "spatial": mark("lugar"), "method": mark("metodo"), "notes": [mark("nota")],
        "sources": named("fuente", "javascript:alert(1)"), "modified": "2025-03-09",
        "contributors": [{"title": mark("oficina"), "roles": ["publisher"]}],
        "licenses": named("licencia", "https://example.org/"),
        "schema": {"fields": [field("id"), field("nombre"), field("sede"), field("doc"), field("lin")], "primaryKey": ["id"],
                   "missingValues": [{"value": "", "label": ""}, {"value": "no", "label": mark("noaplica")}]},
        "label": "nombre", "provenance": {"document": "doc", "lines": "lin"},
        "entity": {"singular": mark("uno"), "plural": mark("varios"), "aliases": "nombres"},
    }  # fmt: skip
    names = {
        "name": "nombres", "title": mark("nombres"), "label": "alias",
        "schema": {"fields": [field("centro"), field("alias")], "foreignKeys": [key("centro")]},
    }  # fmt: skip
    unit = {"one": mark("unidad"), "other": mark("unidades")}
    visits = {
        "name": "visitas", "title": mark("visitas"), "theme": "tema",
        "schema": {"fields": [field("centro"), field("canal"), field("cuantas", type="integer", unit=unit),
                              field("hay", type="boolean")], "foreignKeys": [key("centro")]},
        "views": {
            "canal": {"title": mark("vcanal"), "group": "canal", "measure": {"field": "cuantas", "aggregate": "sum"},
                      "lead": {"whole": lead("todo", "{value}"), "entity": lead("cada", "{name} {value}")}},
            "centro": {"title": mark("vcentro"), "group": "centro", "measure": {"field": "cuantas", "aggregate": "sum"}},
            "ambos": {"title": mark("vambos"), "group": ["centro", "canal"], "measure": {"aggregate": "count"}},
        },
    }  # fmt: skip
    notes = {
        "name": "avisos", "title": mark("avisos"), "theme": "otro",
        "schema": {"fields": [field("centro"), field("aviso")], "foreignKeys": [key("centro")]},
    }  # fmt: skip
    metadata = {
        "name": "todo", "title": mark("catalogo"), "description": mark("dcatalogo"),
        "themes": {name: {"title": mark(f"tema{name}"), "description": mark(f"d{name}")} for name in ("tema", "otro")},
    }  # fmt: skip
    site = {
        "name": mark("sitio"), "description": mark("dsitio"), "notice": mark("aviso"),
        "home": {"intro": mark("intro"), "ways": [{"title": mark("via"), "path": "javascript:alert(1)"}]},
    }  # fmt: skip
    return invented.build(
        (json.dumps(centres), cells(["id", "nombre", "sede", "doc", "lin"], ["a", mark("a"), mark("sede"), mark("acta"), "3"],
                                    ["b", mark("b"), "no", mark("acta"), "4-7"])),
        (json.dumps(names), cells(["centro", "alias"], ["a", mark("alias")])),
        (json.dumps(visits), cells(["centro", "canal", "cuantas", "hay"], ["a", mark("canal"), "3", "true"],
                                   ["b", mark("otro"), "5", "true"], ["b", mark("canal"), "", "false"])),
        (json.dumps(notes), cells(["centro", "aviso"], ["a", mark("primero")], ["a", mark("segundo")])),
        metadata=json.dumps(metadata), site=json.dumps(site),
    )  # fmt: skip


def key(name):
    """Return a foreign key to the centres."""
    return {"fields": [name], "reference": {"resource": "centros", "fields": ["id"]}}


TOLD = ("aria-label", "alt", "data-label", "title")
"""The attributes that hold texts."""

DRAWN = ("src", "data-explore", "height", "style")
"""Those that follow from what stands in a chart: the name of its file, and its size."""


def skeleton(tree):
    """Return the elements of a page with their attributes, and the values of those that hold no text."""
    return [(element.tag, [_attribute(element, name) for name in element.keys()]) for element in tree.iter()]  # noqa: SIM118


def _attribute(element, name):
    """Return an attribute: by its name when it holds a text, or when it is the anchor that follows from a title."""
    value = element.get(name)
    told = (
        name in TOLD
        or name in DRAWN
        or (name == "href" and "assets/charts/" in value)
        or (element.tag == "h1" and name == "id" and re.fullmatch(r"[\w-]*", value))
    )
    return name if told else (name, value)


def texts(tree):
    """Return every text of a page, of elements, of attributes and of JSON, but for white space, sizes and checksums."""
    told = [element.get(name, "") for element in tree.iter() for name in TOLD]
    shown = [text for text in tree.itertext() if text not in {script.text for script in tree.iter("script")}]
    read = [text for script in tree.iter("script") for text in _leaves(json.loads(script.text))]
    found = (" ".join(text.split()) for text in (*shown, *read, *told))
    changing = r" ?\b([\d.,]+ K?B\.|[0-9a-f]{64})$|(?<=Versión )\S+(?=\.)|^(2025-03-09-)?[0-9a-f]{8}(?=:|$)"
    return [re.sub(changing, "", text) for text in found if text]


def _leaves(value):
    """Return the texts of a JSON value, at whatever depth."""
    if isinstance(value, dict):
        return [text for item in value.values() for text in _leaves(item)]
    if isinstance(value, list):
        return [text for item in value for text in _leaves(item)]
    return [value] if isinstance(value, str) else []


LISTED = [
    "<script>alert(1)</script>", "</p></div><h1>x</h1>", "<!-- ", "]]>", "&lt;b&gt;", '" onload="x', "' onx='", "{{ 7*7 }}",
    "{% raw %}", "{# x #}", "[x](javascript:alert(1))", "![x](http://e.org/x)", "<http://e.org>", "`z` **x** _y_", "{: .x #y }",
    "| a | b |\n|---|---|\n| 1 | 2 |", "\n\n# x\n\n* y\n\n    code", "\n```\nx\n```\n", "\n---\ntitle: x\n---\n", "[x]: http://e.org",
    "</title><svg onload=x>", "&#60;b&#62;", "\\<b>\\", "a: b # c", "wzxhzdk:0", "\\", "\n~~~ x\ny\n~~~\n", "é\u00a0ñ",
]  # fmt: skip
ANY = st.text(alphabet="<>\"'&{}|[]()*_#`\\!~:/=;-+.%^$ \naZ9ñ", max_size=24)
BENIGN = {path: convert(text) for path, text in render(poisoned("")).items()}


ORDERED_BY_TEXT = ("a-z/",)
"""Pages whose parts stand in the order of their texts: another text is in another place."""


def check_that_nothing_becomes_markup(hostile):
    """Compare each page of the hostile town with the same page of the benign one."""
    for path, text in render(poisoned(hostile)).items():
        head, tree = convert(text)
        plain_head, plain = BENIGN[path]

        order = sorted if path in ORDERED_BY_TEXT else list
        assert order(skeleton(plain)) == order(skeleton(tree)), path
        assert order(_filled(text, hostile) for text in texts(plain)) == order(texts(tree)), path
        assert [_filled(text, hostile) for text in plain_head.values()] == [_read(text) for text in head.values()], path
        assert not re.search(r"[<>\"']", f"{head['title']}{head['description']}"), path


def _filled(text, hostile):
    """Return a text of the benign page as it must stand on the hostile one."""
    if not isinstance(text, str):
        return text
    return " ".join(re.sub(r"M([a-z]+)W", lambda found: f"M{found[1]}{hostile}W", text).split())


def _read(text):
    """Return a value of the front matter as the theme will show it, for it takes it for HTML."""
    return html.unescape(text) if isinstance(text, str) else text


@pytest.mark.parametrize("hostile", LISTED)
def test_no_known_attack_becomes_markup(hostile):
    """Each of these, in every text at once, is shown as it stands and changes nothing else on any page."""
    check_that_nothing_becomes_markup(hostile)


@settings(derandomize=True, deadline=None, max_examples=15, phases=[Phase.generate])  # to shrink takes minutes
@given(hostile=ANY)
def test_no_text_becomes_markup(hostile):
    """Whatever a text says, in a cell, a title or a description, it is shown as it stands and changes nothing else."""
    check_that_nothing_becomes_markup(hostile)


def test_every_kind_of_text_is_poisoned():
    """The hostile town shows each of its texts somewhere: none of them is left untried."""
    shown = " ".join(text for head, tree in BENIGN.values() for text in (*texts(tree), *map(str, head.values())))

    assert 45 < len(set(re.findall(r"M[a-z]+W", shown)))


def test_no_address_becomes_a_script():
    """An address in data that is none of the web's leads nowhere but into the site."""
    addresses = {urlsplit(link) for _, tree in BENIGN.values() for _, _, link, _ in tree.iterlinks()}

    assert {"", "https"} == {address.scheme for address in addresses}
    assert {"", "example.org"} == {address.netloc for address in addresses}


@pytest.fixture(scope="module", name="mirlo")
def _mirlo():
    """Every page of Bahía Mirlo, as the site builder makes HTML of it."""
    return {path: convert(text)[1] for path, text in render(announced.town()).items()}


def _words(element):
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("path", ["atencion/", "sedes/muelle/", "data/podas/"])
def test_a_page_says_what_it_waits_for(mirlo, path):
    """Who would report, since when and how often are told, with the two forms to fill in."""
    (told,) = mirlo[path].xpath("//ul[@class='waiting']/li | //p[@class='finding'][strong[@class='gap']]")

    assert "Lo reportaría: Oficina de Arbolado, desde mayo de 2023. Frecuencia: cada trimestre." in _words(told)
    forms = [link.get("href").rpartition("/")[2] for link in told.xpath(".//a[@download]")]
    assert ["podas-template.xlsx", "podas-template.csv"] == forms


def test_a_page_says_what_is_missing(mirlo):
    """Each gap is told as one, with whose it is and since when where that is known, and the way to all gaps."""
    items = [_words(item) for item in mirlo["atencion/"].xpath("//ul[@class='gaps']/li")]

    assert [
        "sin dato: El recaudo de abril (Recaudo de las sedes). Podría publicarlo: Oficina de Cuentas. Falta desde abril de 2024.",
        "sin dato: Las podas de la Loma (Podas de árboles (a la espera de datos)).",
    ] == items
    assert ["../../data/faltantes/index.html"] == mirlo["data/recaudo-sedes/"].xpath(
        "//ul[@class='gaps']/following-sibling::p[1]/a/@href"
    )


@pytest.mark.parametrize("path", ["informes/informe-2024/", "contraste/", "data/sedes/"])
def test_a_page_that_waits_for_nothing_says_nothing(mirlo, path):
    """Where nothing is awaited no form is offered."""
    assert [] == mirlo[path].xpath("//ul[@class='waiting'] | //a[contains(@href, 'template')]")


def test_the_groups_of_a_list_are_parts_of_its_table(mirlo):
    """Each group is a part of the table with a heading of its own, as wide as the table, that says how many rows it has."""
    (table,) = mirlo["atencion/"].xpath("//table[caption='Tareas del plan']")
    width = len(table.xpath("./thead/tr/th"))

    assert [("Datos 2 tareas", 2), ("Árboles 2 tareas", 2), ("sin dato 1 tarea", 1)] == [
        (_words(body.xpath("./tr[@class='group']/th[@scope='rowgroup']")[0]), len(body.xpath("./tr[not(@class)]")))
        for body in table.xpath("./tbody")
    ]
    assert {str(width)} == set(table.xpath(".//th[@scope='rowgroup']/@colspan"))
    assert {width} == {len(row) for row in table.xpath("./tbody/tr[not(@class)]")}


def test_a_table_says_by_what_it_can_be_narrowed_down(mirlo):
    """The columns of the filter are marked, and the words of the filter stand beside them, for scripts to find."""
    (table,) = mirlo["atencion/"].xpath("//table[@data-filter]")

    assert ["Estado aquí", "Meta"] == [_words(head) for head in table.xpath(".//th[@data-filter]")]
    assert all(table.get(name).strip() for name in ("data-filter", "data-filter-all", "data-filter-count"))
    assert [] == mirlo["sedes/muelle/"].xpath("//table[caption='Recibos por sede']/@data-filter")


VERDICTS = ["fails", "rounding", "undecided", "holds", "observation"]


def test_the_page_of_statements_shows_each_with_its_verdict(mirlo):
    """Under a heading for each verdict stand its statements, with what was found where that differs."""
    page = mirlo["contraste/"]

    assert [f"afirmaciones-{verdict}" for verdict in VERDICTS] == page.xpath("//h2/@id")
    assert [
        "Están abiertas dos sedes Afirma 2; sale 1.",
        "La tasa media de la Loma fue del 25,2 % Afirma 25,2%; sale 25,125%.",
        "La tasa del Muelle subió en el segundo trimestre",
        "Se expidieron 1235 recibos",
        "El personal es amable",
    ] == [_words(summary) for summary in page.xpath("//details[@class='review']/summary")]
    assert ["abiertas", "media", "tasa-q2", "total", "amable"] == page.xpath("//details/dl/@id")


def test_a_statement_shows_its_rule_its_review_and_its_rows(mirlo):
    """The rule can be run by whoever wants to: it stands whole, with links to what it reads and the rows it read."""
    (review,) = mirlo["contraste/"].xpath("//details[dl/@id='abiertas']")

    assert "WITH filas AS (SELECT id, abierta FROM sedes WHERE abierta) SELECT count(*) FROM filas" == _words(
        review.find(".//pre/code")
    )
    assert "El informe contó la sede cerrada. Revisado el 3 de febrero de 2025." in _words(review.find("dl"))
    assert "Informe de 2024, línea 4" in _words(review.find("dl"))
    assert ["../data/sedes/index.html"] == review.xpath("./p/a/@href")
    assert "Filas que leyó la regla: 1" == _words(review.find(".//table/caption"))


def test_a_figure_that_documents_speak_of_leads_to_what_they_say(mirlo):
    """Below its source a figure links to the statements whose rules read what it measures."""
    links = mirlo["sedes/"].xpath("//div[@class='figure']//a[contains(@href, 'contraste/')]/@href")

    assert ["../contraste/index.html#total"] == links


def test_a_rule_cannot_become_markup():
    """What an editor writes as a statement or a rule is shown, never obeyed."""
    odd = "<script>alert(1)</script>"
    rule = "SELECT 'ODD' AS \"ODD\" FROM sedes".replace("ODD", odd)
    made = announced.town({**announced.TOTAL, "enunciado": odd, "filas": rule, "calculo": "SELECT 1235"})

    tree = convert(render(made)["contraste/"])[1]

    assert [] == tree.xpath("//script")
    assert odd == _words(tree.xpath("//details/summary")[0])
    assert [odd, odd] == [_words(cell) for cell in tree.xpath("//details//table//th")][:2]


def test_no_address_on_a_page_of_statements_is_claimed_twice(mirlo):
    """On no page of a town with lists, gaps and statements do two elements have the same `id`."""
    for path, tree in mirlo.items():
        found = tree.xpath("//@id")

        assert sorted(set(found)) == sorted(found), path
