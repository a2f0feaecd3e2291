"""The colours of every chart, in one place: told apart by lightness too, and chosen by what tests compute.

Each stands out from the paper by 3:1 (WCAG 2.2, 1.4.11). The parts of a stack are dark and light by turns, so that
neighbours differ by 3:1 as well, in grey print and with any kind of colour blindness.
"""

from __future__ import annotations

PAPER = "#ffffff"
INK = "#1d2b2e"
RULE = "#6f868b"
"""Lines that carry no value: the one that bars stand on."""

PLAIN, MARKED, FAINT = "plain", "marked", "faint"
SHADES = {PLAIN: "#00606b", MARKED: "#8c3306", FAINT: "#7d9499"}
SERIES = ("#004b54", "#49a090", "#602d18", "#d57a34", "#4f257b", "#af7ae1")
PENS = (PAPER, "#000000")
"""What is written upon the dark and upon the light parts of a stack."""


def part(place: int) -> str:
    """Return the colour of the part of a stack at a place; beyond the last the colours begin again."""
    return SERIES[place % len(SERIES)]


def pen(place: int) -> str:
    """Return what is written with upon that part."""
    return PENS[place % len(PENS)]
