import datetime

import pytest
from hypothesis import given, settings, strategies as st

from generator.derive.terms import Quantity
from generator.load.schemas import Unit
from generator.render import numbers
from generator.render.numbers import Formatter

COLOMBIA = Formatter("es_CO")


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, None, "0"),
        (999, None, "999"),
        (1000, None, "1.000"),
        (1234567.89, None, "1.234.567,89"),
        (-1234.5, None, "-1.234,5"),
        (86.5, 2, "86,50"),
        (1234567, 0, "1.234.567"),
        (10**18, 0, "1.000.000.000.000.000.000"),
    ],
)
def test_numbers_are_written_as_in_colombia(value, decimals, expected):
    """Thousands are parted by dots and decimals by a comma, with as many decimals as asked for."""
    assert expected == COLOMBIA.amount(value, decimals)


def test_another_locale_writes_otherwise():
    """The signs come from the locale, not from the engine."""
    assert "1,234,567.89" == Formatter("en_GB").amount(1234567.89)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(value=st.integers(-(10**12), 10**12))
def test_a_whole_number_is_written_digit_for_digit(value):
    """Whatever the number, its text without dots is the number."""
    assert value == int(COLOMBIA.amount(value, 0).replace(".", ""))


@settings(derandomize=True, deadline=None, max_examples=200)
@given(cents=st.integers(0, 10**11))
def test_published_decimals_are_kept(cents):
    """Whatever the amount in hundredths, both its decimals are written."""
    text = COLOMBIA.amount(cents / 100, 2)

    assert (f"{cents // 100}", f"{cents % 100:02}") == tuple(text.replace(".", "").split(","))


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        (Quantity(1, Unit("visita", "visitas")), "1\u00a0visita"),
        (Quantity(0, Unit("visita", "visitas")), "0\u00a0visitas"),
        (Quantity(2500, Unit("visita", "visitas"), 0), "2.500\u00a0visitas"),
        (Quantity(12.3, Unit("%", "%")), "12,3%"),
        (Quantity(1234.5, None), "1.234,5"),
    ],
)
def test_a_quantity_says_what_it_counts(quantity, expected):
    """The unit agrees with the number and never parts from it; a percent sign follows without space."""
    assert expected == COLOMBIA.quantity(quantity)


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        (0.123, "12,3%"),
        (0.0025, "0,3%"),
        (0.00349, "0,3%"),
        (0.285, "28,5%"),
        (0.00145 * 3, "0,4%"),
        (1, "100,0%"),
        (0.001, "0,1%"),
        (0.0005, "menos de 0,1%"),
        (0.00000001, "menos de 0,1%"),
        (0, "0,0%"),
    ],
)
def test_a_share_has_one_decimal_rounded_half_up(ratio, expected, spanish):
    """Shares are rounded as by hand, and what is small is not told as nothing."""
    assert expected == COLOMBIA.share(ratio, spanish.say)


def test_dates_are_written_in_full():
    """A date is told with the name of its month, without a zero before the day."""
    assert "9 de marzo de 2025" == COLOMBIA.date(datetime.date(2025, 3, 9))


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("2024", "2024", "2024"),
        ("2024-Q1", "primer trimestre de 2024", "T1 2024"),
        ("2024-S2", "segundo semestre de 2024", "S2 2024"),
        ("2024-05", "mayo de 2024", "may de 2024"),
        ("2024-Q5", "2024-Q5", "2024-Q5"),
        ("antes de 1990", "antes de 1990", "antes de 1990"),
    ],
)
def test_periods_are_told_in_words(text, long, short, spanish):
    """Quarters, half-years and months have a long and a short form; what is no period stays as it is."""
    assert (long, short) == (COLOMBIA.period(text, spanish.say), COLOMBIA.period(text, spanish.say, "short"))


@pytest.mark.parametrize(
    ("name", "expected"), [("es_CO", True), ("en", True), ("xx_YY", False), ("", False), ("../es", False)]
)
def test_only_known_locales_are_locales(name, expected):
    """A locale is one that Babel knows."""
    assert expected is numbers.is_locale(name)
