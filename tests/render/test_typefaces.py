import pytest
from hypothesis import given, strategies as st

from generator.render import typefaces

TEXTS = st.text(max_size=80)


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_letters_are_as_wide_as_the_typeface_says(weight):
    """Every letter of the language has a width, and a wide one is wider than a narrow one."""
    widths = typefaces.face(weight).widths

    assert set("áéíóúüñÁÉÍÓÚÜÑ¿¡«»€…□ 0123456789") <= set(widths)
    assert widths["i"] < widths["n"] < widths["m"] < widths["W"] < 1.2


@given(text=TEXTS, size=st.integers(30, 80), room=st.integers(150, 1000))
def test_no_line_is_longer_than_its_place(text, size, room):
    """Whatever a text holds, each of its lines fits, and together they say all of it."""
    face = typefaces.face("bold")

    lines = face.lines(text, size, room)

    assert all(face.width(line, size) <= room for line in lines)
    assert face.drawable(text).replace(" ", "") == "".join(lines).replace(" ", "")


@given(text=TEXTS, room=st.integers(80, 500))
def test_what_is_cut_fits(text, room):
    """A text that is too long ends in three points within its place."""
    face = typefaces.face("regular")

    assert face.width(face.cut(text, 40, room), 40) <= room


def test_a_text_is_cut_between_words():
    """No word is left in part when another one can be left out."""
    face = typefaces.face("regular")

    assert "Hay doce…" == face.cut("Hay doce servicios", 40, face.width("Hay doce servi…", 40))


def test_a_letter_that_the_typeface_lacks_is_a_box():
    """Letters of other scripts, and signs that are none, are told apart by nothing: no machine draws its own."""
    assert "Vale □□ a b" == typefaces.face("regular").drawable("Vale 漢字 \x00a\n b".replace("\x00", ""))
