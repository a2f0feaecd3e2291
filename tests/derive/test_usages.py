import re
import sqlite3

import duckdb
import pandas as pd
import pytest

from generator.derive import usages
from generator.load.site import Site
from generator.publish import databases, formats, packages
from generator.render import words
from tests import invented

FIELDS = """
name: medidas-varias
title: Medidas
schema:
  fields:
    - {name: medida, title: Medida, type: string}
    - {name: centro_id, title: Centro, type: string}
    - {name: dia, title: Día, type: date}
    - {name: alto, title: Alto, type: number, unit: metros}
    - {name: veces, title: Veces, type: integer, unit: veces, constraints: {minimum: 0}}
    - {name: firme, title: Firme, type: boolean, trueValues: [sí], falseValues: ["no"]}
    - {name: anio, title: Año, type: year}
    - {name: next, title: Nota, type: string}
  primaryKey: medida
  foreignKeys: [{fields: [centro_id], reference: {resource: centros, fields: [id]}}]
  missingValues: [{value: "", label: ""}, {value: 'no "aplica"', label: no aplica}]
views: {}
"""
ROWS = '''medida,centro_id,dia,alto,veces,firme,anio,next
007,norte,2025-03-09,1.50,3,sí,2025,NA
008,sur,,0.5,"no ""aplica""",no,2024,"línea uno
línea; dos"
009,,2024-02-29,,9007199254740993,,,@suma
'''
TEXTS = (*invented.VILLA, (FIELDS, ROWS))


@pytest.fixture(name="made", scope="module")
def _made():
    """The catalogue of Villa Serena with a dataset of every type."""
    return invented.unchecked(*TEXTS)


@pytest.fixture(name="lines", scope="module")
def _lines(made):
    """The lines of that dataset, by program."""
    return {one.key: one for one in usages.derive(made.datasets["medidas-varias"], made).programs}


@pytest.fixture(name="files")
def _files(tmp_path, monkeypatch, made):
    """A folder with the files of that dataset and the database, in which the lines are run."""
    (tmp_path / "project").mkdir()
    where = invented.write(tmp_path / "project", *TEXTS)
    speech = words.load(Site())
    found = [
        *packages.artifacts(where, made),
        *formats.artifacts(where, made, speech),
        *databases.artifacts(where, made),
    ]
    for artifact in found:
        name = artifact.path.rpartition("/")[2]
        if name.startswith("medidas-varias") or name.endswith(".sqlite"):
            (tmp_path / name).write_bytes(artifact.make())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("files")
def test_the_lines_for_pandas_run(lines):
    """They read codes as text, dates as dates, blanks as missing, and keep a text that looks like a missing value."""
    names = {}
    exec(lines["pandas"].code, names)  # noqa: S102 -- what the page tells people to run
    frame = names["df"]

    assert ["007", "008", "009"] == frame["medida"].tolist()
    assert pd.Timestamp("2025-03-09") == frame["dia"][0]
    assert [3, 9007199254740993] == frame["veces"].dropna().tolist()
    assert [True, False] == frame["firme"].dropna().tolist()
    assert [2025, 2024] == frame["anio"].dropna().tolist()
    assert "NA" == frame["next"][0]
    assert [0, 1, 1, 1, 1, 1, 1, 0] == frame.isna().sum().tolist()


@pytest.mark.usefixtures("files")
def test_the_lines_for_duckdb_run(lines):
    """The Parquet file is read with its types."""
    found = duckdb.sql(lines["duckdb"].code).fetchall()

    assert [("007", 1.5, 3, True), ("008", 0.5, None, False)] == [(row[0], *row[3:6]) for row in found[:2]]


def test_the_lines_for_sqlite_run(files, lines):
    """The query joins the names that ids stand for, in the database of the catalogue."""
    connection = sqlite3.connect(files / lines["sqlite"].file)
    found = connection.execute(lines["sqlite"].code).fetchall()
    connection.close()

    assert [("Centro Norte", "007"), ("Centro Sur", "008"), (None, "009")] == [row[:2] for row in found]


def test_the_lines_for_r_have_the_shape_of_readr(lines):
    """Each column has a collector of readr, reserved names stand in back quotes, and parentheses close."""
    code = lines["r"].code
    collectors = dict(re.findall(r"^    (\S+) = (col_\w+\(\)),?$", code, re.MULTILINE))

    assert ["medida", "centro_id", "dia", "alto", "veces", "firme", "anio", "`next`"] == list(collectors)
    assert ("col_date()", "col_character()") == (collectors["dia"], collectors["firme"])
    assert 'na = c("", "no \\"aplica\\"")' in code
    bare = re.sub(r'"(?:\\.|[^"\\])*"', "", code)
    assert bare.count("(") == bare.count(")")


@pytest.mark.parametrize("dataset", ["centros", "visitas", "encuesta", "oferta"])
def test_every_dataset_says_which_file_a_spreadsheet_opens(made, dataset):
    """The workbook comes first, then the CSV for spreadsheets."""
    found = usages.derive(made.datasets[dataset], made)

    assert (f"{dataset}.xlsx", f"{dataset}-excel.csv") == found.excel
