import datetime
import io
import json
import sqlite3

import openpyxl
import pandas as pd
import pytest
from pyarrow import parquet

from generator.load.site import Site
from generator.publish import databases, formats, spreadsheets
from generator.render import words
from tests import invented

FIELDS = """
name: medidas
title: Medidas
description: Lo que se midió.
sources: [{title: Cuaderno de campo}]
notes: [Se midió a mano., "Hubo días sin medida: llovió, no se pudo llegar o el aparato estaba dañado."]
schema:
  fields:
    - {name: medida, title: Medida, type: string, description: Código}
    - {name: centro_id, title: Centro, type: string}
    - {name: dia, title: Día, type: date}
    - {name: alto, title: Alto, type: number, unit: metros}
    - {name: veces, title: Veces, type: integer, unit: veces}
    - {name: firme, title: Firme, type: boolean}
    - {name: anio, title: Año, type: year}
    - {name: nota, title: Nota, type: string}
  primaryKey: medida
  foreignKeys: [{fields: [centro_id], reference: {resource: centros, fields: [id]}}]
  missingValues: [{value: "", label: ""}, {value: no aplica, label: no aplica}]
views: {}
"""
ROWS = """medida,centro_id,dia,alto,veces,firme,anio,nota
007,norte,2025-03-09,1.50,-3,true,2025,=1+1
008,sur,,0.5,no aplica,false,2024,"línea uno
línea; dos"
009,,2024-02-29,,9007199254740993,,,@suma
"""
VALUES = [
    ("007", "norte", datetime.date(2025, 3, 9), 1.5, -3, True, 2025, "=1+1"),
    ("008", "sur", None, 0.5, None, False, 2024, "línea uno\nlínea; dos"),
    ("009", None, datetime.date(2024, 2, 29), None, 9007199254740993, None, None, "@suma"),
]


@pytest.fixture(name="texts")
def _texts():
    """The datasets of a town with cells of every type."""
    return (*invented.VILLA, (FIELDS, ROWS))


@pytest.fixture(name="made")
def _made(tmp_path, texts):
    """What is published of the town in other formats, by path."""
    where, catalog = invented.write(tmp_path, *texts), invented.unchecked(*texts)
    found = [*formats.artifacts(where, catalog, words.load(Site())), *databases.artifacts(where, catalog)]
    return {artifact.path: artifact.make for artifact in found}


def test_every_dataset_is_offered_in_every_format(made):
    """Beside its CSV each dataset has four files; the catalogue has a database."""
    names = ("centros", "documentos", "encuesta", "medidas", "oferta", "servicios", "visitas")
    endings = (".json", ".parquet", ".xlsx", "-excel.csv")

    assert {f"data/{n}/{n}{ending}" for n in names for ending in endings} | {"data/villa-serena.sqlite"} == set(made)


def test_json_holds_values_of_their_types(made):
    """Records have numbers, booleans, ISO dates and null; the schema stands above them."""
    whole = json.loads(made["data/medidas/medidas.json"]())
    expected = [tuple(v.isoformat() if isinstance(v, datetime.date) else v for v in row) for row in VALUES]

    assert expected == [tuple(record.values()) for record in whole["data"]]
    assert "Código" == whole["schema"]["fields"][0]["description"]


def test_parquet_holds_typed_columns_that_say_what_they_are(made):
    """Another reader finds each value with its type, and the title, description and unit of each column."""
    table = parquet.read_table(io.BytesIO(made["data/medidas/medidas.parquet"]()))
    schema = table.schema

    assert VALUES == [tuple(row.values()) for row in table.to_pylist()]
    assert ["string", "string", "date32[day]", "double", "int64", "bool", "int32", "string"] == [
        str(kind) for kind in schema.types
    ]
    assert {b"title": b"Alto", b"unit": b"metros"} == schema.field("alto").metadata
    assert b"Medidas" == schema.metadata[b"title"]


def test_a_spreadsheet_set_to_spanish_opens_the_csv_right(made):
    """Its mark, semicolons, decimal commas and CRLF; codes keep their zeros, and no text is a formula."""
    data = made["data/medidas/medidas-excel.csv"]()
    frame = pd.read_csv(io.BytesIO(data), sep=";", decimal=",", dtype={"medida": str}, encoding="utf-8-sig")

    assert data.startswith(b"\xef\xbb\xbfmedida;centro_id;")
    assert [1.5, 0.5] == frame["alto"].dropna().tolist()
    assert ["007", "008", "009"] == frame["medida"].tolist()
    assert ["'=1+1", "línea uno\nlínea; dos", "'@suma"] == frame["nota"].tolist()
    assert "-3" == frame["veces"].astype(str)[0]
    assert b"\r\n" in data


