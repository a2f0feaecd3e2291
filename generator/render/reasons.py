"""What libraries say in English of a text that they cannot read, in the words of the catalogue."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.render.words import Words

PREFIX = "reason."
"""The keys of the catalogue below it are what libraries say; `*` stands for what changes, the slot `{what}`."""


def translate(reason: str, words: Words) -> str:
    """Return a reason in words, where these are known; any other as it is."""
    for key in words.catalogue:
        if key.startswith(PREFIX):
            found = _pattern(key).fullmatch(reason.strip())
            if found:
                return words.say(key, what=" ".join((*found.groups(), ""))[:-1])
    return reason


@functools.cache
def _pattern(key: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in key.removeprefix(PREFIX).split("*"))
    return re.compile("(.*)".join(parts) + r"(?: at position \d+.*)?", re.DOTALL)
