"""The door to Altair: the shape of a chart, compiled once per shape, and the bars that fill it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.derive.terms import Missing, Quantity, Term

if TYPE_CHECKING:
    from generator.derive.groups import Point
    from generator.derive.questions import Question
    from generator.derive.summaries import Summary

WIDTH = 340
"""Pixels of the drawing at its natural size: that of a small phone, so that its text stays readable there."""

MAX_BARS = 40
MAX_GAPS = 6
SHORT, HEAD, NEIGHBOURS = 8, 3, 2
PLAIN, MARKED, FAINT = "plain", "marked", "faint"


@dataclass(frozen=True, slots=True)
class Bar:
    """One mark: its name, its value (None: no data), the value as told beside it, its series, its shade, its rank."""

    label: Term
    value: float | None
    text: Term
    series: Term = ""
    shade: str = PLAIN
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its shape (a key of `SHAPES`), its bars, and what it shows in one line, for those who do not see it."""

    shape: str
    bars: tuple[Bar, ...]
    title: str


def overall(asked: Question, summary: Summary) -> Chart | None:
    """Draw one mark per group; two groups make stacked bars. Nothing is drawn of one group alone, or of too many.

    A few groups without data are drawn as such; of many, the sentence and the table tell.
    """
    if not 1 < len(summary.points) <= MAX_BARS or not summary.known:
        return None
    if len(summary.group) > 1:
        bars = tuple(_cell(asked, summary, point) for point in summary.points)
        return Chart("stack", bars, asked.view.title)
    shown = summary.points if summary.gaps <= MAX_GAPS else summary.known
    bars = tuple(_bar(asked, summary, point, PLAIN) for point in shown)
    return Chart(_shape(asked, summary), bars, asked.view.title)


def position(asked: Question, summary: Summary) -> Chart | None:
    """Draw this page's entity among the others: a short ranking whole, of a long one its head and its neighbours."""
    mine = asked.scope.entity.id if asked.scope else ""
    ranked = summary.ranked
    place = next((number for number, point in enumerate(ranked) if point.key == (mine,)), 0)
    if not ranked[1:]:  # one bar compares nothing
        return None
    near = range(place - NEIGHBOURS, place + NEIGHBOURS + 1)
    shown = [point for n, point in enumerate(ranked) if len(ranked) <= SHORT or n < HEAD or n in near]
    bars = tuple(
        replace(_bar(asked, summary, point, MARKED if point.key == (mine,) else FAINT), rank=point.rank)
        for point in shown
    )
    return Chart("rows", bars, asked.view.title)


def presence(asked: Question, summary: Summary, everywhere: Summary) -> Chart | None:
    """Draw how common each thing is, those that are here marked."""
    here = {point.key for point in summary.points if point.value}
    if len(everywhere.points) > MAX_BARS:
        return None
    bars = tuple(_bar(asked, everywhere, point, MARKED if point.key in here else FAINT) for point in everywhere.ranked)
    return Chart("rows", bars, asked.view.title)


def _shape(asked: Question, summary: Summary) -> str:
    if asked.view.mark == "line":
        return "line"
    measure = asked.view.measure.field or "count"
    channel = next((name for name, field in asked.view.encode.items() if field == measure), "")
    upright = channel == "y" or (not channel and asked.is_series(summary))
    return "columns" if upright else "rows"


def _bar(asked: Question, summary: Summary, point: Point, shade: str) -> Bar:
    return Bar(asked.name(summary, point), point.value, _text(point), shade=shade)


def _cell(asked: Question, summary: Summary, point: Point) -> Bar:
    outer, inner = (asked.label(field, key) for field, key in zip(summary.group, point.key, strict=True))
    return Bar(outer, point.value, _text(point), series=inner)


def _text(point: Point) -> Term:
    return Missing() if point.value is None else Quantity(point.value, None, point.decimals)


@functools.cache
def compiled(shape: str) -> Mapping[str, Any]:
    """Return the Vega-Lite specification of a shape.

    Its rows have `i` (order), `label`, `name` (the label, once), `value`, `text`, `at` (where the text stands), `reach`
    (where the scale must end), `series`, `shade`.
    """
    spec: Mapping[str, Any] = SHAPES[shape]().to_dict()
    return spec


