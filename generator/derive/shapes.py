"""The door to Altair: how each shape of chart is drawn, compiled once per shape.

Its rows have `i` (order), `label`, `name` (the label, once), `value`, `text`, `at` (where the text stands), `reach`
(where the scale must end), `color`; of a stack also `inside` (what is written upon a part), `middle` (where) and `pen`
(with which colour).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from generator.derive import palettes

WIDTH = 340
"""Pixels of the drawing at its natural size: that of a small phone, so that its text stays readable there."""

UPRIGHT = 190
ROW_STEP, ROW_INNER = 42, 0.64
STACK_STEP, STACK_INNER = 58, 0.5
OUTER = 0.35
PADDING = {"rows": (4, 6), "columns": (4, 30), "line": (4, 30), "stack": (4, 6)}
"""Pixels above and below the marks of a shape: the names of upright bars stand below them."""

SIDE = 6
POINTED = "at"
"""The signal that holds the order of the mark that somebody points at; -1: none."""


@functools.cache
def compiled(shape: str) -> Mapping[str, Any]:
    """Return the Vega-Lite specification of a shape, without rows."""
    top, bottom = PADDING[shape]
    spec: Mapping[str, Any] = SHAPES[shape]().to_dict()
    return {**spec, "autosize": "none", "padding": {"left": SIDE, "right": SIDE, "top": top, "bottom": bottom}}


def height(shape: str, count: int) -> float:
    """Return how many pixels high a drawing of `count` groups is, its padding included.

    Bands take the room that d3-scale's `scaleBand` gives them: their number, less what lies between the last and
    nothing, plus what lies outside of the first and the last.
    """
    above, below = PADDING[shape]
    steps = {"rows": (ROW_STEP, ROW_INNER), "stack": (STACK_STEP, STACK_INNER)}
    step, inner = steps.get(shape, (0, 0))
    marks = step * (count - inner + 2 * OUTER) if step else UPRIGHT
    return round(above + marks + below, 2)


def _base() -> Any:
    import altair as alt

    return alt, alt.Chart(alt.InlineData(values=[]))


def _color(alt: Any) -> Any:
    return alt.Color("color:N", legend=None, scale=None)


def _opacity(alt: Any) -> Any:
    """Fade what nobody points at, while somebody points at something."""
    return alt.condition(f"{POINTED} < 0 || datum.i == {POINTED}", alt.value(1), alt.value(0.35))


def _layers(alt: Any, *layers: Any) -> Any:
    return alt.layer(*layers).add_params(alt.param(name=POINTED, value=-1))


def _bands(alt: Any, field: str, *, inner: float) -> Any:
    sort = {} if field == "i" else {"sort": alt.SortField("i")}
    kind = "O" if field == "i" else "N"
    return alt.Y(f"{field}:{kind}", axis=None, scale=alt.Scale(paddingInner=inner, paddingOuter=OUTER), **sort)


def _rows() -> Any:
    """Horizontal bars: each with its name above, so that long names fit a phone, and its value at its end."""
    alt, base = _base()
    y = _bands(alt, "i", inner=ROW_INNER)
    x = alt.X("value:Q", axis=None, scale=alt.Scale(zero=True, nice=False))
    bars = base.mark_bar(cornerRadiusEnd=2).encode(x=x, y=y, color=_color(alt), opacity=_opacity(alt))
    reach = base.mark_point(opacity=0).encode(x="reach:Q", y=y)
    names = base.mark_text(align="left", baseline="bottom", dy=-9, x=0).encode(y=y, text="name:N")
    values = base.mark_text(align="left", dx=5, fontWeight="bold").encode(x="at:Q", y=y, text="text:N")
    return _layers(alt, bars, reach, names, values).properties(width=WIDTH, height=alt.Step(ROW_STEP))


def _upright(alt: Any, *, overlap: bool) -> tuple[Any, Any]:
    axis = alt.Axis(labelAngle=0, ticks=False, labelPadding=6, labelOverlap=overlap)
    x = alt.X("label:N", sort=alt.SortField("i"), title=None, axis=axis)
    return x, alt.Y("value:Q", axis=None, scale=alt.Scale(zero=True, nice=False))


def _columns() -> Any:
    """Upright bars for a few periods, each with its value on top."""
    alt, base = _base()
    x, y = _upright(alt, overlap=True)
    bars = base.mark_bar(cornerRadiusEnd=2).encode(x=x, y=y, color=_color(alt), opacity=_opacity(alt))
    reach = base.mark_point(opacity=0).encode(x=x, y="reach:Q")
    values = base.mark_text(baseline="bottom", dy=-4, fontWeight="bold").encode(x=x, y="at:Q", text="text:N")
    return _layers(alt, bars, reach, values).properties(width=WIDTH, height=UPRIGHT)


def _line() -> Any:
    """A line over periods, with its points."""
    alt, base = _base()
    x, y = _upright(alt, overlap=True)
    line = base.mark_line(color=palettes.SHADES[palettes.PLAIN]).encode(x=x, y=y)
    size = alt.condition(f"datum.i == {POINTED}", alt.value(200), alt.value(50))
    points = base.mark_point(filled=True, opacity=1).encode(x=x, y=y, color=_color(alt), size=size)
    reach = base.mark_point(opacity=0).encode(x=x, y="reach:Q")
    values = base.mark_text(baseline="bottom", dy=-7, fontWeight="bold").encode(x=x, y="at:Q", text="text:N")
    return _layers(alt, line, points, reach, values).properties(width=WIDTH, height=UPRIGHT)


def _stack() -> Any:
    """Stacked horizontal bars: one per first group, a part per second one, between them a line of paper."""
    alt, base = _base()
    y = _bands(alt, "label", inner=STACK_INNER)
    x = alt.X("value:Q", axis=None, scale=alt.Scale(zero=True, nice=False))
    edge = alt.condition(f"datum.i == {POINTED}", alt.value(palettes.INK), alt.value(palettes.PAPER))
    bars = base.mark_bar(strokeWidth=1.5).encode(x=x, y=y, color=_color(alt), order=alt.Order("i:Q"), stroke=edge)
    inside = base.mark_text(fontWeight="bold").encode(
        x=alt.X("middle:Q"), y=y, text="inside:N", color=alt.Color("pen:N", legend=None, scale=None)
    )
    names = base.mark_text(align="left", baseline="bottom", dy=-15, x=0).encode(y=y, text="name:N")
    return _layers(alt, bars, inside, names).properties(width=WIDTH, height=alt.Step(STACK_STEP))


SHAPES = {"rows": _rows, "columns": _columns, "line": _line, "stack": _stack}
