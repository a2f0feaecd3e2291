import pytest

from generator.check import twins

NAME = {"type": "string"}
TWINS = [
    ("Policía", "Polici\u0301a"),
    ("Policía", "POLICÍA"),
    ("El Faro", "El\u00a0Faro"),
    ("El Faro", "El  Faro"),
    ("Policia", "P\u043elicia"),
    ("ABC", "\u0410\u0412\u0421"),
    ("Oficina 12", "Oficina \uff11\uff12"),
    ("Straße", "STRASSE"),
]
APART = [
    ("Policía", "Policia"),
    ("a", "b"),
    ("01", "1"),
    ("año", "ano"),
    ("5 µg", "5 mg"),
    ("El Faro", "ElFaro"),
    ("x", "x-"),
]


@pytest.mark.parametrize(("first", "second"), TWINS)
def test_keys_that_look_the_same_are_twins(column, first, second):
    """Case, spaces, the form of accents and letters of other alphabets make no other key."""
    problems = [p for p in column(NAME, first, "otra", second, primaryKey=["campo"]) if p.code == "key-twin"]

    assert [("key-twin", 4, second, first, 2)] == [
        (p.code, p.line, p.value, p.details["other"], p.details["first"]) for p in problems
    ]


@pytest.mark.parametrize(("first", "second"), APART)
def test_keys_that_people_tell_apart_are_none(column, first, second):
    """Accents, digits, units and hyphens make another key."""
    assert [] == column(NAME, first, second, primaryKey=["campo"])


def test_only_keys_have_twins(column):
    """A text that is no key may be written in any way; so may a key whose spellings are the data."""
    assert [] == column(NAME, "x", "X")
    assert [] == column({**NAME, "verbatim": True}, "x", "X", primaryKey=["campo"])


@pytest.mark.parametrize(("rows", "expected"), [("ceiba,12 CEIBA,13", ["key-twin"]), ("ceiba,12 samán,13", [])])
def test_a_key_of_several_columns_has_twins_as_a_whole(altered, rows, expected):
    """The same name in two spellings is a twin where the rest of the key is the same too."""
    changes = {("schema", "fields", 1, "constraints"): None}
    table = "".join(f"el-faro,{row}\n" for row in rows.split())

    found = altered("arboles", changes, arboles=f"barrio_id,especie,sembrados\nla-loma,Ceiba,1\n{table}")

    assert expected == [problem.code for problem in found]


def test_a_reference_to_a_twin_is_told_with_the_name_that_exists(altered):
    """What is near is the key that looks the same, however far its letters are."""
    (problem,) = altered("arboles", {}, arboles="barrio_id,especie,sembrados\nEL-FARO,ceiba,1\n")

    assert ("foreign-key", "el-faro") == (problem.code, problem.details["near"])


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [("A", "a", "A (U+0041) / a (U+0061)"), ("x\u00a0y", "x y", "U+00A0 / U+0020"), ("xy", "x", "y (U+0079)")],
)
def test_the_first_difference_is_named(text, other, expected):
    """Twins are told apart by code points, where nobody could by eye."""
    assert expected == twins.differences(text, other)
