"""Mends in words: what would change in each file, line by line, and what only a person can decide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.mend.outcomes import Doubt, Mended
from generator.render.reports import letter

if TYPE_CHECKING:
    from generator.render.words import Words

MAX_LINES = 40
"""Lines of a file's difference that are shown."""

MAX_DOUBTS = 20
"""Doubts of a file that are listed."""

WIDTH = 200
"""Characters of a line that are shown."""


def text(found: Sequence[Mended], words: Words) -> str:
    """Return what there is to mend in each file, and what is in doubt; nothing for a file that needs nothing."""
    return "".join(line for mended in found if mended.is_needed or mended.doubts for line in _file(mended, words))


def ending(found: Sequence[Mended], words: Words, *, is_written: bool) -> str:
    """Return what was, or would be, written, and whether a person has to decide something."""
    count = sum(mended.is_needed for mended in found)
    lines = [words.say("fix.doubtful")] if any(mended.doubts for mended in found) else []
    if count:
        lines.append(
            words.say("fix.written" if is_written else "fix.proposed", count, count=words.formatter.amount(count, 0))
        )
    elif not lines:
        lines.append(words.say("fix.nothing"))
    return "".join(f"{line}\n" for line in lines)


def kinds(mended: Mended, words: Words) -> list[str]:
    """Return the kinds of mend of one file, each with its count."""
    amount = words.formatter.amount
    return [words.say(f"fix.kind.{kind}", count, count=amount(count, 0)) for kind, count in mended.counts.items()]


def _file(mended: Mended, words: Words) -> Iterator[str]:
    yield f"{mended.file}\n"
    yield from (f"  * {kind}\n" for kind in kinds(mended, words))
    if mended.changes:
        yield f"--- {mended.file}\n+++ {mended.file}\n"
    shown = mended.changes[: MAX_LINES // 2]
    for change in shown:
        yield f"@@ {words.say('problem.line', line=change.line)} @@\n"
        yield f"-{_visible(change.before)}\n+{_visible(change.after)}\n"
    if mended.changed > len(shown):
        count = mended.changed - len(shown)
        yield words.say("fix.more_lines", count, count=words.formatter.amount(count, 0)) + "\n"
    for doubt in mended.doubts[:MAX_DOUBTS]:
        yield f"  ? {_doubt(doubt, words)}\n"
    if len(mended.doubts) > MAX_DOUBTS:
        count = len(mended.doubts) - MAX_DOUBTS
        yield "  ? " + words.say("fix.more_doubts", count, count=words.formatter.amount(count, 0)) + "\n"
    yield "\n"


def _doubt(doubt: Doubt, words: Words) -> str:
    place = [words.say("problem.line", line=doubt.line)] if doubt.line else []
    if doubt.column:
        place.append(words.say("problem.column", letter=letter(doubt.column), field=doubt.field).strip())
    readings = [words.say("fix.reading", value=_visible(reading)) for reading in doubt.readings]
    either = f" {words.say('fix.or')} ".join(readings)
    cells = words.say("fix.cells", doubt.count, count=words.formatter.amount(doubt.count, 0))
    said = words.say(f"fix.doubt.{doubt.kind}", value=_visible(doubt.value), readings=either, cells=cells)
    return f"{', '.join(place)}: {said}" if place else said


def _visible(line: str) -> str:
    """Return a line short enough to be looked at, what nobody would see in it as its escape."""
    cut = line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"
    seen = "".join(
        char if char.isprintable() and not unicodedata.combining(char) else char.encode("unicode_escape").decode()
        for char in cut
    )
    bare = seen.rstrip(" ")
    return bare + "·" * (len(seen) - len(bare))
