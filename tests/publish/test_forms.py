import io
import zipfile

import openpyxl
import pytest

from generator.load import texts
from generator.publish import forms
from generator.render import words
from tests import announced, invented

COLUMNS = ("sede_id", "periodo", "codigo", "especie", "podas", "altura", "urgente", "dia", "anio", "publicado_en")
DATASETS = ["afirmaciones", "faltantes", "informes", "podas", "pruebas", "recaudo-sedes", "sedes", "tareas"]


def files(made):
    """Return the bytes of every form of a town, by path."""
    return {artifact.path: artifact.make() for artifact in forms.artifacts(made, words.load(made.site))}


def changed(old, new):
    """Return the forms of the town with one thing changed in the descriptor of the prunings."""
    head, rows = announced.PRUNINGS
    assert head.count(old) == 1
    return files(announced.town(replaced=((head.replace(old, new), rows),)))


def opened(made):
    """Return the workbook among some forms."""
    (data,) = (data for path, data in made.items() if path.endswith(".xlsx"))
    return openpyxl.load_workbook(io.BytesIO(data))


def rules(book):
    """Return the rule of each column of the first sheet: its kind and what it takes, by the column's name."""
    sheet = book.worksheets[0]
    found = {}
    for rule in sheet.data_validations.dataValidation:
        (area,) = rule.sqref.ranges
        name = sheet.cell(1, area.min_col).value
        assert (2, forms.LAST_ROW + 1, area.min_col) == (area.min_row, area.max_row, area.max_col)
        found[name] = rule
    return found


def choices(book, rule):
    """Return the cells that a drop-down points to, as a spreadsheet would read them."""
    sheet, _, area = rule.formula1.rpartition("!")
    return [cell.value for (cell,) in book[sheet.strip("'")][area.replace("$", "")]]


@pytest.fixture(scope="module", name="made")
def _made():
    """The forms of Bahía Mirlo."""
    return files(announced.town())


@pytest.fixture(scope="module", name="book")
def _book(made):
    """The workbook of the prunings, as openpyxl reads it."""
    return opened(made)


def test_only_awaited_datasets_have_forms(made):
    """There is a workbook and a bare CSV for what is awaited, and nothing for what is not."""
    assert ["data/podas/podas-template.xlsx", "data/podas/podas-template.csv"] == list(made)
    assert {} == files(invented.villa())


def test_the_form_has_the_header_of_the_csv(made, book):
    """Workbook and bare CSV begin with the same header, letter for letter that of the dataset."""
    header = [cell.value for cell in book.worksheets[0][1]]

    assert list(COLUMNS) == header
    assert announced.PRUNINGS[1].encode() == made["data/podas/podas-template.csv"]


def test_the_bare_csv_has_the_dataset_s_own_delimiter():
    """A dataset with semicolons gets a form with semicolons, that can be saved as it is."""
    head, rows = announced.PRUNINGS
    other = (head + "dialect: {delimiter: ';'}\n", rows.replace(",", ";"))

    data = files(announced.town(replaced=(other,)))["data/podas/podas-template.csv"]

    assert other[1].encode() == data
    assert COLUMNS == tuple(texts.read(data, "x.csv", ";").header)


def test_the_sheet_to_fill_in_is_empty_and_comes_first(book):
    """Three sheets: where rows go, what they may hold, what columns mean."""
    assert ["Datos", "Listas", "Columnas"] == book.sheetnames
    assert (1, len(COLUMNS)) == (book.worksheets[0].max_row, book.worksheets[0].max_column)
    assert "A2" == book.worksheets[0].freeze_panes


def test_a_foreign_key_is_a_drop_down_of_every_id(book):
    """The list of a foreign key holds each id of the other dataset, with its name beside it."""
    rule = rules(book)["sede_id"]

    assert ("list", ["muelle", "loma"]) == (rule.type, choices(book, rule))
    assert ["Sede", "Sede del Muelle", "Sede de la Loma"] == [cell.value for cell in book["Listas"]["B"]][:3]


