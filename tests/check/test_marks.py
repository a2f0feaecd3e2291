import pytest

from generator.check import marks

DAMAGED = [
    ("SecretarÃ\u00ada", "Secretaría"),
    ("niÃ±o y niÃ±a", "niño y niña"),
    ("MAÃ‘ANA", "MAÑANA"),
    ("Â¿QuÃ© es?", "¿Qué es?"),
    ("25 Â°C", "25 °C"),
    ("â€œlistoâ€\u009d", "“listo”"),
    ("cafÃ© â€“ tÃ©", "café – té"),
    ("100 \u00e2\u201a\u00ac", "100 €"),
]


@pytest.mark.parametrize(("text", "expected"), DAMAGED)
def test_letters_that_were_decoded_wrongly_are_told_with_the_right_ones(text, expected):
    """UTF-8 that was read as Windows or Latin-1 text is proved by its bytes, and so is what it was."""
    assert {text: ("mojibake", {"suggestion": expected}, None)} == marks.faults([text])


SOUND = [
    "Ñandú", "NÃO", "IRMÃ", "Âmbar", "São Tomé", "â", "Ã", "40 °C", "“sí” – no", "日本", "Київ", "\u03b1-caroteno", "5 µg", "x\u00a0y",
    "#1", "#Bogotá", "C#", "# nota", "E+", "1E5", "e+mail", "2.5e-3 m", "Nota: data: 5", "archivo file: x", "a=b", "= 5", "+57 1", "-5",
    "@alguien", "", "línea\ncon salto",
]  # fmt: skip


@pytest.mark.parametrize("text", SOUND)
def test_sound_texts_bear_no_mark(text):
    """Words of other languages, hashtags, sums and telephone numbers are texts like any other."""
    assert ({}, {}) == (marks.faults([text]), marks.doubts([text]))


CHARACTERS = [
    "\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\x9f",  # controls
    "\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c",  # direction
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\U000e0041", "\u3164", "\u2800",  # without width or ink
    "\u2028", "\u2029",  # lines that are none
    "\ufffd", "\ufffe", "\uffff",  # lost text
]  # fmt: skip


@pytest.mark.parametrize("character", CHARACTERS, ids=lambda character: f"U+{ord(character):04X}")
def test_characters_nobody_sees_are_refused(column, character):
    """Control, direction and zero-width characters are told with their code point and their place in the cell."""
    (problem,) = column({"type": "string"}, "guayacán", f"gua{character}yacán")

    assert ("forbidden-character", 3, 2, "campo") == (problem.code, problem.line, problem.column, problem.field)
    assert {"point": f"U+{ord(character):04X}", "offset": 4} == problem.details


def test_every_damaged_cell_is_told_at_once(column):
    """One damaged character does not hide the next, nor what else is wrong."""
    problems = column({"type": "integer"}, "1\u200b", "x", "#N/A")

    assert [("forbidden-character", 2), ("type-error", 3), ("excel-error", 4)] == [(p.code, p.line) for p in problems]
    assert {"type-error"} == {problem.frictionless for problem in problems}


def test_what_is_declared_missing_is_no_fault(column):
    """A mark for no data that the descriptor declares is what it says."""
    assert [] == column({"type": "string"}, "#N/A", "x", missingValues=["", "#N/A"])
