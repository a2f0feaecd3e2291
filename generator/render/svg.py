"""The door to vl-convert: a Chart as SVG, with a title and a description in the words of the site."""

from __future__ import annotations

import copy
import hashlib
import json
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from generator.derive.terms import Missing, Period

if TYPE_CHECKING:
    from generator.derive.charts import Bar, Chart
    from generator.derive.terms import Term
    from generator.render.words import Words

FONT = "Roboto, Helvetica, Arial, sans-serif"
VEGA_LITE = "6.4"
CONFIG = {
    "font": FONT,
    "aria": False,
    "background": "#ffffff",
    "view": {"stroke": None},
    "text": {"fontSize": 13, "fill": "#1d2b2e"},
    "axis": {"labelFontSize": 13, "labelColor": "#1d2b2e", "domainColor": "#7d9499"},
    "legend": {"labelFontSize": 13, "labelColor": "#1d2b2e", "symbolSize": 140},
}
MAX_LABEL = 50
ROOM = 1.32
"""How far beyond the largest value the scale ends, so that the text beside the longest bar fits."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What an SVG is made from, picklable; `name` is a hash of it, so that equal charts are one file."""

    spec: str
    title: str
    description: str

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        engine = metadata.version("vl-convert-python")
        parts = f"{engine}\0{VEGA_LITE}\0{self.spec}\0{self.title}\0{self.description}"
        return hashlib.sha256(parts.encode()).hexdigest()[:20]


def prepare(chart: Chart, words: Words) -> Drawing:
    """Fill the shape of a chart with its bars, every text already in words."""
    spec: dict[str, Any] = copy.deepcopy(dict(chart.spec))
    highest = max((bar.value for bar in chart.bars if bar.value is not None), default=0)
    rows = [_row(number, bar, words, highest * ROOM or 1) for number, bar in enumerate(chart.bars)]
    spec["data"] = {"values": rows}
    spec["config"] = CONFIG
    told = "; ".join(
        f"{words.term(bar.label)}{', ' + words.term(bar.series) if bar.series else ''}: {words.term(bar.text)}"
        for bar in chart.bars
    )
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return Drawing(text, chart.title, told)


def _row(number: int, bar: Bar, words: Words, reach: float) -> dict[str, Any]:
    text = words.term(bar.text)
    return {
        "i": number,
        "label": _short(bar.label, words) if bar.rank is None else f"{bar.rank}. {_short(bar.label, words)}",
        "value": None if isinstance(bar.text, Missing) else bar.value,
        "text": text,
        "reach": reach,
        "series": _short(bar.series, words),
        "shade": bar.shade,
    }


def _short(label: Term, words: Words) -> str:
    """Return a label cut to the width of the drawing; measuring text there would take most of its time."""
    if isinstance(label, Period):
        return words.formatter.period(label.text, words.say, "short")
    text = words.term(label)
    return text if len(text) <= MAX_LABEL else text[: MAX_LABEL - 1].rstrip() + "…"


def draw(drawing: Drawing) -> bytes:
    """Return the SVG: text stays text, `role="img"`, named by its title and described by its values."""
    import vl_convert  # noqa: PLC0415 -- only where charts are drawn

    svg: str = vl_convert.vegalite_to_svg(vl_spec=drawing.spec, vl_version=VEGA_LITE)
    label = (
        f'<title id="t">{escape(drawing.title)}</title><desc id="d">{escape(drawing.description)}</desc>'
    )  # fmt: skip
    head, mark, rest = svg.partition(">")
    return f'{head} role="img" aria-labelledby="t d"{mark}{label}{rest}\n'.encode()
