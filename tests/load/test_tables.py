import datetime
import hashlib

import pandas as pd
import pytest

from generator.load import tables

SCHEMA = """
fields:
  - {name: codigo, type: string}
  - {name: sembrados, type: integer}
  - {name: altura, type: number}
  - {name: vivo, type: boolean, trueValues: [sí], falseValues: [no]}
  - {name: dia, type: date}
  - {name: anio, type: year}
"""
HEADER = "codigo,sembrados,altura,vivo,dia,anio\n"


def test_columns_have_the_declared_types(tabulate):
    """Each column is of its declared type, whatever its cells look like."""
    table, problems = tabulate(SCHEMA, HEADER + "007,12,1.5,sí,2024-05-01,2024\n010,-3,2,no,2024-05-02,0476\n")

    assert [] == problems
    assert ["str", "Int64", "Float64", "boolean", "object", "Int64"] == [str(kind) for kind in table.frame.dtypes]
    assert ["007", 12, 1.5, True, datetime.date(2024, 5, 1), 2024] == table.frame.iloc[0].tolist()
    assert ["010", -3, 2.0, False, datetime.date(2024, 5, 2), 476] == table.frame.iloc[1].tolist()


def test_a_blank_cell_is_missing_in_every_type(tabulate):
    """A blank cell has no value: it is neither zero nor false nor an empty text."""
    table, _ = tabulate(SCHEMA, HEADER + "a,,,,,\n,1,1,sí,2024-01-01,2024\n")

    assert table.frame.iloc[0, 1:].isna().all()
    assert pd.isna(table.frame["codigo"].iloc[1])


@pytest.mark.parametrize("text", ["NA", "null", "None", "nan", "N/A", "-", "#N/A", "0"])
def test_words_for_nothing_are_text(tabulate, text):
    """What other readers take for missing is text unless the descriptor says otherwise."""
    table, _ = tabulate("fields: [{name: a, type: string}, {name: b, type: string}]\n", f"a,b\n{text},x\n")

    assert [text] == table.frame["a"].tolist()


def test_declared_missing_values_are_missing(tabulate):
    """What the descriptor declares missing is missing, in texts and in numbers."""
    schema = 'fields: [{name: a, type: string}, {name: b, type: integer}]\nmissingValues: ["", NA]\n'

    table, problems = tabulate(schema, "a,b\nNA,1\nx,NA\n")

    assert [] == problems
    assert [True, False] == table.frame["a"].isna().tolist()
    assert [False, True] == table.frame["b"].isna().tolist()
    assert {} == table.untyped


def test_the_texts_stay_beside_the_types(tabulate):
    """What is shown and published is what the editor wrote."""
    table, _ = tabulate("fields: [{name: a, type: number}, {name: b, type: string}]\n", "a,b\n1.50,x\n-0,y\n")

    assert ("1.50", "-0") == tuple(table.texts["a"])


def test_texts_of_another_type_are_kept_by_field(tabulate):
    """A cell that is no value of its type is missing in the typed column, and remembered."""
    table, problems = tabulate("fields: [{name: a, type: integer}, {name: b, type: string}]\n", "a,b\n1,x\nuno,y\n")

    assert [] == problems
    assert {"a": frozenset({"uno"})} == table.untyped
    assert [False, True] == table.frame["a"].isna().tolist()


def test_the_size_and_fingerprint_are_those_of_the_file(tabulate):
    """Size and SHA-256 are of the editor's bytes, byte order mark and line ends included."""
    data = b"\xef\xbb\xbfa,b\r\n1,x\r\n"

    table, _ = tabulate("fields: [{name: a, type: integer}, {name: b, type: string}]\n", data)

    assert (len(data), hashlib.sha256(data).hexdigest(), 1) == (table.size, table.sha256, len(table))


LABELS = [
    ("a\n1\n", [("missing-label", 2, "b", None)]),
    ("a,b,c\n1,x,2\n", [("extra-label", 3, None, "c")]),
    ("b,a\nx,1\n", [("incorrect-label", 1, "a", "b"), ("incorrect-label", 2, "b", "a")]),
    ("A,b\n1,x\n", [("label-variant", 1, "a", "A")]),
    ("a ,b\n1,x\n", [("label-variant", 1, "a", "a ")]),
    ("a,\n1,x\n", [("blank-label", 2, "b", "")]),
    ("a,a\n1,1\n", [("duplicate-label", 2, "b", "a")]),
    ("1,x\n2,y\n", [("incorrect-label", 1, "a", "1"), ("incorrect-label", 2, "b", "x")]),
]


@pytest.mark.parametrize(("data", "expected"), LABELS)
def test_the_header_is_that_of_the_descriptor_letter_for_letter(tabulate, data, expected):
    """A label that is missing, too many, blank, misspelt or out of place is told at its column."""
    _, problems = tabulate("fields: [{name: a, type: integer}, {name: b, type: string}]\n", data)

    assert expected == [(p.code, p.column, p.field, p.value) for p in problems]
    assert {(1, 1)} == {(p.line, p.record) for p in problems}


