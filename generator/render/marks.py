"""The marks of a chart in words: each bar as a row of its drawing, as part of its description, and as a tip."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from generator.derive import palettes, shapes
from generator.derive.terms import Period, Share

if TYPE_CHECKING:
    from generator.derive.charts import Bar, Chart
    from generator.derive.terms import Term
    from generator.render.words import Words

MAX_LABEL = 44
FIRST_LETTER = 0x100
ROOM = {"rows": 1.34, "columns": 1.14, "line": 1.14}
"""How far beyond the largest value the scale of a shape ends, so that the text at the end of its longest bar fits."""

POINTER = "► "
"""What stands before the name of a bar that is marked, for those who do not tell its colour."""

SIGN = 8.6
"""Pixels that a sign of the bold font takes, on the safe side."""

MARGIN = 10

Row = dict[str, Any]


def rows(chart: Chart, words: Words) -> tuple[list[Row], list[tuple[str, str]]]:
    """Return the rows of a drawing, and the legend of a stack whose parts cannot all be named in place."""
    highest = max((bar.value for bar in chart.bars if bar.value is not None), default=0)
    reach = highest * ROOM.get(chart.shape, 1) or 1
    found = [_row(number, bar, words) | {"reach": reach} for number, bar in enumerate(chart.bars)]
    named: set[str] = set()
    for row in found:
        row["name"] = "" if row["label"] in named else row["label"]
        named.add(row["label"])
    if chart.shape in ("columns", "line"):
        _thin(found)
    return found, _stacked(found) if chart.shape == "stack" else []


def _row(number: int, bar: Bar, words: Words) -> Row:
    rank = "" if bar.rank is None else f"{bar.rank}. "
    return {
        "i": number,
        "label": f"{POINTER if bar.shade == palettes.MARKED else ''}{rank}{_short(bar.label, words)}",
        "value": bar.value,
        "at": bar.value or 0,
        "text": words.term(bar.text),
        "series": _short(bar.series, words),
        "color": palettes.SHADES[bar.shade],
        "inside": "",
        "middle": 0,
        "pen": palettes.PAPER,
    }


def _thin(found: list[Row]) -> None:
    """Leave out values that would run into each other: then the highest, the lowest and the last one are told."""
    room = shapes.WIDTH / len(found)
    if max(len(row["text"]) for row in found) * SIGN <= room:
        return
    known = [row for row in found if row["value"] is not None]
    told = {max(known, key=_value)["i"], min(known, key=_value)["i"], known[-1]["i"]} if known else set()
    kept: list[int] = []
    for row in sorted(found, key=lambda row: (row["i"] not in told, row["i"])):
        width = len(row["text"]) * SIGN / room
        if row["i"] in told and all(abs(row["i"] - other) >= width for other in kept):
            kept.append(row["i"])
        else:
            row["text"] = ""


def _value(row: Row) -> float:
    return float(row["value"])


def _stacked(found: list[Row]) -> list[tuple[str, str]]:
    """Colour the parts, and name each in place where every one of them can be; else give values, and a legend."""
    series = {name: place for place, name in enumerate(dict.fromkeys(row["series"] for row in found))}
    sums: dict[str, float] = {}
    for row in found:
        begin = sums.get(row["label"], 0)
        sums[row["label"]] = begin + row["at"]
        row["middle"] = begin + row["at"] / 2
        row["color"], row["pen"] = palettes.part(series[row["series"]]), palettes.pen(series[row["series"]])
    longest = max(sums.values(), default=0) or 1
    whole = {row["i"]: f"{row['series']} {row['text']}" for row in found}
    fits = {row["i"] for row in found if _fits(whole[row["i"]], row, longest)}
    is_named = {row["series"] for row in found if row["i"] in fits} == set(series)
    for row in found:
        if is_named and row["i"] in fits:
            row["inside"] = whole[row["i"]]
        elif _fits(row["text"], row, longest):
            row["inside"] = row["text"]
    return [] if is_named else [(name, palettes.part(place)) for name, place in series.items()]


def _fits(text: str, row: Row, longest: float) -> bool:
    return bool(len(text) * SIGN + MARGIN <= row["at"] / longest * shapes.WIDTH)


def stand_in(found: list[Row], keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Put one letter in the place of each text under `keys`; return the texts with their letters.

    No letter is one that a text consists of, so that none can be taken for another.
    """
    taken = {row[key] for row in found for key in ("label", "text", "series", "inside")}
    letters = (chr(code) for code in itertools.count(FIRST_LETTER) if chr(code) not in taken)
    texts = dict.fromkeys(row[key] for row in found for key in keys)
    letter_of = dict(zip((text for text in texts if text), letters, strict=False)) | {"": ""}
    for row in found:
        row.update({key: letter_of[row[key]] for key in keys})
    return tuple((letter, text) for text, letter in letter_of.items() if text)


def _short(label: Term, words: Words) -> str:
    """Return a label cut to the width of the drawing; measuring text there would take most of its time."""
    if isinstance(label, Period):
        return words.formatter.period(label.text, words.say, "short")
    text = words.term(label)
    return text if len(text) <= MAX_LABEL else text[: MAX_LABEL - 1].rstrip() + "…"


def described(bar: Bar, words: Words) -> str:
    """Return a bar as the description of its chart tells it."""
    series = f", {words.term(bar.series)}" if bar.series else ""
    return f"{words.term(bar.label)}{series}: {words.term(bar.text)}"


def tip(bar: Bar, words: Words) -> str:
    """Return a bar as it is told to whoever points at it: with its unit and its share."""
    series = f", {words.term(bar.series)}" if bar.series else ""
    share = f" ({words.term(bar.share)})" if isinstance(bar.share, Share) else ""
    return f"{words.term(bar.label)}{series}: {words.term(bar.told or bar.text)}{share}"