def _base() -> Any:
    import altair as alt

    return alt, alt.Chart(alt.InlineData(values=[]))


COLORS = {PLAIN: "#00606b", MARKED: "#b3400a", FAINT: "#7d9499"}
SERIES = ["#00606b", "#5fa8a0", "#e0a03c", "#b3400a", "#6b4c7d", "#8a8a8a"]


def _shade(alt: Any) -> Any:
    return alt.Color("shade:N", legend=None, scale=alt.Scale(domain=list(COLORS), range=list(COLORS.values())))


def _rows() -> Any:
    """Horizontal bars: each with its name above, so that long names fit a phone, and its value at its end."""
    alt, base = _base()
    y = alt.Y("i:O", axis=None, scale=alt.Scale(paddingInner=0.64, paddingOuter=0.35))
    x = alt.X("value:Q", axis=None, scale=alt.Scale(zero=True, nice=False))
    bars = base.mark_bar(cornerRadiusEnd=2).encode(x=x, y=y, color=_shade(alt))
    reach = base.mark_point(opacity=0).encode(x="reach:Q", y=y)
    names = base.mark_text(align="left", baseline="bottom", dy=-9, x=0).encode(y=y, text="name:N")
    values = base.mark_text(align="left", dx=5, fontWeight="bold").encode(x="at:Q", y=y, text="text:N")
    return alt.layer(bars, reach, names, values).properties(width=WIDTH, height=alt.Step(42))


def _columns() -> Any:
    """Upright bars for a few periods, each with its value on top."""
    alt, base = _base()
    x = alt.X(
        "label:N",
        sort=alt.SortField("i"),
        title=None,
        axis=alt.Axis(labelAngle=0, ticks=False, labelPadding=6),
    )
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(zero=True, nice=False))
    bars = base.mark_bar(cornerRadiusEnd=2).encode(x=x, y=y, color=_shade(alt))
    reach = base.mark_point(opacity=0).encode(x=x, y="reach:Q")
    values = base.mark_text(baseline="bottom", dy=-4, fontWeight="bold").encode(x=x, y="at:Q", text="text:N")
    return alt.layer(bars, reach, values).properties(width=WIDTH, height=190)


def _line() -> Any:
    """A line over periods, with its points."""
    alt, base = _base()
    x = alt.X(
        "label:N",
        sort=alt.SortField("i"),
        title=None,
        axis=alt.Axis(labelAngle=0, ticks=False, labelOverlap=True),
    )
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(zero=True, nice=False))
    line = base.mark_line(color=COLORS[PLAIN], point=alt.OverlayMarkDef(size=50, color=COLORS[PLAIN])).encode(x=x, y=y)
    reach = base.mark_point(opacity=0).encode(x=x, y="reach:Q")
    values = base.mark_text(baseline="bottom", dy=-7, fontWeight="bold").encode(x=x, y="at:Q", text="text:N")
    return alt.layer(line, reach, values).properties(width=WIDTH, height=190)


def _stack() -> Any:
    """Stacked horizontal bars: one per first group, a piece per second one."""
    alt, base = _base()
    y = alt.Y("label:N", sort=alt.SortField("i"), axis=None, scale=alt.Scale(paddingInner=0.5, paddingOuter=0.35))
    order = alt.Order("i:Q")
    color = alt.Color("series:N", sort=alt.SortField("i"), title=None, scale=alt.Scale(range=SERIES),
                      legend=alt.Legend(orient="bottom", columns=2, labelLimit=WIDTH))  # fmt: skip
    bars = base.mark_bar().encode(x=alt.X("value:Q", axis=None), y=y, color=color, order=order)
    names = base.mark_text(align="left", baseline="bottom", dy=-15, x=0).encode(y=y, text="name:N")
    return alt.layer(bars, names).properties(width=WIDTH, height=alt.Step(58))


SHAPES = {"rows": _rows, "columns": _columns, "line": _line, "stack": _stack}