ROWS = [
    ("a,b\n1,x\n2\n", ("missing-cell", 3, 3, None)),
    ("a,b\n1,x\n2,y,z\n", ("extra-cell", 3, 3, "z")),
    ("a,b\n1,x\n\n3,z\n", ("blank-row", 3, 3, None)),
    ("a,b\n1,x\n,\n3,z\n", ("blank-row", 3, 3, None)),
    ("a,b\n1,x\n,,\n3,z\n", ("blank-row", 3, 3, None)),
    ('a,b\n1,"x\ny"\n2\n', ("missing-cell", 4, 3, None)),
]


@pytest.mark.parametrize(("data", "expected"), ROWS)
def test_ragged_and_blank_rows_are_located(tabulate, data, expected):
    """A row with too few or too many cells, or without any value, is told by its physical line and its record."""
    _, (problem,) = tabulate("fields: [{name: a, type: integer}, {name: b, type: string}]\n", data)

    assert expected == (problem.code, problem.line, problem.record, problem.value)
    assert problem.code == problem.frictionless


def test_every_ragged_row_is_told(tabulate):
    """An editor sees all of them at once."""
    _, problems = tabulate("fields: [{name: a, type: integer}, {name: b, type: string}]\n", "a,b\n1\n2,x\n3\n4,y,z\n")

    assert [2, 4, 5] == [problem.line for problem in problems]


def test_a_row_of_declared_missing_values_is_blank(tabulate):
    """A row that says nothing but «missing» holds no observation."""
    schema = 'fields: [{name: a, type: string}, {name: b, type: integer}]\nmissingValues: ["", NA]\n'

    _, (problem,) = tabulate(schema, "a,b\nx,1\nNA,\n")

    assert ("blank-row", 3) == (problem.code, problem.line)


@pytest.mark.parametrize("data", ["a,b\n", "a,b\r\n", "\ufeffa,b\n"])
def test_a_header_alone_is_no_table(tabulate, data):
    """A dataset without rows is not zero: it is refused."""
    table, (problem,) = tabulate("fields: [{name: a, type: integer}, {name: b, type: string}]\n", data)

    assert (0, "no-rows", 1) == (len(table), problem.code, problem.line)


AWAITED = """
name: arboles
title: A
awaited: {reporter: Oficina de Parques, since: 2024}
schema:
  fields: [{name: a, type: integer}, {name: b, type: string}, {name: c, type: boolean}, {name: d, type: date}]
"""


@pytest.mark.parametrize("data", [b"a,b,c,d\n", b"\xef\xbb\xbfa,b,c,d\r\n"])
def test_a_header_alone_is_a_table_where_rows_are_awaited(describe, data):
    """An awaited dataset may hold its header alone: a table of no row, with every column typed."""
    descriptor, _ = describe(AWAITED)

    table, problems = tables.load(data, "datasets/arboles.csv", descriptor)

    assert () == problems
    assert (0, ["a", "b", "c", "d"], len(data)) == (len(table), list(table.frame), table.size)
    assert ["Int64", "str", "boolean", "object"] == [str(kind) for kind in table.frame.dtypes]
    assert {"a": (), "b": (), "c": (), "d": ()} == {name: tuple(column) for name, column in table.texts.items()}


@pytest.mark.parametrize(
    ("data", "code"), [(b"a,b,c\n", "missing-label"), (b"a,b,c,d\n1,x\n", "missing-cell"), (b"", "empty-file")]
)
def test_an_awaited_table_is_checked_like_any_other(describe, data, code):
    """Its header must be the declared one, and its first rows whole."""
    descriptor, _ = describe(AWAITED)

    _, problems = tables.load(data, "datasets/arboles.csv", descriptor)

    assert code in [problem.code for problem in problems]


def test_bytes_that_are_no_text_give_the_problem_and_no_table(tabulate):
    """What cannot be read is a problem like any other."""
    table, (problem,) = tabulate("fields: [{name: a, type: string}, {name: b, type: string}]\n", b"a,b\n\xff,x\n")

    assert (None, "encoding-error") == (table, problem.code)


def test_the_lines_of_the_rows_are_those_of_the_file(tabulate):
    """The line of a row is the physical one, also after a quoted line end."""
    schema = "fields: [{name: a, type: integer}, {name: b, type: string}]\n"

    table, _ = tabulate(schema, 'a,b\n1,"x\ny"\n2,z\n')

    assert [2, 4] == list(table.lines)


def test_the_declared_delimiter_splits_the_table(describe):
    """A dialect with another delimiter is read with it."""
    descriptor, problems = describe(
        "name: arboles\ntitle: A\ndialect: {delimiter: ';'}\nschema: {fields: [{name: a, type: string}]}\n"
    )

    assert ([], ";") == (problems, descriptor.delimiter)


def test_a_damaged_letter_is_located_in_its_column(tabulate):
    """Bytes that are not UTF-8 are told with their line, column and field; a delimiter inside quotes separates nothing."""
    fields = "fields:\n  - {name: a, type: string}\n  - {name: b, type: string}\n  - {name: c, type: string}\n"

    _, (problem,) = tabulate(fields, b'a,b,c\n1,2,3\n"x, y",z,\xf1\n')

    assert ("encoding-error", 3, 3, "c") == (problem.code, problem.line, problem.column, problem.field)