@pytest.mark.parametrize(
    ("column", "expected"), [("especie", ["ceiba", "samán"]), ("urgente", ["sí", "no"]), ("publicado_en", DATASETS)]
)
def test_what_can_be_chosen_is_a_drop_down(book, column, expected):
    """Listed values, booleans in the descriptor's words and names of datasets are chosen, not typed."""
    rule = rules(book)[column]

    assert ("list", expected) == (rule.type, choices(book, rule))


def test_a_long_list_is_whole():
    """The range of a drop-down reaches to the last id."""
    many = (announced.BRANCHES[0], announced.BRANCHES[1] + "".join(f"s{n},Sede {n},sí\n" for n in range(700)))
    book = opened(files(announced.town(replaced=(many,))))

    found = choices(book, rules(book)["sede_id"])

    assert (702, "muelle", "s699") == (len(found), found[0], found[-1])


@pytest.mark.parametrize(
    ("column", "kind", "low", "high"),
    [
        ("podas", "whole", "0", str(10**15)),
        ("altura", "decimal", str(-1e15), str(1e15)),
        ("anio", "whole", "1000", "9999"),
        ("dia", "date", "44927", "401768"),
    ],
)
def test_numbers_and_dates_have_their_limits(book, column, kind, low, high):
    """The form takes what the type and the constraints of a column allow; dates are days since 1900."""
    rule = rules(book)[column]

    assert (kind, "between") == (rule.type, rule.operator or "between")
    assert (float(low), float(high)) == (float(rule.formula1), float(rule.formula2))


def test_free_texts_have_no_rule(book):
    """Codes and periods are typed freely: the check after saving is what judges them."""
    assert {"periodo", "codigo"} == set(COLUMNS) - set(rules(book))


def test_a_wrong_value_is_refused_with_words(book):
    """What does not fit is told in the site's words, under the name of its column."""
    assert {("Ese valor no cabe en esta columna: vea las hojas Listas y Columnas.", True)} == {
        (rule.error, rule.showErrorMessage) for rule in rules(book).values()
    }
    assert all(name == rule.errorTitle for name, rule in rules(book).items())


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        *((name, "@") for name in ("sede_id", "periodo", "codigo", "especie", "urgente", "publicado_en")),
        *(("podas", "0"), ("anio", "0"), ("altura", "0.##########"), ("dia", "yyyy-mm-dd")),
    ],
)
def test_cells_are_formatted_by_their_type(book, column, expected):
    """Codes are text, so that they keep their zeros; dates are written as data have them."""
    letter = openpyxl.utils.get_column_letter(COLUMNS.index(column) + 1)

    assert expected == book.worksheets[0].column_dimensions[letter].number_format


def test_each_header_has_a_note(book):
    """A note on the header says what the column is, what it takes, in which unit, with an example."""
    notes = {cell.value: cell.comment.text.splitlines() for cell in book.worksheets[0][1]}

    assert list(COLUMNS) == list(notes)
    assert ["Código", "Con sus ceros.", "texto", "007"] == notes["codigo"]
    assert ["Podas", "número entero", "podas"] == notes["podas"]
    assert ["Sede", "texto, obligatoria"] == notes["sede_id"]
    assert ["Periodo", "texto, obligatoria"] == notes["periodo"]


def test_the_third_sheet_explains_each_column(book):
    """What the notes say stands together on a sheet."""
    rows = [[cell.value or "" for cell in row] for row in book["Columnas"].iter_rows()]

    assert ["Nombre en el archivo", "Columna", "Qué dice", "Tipo", "Unidad", "Ejemplo"] == rows[0]
    assert list(COLUMNS) == [row[0] for row in rows[1:]]
    assert ["codigo", "Código", "Con sus ceros.", "texto", "", "007"] == rows[3]


