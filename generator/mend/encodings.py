"""From bytes to text: UTF-8, or what can only have been the other two encodings that spreadsheets write."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from generator.load.texts import FORBIDDEN
from generator.mend.outcomes import Doubt

WINDOWS = "cp1252"
OTHERS = ("cp850", "mac_roman")
"""Encodings of older spreadsheets, in which the same bytes are other letters."""

ACUTE, TILDE, DIAERESIS = "\u0301", "\u0303", "\u0308"
USUAL = {"A" + ACUTE, "E" + ACUTE, "I" + ACUTE, "O" + ACUTE, "U" + ACUTE, "N" + TILDE, "U" + DIAERESIS}
SIGNS = {0xA0, 0xA1, 0xAA, 0xAB, 0xB0, 0xB7, 0xBA, 0xBB, 0xBF, *range(0x2010, 0x2027), 0x20AC}
"""Signs that texts hold beside letters: quotes, dashes, degrees, the space that does not break, the euro."""

INNER = {0xA0, 0xB7, 0x2019}
"""Signs that stand between letters."""

TAIL = r"\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
TWICE = re.compile(rf"[\u00c2\u00c3][{TAIL}]|\u00e2[\u0080\u201a\u20ac\u201e][{TAIL}]")
"""What the bytes of one character in UTF-8 look like when each is read as a character of its own."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes, what it looks like before the mend, and the kinds of mend."""

    text: str
    shown: str
    kinds: tuple[str, ...] = ()


def decode(data: bytes, is_right: Callable[[str], bool]) -> Decoded | Doubt | None:
    """Return the text of `data`; a doubt where it has several readings, None where it has none.

    `is_right` tells whether a text begins with the header that is expected.
    """
    body = data.removeprefix(codecs.BOM_UTF8)
    wide = _utf_16(data)
    if wide:
        return Decoded(wide, wide, ("encoding",)) if is_right(wide) and not FORBIDDEN.search(wide) else None
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        return _windows(body, is_right, error.start)
    return Decoded(text, text, ("bom",) if len(body) < len(data) else ())


def _utf_16(data: bytes) -> str:
    """Return the text of bytes in UTF-16, with its mark or, where every other byte is zero at first, without."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = "utf-16"
    elif data[1:8:2] == bytes(4):
        codec = "utf-16-le"
    elif data[:7:2] == bytes(4):
        codec = "utf-16-be"
    else:
        return ""
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return ""


def _windows(body: bytes, is_right: Callable[[str], bool], bad: int) -> Decoded | Doubt | None:
    """Return the text of bytes that can only be Windows' own encoding."""
    text, others = _read(body, WINDOWS), [_read(body, codec) for codec in OTHERS]
    rivals = [other for other in others if other and _fits(other) and _is_usual(other)]
    is_sound = text and is_right(text) and not TWICE.search(text) and _fits(text) and not FORBIDDEN.search(text)
    if is_sound and (not rivals or _is_only(text, rivals)):
        return Decoded(text, body.decode("utf-8", "backslashreplace"), ("encoding",))
    start, end = body.rfind(b"\n", 0, bad) + 1, (body.find(b"\n", bad) + 1 or len(body) + 1) - 1
    codecs_tried = (WINDOWS, *OTHERS)
    readings = tuple(dict.fromkeys(_read(body[start:end], codec).strip()[:80] for codec in codecs_tried))
    shown = body[start:end].decode("utf-8", "backslashreplace").strip()[:80]
    return Doubt("encoding", shown, tuple(filter(None, readings)), body.count(b"\n", 0, bad) + 1)


def _is_only(text: str, rivals: list[str]) -> bool:
    """Tell whether `text` is made of usual letters that its rivals would read as signs."""
    letters = sum(char > "\x7f" and char.isalpha() for char in text)
    return _is_usual(text) and all(sum(c > "\x7f" and c.isalpha() for c in other) < letters for other in rivals)


def _read(body: bytes, codec: str) -> str:
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        return ""


def _is_usual(text: str) -> bool:
    """Tell whether all that is not ASCII are letters and signs of everyday texts."""
    odd = {char for char in text if char > "\x7f"}
    return all(ord(char) in SIGNS or unicodedata.normalize("NFD", char.upper()) in USUAL for char in odd)


def _fits(text: str) -> bool:
    """Tell whether no sign stands inside a word, and no small letter among capitals or the other way round."""
    for found in re.finditer(r"(?<=[A-Za-z])[^\x00-\x7f](?=[A-Za-z])", text):
        before, char, after = text[found.start() - 1], found[0], text[found.end()]
        if not char.isalpha() and ord(char) not in INNER:
            return False
        if char.isalpha() and before.isupper() == after.isupper() != char.isupper():
            return False
    return True
