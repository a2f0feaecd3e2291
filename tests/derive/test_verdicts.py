from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, settings, strategies as st

from generator.derive.verdicts import DIGITS, Verdict, compare, exact

HOLDS, ROUNDING, FAILS = Verdict.HOLDS, Verdict.ROUNDING, Verdict.FAILS

MANY = settings(derandomize=True, deadline=None, max_examples=400)


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Return a value rounded to a number of decimals, halves away from zero."""
    scaled = abs(value) * Fraction(10) ** decimals
    return (1 if value >= 0 else -1) * floor(scaled + Fraction(1, 2)) / Fraction(10) ** decimals


def judged(stated: Fraction, computed: Fraction, decimals: int | None, parts: int) -> Verdict:
    """Return the verdict by the rule of the documentation, in fractions."""
    if decimals is None:
        return HOLDS if stated == computed else FAILS
    if rounded(computed, decimals) == stated:
        return HOLDS
    unit = 1 / Fraction(10) ** decimals
    return ROUNDING if abs(stated - computed) <= max(unit, parts * unit / 2) else FAILS


def written(units: int, places: int) -> str:
    """Return `units` ten-to-the-minus-`places`-ths as a cell has them."""
    return f"{Decimal(units).scaleb(-places):f}"


@MANY
@given(
    stated=st.integers(-3000, 3000),
    offset=st.integers(-400, 400),
    decimals=st.none() | st.integers(-3, 4),
    places=st.integers(0, 3),
    parts=st.integers(0, 12),
)
def test_the_verdict_on_two_numbers_is_that_of_exact_fractions(stated, offset, decimals, places, parts):
    """Whatever the numbers, the decimals printed and the parts added, the verdict is that of the rule in fractions."""
    digits = max(decimals or 0, 0)
    unit = Fraction(10) ** -(decimals or 0)
    printed = stated * unit
    ours = printed + offset * unit / 10**places / 7 // Fraction(1, 10**9) * Fraction(1, 10**9)
    text, computed = f"{float(printed):.{digits}f}", f"{Decimal(ours.numerator) / ours.denominator:f}"

    assert judged(Fraction(text), Fraction(computed), decimals, parts) == compare(text, computed, decimals, parts)


@MANY
@given(units=st.integers(-(10**9), 10**9), places=st.integers(0, 6), decimals=st.integers(-3, 6))
def test_a_number_rounded_as_it_was_printed_holds(units, places, decimals):
    """What rounds to the printed value, halves away from zero, holds."""
    value = Fraction(units, 10**places)
    printed = rounded(value, decimals)
    text = f"{Decimal(printed.numerator) / printed.denominator:f}"

    assert HOLDS == compare(text, written(units, places), decimals)


@MANY
@given(units=st.integers(-(10**12), 10**12), places=st.integers(0, 6))
def test_a_binary_fraction_is_the_decimal_it_stands_for(units, places):
    """A number as a computer keeps it equals the same number as it is written."""
    text = written(units, places)

    assert Decimal(text) == exact(float(text))
    assert HOLDS == compare(text, float(text), None)


@pytest.mark.parametrize(
    ("stated", "computed", "decimals", "parts", "expected"),
    [
        ("1235", 1235, None, 0, HOLDS),
        ("1235", 1234, None, 0, FAILS),
        ("0", 0, None, 0, HOLDS),
        ("0", 0, 0, 0, HOLDS),
        ("1235.0", 1235, None, 0, HOLDS),
        ("0.3", 0.1 + 0.2, None, 0, HOLDS),
        ("25.13", 25.125, 2, 0, HOLDS),
        ("25.12", 25.125, 2, 0, ROUNDING),
        ("25.11", 25.125, 2, 0, FAILS),
        ("3", 2.5, 0, 0, HOLDS),
        ("2", 2.5, 0, 0, ROUNDING),
        ("-3", -2.5, 0, 0, HOLDS),
        ("-2", -2.5, 0, 0, ROUNDING),
        ("1300", 1250, -2, 0, HOLDS),
        ("1200", 1250, -2, 0, ROUNDING),
        ("1200", 1300, -2, 0, ROUNDING),
        ("1200", 1301, -2, 0, FAILS),
        ("100", 102, 0, 0, FAILS),
        ("100", 102, 0, 3, FAILS),
        ("100", 102, 0, 4, ROUNDING),
        ("100", 102, None, 4, FAILS),
        ("100", 99, 0, 0, ROUNDING),
    ],
)
def test_the_verdict_on_plain_cases(stated, computed, decimals, parts, expected):
    """Equal, rounded half up, within one unit of the last digit or half a unit for each part: else it fails."""
    assert expected is compare(stated, computed, decimals, parts)


@pytest.mark.parametrize(
    ("stated", "computed", "expected"),
    [
        ("Sede del Muelle", "Sede del Muelle", HOLDS),
        (" Sede del Muelle", "Sede del Muelle ", HOLDS),
        ("Sede del Muelle", "sede del muelle", FAILS),
        ("007", "007", HOLDS),
        ("007", "7", FAILS),
        ("007", 7, FAILS),
        ("1.235", 1235, FAILS),
        ("1,235", 1235, FAILS),
        ("1_235", 1235, FAILS),
        ("1e3", 1000, FAILS),
        ("NaN", "NaN", HOLDS),
        ("Infinity", 1, FAILS),
        ("٣", 3, FAILS),
        ("", 0, FAILS),
        ("mil", 1000, FAILS),
    ],
)
def test_texts_are_equal_or_not(stated, computed, expected):
    """What is no number as cells have them is compared letter for letter, and never rounded."""
    assert [expected, expected] == [compare(stated, computed, decimals) for decimals in (None, 0)]


@pytest.mark.parametrize(
    ("stated", "computed", "decimals", "expected"),
    [
        ("57601234567890123456", "57601234567890123456", None, HOLDS),
        ("57601234567890123456", 1, None, FAILS),
        ("1", 1e20, None, FAILS),
        ("1", 1e300, 2, FAILS),
        ("1", -(2**63), 0, FAILS),
        ("999999999999999999.999999999999999", 1, 3, FAILS),
        ("5", 5, 10**17, HOLDS),
        ("5", 6, 10**17, FAILS),
        ("0", 5, -(10**17), HOLDS),
    ],
)
def test_a_number_too_large_for_any_table_is_judged_too(stated, computed, decimals, expected):
    """Neither long numbers nor absurd decimals stop the comparison."""
    assert expected is compare(stated, computed, decimals)


@MANY
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_has_an_exact_form(value):
    """Any number that a rule can give loses no more than what is beyond its digits."""
    assert abs(Fraction(exact(value)) - Fraction(value)) <= max(
        Fraction(1, 10**9), abs(Fraction(value)) / 10 ** (DIGITS - 1)
    )


@given(st.text(max_size=12), st.text(max_size=12) | st.integers(-(2**63), 2**63 - 1), st.integers())
@MANY
def test_any_two_values_can_be_compared(stated, computed, decimals):
    """There is a verdict on whatever is written and found."""
    assert compare(stated, computed, decimals, 3) in (HOLDS, ROUNDING, FAILS)


def test_the_most_serious_verdict_comes_first():
    """Verdicts are listed in the order in which a reader should meet them."""
    assert ["fails", "rounding", "undecided", "holds", "observation"] == [str(verdict) for verdict in Verdict]
