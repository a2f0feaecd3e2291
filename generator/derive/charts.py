"""Charts as values: the shape that fits an answer, and the bars that fill it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.derive.palettes import FAINT, MARKED, PLAIN
from generator.derive.terms import Missing, Quantity, Term

if TYPE_CHECKING:
    from generator.derive.groups import Point
    from generator.derive.questions import Question
    from generator.derive.summaries import Summary

MAX_BARS = 40
MAX_GAPS = 6
PERCENT = "%"
SHORT, HEAD, NEIGHBOURS = 8, 3, 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One mark: its name, its value (None: no data), the value as told beside it, its series, its shade, its rank.

    `told` and `share` are the value with its unit and its part of the whole, for those who ask for this mark.
    """

    label: Term
    value: float | None
    text: Term
    series: Term = ""
    shade: str = PLAIN
    rank: int | None = None
    told: Term = ""
    share: Term | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its shape (of `shapes.SHAPES`), its bars, and its title, in one line; `of` which entity, if of one."""

    shape: str
    bars: tuple[Bar, ...]
    title: str
    of: str = ""

    @property
    def is_worth_exploring(self) -> bool:
        """Whether there is more to it than meets the eye: values over time, parts of parts, or many bars."""
        return self.shape in ("line", "stack") or len(self.bars) > SHORT


def overall(asked: Question, summary: Summary) -> Chart | None:
    """Draw one mark per group; two groups make stacked bars. Nothing is drawn of one group alone, or of too many.

    A few groups without data are drawn as such; of many, the sentence and the table tell.
    """
    if not 1 < len(summary.points) <= MAX_BARS or not summary.known:
        return None
    if len(summary.group) > 1:
        bars = tuple(_cell(asked, summary, point) for point in summary.points)
        return Chart("stack", bars, asked.view.title, _of(asked))
    shown = summary.points if summary.gaps <= MAX_GAPS else summary.known
    bars = tuple(_bar(asked, summary, point, PLAIN) for point in shown)
    return Chart(_shape(asked, summary), bars, asked.view.title, _of(asked))


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


def _shape(asked: Question, summary: Summary) -> str:
    if asked.view.mark == "line":
        return "line"
    measure = asked.view.measure.field or "count"
    channel = next((name for name, field in asked.view.encode.items() if field == measure), "")
    upright = channel == "y" or (not channel and asked.is_series(summary))
    return "columns" if upright else "rows"


def _bar(asked: Question, summary: Summary, point: Point, shade: str) -> Bar:
    share = asked.share(point) if asked.view.share else None
    return Bar(
        asked.name(summary, point),
        point.value,
        _text(asked, point),
        shade=shade,
        told=asked.quantity(point),
        share=share,
    )


def _cell(asked: Question, summary: Summary, point: Point) -> Bar:
    outer, inner = (asked.label(field, key) for field, key in zip(summary.group, point.key, strict=True))
    return Bar(outer, point.value, _text(asked, point), series=inner, told=asked.quantity(point))


def _of(asked: Question) -> str:
    return asked.scope.entity.title if asked.scope else ""


def _text(asked: Question, point: Point) -> Term:
    """Return a value as it stands beside its mark: without its unit, which the title tells, but for percentages."""
    unit = asked.unit if asked.unit and asked.unit.other == PERCENT else None
    return Missing() if point.value is None else Quantity(point.value, unit, point.decimals)
