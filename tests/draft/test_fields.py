import pytest

from generator.draft import fields
from generator.load.columns import encode


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "-2"], "integer"),
        (["1", "2.5"], "number"),
        (["true", "false"], "boolean"),
        (["2024-01-31"], "date"),
        (["2024-01-31", "2024-02-30"], "string"),
        (["05001", "05002"], "string"),
        (["1", "x"], "string"),
        (["1e5"], "string"),
        (["1234567890123456789"], "string"),
        (["", ""], "string"),
        (["31/12/2024"], "string"),
        (["1.250", "950"], "string"),
        (["2,5"], "string"),
    ],
)
def test_a_column_is_text_unless_every_cell_is_strictly_of_another_type(drafted, cells, kind):
    """What any cell is not, the column is not."""
    assert kind == drafted(*cells).type


@pytest.mark.parametrize(
    ("cells", "question"),
    [
        (["31/12/2024", "1/2/2025"], "ask_date"),
        (["1.250", "950"], "ask_thousands"),
        (["2,5", "3"], "ask_decimal"),
        (["", ""], "ask_empty"),
        (["1", "2", "3", "4", "pendiente"], "ask_almost"),
    ],
)
def test_what_a_person_has_to_decide_is_asked(drafted, cells, question):
    """A column that looks like another type raises a question, and stays text."""
    assert ("string", [question]) == (drafted(*cells).type, [asked.key for asked in drafted(*cells).questions])


@pytest.mark.parametrize(("cells", "expected"), [(["a", "b"], True), (["a", ""], False), (["", ""], False)])
def test_a_column_without_blanks_is_required(drafted, cells, expected):
    """A column is required where every cell has a value."""
    assert expected == drafted(*cells).is_required


@pytest.mark.parametrize(("cells", "expected"), [(["0", "3"], True), (["-1", "3"], False), (["1.5"], False)])
def test_whole_numbers_that_are_never_negative_are_counts(drafted, cells, expected):
    """Only whole numbers from zero up are taken for counts."""
    assert expected == drafted(*cells).is_count


@pytest.mark.parametrize(
    ("cells", "pattern"),
    [
        (["2023", "2024"], "^[0-9]{4}$"),
        (["2024-Q1", "2024-Q4"], "^[0-9]{4}-Q[1-4]$"),
        (["2024", "2024-S1"], "^([0-9]{4}|[0-9]{4}-S[12])$"),
        (["2024-12"], "^[0-9]{4}-(0[1-9]|1[0-2])$"),
    ],
)
def test_periods_are_known_by_their_shape(drafted, cells, pattern):
    """A column of years, half-years, quarters or months is one of periods, with the pattern of its shape."""
    assert (True, pattern) == (drafted(*cells).is_period, drafted(*cells).pattern)


@pytest.mark.parametrize("cells", [["0999"], ["2024-13"], ["2024-Q5"], ["1250", "2024"], ["2024", "x"]])
def test_other_numbers_are_no_periods(drafted, cells):
    """Years of other times and months that do not exist are no periods."""
    assert not drafted(*cells).is_period


@pytest.mark.parametrize(
    ("cells", "enum"),
    [
        (["b", "a", "a", "b"], ("a", "b")),
        (["a", "b", "c"], ()),
        (["a", "a"], ()),
        (["a" * 61, "b", "a" * 61, "b"], ()),
        ([str(number) + "x" for number in range(13)] * 2, ()),
    ],
)
def test_few_repeated_values_are_a_list(drafted, cells, enum):
    """Up to twelve short texts, each twice on average, are a list of values."""
    assert enum == drafted(*cells).enum


def test_codes_with_leading_zeros_have_a_pattern(drafted):
    """Digits that begin with zero are codes, of their length."""
    assert "^[0-9]{5}$" == drafted("05001", "76001", "76109").pattern


def test_a_mark_is_missing_where_all_else_is_of_one_type():
    """A known mark among numbers or ids says that there is no value; among other texts it may be one."""
    marks, known = lambda *cells: fields.marks(encode(cells), ["n/a"], ["norte"]), {"N/A"}

    assert known == marks("1", "N/A", "2")
    assert known == marks("norte", "N/A")
    assert set() == marks("sur", "N/A")
    assert set() == marks("N/A", "")
    assert set() == marks("1", "x")
