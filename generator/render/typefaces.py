"""How wide letters are, read off the typeface of pictures, so that no line is longer than its place."""

from __future__ import annotations

import functools
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.project import DEFAULTS

FOLDER = DEFAULTS / "cards"
FAMILY = "Card Sans"
"""The name of the engine's own typeface: no machine has another one of this name."""

INSTEAD = "□"
CUT = "…"
BY_SEGMENTS = 4


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface of one weight: the width of each of its letters, for a size of 1."""

    widths: Mapping[str, float]

    def drawable(self, text: str) -> str:
        """Return a text in one line, with a box for each letter that the typeface lacks."""
        return "".join(c if c in self.widths else INSTEAD for c in " ".join(text.split()))

    def width(self, text: str, size: float) -> float:
        """Return how wide a drawable text is, as wide as `size` is in units of the picture."""
        return size * sum(self.widths[c] for c in text)

    def lines(self, text: str, size: float, room: float) -> list[str]:
        """Return the lines of a text that fit in `room`, broken at spaces, or within a word that is too long."""
        found: list[str] = []
        for word in self.drawable(text).split():
            joined = f"{found[-1]} {word}" if found else word
            if found and self.width(joined, size) <= room:
                found[-1] = joined
                continue
            *whole, rest = self._pieces(word, size, room)
            found += [*whole, rest]
        return found

    def cut(self, text: str, size: float, room: float) -> str:
        """Return a drawable text that fits in `room`, its end left out where it must be."""
        text = self.drawable(text)
        if self.width(text, size) <= room:
            return text
        while text and self.width(text + CUT, size) > room:
            text = text.rpartition(" ")[0] or text[:-1]
        return text.rstrip(" ,;:.") + CUT

    def _pieces(self, word: str, size: float, room: float) -> list[str]:
        pieces = [""]
        for letter in word:
            if self.width(pieces[-1] + letter, size) > room:
                pieces.append("")
            pieces[-1] += letter
        return pieces


@functools.cache
def face(weight: str) -> Face:
    """Return the typeface of a weight: `regular` or `bold`."""
    return Face(_widths((FOLDER / f"card-sans-{weight}.ttf").read_bytes()))


def path(weight: str) -> Path:
    """Return the file of a weight."""
    return FOLDER / f"card-sans-{weight}.ttf"


def _widths(data: bytes) -> dict[str, float]:
    """Return the width of every letter of a TrueType file, for a size of 1 (OpenType: `head`, `hhea`, `hmtx`)."""
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4s4xII", data, 12 + 16 * number) for number in range(count))
    start = {tag: offset for tag, offset, _ in records}
    (per_em,) = struct.unpack_from(">H", data, start[b"head"] + 18)
    (long,) = struct.unpack_from(">H", data, start[b"hhea"] + 34)
    return {
        chr(code): struct.unpack_from(">H", data, start[b"hmtx"] + 4 * min(glyph, long - 1))[0] / per_em
        for code, glyph in _glyphs(data, start[b"cmap"]).items()
    }


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Return the number of the glyph of each letter, from a table of segments (`cmap`, format 4)."""
    (offset,) = struct.unpack_from(">I", data, cmap + 8)
    at = cmap + offset
    kind, double = struct.unpack_from(">H4xH", data, at)
    if kind != BY_SEGMENTS:
        raise ValueError(kind)
    count, found = double // 2, {}
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{count}H", data, at + 14 + extra + place * double)
        for place, extra in enumerate((0, 2, 2, 2))
    )
    for segment in range(count):
        for code in range(starts[segment], min(ends[segment] + 1, 0xFFFF)):
            glyph = code
            if ranges[segment]:
                here = at + 16 + 3 * double + 2 * segment + ranges[segment] + 2 * (code - starts[segment])
                (glyph,) = struct.unpack_from(">H", data, here)
            found[code] = (glyph + deltas[segment]) & 0xFFFF
    return found