@pytest.fixture(name="book")
def _book(made):
    """The workbook of the measurements, as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(made["data/medidas/medidas.xlsx"]()))


def test_a_workbook_has_the_data_the_dictionary_the_source_and_the_notes(book):
    """Four sheets, the first with a real table, frozen below its header."""
    data = book.worksheets[0]

    assert ["Datos", "Diccionario", "Fuente", "Notas"] == book.sheetnames
    assert ["t_medidas"] == list(data.tables)
    assert ("A1:I4", "A2") == (data.tables["t_medidas"].ref, data.freeze_panes)
    assert [] == list(data.merged_cells.ranges)
    assert "Se midió a mano." == book["Notas"]["A1"].value
    assert ("Fuente", "Cuaderno de campo") in [row[:2] for row in book["Fuente"].iter_rows(values_only=True)]
    assert "Código" in [row[2] for row in book["Diccionario"].iter_rows(values_only=True)]


def test_cells_of_a_workbook_are_values_of_their_types(book):
    """Codes are text, dates dates, numbers numbers; a number that would lose digits, and a reason, stay text."""
    rows = list(book.worksheets[0].iter_rows(values_only=True))

    assert ("medida", "centro_id", "centro_id (nombre)", "dia", "alto", "veces", "firme", "anio", "nota") == rows[0]
    day = datetime.datetime(2025, 3, 9)  # noqa: DTZ001 -- what openpyxl gives for a date
    assert ("007", "norte", "Centro Norte", day, 1.5, -3, True, 2025, "=1+1") == rows[1]
    assert ("no aplica", "9007199254740993") == (rows[2][5], rows[3][5])


def test_a_sheet_shows_all_of_its_texts(book):
    """Columns have room for their names and a checksum, rows for the lines of their texts; notes are not in bold."""
    data, dictionary, source, notes = book.worksheets
    widths = [data.column_dimensions[letter].width for letter in "ABCDEFGHI"]
    digest = [row[1].value for row in source.iter_rows() if row[0].value == "SHA-256"]

    assert all(len(cell.value) + 4 <= width for cell, width in zip(data[1], widths, strict=True))
    assert len(digest[0]) < source.column_dimensions["B"].width
    assert (None, 30) == (notes.row_dimensions[1].height, notes.row_dimensions[2].height)
    assert (True, False) == (dictionary["F1"].font.bold, notes["A1"].font.bold)
    assert ("landscape", 0) == (data.page_setup.orientation, data.page_setup.fitToHeight)
    assert data.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize(("texts", "points"), [(("a", "b"), 15), (("a", "uno dos tres"), 45), (("", ""), 15)])
def test_a_row_is_as_high_as_its_longest_text(texts, points):
    """The text with the most lines decides, each line at its full height."""
    assert points == spreadsheets.height(texts, (10, 6))


def test_no_cell_of_a_workbook_is_a_formula(book):
    """A text that begins like a formula is a text."""
    (cell,) = (cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "=1+1")

    assert "s" == cell.data_type


def test_a_database_joins_in_one_query(made):
    """Every dataset is a table with its keys; nothing breaks them."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(made["data/villa-serena.sqlite"]())
    query = "SELECT nombre, alto FROM medidas JOIN centros ON centros.id = centro_id ORDER BY alto"

    assert [("Centro Sur", 0.5), ("Centro Norte", 1.5)] == connection.execute(query).fetchall()
    assert [] == connection.execute("PRAGMA foreign_key_check").fetchall()
    assert [("ok",)] == connection.execute("PRAGMA integrity_check").fetchall()
    assert [("medida",)] == connection.execute("SELECT name FROM pragma_table_info('medidas') WHERE pk").fetchall()
    connection.close()


@pytest.mark.parametrize("ending", ["json", "parquet", "xlsx", "sqlite"])
def test_the_same_rows_are_the_same_bytes(made, ending):
    """A file that is made twice is the same file."""
    path = "data/villa-serena.sqlite" if ending == "sqlite" else f"data/medidas/medidas.{ending}"

    assert made[path]() == made[path]()


def test_an_awaited_dataset_has_no_other_formats(tmp_path):
    """There is nothing to put into another format while rows are awaited."""
    awaited = FIELDS + "awaited: {reporter: Oficina de Campo, since: 2025}\n"
    texts = (*invented.VILLA, (awaited, ROWS.splitlines()[0] + "\n"))
    where, catalog = invented.write(tmp_path, *texts), invented.build(*texts)

    found = [artifact.path for artifact in formats.artifacts(where, catalog, words.load(Site()))]

    assert [] == [path for path in found if "medidas" in path]
