"""What changed, in words: counts, and revised values, for feeds, files and the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.derive import meanings

if TYPE_CHECKING:
    from generator.derive.differences import Revision
    from generator.derive.schema_changes import SchemaChange
    from generator.render.words import Words


MAX_SHOWN = 120
"""Signs of a value that are told."""

KINDS = {
    meanings.FIGURE: "figure", meanings.TEXT: "text", meanings.FILLED: "filled",
    meanings.ROUNDING: "rounding",
}  # fmt: skip
"""How grave a revised value is, as programs and words (`changes.kind.*`) call it."""


def counts(parts: Iterable[tuple[str, int]], words: Words) -> str:
    """Return what a change comes to, part by part."""
    return ", ".join(words.say(f"changes.count.{key}", n, count=words.formatter.amount(n, 0)) for key, n in parts)


def revised(revision: Revision, words: Words) -> str:
    """Return a revised value: row, column, before, after."""
    return words.say(
        "changes.diff.revised", key=", ".join(revision.key), field=revision.field,
        before=_shown(revision.before, words), after=_shown(revision.after, words),
    )  # fmt: skip


def _shown(text: str, words: Words) -> str:
    """Return a value, of a long one its beginning."""
    return (text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…") or words.say("no_data")


def schema(change: SchemaChange, words: Words) -> str:
    """Return a change of the schema."""
    none = words.say("changes.no_key")
    before, after = change.before or none, change.after or none
    return words.say(f"changes.schema.{change.kind}", field=change.field, before=before, after=after)
