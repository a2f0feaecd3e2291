"""What a summary says, as sentences: total, shares, ranks and ties, trend, extremes, gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.derive.terms import Missing, Names, Period, Quantity, Sentence, Share, Term

if TYPE_CHECKING:
    from generator.derive.groups import Point
    from generator.derive.questions import Question
    from generator.derive.summaries import Summary

MAX_PANELS = 6
FOLLOWERS = 2


def nothing(asked: Question) -> Sentence:
    """Say that there is no row."""
    return Sentence("figure.nothing", {"title": asked.dataset.descriptor.title})


def overall(asked: Question, summary: Summary) -> tuple[Sentence, ...]:
    """Tell a summary of all rows, or of the rows of one entity."""
    lead = _lead(asked, summary)
    told = [lead] if lead else []
    if not summary.known:
        told = [_no_data(asked)]
    elif len(summary.group) > 1:
        told += _panels(asked, summary)
    elif asked.is_series(summary):
        told += _series(asked, summary)
    elif asked.is_staged(summary):
        told += _stages(asked, summary)
    else:
        told += _ranking(asked, summary)
    return (*told, *_gaps(asked, summary))


def position(asked: Question, summary: Summary) -> tuple[Sentence, ...]:
    """Tell where one entity stands among the others."""
    if asked.scope is None:
        return ()
    point = next((p for p in summary.points if p.key == (asked.scope.entity.id,)), None)
    if point is None or point.value is None:
        return (_no_data(asked),)
    value = asked.quantity(point)
    told = [_lead(asked, summary, value) or Sentence("lead.entity", {"name": asked.scope.entity.title, "value": value})]
    told.append(_rank(asked, summary, point))
    return (*told, *_gaps(asked, summary))


def presence(asked: Question, summary: Summary) -> tuple[Sentence, ...]:
    """Tell what is there and what is not, for one entity."""
    here = [asked.name(summary, point) for point in summary.points if point.value]
    absent = [asked.name(summary, point) for point in summary.points if point.value == 0]
    kind = asked.kind(summary.group[0])
    if asked.scope is None or kind is None:
        return ()
    words: dict[str, Term] = {
        "name": asked.scope.entity.title, "count": len(here), "of": len(here) + len(absent), "plural": kind.plural,
    }  # fmt: skip
    lead = asked.view.lead.get("entity")
    value = Sentence("presence.count", words)
    told = [
        Sentence("", {**words, "value": Quantity(len(here), asked.kind_unit(summary), 0)}, pattern=lead)
        if lead
        else value
    ]
    if here:
        told.append(Sentence("presence.here", {"names": Names(tuple(here))}, number=len(here)))
    if absent and here:
        key = "presence.absent_elsewhere" if asked.view.elsewhere else "presence.absent"
        told.append(Sentence(key, {"count": len(absent)}, number=len(absent)))
    return (*told, *_gaps(asked, summary))


def _lead(asked: Question, summary: Summary, value: Term | None = None) -> Sentence | None:
    """Return the opening sentence: the city's own, or a plain one where the values add up."""
    entity = asked.scope.entity if asked.scope else None
    pattern = asked.view.lead.get("entity" if entity else "whole", "")
    values: dict[str, Term] = {"value": value or asked.total(summary)}
    if entity:
        values["name"] = entity.title
    if pattern:
        return Sentence("", values, pattern=pattern)
    if not asked.adds_up or summary.total is None:
        return None
    return Sentence("lead.entity" if entity else "lead.whole", {**values, "title": asked.dataset.descriptor.title})


def _series(asked: Question, summary: Summary) -> Iterator[Sentence]:
    """Tell the change between the first and the last period with data, and the highest one."""
    first, last = summary.known[0], summary.known[-1]
    if first is last:
        return
    values: dict[str, Term] = {
        "first": _spoken(asked, summary, first), "last": _spoken(asked, summary, last),
        "from": _bare(asked.quantity(first)), "to": asked.quantity(last),
    }  # fmt: skip
    change = (last.value or 0) - (first.value or 0)
    if first.value and change:
        values["change"] = Share(abs(change) / first.value)
        yield Sentence("series.up" if change > 0 else "series.down", values)
    else:
        yield Sentence("series.other" if change else "series.same", values)
    top = summary.ranked[0]
    if top not in (first, last) and top.tied == 1:
        yield Sentence("series.highest", {"name": _spoken(asked, summary, top), "value": asked.quantity(top)})


def _spoken(asked: Question, summary: Summary, point: Point) -> Term:
    """Return the period of a point as a sentence says it."""
    name = asked.name(summary, point)
    return replace(name, spoken=True) if isinstance(name, Period) else name


