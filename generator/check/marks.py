"""What a spreadsheet, a wrong decoding or another keyboard leaves in a cell, told text by text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from generator.load.texts import FORBIDDEN

if TYPE_CHECKING:
    from generator.check.readings import Verdict

EXCEL_ERROR = re.compile(r"#[\u00a1\u00bf]?[A-Z][A-Z/_0-9]*[!?]|#N/?[AD]|#GETTING_DATA|#{3,}")
"""What spreadsheets write where a formula failed, or a column was too narrow: `#REF!`, `####`."""

SCIENTIFIC = re.compile(r"[+-]?[0-9]([.,][0-9]+)?E\+[0-9]{2,3}", re.IGNORECASE)
"""How spreadsheets show a long number: its last digits are lost."""

SCHEME = re.compile(r"\s*(javascript|vbscript|data|file):\S.*", re.IGNORECASE | re.DOTALL)
"""Addresses that run something or lead into the reader's own machine."""

WINDOWS = {
    bytes([code]).decode("cp1252"): code for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""The signs that Windows puts where Latin-1 has control characters."""

LEAD, TAIL = r"[\u00c2-\u00cf\u00d0-\u00d3\u00e2\u00ef\u00f0]", rf"[\u0080-\u00bf{''.join(WINDOWS)}]"
MOJIBAKE = re.compile(f"({LEAD}{TAIL}{{1,3}})+")
"""UTF-8 that was read as Windows or Latin-1 text: a letter of its first bytes, then signs of its next ones."""

MIXED = re.compile(r"[A-Za-z\u00c0-\u024f][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z\u00c0-\u024f]")
"""A Cyrillic letter beside a Latin one: they look alike and are not."""

FORMULA = re.compile(r"=[A-Za-z+(@\-].*", re.DOTALL)


def faults(texts: Collection[str]) -> dict[str, Verdict]:
    """Return what is wrong with those of `texts` that bear such a mark."""
    return _judged(texts, _has_fault, _fault)


def doubts(texts: Collection[str]) -> dict[str, Verdict]:
    """Return what is doubtful in those of `texts` that are not wrong."""
    return _judged(texts, _has_doubt, _doubt)


def _judged(
    texts: Collection[str], may: Callable[[str], bool], judge: Callable[[str], Verdict | None]
) -> dict[str, Verdict]:
    """Judge the texts one by one, if all of them in one piece give reason to."""
    if not may("\n".join(texts)):
        return {}
    verdicts = ((text, judge(text)) for text in texts if may(text))
    return {text: verdict for text, verdict in verdicts if verdict is not None}


def _has_fault(text: str) -> bool:
    """Tell whether there may be a fault, at the cost of a few searches for what nearly no text has."""
    lower = text.lower()
    if "#" in text or "e+" in lower or "script:" in lower or "data:" in lower or "file:" in lower:
        return True
    return FORBIDDEN.search(text) is not None or (not text.isascii() and MOJIBAKE.search(text) is not None)


def _fault(text: str) -> Verdict | None:
    mended, found = unscrambled(text), FORBIDDEN.search(text)
    if mended != text:
        return "mojibake", {} if FORBIDDEN.search(mended) else {"suggestion": mended}, None
    if found:
        return "forbidden-character", {"point": point(found[0]), "offset": found.start() + 1}, None
    if EXCEL_ERROR.fullmatch(text.strip()):
        return "excel-error", {}, None
    if SCIENTIFIC.fullmatch(text.strip()):
        return "scientific", {}, None
    return ("unsafe-address", {}, None) if SCHEME.fullmatch(text) else None


def unscrambled(text: str) -> str:
    """Return a text with what was decoded wrongly decoded right; the text itself where nothing proves that it was."""
    return MOJIBAKE.sub(lambda found: _decoded(found[0]), text)


def _decoded(run: str) -> str:
    """Return the letters of a run of wrongly decoded bytes; the run itself where its bytes are no UTF-8."""
    try:
        return bytes(WINDOWS.get(sign, ord(sign)) for sign in run).decode("utf-8")
    except ValueError:
        return run


def point(character: str) -> str:
    """Return the code point of a character, as tables of Unicode list it."""
    return f"U+{ord(character):04X}"


def _has_doubt(text: str) -> bool:
    if "=" in text and re.search(r"^=", text, re.MULTILINE):
        return True
    return not text.isascii() and (not unicodedata.is_normalized("NFC", text) or MIXED.search(text) is not None)


def _doubt(text: str) -> Verdict | None:
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        return "not-composed", {"suggestion": composed}, None
    found = MIXED.search(text)
    if found:
        sign = next(letter for letter in found[0] if letter >= "\u0400")
        return "mixed-script", {"sign": sign, "point": point(sign)}, None
    return ("formula", {}, None) if FORMULA.fullmatch(text) else None
