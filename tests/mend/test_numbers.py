import pytest

from generator.mend import numbers


def test_points_of_thousands_are_taken_out_where_every_number_agrees():
    """In a column of whole numbers in which every number above 999 has its points, these are thousands."""
    found = numbers.mend_integers(["1.250", "950", "-2.000.000", "0"])

    assert {"1.250": "1250", "-2.000.000": "-2000000"} == found.mends
    assert {} == found.doubts


@pytest.mark.parametrize("other", ["1250", "12.50", "x", "0.500"])
def test_a_number_that_does_not_agree_leaves_the_points_in_doubt(other):
    """A number above 999 without a point, or anything else, and nothing is mended: both readings are told."""
    found = numbers.mend_integers(["1.250", other])

    assert {} == found.mends
    assert ("1250", "1.250") == found.doubts["1.250"]


def test_commas_in_whole_numbers_are_in_doubt():
    """A comma before three digits is a thousand for some and a decimal sign for others."""
    assert {"1,250": ("1250", "1.250")} == numbers.mend_integers(["1,250", "3"]).doubts


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["2,5", "3", "1,250"], {"2,5": "2.5", "1,250": "1.250"}),
        (["1.234,5", "1.234", "0,75"], {"1.234,5": "1234.5", "1.234": "1234", "0,75": "0.75"}),
    ],
)
def test_decimal_commas_are_mended_where_one_proves_it_and_all_agree(texts, expected):
    """One comma that can only be a decimal sign decides for the column; points alone need a number with both."""
    found = numbers.mend_decimals(texts)

    assert expected == found.mends
    assert {} == found.doubts


@pytest.mark.parametrize(
    ("texts", "doubts"),
    [
        (["1,250", "3"], {"1,250": ("1250", "1.250")}),
        (["2,5", "3.7"], {"2,5": ("2.5",)}),
        (["2,5", "1.234"], {"2,5": ("2.5",), "1.234": ("1234", "1.234")}),
        (["1,234,567"], {"1,234,567": ("1234567",)}),
    ],
)
def test_mixed_or_unproved_signs_are_in_doubt(texts, doubts):
    """Without proof, or with a number of the other kind in the column, nothing is mended."""
    found = numbers.mend_decimals(texts)

    assert {} == found.mends
    assert doubts == found.doubts