def _bare(term: Quantity | Missing) -> Term:
    """Return a quantity without its unit, for a sentence that says it further on."""
    return replace(term, unit=None) if isinstance(term, Quantity) and term.unit and term.unit.other != "%" else term


def _ranking(asked: Question, summary: Summary) -> Iterator[Sentence]:
    """Tell who leads, alone or tied, and who follows."""
    ranked = summary.ranked
    top = [point for point in ranked if point.rank == 1]
    values: dict[str, Term] = {
        "name": asked.name(summary, top[0]), "names": Names(tuple(asked.name(summary, point) for point in top)),
        "value": asked.quantity(top[0]), "count": len(top),
    }  # fmt: skip
    if len(ranked) == 1:
        return
    if len(top) == len(ranked):
        yield Sentence("ranking.all_equal", values)
        return
    if len(top) > 1:
        yield Sentence("ranking.tied", values)
        return
    share = asked.share(top[0]) if asked.view.share else None
    if isinstance(share, Share):
        values["share"] = share
    yield Sentence("ranking.top_share" if "share" in values else "ranking.top", values)
    followers = ranked[1 : 1 + FOLLOWERS]
    cut = ranked[1 + FOLLOWERS :]
    if cut and cut[0].value == followers[-1].value:
        return  # the next place is shared by more than we would name
    names = [asked.name(summary, point) for point in followers]
    yield Sentence("ranking.next", {"names": Names(tuple(names))}, number=len(names))


def _stages(asked: Question, summary: Summary) -> Iterator[Sentence]:
    """Tell each value of a few stages in their own order: they follow one another, and none comes first by its size."""
    for point in summary.known:
        yield Sentence("ranking.each", {"name": asked.name(summary, point), "value": asked.quantity(point)})


def _rank(asked: Question, summary: Summary, point: Point) -> Sentence:
    """Tell the rank of a point among those with data; a tie is told as a tie."""
    known = len(summary.known)
    kind = asked.kind(summary.group[0])
    values: dict[str, Term] = {"rank": point.rank or 0, "of": known, "plural": kind.plural if kind else ""}
    share = asked.share(point) if asked.view.share else None
    suffix = ("_share" if isinstance(share, Share) else "") + ("_known" if summary.gaps else "")
    if isinstance(share, Share):
        values["share"] = share
    if point.tied > 1:
        others = [
            asked.name(summary, other) for other in summary.known if other.value == point.value and other is not point
        ]
        return Sentence(f"position.tied{suffix}", {**values, "names": Names(tuple(others))}, number=len(others))
    return Sentence(f"position.alone{suffix}", values)


def _panels(asked: Question, summary: Summary) -> Iterator[Sentence]:
    """Tell the largest part of each group, for views with two groups."""
    outer: dict[str, list[Point]] = {}
    for point in summary.known:
        outer.setdefault(point.key[0], []).append(point)
    for key, points in list(outer.items())[:MAX_PANELS]:
        top = max(points, key=lambda point: point.value or 0)
        if sum(point.value == top.value for point in points) == 1 and len(points) > 1:
            yield Sentence("panel.top", {
                "panel": asked.label(summary.group[0], key), "name": asked.label(summary.group[1], top.key[1]),
                "value": asked.quantity(top),
            })  # fmt: skip


def _gaps(asked: Question, summary: Summary) -> Iterator[Sentence]:
    """Say how many groups have no data, how many rows lack a value in those that have, and how many are in none."""
    if summary.gaps and summary.known:
        values: dict[str, Term] = {"count": summary.gaps, "of": len(summary.points)}
        yield Sentence("figure.gaps", values, number=summary.gaps)
    if summary.holes:
        yield Sentence("figure.holes", {"count": summary.holes}, number=summary.holes)
    if summary.unkeyed:
        field = asked.dataset.descriptor.schema.get(summary.group[0]).title
        yield Sentence("figure.unkeyed", {"count": summary.unkeyed, "field": field}, number=summary.unkeyed)


def _no_data(asked: Question) -> Sentence:
    """Say that there is no data, and whose it is to publish it."""
    publisher = next(
        (who.title for who in asked.dataset.descriptor.contributors if "publisher" in who.roles), ""
    )  # fmt: skip
    values: dict[str, Term] = {"title": asked.view.title, "publisher": publisher}
    if asked.scope:
        values["name"] = asked.scope.entity.title
    key = "figure.no_data_of" if asked.scope else "figure.no_data"
    return Sentence(f"{key}_published_by" if publisher else key, values)
