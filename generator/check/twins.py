"""Keys that people cannot tell apart: the same but for case, spaces, the form of accents or letters that look alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from itertools import zip_longest

from generator.load.texts import FORBIDDEN

LIKENESS = str.maketrans(
    "авеѕіјкмнорстухһԛԝ" + "αβεηικνορτυχζ",
    "abesijkmhopctyxhqw" + "abehikvoptyxz",
)
"""Cyrillic and Greek letters that look like a Latin one, as capitals or not, after case folding (Unicode TR 39)."""


def skeleton(text: str) -> str:
    """Return what two texts share when people take them for the same."""
    folded = unicodedata.normalize("NFKC", FORBIDDEN.sub("", text)).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).translate(LIKENESS).split())


def among(texts: Collection[str]) -> Mapping[str, str]:
    """Return the texts that are the twin of an earlier one, and that one."""
    if _are_plain(texts):
        return {}
    first: dict[str, str] = {}
    pairs = ((text, first.setdefault(skeleton(text), text)) for text in texts if text)
    return {text: other for text, other in pairs if text != other}


def _are_plain(texts: Collection[str]) -> bool:
    """Tell whether nothing in the texts has a twin: ASCII of one case, without spaces that can be told apart."""
    whole = "\n".join(texts)
    if not whole.isascii() or "  " in whole or "\t" in whole or "\r" in whole:
        return False
    is_trimmed = " \n" not in whole and "\n " not in whole and whole == whole.strip(" ") and len(texts) > 0
    if not is_trimmed or whole.count("\n") != len(texts) - 1:
        return False
    return whole in (whole.lower(), whole.upper()) or len(set(map(str.lower, texts))) == len(texts)


def differences(text: str, other: str) -> str:
    """Return the first signs that tell two twins apart, with their code points."""
    pairs = zip_longest(text, other, fillvalue="")
    mine, others = next(pair for pair in pairs if pair[0] != pair[1])
    return " / ".join(_named(sign) for sign in (mine, others) if sign)


def _named(sign: str) -> str:
    is_seen = sign.isprintable() and not sign.isspace() and not unicodedata.combining(sign)
    return f"{sign} (U+{ord(sign):04X})" if is_seen else f"U+{ord(sign):04X}"
