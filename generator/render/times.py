"""Dates that a few lines of script compare with today; without scripts they stand as the dates they are."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from generator.derive.dates import Due
    from generator.render.words import Words

AGO = "{ago}"
"""What the script puts «6 months ago» in the place of."""


def updated(words: Words, day: str, due: Due | None = None) -> Markup:
    """Return the day on which something changed; with `due`, the script also tells when it is late."""
    late = Markup(' data-due="{}" data-late="{}"').format(due.day, _late(words)) if due else ""
    return Markup('<time datetime="{}" data-ago{}>{}</time>').format(day, late, _shown(words, day))


def expected(words: Words, due: Due) -> Markup:
    """Return the day by which something newer is expected, and who says so."""
    time = Markup('<time datetime="{0}" data-due="{0}" data-late="{1}">{2}</time>')
    shown = time.format(due.day, _late(words), _shown(words, due.day))
    key = "fresh.announced" if due.is_announced else "fresh.implied"
    return Markup(words.say(key, day=shown))  # noqa: S704 -- the words are the site's, what fills them is escaped


def _late(words: Words) -> str:
    return words.say("fresh.late", ago=AGO)


def _shown(words: Words, day: str) -> str:
    return words.formatter.date(datetime.date.fromisoformat(day))
