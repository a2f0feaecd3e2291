"""Values and types of any rows come back, equal, from every format in which a dataset is offered."""

import csv
import datetime
import io
import json
import sqlite3
import tempfile
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
from hypothesis import HealthCheck, given, settings, strategies as st
from pyarrow import parquet

from generator.load.site import Site
from generator.publish import databases, formats
from generator.publish.workbooks import EXACT
from generator.render import words
from tests import invented

FIELDS = """
name: cosas
title: Cosas
schema:
  fields:
    - {name: clave, title: Clave, type: string}
    - {name: nota, title: Nota, type: string}
    - {name: dia, title: Día, type: date}
    - {name: alto, title: Alto, type: number}
    - {name: veces, title: Veces, type: integer}
    - {name: firme, title: Firme, type: boolean}
    - {name: anio, title: Año, type: year}
  primaryKey: clave
views: {}
"""
NAMES = ("clave", "nota", "dia", "alto", "veces", "firme", "anio")
TEXT = st.text(
    st.one_of(st.sampled_from("=+-@'\";,|_x01é ñ\n0.5"), st.characters(exclude_categories=("C", "Z"))), max_size=12
).map(str.strip)
ROWS = st.lists(
    st.tuples(
        st.one_of(st.none(), TEXT.map(lambda text: text or None)),
        st.one_of(st.none(), st.dates(datetime.date(1900, 3, 1))),
        st.one_of(st.none(), st.decimals(-(10**9), 10**9, places=4)),
        st.one_of(st.none(), st.integers(1 - 10**18, 10**18 - 1)),
        st.one_of(st.none(), st.booleans()),
        st.one_of(st.none(), st.integers(1000, 9999)),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


def text_of(value):
    """Return a value as an editor writes it in a CSV."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def plain(row):
    """Return a row of the strategy as programs hold it: numbers in binary."""
    return tuple(float(value) if isinstance(value, Decimal) else value for value in row)


def day(text):
    """Return the day that a text says, if it says one."""
    return datetime.date.fromisoformat(text) if text else None


def types(rows):
    """Return the types of all cells."""
    return [[type(value) for value in row] for row in rows]


def from_json(made):
    """Return the rows of the JSON, days as dates."""
    rows = json.loads(made("cosas.json"))["data"]
    return [tuple(day(value) if name == "dia" else value for name, value in row.items()) for row in rows]


def from_parquet(made):
    """Return the rows of the Parquet file, as pyarrow reads them."""
    return [tuple(row.values()) for row in parquet.read_table(io.BytesIO(made("cosas.parquet"))).to_pylist()]


def from_duckdb(made):
    """Return the rows of the Parquet file, as DuckDB reads them."""
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        file.write(made("cosas.parquet"))
        file.flush()
        return duckdb.connect().execute("SELECT * FROM read_parquet(?)", [file.name]).fetchall()


def from_xlsx(made):
    """Return the rows of the workbook: days without their hour, numbers that would lose digits from their text."""
    sheet = openpyxl.load_workbook(io.BytesIO(made("cosas.xlsx"))).worksheets[0]
    for clave, nota, dia, alto, veces, firme, anio in sheet.iter_rows(min_row=2, values_only=True):
        is_exact = not isinstance(veces, str)
        assert is_exact or abs(int(veces)) >= EXACT
        number = None if alto is None else float(alto)
        yield clave, nota, dia and dia.date(), number, veces if is_exact else int(veces), firme, anio


def from_sqlite(made):
    """Return the rows of the database, which has neither days nor truth as types of its own."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(made("villa-serena.sqlite"))
    rows = connection.execute("SELECT * FROM cosas").fetchall()
    kinds = [kind for (kind,) in connection.execute("SELECT type FROM pragma_table_info('cosas')")]
    connection.close()
    assert ["TEXT", "TEXT", "TEXT", "REAL", "INTEGER", "INTEGER", "INTEGER"] == kinds
    return [(*row[:2], day(row[2]), *row[3:5], None if row[5] is None else bool(row[5]), row[6]) for row in rows]


def from_excel_csv(made):
    """Return the rows of the CSV for spreadsheets in Spanish: decimal comma, and a mark before would-be formulas."""
    lines = csv.reader(io.StringIO(made("cosas-excel.csv").decode("utf-8-sig"), newline=""), delimiter=";")
    for clave, nota, dia, alto, veces, firme, anio in list(lines)[1:]:
        yield (
            clave, unmarked(nota), day(dia), float(alto.replace(",", ".")) if alto else None, int(veces) if veces else None,
            firme == "true" if firme else None, int(anio) if anio else None,
        )  # fmt: skip


def unmarked(text):
    """Return a text without the apostrophe that keeps it from being a formula; no formula goes without one."""
    assert text[:1] not in set("=+-@")
    return (text[1:] if text[:1] == "'" and text[1:2] in set("=+-@") else text) or None


READERS = (from_json, from_parquet, from_duckdb, from_xlsx, from_sqlite, from_excel_csv)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS)
def test_values_and_types_come_back(rows):
    """What any reader finds in any format is what the editor wrote: equal values of equal types, blank where blank."""
    told = [(f"{number:03}", *row) for number, row in enumerate(rows)]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([NAMES, *([text_of(value) for value in row] for row in told)])
    texts = ((FIELDS, text.getvalue()),)
    with tempfile.TemporaryDirectory() as folder:
        where, catalog = invented.write(Path(folder), *texts), invented.unchecked(*texts)
        made = [*formats.artifacts(where, catalog, words.load(Site())), *databases.artifacts(where, catalog)]
        named = {artifact.path.rpartition("/")[2]: artifact.make for artifact in made}

        found = {reader.__name__: list(reader(lambda name: named[name]())) for reader in READERS}

    expected = [plain(row) for row in told]
    assert dict.fromkeys(found, expected) == found
    assert dict.fromkeys(found, types(expected)) == {name: types(read) for name, read in found.items()}
