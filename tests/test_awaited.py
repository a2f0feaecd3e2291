"""From a form to a figure: an awaited dataset is filled in as an editor would, and the site takes it up by itself."""

import csv
import datetime
import io
import itertools
import json
import shutil
from pathlib import Path

import lxml.html
import openpyxl
import pytest

from tests import announced, building, invented
from tests.announced import OPEN, TOTAL

TOWN = (
    announced.BRANCHES,
    announced.TAKINGS,
    announced.PRUNINGS,
    announced.TASKS,
    announced.EVIDENCE,
    announced.REPORTS,
)
COUNTED = {
    **TOTAL, "id": "podadas", "enunciado": "El Muelle podó 7 árboles", "valor": "7", "unidad": "árboles",
    "filas": "SELECT podas FROM podas WHERE sede_id = 'muelle'", "calculo": "SELECT sum(podas) FROM filas",
    "motivo": "Las podas no se han publicado.",
}  # fmt: skip
"""A statement about what is awaited: undecided until it comes."""

WAITS = "a la espera de datos"
PAGES = ("index.html", "atencion/index.html", "sedes/muelle/index.html", "data/index.html", "data/podas/index.html")

ROWS = (
    ("muelle", "2024-Q1", "007", "ceiba", 5, 2.5, "sí", datetime.date(2024, 2, 1), 2024, "sedes"),
    ("muelle", "2024-Q2", "010", "samán", 2, None, "no", datetime.date(2024, 5, 31), 2024, "recaudo-sedes"),
    ("loma", "2024-Q1", "011", None, 0, 12.25, None, None, None, None),
)
"""What an editor fills in: numbers as numbers, dates as dates, a code with its zeros, what is unknown left blank."""

WRITTEN = """sede_id,periodo,codigo,especie,podas,altura,urgente,dia,anio,publicado_en
muelle,2024-Q1,007,ceiba,5,2.5,sí,2024-02-01,2024,sedes
muelle,2024-Q2,010,samán,2,,no,2024-05-31,2024,recaudo-sedes
loma,2024-Q1,011,,0,12.25,,,,
"""


def fill_in(form: Path, rows: tuple, file: Path) -> None:
    """Write rows below the header of a form, each cell with its column's format, and save the workbook."""
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            letter = openpyxl.utils.get_column_letter(column)
            cell = sheet.cell(number, column, value)
            cell.number_format = sheet.column_dimensions[letter].number_format
    book.save(file)


def save_as_csv(file: Path) -> str:
    """Return the first sheet of a workbook as a spreadsheet saves it: every cell as its format shows it."""
    shown = {"yyyy-mm-dd": lambda value: value.strftime("%Y-%m-%d"), "@": str, "General": str}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in openpyxl.load_workbook(file).worksheets[0].iter_rows():
        cells = (("", "") if cell.value is None else (cell.value, cell.number_format) for cell in row)
        writer.writerow([shown.get(form, lambda value: f"{value:g}")(value) if form else "" for value, form in cells])
    return text.getvalue()


def page(site: Path, path: str) -> lxml.html.HtmlElement:
    """Return the article of a page."""
    return lxml.html.parse(site / path).getroot().find(".//article")


def words(element: lxml.html.HtmlElement) -> str:
    """Return the words of an element, in one line."""
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module", name="before")
def _before(tmp_path_factory):
    """A town whose prunings are awaited, with its site."""
    folder = tmp_path_factory.mktemp("awaited") / "town"
    folder.mkdir()
    stated = announced.stated(TOTAL, OPEN, COUNTED)
    invented.write(folder, *TOWN, stated, metadata=announced.PACKAGE, site="notice: Datos inventados.\n")
    building.built(folder)
    return folder


@pytest.fixture(scope="module", name="after")
def _after(before, tmp_path_factory):
    """The same town after an editor has filled in its form and saved it as the dataset's CSV; nothing else changed."""
    folder = building.town(tmp_path_factory.mktemp("arrived") / "town", before)
    filled = folder.parent / "filled.xlsx"
    fill_in(folder / "build/site/data/podas/podas-template.xlsx", ROWS, filled)
    (folder / "datasets/podas.csv").write_text(save_as_csv(filled), encoding="utf-8")
    building.built(folder)
    return folder


