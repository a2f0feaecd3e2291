"""The name that somebody may have meant: written in another way, or misspelt."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Sequence

MAX_SIGNS = 20_000
"""Signs of all names together: a thousand texts are compared with all of them in ten seconds."""

MAX_NAMES = 2000
"""Names among which the nearest one is looked for; among more it would take longer than the reading itself."""

MAX_LENGTH = 80
"""Signs of a name that is compared with others: the time grows with their square."""


def nearest(text: str, names: Sequence[str]) -> str:
    """Return the name that `text` was most likely meant for; blank where none is near, or looking would take long.

    One that differs only by case, accents, signs or leading zeros (`A9` and `a-09`) comes before one that is misspelt.
    """
    if len(names) > MAX_NAMES or len(text) > MAX_LENGTH or sum(map(len, names)) > MAX_SIGNS:
        return ""
    short = [name for name in names if len(name) <= MAX_LENGTH]
    same = [name for name in short if bare(name) == bare(text)] if bare(text) else []
    if len(same) == 1:
        return same[0]
    found = difflib.get_close_matches(text, short, n=1)
    return found[0] if found else ""


@functools.lru_cache(maxsize=2 * MAX_NAMES)
def bare(text: str) -> str:
    """Return the letters and numbers of a text without case, accents and leading zeros."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"\d+|[^\W\d_]+", "".join(sign for sign in letters if not unicodedata.combining(sign)))
    return " ".join(word.lstrip("0") or "0" if word.isdigit() else word for word in words)
