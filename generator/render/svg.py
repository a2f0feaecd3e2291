"""The door to vl-convert: a Chart as SVG and as PNG, with its title, its source and a description in words."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from generator.derive import palettes, shapes
from generator.project import DEFAULTS
from generator.render import marks, mounts, pictures

if TYPE_CHECKING:
    from generator.derive.charts import Chart
    from generator.render.mounts import Frame
    from generator.render.words import Words

VEGA_LITE = "6.4"
ROWS = "rows"
CONFIG = {
    "font": mounts.FONT,
    "aria": False,
    "background": None,
    "view": {"stroke": None},
    "text": {"fontSize": 15, "fill": palettes.INK},
    "axis": {"labelFontSize": 15, "labelColor": palettes.INK, "domainColor": palettes.RULE},
}
FONTS = DEFAULTS / "fonts.conf"
PIXELS = 1200
"""How wide a PNG is: what a newspaper prints over two columns."""

CLIP = re.compile(r'(?<= clip-path="url\(#clip)\d+(?=\)")|(?<=<clipPath id="clip)\d+(?=")')
"""The number of a clip path where it is used and defined."""

TAG = re.compile(r"<(?:g|path) [^>]*>")
SPOKEN = re.compile(r' (?:role="graphics-[a-z]+"|aria-[a-z]+="[^"]*")')


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a chart is drawn from, picklable; `name` is a hash of it, so that equal charts are one file.

    `rows` is the JSON of its rows; `texts` are the texts of its marks by the single letter that stands for each there:
    the drawing library measures text letter by letter, which would take most of the time, and lays nothing out by them.
    `tips` tell each row to whoever points at it; where there are none, there is nothing to explore.
    """

    shape: str
    rows: str
    title: str
    description: str
    texts: tuple[tuple[str, str], ...]
    frame: Frame
    tips: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        parts = json.dumps([_engine(), VEGA_LITE, self.shape, self.rows, self.title, self.description, self.texts])
        around = json.dumps([self.frame.title, self.frame.legend, self.frame.source, self.tips])
        return hashlib.sha256(f"{parts}{around}".encode()).hexdigest()[:20]

    @property
    def key(self) -> str:
        """The name of its bytes: of what is drawn, and of the code that draws it."""
        return f"{self.name}-{edition()}"


@functools.cache
def edition() -> str:
    """Return a hash of the code that says how shapes look, and of the library that they are written with."""
    modules = (__file__, shapes.__file__, palettes.__file__, mounts.__file__, pictures.__file__)
    code = b"".join(Path(module).read_bytes() for module in modules) + metadata.version("altair").encode()
    return hashlib.sha256(code).hexdigest()[:12]


@functools.cache
def _engine() -> str:
    """Return the version of the drawing library: another one may draw other bytes."""
    return metadata.version("vl-convert-python")


@functools.cache
def library() -> Any:
    """Return the drawing library, told to use no font but its own: it asks when it draws for the first time."""
    os.environ["FONTCONFIG_FILE"] = str(FONTS)
    import vl_convert

    return vl_convert


def prepare(chart: Chart, words: Words, *, source: str = "") -> Drawing:
    """Fill the shape of a chart with its bars, every text already in words; `source` is told below it."""
    rows, legend = marks.rows(chart, words)
    told = "; ".join(marks.described(bar, words) for bar in chart.bars)
    tips = tuple(marks.tip(bar, words) for bar in chart.bars) if chart.is_worth_exploring else ()
    texts = marks.stand_in(rows, ("name", "text", "inside"))
    values = json.dumps(rows, ensure_ascii=False, sort_keys=True, allow_nan=False)
    title = f"{chart.title}: {chart.of}" if chart.of else chart.title
    height = shapes.height(chart.shape, len({row["label"] if chart.shape == "stack" else row["i"] for row in rows}))
    return Drawing(chart.shape, values, title, told, texts, mounts.frame(title, height, legend, source), tips)


@functools.cache
def compiled(shape: str) -> tuple[str, str]:
    """Return the Vega specification of a shape as JSON, up to the values of its rows, and from there on.

    Vega-Lite is compiled to Vega once per shape; that is half of the time that a drawing takes.
    """
    lite = {**shapes.compiled(shape), "data": {"values": [], "name": ROWS}, "config": CONFIG}
    vega = library().vegalite_to_vega(vl_spec=lite, vl_version=VEGA_LITE)
    (source,) = [data for data in vega["data"] if data["name"] == ROWS]
    source["values"] = [ROWS]
    before, _, after = json.dumps(vega, sort_keys=True).partition(f'["{ROWS}"]')
    return before, after


def draw(drawing: Drawing) -> bytes:
    """Return the SVG: text stays text, `role="img"`, named by its title and described by its values."""
    return _svg(drawing).encode()


def _svg(drawing: Drawing) -> str:
    before, after = compiled(drawing.shape)
    svg = _settled(library().vega_to_svg(f"{before}{drawing.rows}{after}"))
    for letter, text in drawing.texts:
        svg = svg.replace(f">{letter}</text>", f">{escape(text)}</text>")
    label = f'<title id="t">{escape(drawing.title)}</title><desc id="d">{escape(drawing.description)}</desc>'
    inner = svg.partition(">")[2].removesuffix("</svg>")
    return mounts.put(inner, drawing.frame, label)


def _settled(svg: str) -> str:
    """Return a drawing with its clip paths counted from 0, and without the library's English for screen readers."""
    numbers: dict[str, int] = {}  # the library counts them through all that it has ever drawn
    svg = CLIP.sub(lambda found: str(numbers.setdefault(found[0], len(numbers))), svg)
    return TAG.sub(lambda tag: SPOKEN.sub("", tag[0]), svg)


def paint(drawing: Drawing) -> bytes:
    """Return the PNG of the same file, `PIXELS` wide, as small as it can be."""
    png: bytes = library().svg_to_png(_svg(drawing), scale=PIXELS / mounts.WIDTH)
    return pictures.shrink(png)


def viewer() -> bytes:
    """Return Vega, with what comes with it, as a script that gives its name to pages and asks nothing of any host."""
    bundle: str = library().javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return bundle.encode()
