"""Input that wants more than to be published: markup in cells, what never ends, what lies elsewhere, the network."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import textwrap

import lxml.html
import numpy as np
import openpyxl
import pytest
import yaml
from lxml import etree

from generator import bounds, project
from generator.check import sizes
from generator.load import columns, limits, texts
from generator.problems import Refused
from tests import building
from tests.conftest import ADVISED

PAYLOADS = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>", "' onmouseover='alert(1)", '" onfocus="alert(1)" x="', "</td></tr></table>", "</title>",
    "]]>", "<!--", "-->", "&lt;b&gt;", "&amp;", "{{7*7}}", "{% raw %}", "{#", "${7*7}", "[x](javascript:alert(1))",
    "![x](http://evil.example/x.png)", "http://evil.example/", "a|b", "first\nsecond", "`code`", "*one* **two**", "# title",
    "- item", "{: #one .two onclick=alert(1) }", "[^1]: note", "--8<-- 'x'", "::: block", "\\", "<>\"'&{}|`",
    '=HYPERLINK("http://evil.example/","x")', "+1+2", "-1+2", "@SUM(1)", "%s %(x)s", "../../../etc/passwd",
)  # fmt: skip
"""What means something to a browser, a template, a shell or a spreadsheet, and nothing here."""

MARK = re.compile(r"M([0-9]+)q")
LIVE = "//@*[starts-with(name(), 'on')] | //iframe | //object | //embed | //@href[contains(., 'javascript:')]"
ANCHORED = {"br"}
"""Elements that a line break inside a cell may add."""


def _table(*rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _descriptor(name, fields, **keys):
    schema = {"fields": [{"name": field, "type": "string", **rest} for field, rest in fields.items()]}
    schema |= {key: keys.pop(key) for key in ("primaryKey", "foreignKeys") if key in keys}
    return {"name": name, "title": name.title(), "theme": "tema", **ADVISED, "schema": schema, **keys}


def _town(folder, cells):
    """Write a town that shows cells wherever a site can: names, groups of charts, lists, notes and forms to fill in."""
    pointer = [{"fields": ["sede"], "reference": {"resource": "sedes", "fields": ["id"]}}]
    ids = [f"s{number}" for number in range(len(cells))]
    amount = {"type": "integer", "unit": "visitas", "constraints": {"minimum": 0}}
    views = {
        "por-canal": {"title": "Por canal", "group": "canal", "measure": {"field": "cuantas", "aggregate": "sum"}},
        "por-sede": {"title": "Por sede", "group": "sede", "measure": {"field": "cuantas", "aggregate": "sum"}},
        "lista": {"title": "Lista", "measure": {"aggregate": "list"}, "unit": "notas", "columns": ["canal", "nota"],
                  "filter": ["canal"]},
    }  # fmt: skip
    files = {
        "schemas/datapackage.yaml": {"name": "todo", "title": "Todo", "themes": {"tema": {"title": "Tema"}}},
        "schemas/sedes.yaml": _descriptor(
            "sedes", {"id": {}, "nombre": {}, "lugar": {}, "orden": {"type": "integer"}}, primaryKey=["id"], label="nombre",
            entity={"singular": "sede", "plural": "sedes", "subtitle": "lugar", "order": "orden"}),
        "datasets/sedes.csv": _table(["id", "nombre", "lugar", "orden"],
                                     *zip(ids, cells, reversed(cells), range(len(cells)), strict=True)),
        "schemas/visitas.yaml": _descriptor("visitas", {"sede": {}, "canal": {}, "cuantas": amount, "nota": {}},
                                            foreignKeys=pointer, views=views),
        "datasets/visitas.csv": _table(["sede", "canal", "cuantas", "nota"],
                                       *([one, cells[n % 5], n, cells[-n]] for n, one in enumerate(ids))),
        "schemas/notas.yaml": _descriptor("notas", {"sede": {}, "nota": {}}, foreignKeys=pointer),
        "datasets/notas.csv": _table(["sede", "nota"], *zip(ids, cells, strict=True)),
        "schemas/cierres.yaml": _descriptor("cierres", {"sede": {}, "motivo": {"constraints": {"enum": list(cells)}}},
                                            foreignKeys=pointer, awaited={"reporter": "Oficina", "since": "2024"}),
        "datasets/cierres.csv": "sede,motivo\n",
    }  # fmt: skip
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.fixture(scope="module", name="poisoned")
def _poisoned(tmp_path_factory):
    """Return a town whose cells are payloads, each with a mark of its own, its site built."""
    cells = [f"{payload} M{number}q" for number, payload in enumerate(PAYLOADS)]
    where = _town(tmp_path_factory.mktemp("poisoned") / "town", cells)
    building.built(where)
    return where


@pytest.fixture(scope="module", name="plain")
def _plain(tmp_path_factory):
    """Return the site of the same town with words in its cells."""
    where = _town(tmp_path_factory.mktemp("plain") / "town", [f"word M{number}q" for number in range(len(PAYLOADS))])
    return building.built(where)


BY_LETTER = ("a-z/index.html", "search/index.html")
"""Pages with a part for each letter with which a name begins."""


def _nodes(page):
    """Return the elements of a page with the names of their attributes, in order."""
    tree = lxml.html.parse(page, lxml.html.HTMLParser(encoding="utf-8"))
    return [(str(node.tag), tuple(node.keys())) for node in tree.iter() if node.tag not in ANCHORED]


def _compared(name, page):
    """Return the nodes of a page; of one whose parts follow from the first letters of names, the kinds of nodes."""
    return set(_nodes(page)) if name in BY_LETTER else _nodes(page)


def _pages(site):
    return {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}


def test_cells_add_no_node_to_any_page(poisoned, plain):
    """Every page has the elements and the attributes that it has with harmless words in the cells, and no others."""
    ours, others = _pages(poisoned / "build/site"), _pages(plain)

    assert others.keys() == ours.keys()
    assert set(BY_LETTER) <= set(ours)
    changed = {name for name, path in ours.items() if _compared(name, path) != _compared(name, others[name])}
    assert set() == changed


def test_no_page_comes_alive(poisoned):
    """No page has an event handler, a frame or a link that runs, and no address of another host but as text."""
    for page in _pages(poisoned / "build/site").values():
        tree = lxml.html.parse(page, lxml.html.HTMLParser(encoding="utf-8"))
        assert [] == tree.xpath(LIVE)
        assert [] == tree.xpath("//@href[contains(., 'evil.example')] | //@src[contains(., 'evil.example')]")
        assert [] == tree.xpath("//script[contains(., 'alert(1)')]")


def test_cells_are_read_on_pages_as_the_text_they_are(poisoned):
    """Before each mark stands its payload, sign by sign, but for the capital letter with which a sentence begins."""
    seen = set()
    for page in _pages(poisoned / "build/site").values():
        body = lxml.html.parse(page, lxml.html.HTMLParser(encoding="utf-8")).getroot().find("body")
        for line in body.iter("br"):
            line.tail = f" {line.tail or ''}"
        text = " ".join(body.text_content().split())
        for mark in MARK.finditer(text):
            number = int(mark[1])
            payload = " ".join(PAYLOADS[number].split())
            assert text[: mark.start()].lower().endswith(f"{payload} ".lower()), (
                page,
                number,
                text[mark.start() - 60 : mark.end()],
            )
            seen.add(number)

    assert set(range(len(PAYLOADS))) == seen


def test_charts_are_drawings_of_text(poisoned):
    """Every chart is well-formed, without scripts, handlers, foreign content or links, and shows cells as texts."""
    charts = sorted((poisoned / "build/site").rglob("*.svg"))
    marked = [path for path in charts if MARK.search(path.read_text(encoding="utf-8"))]
    for path in charts:
        nodes = list(etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).iter())
        assert not {"script", "foreignObject", "a", "image", "iframe"} & {
            str(node.tag).rpartition("}")[2] for node in nodes
        }
        assert [] == [key for node in nodes for key in node.keys() if key.lower().startswith("on")]  # noqa: SIM118

    assert marked


def test_every_json_holds_cells_as_texts(poisoned):
    """Every JSON file is read back, and the index of the search assigns one value, whose parts are texts."""
    site = poisoned / "build/site"
    files = [path for path in site.rglob("*") if path.suffix in (".json", ".jsonld")]
    for path in files:
        json.loads(path.read_text(encoding="utf-8"))
    script = (site / "assets/search/index.js").read_text(encoding="utf-8")
    index = json.loads(script.removeprefix("globalThis.searchIndex = ").removesuffix(";\n"))

    assert files
    assert len(index["items"]) > 1
    assert [] == [item for item in index["items"] if not all(isinstance(part, str) for part in item[1:])]


def test_a_published_csv_keeps_its_bytes(poisoned):
    """What is hostile elsewhere is data here: every CSV is published byte by byte."""
    for path in (poisoned / "datasets").iterdir():
        (published,) = (poisoned / "build/site").rglob(f"{path.stem}/{path.name}")
        assert path.read_bytes() == published.read_bytes()


def test_a_spreadsheet_holds_texts_and_no_formula(poisoned):
    """Workbooks show cells as texts, also those that begin like a formula."""
    files = sorted((poisoned / "build/site").rglob("*.xlsx"))
    cells = [
        cell
        for file in files
        for sheet in openpyxl.load_workbook(file)
        for row in sheet
        for cell in row
        if cell.value is not None
    ]

    assert files
    assert "f" not in {cell.data_type for cell in cells}
    assert {f"{payload} M{number}q" for number, payload in enumerate(PAYLOADS)} <= {cell.value for cell in cells}


OFFLINE = """
    import sys
    seen = []
    def hook(event, arguments):
        if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request", "socket.sendto"):
            seen.append((event, str(arguments)))
            raise PermissionError(event)
    sys.addaudithook(hook)
    from generator.__main__ import main
    code = main(sys.argv[1:])
    sys.exit(f"asked the network: {seen}" if seen else code)
