"""What templates ask about single values: how they are sorted, how large, how often, and where on paper they stand."""

from __future__ import annotations

import datetime
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.derive.terms import Period, Quantity, Share, Term

if TYPE_CHECKING:
    from generator.derive.provenances import Citation
    from generator.render.words import Words

MAX_BYTES_STEP = 1024


def helpers(words: Words) -> dict[str, Any]:
    """Return the functions by the names that templates use; they return plain text."""
    return {
        "order": order, "bytes": partial(size, words), "frequency": partial(frequency, words),
        "lines": partial(lines, words), "on_paper": partial(on_paper, words),
    }  # fmt: skip


def order(term: Term) -> str:
    """Return what a cell is sorted by where its text would mislead; nothing where its text is enough."""
    match term:
        case Quantity():
            return f"{term.amount:.15g}"
        case Share():
            return f"{term.ratio:.15g}"
        case Period():
            return term.text
        case datetime.date():
            return term.isoformat()
        case int():
            return str(term)
        case _:
            return ""


def lines(words: Words, citation: Citation) -> str:
    """Return the lines of a citation: 59, 60 a 64 y 70."""
    to = words.say("source.to")
    spans = [str(first) if first == last else f"{first} {to} {last}" for first, last in citation.spans]
    return words.enumerate(spans)


def on_paper(words: Words, citation: Citation) -> str:
    """Return a citation as it stands on paper: without a link."""
    found = lines(words, citation)
    many = 1 if found.isdigit() else 2
    return words.say("source.in_document", many, document=words.term(citation.document), lines=found)


def frequency(words: Words, text: str) -> str:
    """Return how often, in words: those of its own, or so many months; any other stays as written."""
    key, months = f"frequency.{text}", re.fullmatch(r"R/P([0-9]+)M", text)
    if key in words.catalogue:
        return words.say(key)
    return words.say("frequency.months", count=int(months[1])) if months else text


def size(words: Words, count: int) -> str:
    """Return a size in bytes, or in kilobytes or megabytes (of 1024) where that is shorter."""
    if count < MAX_BYTES_STEP:
        return f"{words.formatter.amount(count, 0)} B"
    if count < MAX_BYTES_STEP**2:
        return f"{words.formatter.amount(count / MAX_BYTES_STEP, 1)} KB"
    return f"{words.formatter.amount(count / MAX_BYTES_STEP**2, 1)} MB"
