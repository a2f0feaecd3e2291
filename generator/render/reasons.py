"""What libraries say in English of a text that they cannot read, in the words of the catalogue."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.render.words import Words

PREFIX = "reason."
"""The keys below it are what libraries say; `*` stands for what changes, the slots `{what}` and `{other}`."""

POSITION = re.compile(r" at position \d+( \(line \d+, column \d+\))?$")
"""Where in a pattern: it can be seen whole, and is short."""


def translate(reason: str, words: Words) -> str:
    """Return a reason in words, where these are known; any other as it is."""
    keys = sorted((key for key in words.catalogue if key.startswith(PREFIX)), key=len, reverse=True)
    bare = POSITION.sub("", reason.strip())
    for key in keys:  # the longest first: it says most
        found = _pattern(key).fullmatch(bare)
        if found:
            what, other, *_ = (*found.groups(), "", "")
            return words.say(key, what=what, other=other)
    return reason


@functools.cache
def _pattern(key: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in key.removeprefix(PREFIX).split("*"))
    return re.compile("(.*)".join(parts), re.DOTALL)
