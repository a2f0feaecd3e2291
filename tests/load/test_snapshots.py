import pytest

from generator.load import snapshots

DESCRIPTOR = b"""name: x
title: Pozos
theme: agua
entity: {singular: pozo, plural: pozos}
provenance: {document: fuente, lines: renglones}
revisions: [{date: "2024-01-01", reason: Se ley\xc3\xb3 mal.}, 7]
schema:
  missingValues: ["", {value: na, label: no aplica}]
  fields: [{name: a, type: integer}, {name: b}, {name: fuente}, 3, {title: sin nombre}]
  primaryKey: a
  foreignKeys:
    - {fields: b, reference: {resource: barrios, fields: id}}
    - {fields: [fuente], reference: {resource: documentos, fields: [id]}}
"""


def test_a_version_is_read_by_its_own_descriptor():
    """Key, types, missing values, what rows point to (their source left out), and what was said of revisions."""
    found = snapshots.read(b"a,b,fuente\n1,x,d\n", DESCRIPTOR)

    assert (("a", "b", "fuente"), [("1", "x", "d")], ("a",)) == (found.names, found.rows, found.key)
    assert ("Pozos", "agua", True) == (found.title, found.theme, found.is_entity)
    assert ("integer", {"": "", "na": "no aplica"}) == (found.column("a").type, found.column("a").missing)
    assert [("barrios", 1), ("x", 0)] == found.targets("x")
    assert ["Se leyó mal.", ""] == [reason.reason for reason in found.reasons]


@pytest.mark.parametrize(
    "descriptor", [b"", b"a: [", b"&x [*x]", b"- 1\n", b"schema: 7\n", b"schema: {fields: {}}\n", b"\xff"]
)
def test_a_descriptor_that_nobody_can_read_leaves_texts(descriptor):
    """Whatever stands in the descriptor of then, the columns of the file are there, as texts without a key."""
    found = snapshots.read(b"a,b\n1,2\n", descriptor)

    assert (("a", "b"), (), "string") == (found.names, found.key, found.column("a").type)


def test_rows_of_another_length_fit_their_header():
    """What is too long is cut, what is too short is blank, and a blank line is no row."""
    assert [("1", "2"), ("3", "")] == snapshots.read(b"a,b\n1,2,9\n\n3\n", b"").rows


@pytest.mark.parametrize("data", [b"a,a\n1,2\n", b'a\n"' + b"x" * 200_000])
def test_what_is_no_table_is_said_to_be_none(data):
    """Columns of one name, or a quote that swallows the file: nothing is compared."""
    assert not snapshots.read(data, b"").is_readable


def test_the_delimiter_is_the_declared_one():
    """A version with semicolons is read by them."""
    assert ("a", "b") == snapshots.read(b"a;b\n1;2\n", b"dialect: {delimiter: ;}\n").names