"""


def test_a_build_opens_no_connection(tmp_path):
    """The whole build, its addresses on the web included, connects to nothing and looks no name up."""
    where = building.town(tmp_path / "town")
    command = [sys.executable, "-c", textwrap.dedent(OFFLINE), "build", "--project", str(where), "--jobs", "1"]

    done = subprocess.run(
        command, env=building.environment(), cwd=building.ROOT, capture_output=True, encoding="utf-8", check=False
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert (where / "build/site/index.html").is_file()


def test_the_listener_of_the_network_is_no_yes_man():
    """A program that does look a name up is caught by the same hook."""
    program = textwrap.dedent(OFFLINE).replace("from generator.__main__ import main", "import socket").replace(
        "main(sys.argv[1:])", "socket.getaddrinfo('localhost', 80)"
    )  # fmt: skip

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)

    assert "PermissionError: socket.getaddrinfo" in done.stderr


ELSEWHERE = [
    ("schemas/arboles.yaml", {"schema": "https://example.org/schema.json"}),
    ("schemas/arboles.yaml", {"schema": "../../otro.yaml"}),
    ("schemas/arboles.yaml", {"dialect": "https://example.org/dialect.json"}),
    ("schemas/arboles.yaml", {"path": "https://example.org/x.csv"}),
    ("schemas/arboles.yaml", {"path": "/etc/passwd"}),
    ("schemas/arboles.yaml", {"data": "file:///etc/passwd"}),
    ("schemas/arboles.yaml", {"extrapaths": ["/etc/passwd"]}),
    ("schemas/arboles.yaml", {"profile": "https://example.org/profile.json"}),
    ("schemas/arboles.yaml", {"$schema": "https://example.org/schema.json"}),
    ("schemas/arboles.yaml", {"$ref": "#/x"}),
    ("schemas/arboles.yaml", {"compression": "zip", "innerpath": "../../x.csv"}),
    ("schemas/arboles.yaml", {"name": "../../x"}),
]


@pytest.mark.parametrize(("file", "change"), ELSEWHERE, ids=lambda value: str(value)[:40])
def test_a_descriptor_cannot_send_anybody_elsewhere(sound, town, problems_of, file, change):
    """Addresses of schemas, dialects, profiles and data, and names that are paths, are refused as what they are."""
    found = problems_of(town({file: {**sound[file], **change}}))

    assert {"unknown-key", "wrong-type", "dataset-name"} & {problem.code for problem in found}


def test_what_became_a_link_after_it_was_listed_is_not_read(town):
    """Between the list of files and the reading nobody can put a link, a pipe or a device in the place of a file."""
    where = town({})
    file = where.datasets / "barrios.csv"
    (inventory, _) = (project.survey(where), file.unlink())
    file.symlink_to("/etc/passwd")
    assert file in inventory.files
    with pytest.raises(OSError, match=r"barrios\.csv"):
        project.read(file)
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(OSError, match=r"barrios\.csv"):
        project.read(file)


def test_the_configuration_of_the_site_builder_may_not_be_a_link(town):
    """The one input beside the three folders is a plain file too."""
    where = town({})
    where.configuration.symlink_to("/etc/hostname")

    assert [("file-not-regular", "mkdocs.yml")] == [(p.code, p.file) for p in project.survey(where).problems]


def _fields(count):
    return [{"name": f"c{number}", "type": "string"} for number in range(count)]


TOO_MUCH = {
    "fields": ("schema", {"fields": _fields(texts.MAX_COLUMNS + 1)}),
    "foreignKeys": ("schema", {"fields": _fields(100), "foreignKeys": [
        {"fields": [f"c{number}"], "reference": {"resource": "barrios", "fields": ["id"]}}
        for number in range(limits.MAX_FOREIGN_KEYS + 1)]}),
    "enum": ("schema", {"fields": [{"name": "c", "type": "string", "constraints": {
        "enum": [str(number) for number in range(limits.MAX_ENUM + 1)]}}]}),
    "views": ("views", {f"v{number}": {"title": "V", "group": "especie", "measure": {"aggregate": "count"}}
                        for number in range(limits.MAX_VIEWS + 1)}),
}  # fmt: skip


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_a_descriptor_has_bounds(sound, town, problems_of, kind):
    """Fields, foreign keys, listed values and views beyond a bound are refused, and the bound is told."""
    key, value = TOO_MUCH[kind]

    found = problems_of(town({"schemas/arboles.yaml": {**sound["schemas/arboles.yaml"], key: value}}))

    assert [kind] == [problem.field.rpartition(".")[2] for problem in found if problem.code == "too-many-entries"]


def _refused(data):
    with pytest.raises(Refused) as caught:
        limits.check(data, "x.csv", ",")
    return [(problem.code, problem.details["limit"]) for problem in caught.value.problems]


def test_a_file_of_line_ends_is_refused_by_their_count():
    """Lines are counted before anything is made of them."""
    assert [("too-many-rows", limits.MAX_LINES)] == _refused(b"a,b\n" + b"\n" * limits.MAX_LINES)
    assert limits.check(b"\n" * limits.MAX_LINES, "x.csv", ",") is None


def test_a_file_of_delimiters_is_refused_by_their_count():
    """Cells are counted before anything is made of them."""
    assert [("too-many-cells", limits.MAX_CELLS)] == _refused(b"a,b\n" + b"," * limits.MAX_CELLS)


def test_too_many_pages_are_refused(town, load):
    """A dataset whose rows are counted by thousands gets no pages."""
    rows = "".join(f"b{number},B{number},{number}\n" for number in range(1, sizes.MAX_PAGES + 2))

    where = town({"datasets/barrios.csv": f"id,nombre,orden\n{rows}"})
    assert ["too-many-pages"] == [problem.code for problem in sizes.check(load(where))]


def _for_ever():
    while True:
        pass


def _hoard():
    held = []
    while True:
        held.append(b"x" * 1024**2)


@pytest.mark.parametrize(
    ("work", "bound", "code", "limit"),
    [(_for_ever, {"seconds": 1}, "too-much-time", 1), (_hoard, {"memory": 64 * 1024**2}, "too-much-memory", 64)],
)
def test_work_without_end_is_refused(work, bound, code, limit):
    """What takes more processor time or memory than allowed is stopped, and the bound is told (in seconds, megabytes)."""
    with pytest.raises(Refused) as caught, bounds.kept(**bound):
        work()

    assert [(code, limit)] == [(problem.code, problem.details["limit"]) for problem in caught.value.problems]


def test_bounded_work_is_left_alone():
    """Whoever stays within the bounds is not disturbed, and nobody is watched afterwards."""
    with bounds.kept(), bounds.kept():
        total = sum(range(10))

    assert (45, 0.0) == (total, signal.getitimer(signal.ITIMER_REAL)[0])


def test_a_view_of_too_many_lines_is_refused(load, write):
    """A figure that would be computed from more lines than allowed is refused before it is."""
    rows = "".join(f"g{number},1\n" for number in range(sizes.MAX_LINES + 1))
    fields = [{"name": "grupo", "type": "string"}, {"name": "n", "type": "integer", "unit": "cosas"}]
    view = {"title": "V", "group": "grupo", "measure": {"field": "n", "aggregate": "sum"}}
    files = {"datasets/medidas.csv": f"grupo,n\n{rows}"}
    descriptor = {"name": "medidas", "title": "M", "schema": {"fields": fields}, "views": {"todo": view}}

    found = list(sizes.check(load(write({**files, "schemas/medidas.yaml": descriptor}))))

    assert [("too-many-lines", "views.todo")] == [(problem.code, problem.field) for problem in found]


def test_too_many_different_texts_are_refused():
    """Texts are counted, and weighed, before each becomes an object of its own."""
    many = columns.Column(np.zeros(1, np.int32), range(limits.MAX_DISTINCT + 1))
    heavy = columns.Column(np.zeros(1, np.int32), ["x" * (limits.MAX_TEXT + 1)])

    for column, code in ((many, "too-many-values"), (heavy, "too-much-text")):
        with pytest.raises(Refused) as caught:
            limits.check_distinct([column], "x.csv")
        assert [code] == [problem.code for problem in caught.value.problems]


def test_too_many_files_are_not_even_listed(tmp_path):
    """Beyond the bound nothing more is looked at, and the bound is told."""
    where = project.Project(tmp_path)
    where.datasets.mkdir()
    for number in range(project.MAX_FILES + 1):
        (where.datasets / f"f{number}.csv").touch()

    found = project.survey(where)

    assert (project.MAX_FILES + 1, ["too-many-files"]) == (
        len(found.files),
        [problem.code for problem in found.problems],
    )
