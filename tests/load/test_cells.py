import datetime
import decimal

import frictionless
import pytest
from hypothesis import example, given, settings, strategies as st

from generator.load import cells
from generator.load.cells import InvalidError
from generator.load.schemas import TYPES, Field

EXTRAS = {"true_values": ("sí", "true"), "false_values": ("no", "false")}
THEIR_EXTRAS = {"boolean": {"trueValues": ["sí", "true"], "falseValues": ["no", "false"]}}


def _field(kind):
    return Field("campo", "Campo", kind, **(EXTRAS if kind == "boolean" else {}))


def _theirs(kind):
    return frictionless.Field.from_descriptor({"name": "campo", "type": kind, **THEIR_EXTRAS.get(kind, {})})


ACCEPTED = [
    ("string", "NA", "NA"),
    ("string", " x ", " x "),
    ("string", "007", "007"),
    ("integer", "0", 0),
    ("integer", "-12", -12),
    ("integer", "14184", 14184),
    ("integer", "999999999999999999", 10**18 - 1),
    ("number", "3", 3.0),
    ("number", "-0.5", -0.5),
    ("number", "86.50", 86.5),
    ("number", "123456789012345678.123456789012345", 123456789012345678.123456789012345),
    ("boolean", "sí", True),
    ("boolean", "true", True),
    ("boolean", "no", False),
    ("date", "2024-02-29", datetime.date(2024, 2, 29)),
    ("date", "0001-01-01", datetime.date(1, 1, 1)),
    ("year", "2024", 2024),
    ("year", "0476", 476),
]


@pytest.mark.parametrize(("kind", "text", "value"), ACCEPTED)
def test_the_declared_form_is_read(kind, text, value):
    """A text in the one declared form of its type is its value."""
    found = cells.parse(_field(kind), text)

    assert (type(value), value) == (type(found), found)


NUMERIC_JUNK = [
    "", " ", "x", "1 ", " 1", "+1", "--1", "1-", "14.184.000", "14,184", "1,5", "1_000", "1 000", "1\u00a0000",
    "1\u202f000", "1'000", "007", "-01", "00", "1e3", "1E3", "0x10", "0b1", "\u0661", "\u0967", "\uff11", "½", "²", "Ⅷ",
    "NaN", "nan", "inf", "-inf", "Infinity", "∞", "1%", "$1", "−1", "1\n", "\ufeff1", "true", "None", "NA", "9" * 19,
]  # fmt: skip


@pytest.mark.parametrize("text", [*NUMERIC_JUNK, "1.0", "14.184", "1."])
def test_what_is_not_exactly_an_integer_is_refused(text):
    """Signs, separators, exponents, other digits and words are not integers, however Python reads them."""
    with pytest.raises(InvalidError):
        cells.parse(_field("integer"), text)


@pytest.mark.parametrize("text", [*NUMERIC_JUNK, ".5", "1.", "1.2.3", "0." + "1" * 16])
def test_what_is_not_exactly_a_number_is_refused(text):
    """A decimal comma, an exponent, NaN or more digits than a number holds are not numbers."""
    with pytest.raises(InvalidError):
        cells.parse(_field("number"), text)


@pytest.mark.parametrize(
    "text",
    [
        "", "31/02/2024", "31/12/2024", "2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "24-01-01",
        "20240101", "2024-W01-1", "2024-01-01T00:00:00", "2024-01-01 ", "0000-01-01", "12024-01-01", "-2024-01-01",
        "\u0662\u0660\u0662\u0664-01-01", "hoy",
    ],
)  # fmt: skip
def test_what_is_not_a_day_of_the_calendar_is_refused(text):
    """Only `YYYY-MM-DD` of a day that exists is a date."""
    with pytest.raises(InvalidError):
        cells.parse(_field("date"), text)


@pytest.mark.parametrize(
    "text", ["", "24", "02024", "-024", "+024", "2024.0", "2024 ", "\u0662\u0660\u0662\u0664", "20_4"]
)
def test_what_is_not_four_digits_is_no_year(text):
    """A year has four ASCII digits."""
    with pytest.raises(InvalidError):
        cells.parse(_field("year"), text)


@pytest.mark.parametrize("text", ["", "Sí", "SI", "si", "True", "1", "0", "x", " sí", "s\u0069\u0301"])
def test_what_is_not_a_declared_word_is_no_boolean(text):
    """A boolean is one of its declared words, letter for letter."""
    with pytest.raises(InvalidError):
        cells.parse(_field("boolean"), text)


@pytest.mark.parametrize("text", ["true", "false"])
def test_undeclared_booleans_are_true_and_false(text):
    """Without words of its own a boolean is `true` or `false`."""
    assert (text == "true") is cells.parse(Field("campo", "Campo", "boolean"), text)


WRITTEN = (
    st.from_regex(r"[-+]?[0-9_]{0,20}([.,][0-9]{0,17})?(e[0-9])?", fullmatch=True)
    | st.integers(-(10**20), 10**20).map(str)
    | st.floats().map(repr)
    | st.decimals().map(str)
    | st.dates().map(str)
    | st.from_regex(r"[0-9]{1,5}[-/][0-9]{1,2}[-/][0-9]{1,4}", fullmatch=True)
    | st.sampled_from(["sí", "no", "true", "false", "True", "1", "0", "NA", "-0", "-0.0", "\u0661\u0662\u0663\u0664"])
    | st.text(max_size=8)
)


@settings(derandomize=True, max_examples=600, deadline=None)
@given(st.sampled_from(TYPES), WRITTEN)
@example("year", "0000")
@example("integer", "-0")
@example("number", "-0")
def test_whatever_we_accept_frictionless_reads_as_the_same_value(kind, text):
    """Every text that is a value here is the same value in Frictionless, so that what passes here passes there."""
    try:
        ours = cells.parse(_field(kind), text)
    except InvalidError:
        return
    theirs, notes = _theirs(kind).read_cell(text or "x")

    assert notes is None
    assert (ours if text else "x") == (float(theirs) if kind == "number" else theirs)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.from_regex(cells.NUMBER, fullmatch=True), st.from_regex(cells.NUMBER, fullmatch=True))
@example("100000000000000000.1", "100000000000000000")
@example("1.0", "1")
@example("-0", "0")
def test_numbers_are_compared_as_frictionless_compares_them(one, other):
    """Two numbers are equal, or one is larger, exactly when Frictionless says so: no digit is lost."""
    mine = [cells.exact(_field("number"), text) for text in (one, other)]
    theirs = [_theirs("number").read_cell(text)[0] for text in (one, other)]

    assert (theirs[0] == theirs[1], theirs[0] < theirs[1]) == (mine[0] == mine[1], mine[0] < mine[1])


def test_exact_values_of_other_types_are_their_values():
    """Only numbers have digits to lose."""
    assert (7, "7", decimal.Decimal("7.10")) == (
        cells.exact(_field("integer"), "7"),
        cells.exact(_field("string"), "7"),
        cells.exact(_field("number"), "7.10"),
    )
