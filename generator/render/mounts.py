"""What stands around a drawing in its file: its title above, its legend and its source below.

A page shows the drawing alone, by the view `chart` of the file (SVG 2, 18.3: fragment identifiers), for it tells the
rest itself; who takes the file away takes all of it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from generator.derive import palettes, shapes

FONT = "Roboto, Helvetica, Arial, sans-serif"
VIEW = "chart"
WIDTH = shapes.WIDTH + 2 * shapes.SIDE
TITLE_SIZE, TITLE_LINE, TITLE_SIGNS = 17, 22, 38
"""Pixels, and as many signs as fit in a line of the bold font at that size."""

SOURCE_SIZE, SOURCE_LINE, SOURCE_SIGNS = 13, 17, 52
LEGEND_SIZE, LEGEND_LINE, LEGEND_SIGNS = 15, 25, 19
GAP = 10


@dataclass(frozen=True, slots=True)
class Frame:
    """Where everything stands: the title's lines, the drawing (`height` pixels), the legend's and the source's."""

    title: tuple[str, ...]
    height: float
    legend: tuple[tuple[str, str], ...]
    source: tuple[str, ...]

    @property
    def top(self) -> int:
        """Where the drawing begins."""
        return len(self.title) * TITLE_LINE + GAP

    @property
    def columns(self) -> int:
        """How many entries of the legend stand side by side."""
        return 2 if all(len(name) <= LEGEND_SIGNS for name, _ in self.legend) else 1

    @property
    def shown(self) -> int:
        """The height of what a page shows: drawing and legend, in whole pixels."""
        lines = -(-len(self.legend) // self.columns)
        return round(self.height + lines * LEGEND_LINE + (GAP if lines else 0) + 0.5)

    @property
    def whole(self) -> int:
        """The height of the file."""
        return self.top + self.shown + len(self.source) * SOURCE_LINE + GAP


def frame(title: str, height: float, legend: Sequence[tuple[str, str]], source: str) -> Frame:
    """Return the frame of a drawing; `legend` holds names with their colours, possibly none."""
    lines = [textwrap.wrap(text, signs) for text, signs in ((title, TITLE_SIGNS), (source, SOURCE_SIGNS))]
    return Frame(tuple(lines[0]), height, tuple(legend), tuple(lines[1]))


def put(drawn: str, frame: Frame, label: str) -> str:
    """Return the file: `drawn` are the elements of the drawing, `label` those that name and describe it."""
    top, low = frame.top, frame.top + frame.shown
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d" '
        f'width="{WIDTH}" height="{frame.whole}" viewBox="0 0 {WIDTH} {frame.whole}">{label}'
        f'<view id="{VIEW}" viewBox="0 {top} {WIDTH} {frame.shown}"/>'
        f'<rect width="{WIDTH}" height="{frame.whole}" fill="{palettes.PAPER}"/>'
    )
    title = "".join(
        _text(line, TITLE_LINE * (place + 1) - 3, f'font-size="{TITLE_SIZE}px" font-weight="bold"')
        for place, line in enumerate(frame.title)
    )
    source = "".join(
        _text(line, low + SOURCE_LINE * (place + 1), f'font-size="{SOURCE_SIZE}px"')
        for place, line in enumerate(frame.source)
    )
    return f'{head}{title}<g transform="translate(0,{top})">{drawn}{_legend(frame)}</g>{source}</svg>\n'


def _text(text: str, y: float, look: str, x: float = shapes.SIDE) -> str:
    return f'<text x="{x:g}" y="{y:g}" font-family={quoteattr(FONT)} {look} fill="{palettes.INK}">{escape(text)}</text>'


def _legend(frame: Frame) -> str:
    """Return a square and a name for each part, in their order, line by line."""
    made = []
    for place, (name, color) in enumerate(frame.legend):
        line, column = divmod(place, frame.columns)
        x, y = shapes.SIDE + column * WIDTH / 2, frame.height + GAP + line * LEGEND_LINE
        made.append(f'<rect x="{x:g}" y="{y:g}" width="15" height="15" fill="{color}"/>')
        made.append(_text(name, y + 13, f'font-size="{LEGEND_SIZE}px"', x + 22))
    return f'<g class="legend">{"".join(made)}</g>' if made else ""
