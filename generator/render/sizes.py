"""Sizes and checksums on pages: places left blank by templates, filled once the files are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from generator.artifacts import Written, after
from generator.render import cells

if TYPE_CHECKING:
    from generator.artifacts import Artifact
    from generator.render.words import Words

PLACE = re.compile(r'(<(span|code) class="(size|sum)" data-file="([\w./-]+)">)(</\2>)')


def artifact(path: str, text: str, words: Words) -> Artifact:
    """Return a page whose blanks are filled when all else is written."""
    return after(path, partial(fill, text, words), path)


def fill(text: str, words: Words, ledger: Mapping[str, Written]) -> bytes:
    """Return a page with the size, or the SHA-256, of each file that it names and that was written."""

    def told(found: re.Match[str]) -> str:
        opened, _, kind, path, closed = found.groups()
        if path not in ledger:
            return found[0]
        return f"{opened}{cells.size(words, ledger[path].size) if kind == 'size' else ledger[path].sha256}{closed}"

    return PLACE.sub(told, text).encode()
