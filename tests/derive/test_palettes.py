import itertools
import math

import pytest

from generator.derive import palettes

# Severity 1.0 of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of
# Color Vision Deficiency", IEEE TVCG 15(6), 2009, applied to linear RGB.
SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
LEAST = 3
"""The contrast that WCAG 2.2 asks of graphics (1.4.11)."""

LEAST_TEXT = 4.5
APART = 20
"""Units of CIELAB (1976): far more than is needed to tell two colours apart that do not touch."""

GREY = 20
"""Units of lightness that neighbours differ by in a grey print."""


def linear(color):
    """Return a colour as linear RGB, as WCAG 2.2 and IEC 61966-2-1 define it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(rgb):
    """Return the relative luminance of WCAG 2.2."""
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(one, other):
    """Return the contrast of two colours."""
    low, high = sorted((luminance(linear(one)), luminance(linear(other))))
    return (high + 0.05) / (low + 0.05)


def lab(rgb):
    """Return linear RGB as CIELAB (white point D65)."""
    x = (0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047
    z = (0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883
    roots = [t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, luminance(rgb), z)]
    return 116 * roots[1] - 16, 500 * (roots[0] - roots[1]), 200 * (roots[1] - roots[2])


def seen(color, sight):
    """Return a colour in CIELAB as somebody with a kind of sight sees it."""
    rgb = linear(color)
    return lab([min(1, max(0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in SIGHT[sight]])


def test_the_arithmetic_is_that_of_the_standards():
    """Black on white has the contrast 21 and white the lightness 100; grey stays grey for everybody."""
    assert 21 == pytest.approx(contrast("#000000", "#ffffff"))
    assert 100 == pytest.approx(lab([1, 1, 1])[0])
    assert all(seen("#808080", sight) == pytest.approx(seen("#808080", "usual"), abs=0.5) for sight in SIGHT)


@pytest.mark.parametrize("color", [*palettes.SERIES, *palettes.SHADES.values(), palettes.RULE])
def test_a_colour_stands_out_from_the_paper(color):
    """Every colour of a chart differs from its paper by 3:1."""
    assert contrast(color, palettes.PAPER) >= LEAST


@pytest.mark.parametrize(("one", "other"), list(itertools.pairwise(palettes.SERIES)))
def test_neighbours_in_a_stack_stand_out_from_each_other(one, other):
    """Two parts that touch differ by 3:1, and by lightness in a grey print."""
    assert contrast(one, other) >= LEAST
    assert abs(lab(linear(one))[0] - lab(linear(other))[0]) >= GREY


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("colors", [palettes.SERIES, tuple(palettes.SHADES.values())], ids=["series", "shades"])
def test_any_two_colours_are_told_apart_by_everybody(colors, sight):
    """With any kind of colour blindness, any two colours of a chart are far from each other."""
    gaps = {pair: math.dist(*(seen(color, sight) for color in pair)) for pair in itertools.combinations(colors, 2)}

    assert {} == {pair: gap for pair, gap in gaps.items() if gap < APART}


def test_the_marked_bar_is_darker_than_the_others_in_grey():
    """The bar of this page is told from the rest in a grey print too."""
    marked, faint = (lab(linear(palettes.SHADES[shade]))[0] for shade in (palettes.MARKED, palettes.FAINT))

    assert faint - marked >= GREY


@pytest.mark.parametrize("place", range(len(palettes.SERIES)))
def test_what_is_written_upon_a_part_can_be_read(place):
    """A text upon a part of a stack has the contrast of text."""
    assert contrast(palettes.pen(place), palettes.part(place)) >= LEAST_TEXT
