"""The door to vl-convert: a Chart as SVG, with a title and a description in the words of the site."""

from __future__ import annotations

import functools
import hashlib
import itertools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from generator.derive import charts
from generator.derive.terms import Period

if TYPE_CHECKING:
    from generator.derive.charts import Bar, Chart
    from generator.derive.terms import Term
    from generator.render.words import Words

FONT = "Roboto, Helvetica, Arial, sans-serif"
VEGA_LITE = "6.4"
ROWS = "rows"
CONFIG = {
    "font": FONT,
    "aria": False,
    "background": "#ffffff",
    "view": {"stroke": None},
    "text": {"fontSize": 15, "fill": "#1d2b2e"},
    "axis": {"labelFontSize": 15, "labelColor": "#1d2b2e", "domainColor": "#7d9499"},
    "legend": {"labelFontSize": 15, "labelColor": "#1d2b2e", "symbolSize": 140},
}
MAX_LABEL = 44
FIRST_LETTER = 0x100
ROOM = {"rows": 1.34, "columns": 1.14, "line": 1.14}
"""How far beyond the largest value the scale of a shape ends, so that the text at the end of its longest bar fits."""

POINTER = "▸ "
"""What stands before the name of a bar that is marked, for those who do not tell its colour."""

CLIP = re.compile(r'(?<= clip-path="url\(#clip)\d+(?=\)")|(?<=<clipPath id="clip)\d+(?=")')
"""The number of a clip path where it is used and defined."""

TAG = re.compile(r"<(?:g|path) [^>]*>")
SPOKEN = re.compile(r' (?:role="graphics-[a-z]+"|aria-[a-z]+="[^"]*")')


@dataclass(frozen=True, slots=True)
class Drawing:
    """What an SVG is made from, picklable; `name` is a hash of it, so that equal charts are one file.

    `rows` is the JSON of its rows. `texts` are the texts of its marks by the single letter that stands for each there:
    the drawing library measures text letter by letter, which would take most of the time, and lays nothing out by them.
    """

    shape: str
    rows: str
    title: str
    description: str
    texts: Mapping[str, str]

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        texts = json.dumps(self.texts)
        parts = f"{_engine()}\0{VEGA_LITE}\0{self.shape}\0{self.rows}\0{texts}\0{self.title}\0{self.description}"
        return hashlib.sha256(parts.encode()).hexdigest()[:20]

    @property
    def key(self) -> str:
        """The name of its bytes: of what is drawn, and of the code that draws it."""
        return f"{self.name}-{_edition()}"


@functools.cache
def _edition() -> str:
    """Return a hash of the code that says how shapes look, and of the library that they are written with."""
    code = Path(__file__).read_bytes() + Path(charts.__file__).read_bytes() + metadata.version("altair").encode()
    return hashlib.sha256(code).hexdigest()[:12]


@functools.cache
def _engine() -> str:
    """Return the version of the drawing library: another one may draw other bytes."""
    return metadata.version("vl-convert-python")


def prepare(chart: Chart, words: Words) -> Drawing:
    """Fill the shape of a chart with its bars, every text already in words."""
    highest = max((bar.value for bar in chart.bars if bar.value is not None), default=0)
    reach = highest * ROOM.get(chart.shape, 1) or 1
    rows = [_row(number, bar, words) | {"reach": reach} for number, bar in enumerate(chart.bars)]
    told = "; ".join(
        f"{words.term(bar.label)}{', ' + words.term(bar.series) if bar.series else ''}: {words.term(bar.text)}"
        for bar in chart.bars
    )
    named: set[str] = set()
    for row in rows:
        row["name"] = "" if row["label"] in named else row["label"]
        named.add(row["label"])
    texts = _stand_in(rows, ("name", "text"))
    values = json.dumps(rows, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return Drawing(chart.shape, values, chart.title, told, texts)


@functools.cache
def _compiled(shape: str) -> tuple[str, str]:
    """Return the Vega specification of a shape as JSON, up to the values of its rows, and from there on.

    Vega-Lite is compiled to Vega once per shape; that is half of the time that a drawing takes.
    """
    import vl_convert

    lite = {**charts.compiled(shape), "data": {"values": [], "name": ROWS}, "config": CONFIG}
    vega = vl_convert.vegalite_to_vega(vl_spec=lite, vl_version=VEGA_LITE)
    (source,) = [data for data in vega["data"] if data["name"] == ROWS]
    source["values"] = [ROWS]
    before, _, after = json.dumps(vega, sort_keys=True).partition(f'["{ROWS}"]')
    return before, after


def _row(number: int, bar: Bar, words: Words) -> dict[str, Any]:
    rank = "" if bar.rank is None else f"{bar.rank}. "
    return {
        "i": number,
        "label": f"{POINTER if bar.shade == charts.MARKED else ''}{rank}{_short(bar.label, words)}",
        "value": bar.value,
        "at": bar.value or 0,
        "text": words.term(bar.text),
        "series": _short(bar.series, words),
        "shade": bar.shade,
    }


def _stand_in(rows: list[dict[str, Any]], keys: tuple[str, ...]) -> dict[str, str]:
    """Put one letter in the place of each text under `keys`; return the texts by their letters.

    No letter is one that a text consists of, so that none can be taken for another.
    """
    taken = {row[key] for row in rows for key in ("label", "text", "series")}
    letters = (chr(code) for code in itertools.count(FIRST_LETTER) if chr(code) not in taken)
    texts = dict.fromkeys(row[key] for row in rows for key in keys)
    letter_of = dict(zip(texts, letters, strict=False))
    for row in rows:
        row.update({key: letter_of[row[key]] for key in keys})
    return {letter: text for text, letter in letter_of.items()}


def _short(label: Term, words: Words) -> str:
    """Return a label cut to the width of the drawing; measuring text there would take most of its time."""
    if isinstance(label, Period):
        return words.formatter.period(label.text, words.say, "short")
    text = words.term(label)
    return text if len(text) <= MAX_LABEL else text[: MAX_LABEL - 1].rstrip() + "…"


def draw(drawing: Drawing) -> bytes:
    """Return the SVG: text stays text, `role="img"`, named by its title and described by its values."""
    import vl_convert

    before, after = _compiled(drawing.shape)
    svg = _settled(vl_convert.vega_to_svg(f"{before}{drawing.rows}{after}"))
    for letter, text in drawing.texts.items():
        svg = svg.replace(f">{letter}</text>", f">{escape(text)}</text>")
    label = f'<title id="t">{escape(drawing.title)}</title><desc id="d">{escape(drawing.description)}</desc>'
    head, mark, rest = svg.partition(">")
    return f'{head} role="img" aria-labelledby="t d"{mark}{label}{rest}\n'.encode()


def _settled(svg: str) -> str:
    """Return a drawing with its clip paths counted from 0, and without the library's English for screen readers."""
    numbers: dict[str, int] = {}  # the library counts them through all that it has ever drawn
    svg = CLIP.sub(lambda found: str(numbers.setdefault(found[0], len(numbers))), svg)
    return TAG.sub(lambda tag: SPOKEN.sub("", tag[0]), svg)