def test_the_form_saved_as_csv_is_the_dataset(after):
    """What comes out of the form has codes with their zeros, dates as data have them, and blanks where nothing is known."""
    assert WRITTEN == (after / "datasets/podas.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES[1:])
def test_the_site_says_what_it_waits_for_until_it_comes(before, after, path):
    """Theme, entity, catalogue and dataset say that they wait; once the rows are there nothing says it any more."""
    told = [words(page(folder / "build/site", path)).casefold() for folder in (before, after)]

    assert [True, False] == [WAITS in text for text in told]


def test_figures_appear_by_themselves(before, after):
    """Sentence, table and chart stand on every page concerned, computed from the new rows."""
    for path in PAGES[1:]:
        if path != "data/index.html":
            assert not page(before / "build/site", path).xpath("//*[@id='podas-por-sede']"), path
            (figure,) = page(after / "build/site", path).xpath(
                "//div[@class='figure'][.//table[caption='Podas por sede']]"
            )
            assert figure.xpath(".//p[@class='finding']"), path
            assert figure.xpath(".//img[contains(@src, 'assets/charts/')]"), path

    table = page(after / "build/site", "atencion/index.html").xpath("//table[caption='Podas por sede']")[0]
    assert [["Sede de la Loma", "0"], ["Sede del Muelle", "7"], ["Total", "7"]] == [
        [words(cell) for cell in row] for row in table.xpath("./tbody/tr")
    ]


def test_the_home_page_takes_it_up(before, after):
    """Figures that have come are counted and shown on the first page."""
    shown = [
        [words(caption) for caption in page(folder / "build/site", "index.html").xpath("//table/caption")]
        for folder in (before, after)
    ]

    assert [False, True] == ["Podas por sede" in captions for captions in shown]


def test_the_state_of_what_names_it_changes(before, after):
    """A task that waited for the dataset is told as published."""
    states = []
    for folder in (before, after):
        rows = page(folder / "build/site", "atencion/index.html").xpath("//table[caption='Tareas del plan']//tr[td]")
        states.append({words(row[0]): words(row[1]) for row in rows}["Contar los árboles"])

    assert [WAITS, "publicado"] == states


def test_what_documents_state_of_it_is_decided(before, after):
    """A statement that could not be checked is checked as soon as its rows are there."""
    found = []
    for folder in (before, after):
        with (folder / "build/site/data/afirmaciones/afirmaciones-verdicts.csv").open(
            encoding="utf-8", newline=""
        ) as file:
            found.append({row["id"]: (row["recalculado"], row["veredicto"]) for row in csv.DictReader(file)})

    assert [("", "No se puede comprobar"), ("7", "Se cumple")] == [one["podadas"] for one in found]
    assert found[0]["total"] == found[1]["total"]
    reasons = [
        COUNTED["motivo"] in words(page(folder / "build/site", "contraste/index.html")) for folder in (before, after)
    ]
    assert [True, False] == reasons


def test_the_published_csv_is_the_editor_s(before, after):
    """The header alone is published while the rows are awaited, and the editor's bytes when they have come."""
    for folder in (before, after):
        assert (folder / "datasets/podas.csv").read_bytes() == (folder / "build/site/data/podas/podas.csv").read_bytes()


def test_the_package_of_a_header_alone_is_a_package(before):
    """The package of an awaited dataset describes it like any other."""
    described = json.loads((before / "build/site/datapackage.json").read_text(encoding="utf-8"))

    assert "podas" in [resource["name"] for resource in described["resources"]]
    assert (before / "build/site/data/podas/podas.zip").is_file()


def test_the_form_is_the_same_bytes_in_every_build(before, after):
    """Neither another build nor the rows that have come change the form."""
    forms = [(folder / "build/site/data/podas/podas-template.xlsx").read_bytes() for folder in (before, after)]

    assert forms[0] == forms[1]


WRONG = [
    (1, 0, "muele", "foreign-key", "A sede_id", "muele"),
    (0, 3, "roble", "constraint-enum", "D especie", "roble"),
    (2, 4, -1, "constraint-minimum", "E podas", "-1"),
    (1, 4, 2.5, "type-error", "E podas", "2.5"),
    (1, 6, "quizás", "type-error", "G urgente", "quizás"),
    (0, 7, datetime.date(2022, 12, 31), "constraint-minimum", "H dia", "2022-12-31"),
    (2, 9, "poda", "unknown-dataset", "J publicado_en", "poda"),
]


@pytest.fixture(scope="module", name="refused")
def _refused(before, tmp_path_factory):
    """What is said when wrong values were pasted over what the form would have refused, by line and column."""
    folder = tmp_path_factory.mktemp("wrong")
    for part in ("datasets", "schemas", "site_src"):
        shutil.copytree(before / part, folder / part)
    rows = [list(cells) for cells in ROWS]
    for row, column, value, *_ in WRONG:
        rows[row][column] = value
    fill_in(before / "build/site/data/podas/podas-template.xlsx", rows, folder.parent / "wrong.xlsx")
    (folder / "datasets/podas.csv").write_text(save_as_csv(folder.parent / "wrong.xlsx"), encoding="utf-8")
    done = building.run("validate", "--project", folder)
    assert 1 == done.returncode
    assert f"Hay {len(WRONG)} errores." in done.stdout
    lines = done.stdout.splitlines()
    return {place: said for place, said in itertools.pairwise(lines) if place.startswith("Error: ")}


@pytest.mark.parametrize(("row", "code", "place", "shown"), [(row, *rest) for row, _, _, *rest in WRONG])
def test_a_wrong_cell_is_refused_with_its_line(refused, row, code, place, shown):
    """Each value that does not fit stops the publication: its line, its column and itself are told."""
    said = refused[f"Error: datasets/podas.csv, línea {row + 2}, columna {place}"]

    assert shown in said
    assert said.endswith(f"[{code}]")


def test_a_value_that_contradicts_a_statement_stops_the_publication(after, tmp_path):
    """Rows that make a document's statement false are a difference to be reviewed, told at the statement."""
    project = building.town(tmp_path / "town", after)
    before = building.tree(project / "build/site")
    building.edit(project / "datasets/podas.csv", "ceiba,5,", "ceiba,6,")

    done = building.build(project)

    assert (1, before) == (done.returncode, building.tree(project / "build/site"))
    assert "Error: datasets/afirmaciones.csv, línea 4, columna C valor\n" in done.stderr
    assert "Se afirma «7», y de las filas publicadas sale «8»." in done.stderr