def test_what_does_not_apply_can_be_filled_in():
    """A labelled missing value is among the choices, with its label, and no limit refuses it."""
    marked = (
        "  missingValues: [{value: '', label: ''}, {value: na, label: no aplica}]\n  primaryKey: [sede_id, periodo]"
    )
    book = opened(changed("  primaryKey: [sede_id, periodo]", marked))

    found = rules(book)

    assert ["ceiba", "samán", "na"] == choices(book, found["especie"])
    assert "no aplica" in [cell.value for cell in book["Listas"]["D"]]
    assert {"sede_id", "especie", "urgente", "publicado_en"} == set(found)


def test_a_key_to_rows_that_are_awaited_too_is_typed_freely():
    """Where there is nothing to choose from there is no list."""
    empty = (announced.BRANCHES[0] + "awaited: {reporter: Alcaldía, since: 2024}\n", "id,nombre,abierta\n")
    parts = announced.build(empty, announced.PRUNINGS, metadata=announced.PACKAGE)
    data = files(parts)["data/podas/podas-template.xlsx"]

    assert "sede_id" not in rules(openpyxl.load_workbook(io.BytesIO(data)))


def test_the_form_speaks_the_language_of_the_site():
    """In another language the sheets and the types have its words."""
    book = opened(files(announced.town(site="language: en\nlocale: en_GB\n")))

    assert ["Data", "Lists", "Columns"] == book.sheetnames
    assert "whole number" in book.worksheets[0]["E1"].comment.text


@pytest.mark.parametrize(
    ("data", "lists", "expected"),
    [
        ("Filas/datos", "L'ista: [a]", ["Filas datos", "L ista   a", "Columnas"]),
        ("x" * 80, "y", ["x" * 29, "y", "Columnas"]),
        ("Listas", "listas", ["1 Listas", "2 listas", "3 Columnas"]),
        ("columnas", "Listas", ["1 columnas", "2 Listas", "3 Columnas"]),
        ("?", "Listas", ["1 ", "2 Listas", "3 Columnas"]),
    ],
)
def test_any_words_can_name_the_sheets(data, lists, expected):
    """Words that a spreadsheet does not take as names of sheets are made such that it does, and the lists are found."""
    book = opened(files(announced.town(site=f'words: {{form: {{data: "{data}", lists: "{lists}"}}}}\n')))

    assert expected == book.sheetnames
    assert ["muelle", "loma"] == choices(book, rules(book)["sede_id"])


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-2", "@x", "{=1}", "https://example.org/", "<b>", '"', "'", "&amp;"])
def test_no_text_becomes_a_formula_or_a_link(text):
    """Whatever stands in names, labels and listed values is written as text."""
    head, rows = announced.PRUNINGS
    quoted = "'" + text.replace("'", "''") + "'"
    odd = head.replace("enum: [ceiba, samán]", f"enum: [{quoted}]").replace("Con sus ceros.", quoted)
    places = (
        announced.BRANCHES[0],
        f'id,nombre,abierta\nmuelle,"{text.replace(chr(34), chr(34) * 2)}",sí\nloma,B,no\n',
    )
    book = opened(files(announced.town(replaced=((odd, rows), places))))

    assert [text] == choices(book, rules(book)["especie"])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert 3 == len(cells)
    assert {("s", None)} == {(cell.data_type, cell.hyperlink) for cell in cells}


def test_equal_forms_are_equal_bytes(made):
    """Two builds of the same town make the same workbook, byte for byte, with one date in it."""
    assert made == files(announced.town())
    with zipfile.ZipFile(io.BytesIO(made["data/podas/podas-template.xlsx"])) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in archive.infolist()}


def test_the_form_of_a_dataset_whose_rows_have_come_is_the_same(made):
    """Rows that come do not change the form: the next ones are filled in alike."""
    row = "muelle,2024-Q1,007,ceiba,5,2.5,sí,2024-02-01,2024,sedes\n"
    come = (announced.PRUNINGS[0], announced.PRUNINGS[1] + row)

    assert made == files(announced.town(replaced=(come,)))
