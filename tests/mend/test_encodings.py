import pytest

from generator.mend import encodings
from generator.mend.outcomes import Doubt

TEXT = "nombre,lugar\nÁrbol,Bogotá\nSeñor,«Río»\n"


def decode(data):
    """Return what comes of some bytes whose header is `nombre,lugar`."""
    return encodings.decode(data, lambda text: text.lstrip("\ufeff").startswith("nombre,lugar"))


@pytest.mark.parametrize("codec", ["cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_a_spreadsheet_writes_besides_utf_8_is_read(codec):
    """Windows' own encoding, and UTF-16 with or without its mark, are read for what they are."""
    found = decode(TEXT.encode(codec))

    assert (TEXT, ("encoding",)) == (found.text.lstrip("\ufeff"), found.kinds)


def test_utf_8_needs_no_mend():
    """Bytes that are UTF-8 are their text."""
    assert encodings.Decoded(TEXT, TEXT) == decode(TEXT.encode())


def test_the_mark_of_utf_8_is_a_mend():
    """The byte order mark is taken away, and told."""
    assert encodings.Decoded(TEXT, TEXT, ("bom",)) == decode(TEXT.encode("utf-8-sig"))


@pytest.mark.parametrize("codec", ["cp850", "mac_roman"])
def test_older_encodings_are_a_doubt_with_the_right_reading_among_others(codec):
    """Bytes of older spreadsheets are never taken for Windows' own; the line is shown as each would read it."""
    found = decode(TEXT.encode(codec))

    assert isinstance(found, Doubt)
    assert (2, "encoding") == (found.line, found.kind)
    assert "Árbol,Bogotá" in found.readings


def test_text_that_was_mended_wrongly_once_is_not_read():
    """UTF-8 beside bytes that are none would become pairs of odd letters: it is in doubt."""
    assert isinstance(decode("nombre,lugar\nBogotá,".encode() + "año\n".encode("cp1252")), Doubt)


def test_another_header_is_no_proof():
    """Bytes whose header is not the expected one are not read as anything."""
    assert isinstance(decode("nombre;sitio\nBogotá;x\n".encode("cp1252")), Doubt)
    assert decode("nombre;sitio\nBogotá;x\n".encode("utf-16")) is None


@pytest.mark.parametrize(
    "text", ["nombre,lugar\nCafé”,JOSÉ»\n", "nombre,lugar\nPEÑA,D’Ángelo\n", "nombre,lugar\nx,5 €\n"]
)
def test_signs_beside_letters_are_no_reason_for_doubt(text):
    """Quotes, an apostrophe or the euro beside accented letters are what they are."""
    found = decode(text.encode("cp1252"))

    assert text == getattr(found, "text", found)
