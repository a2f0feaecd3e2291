"""What changed between two revisions, for whoever reviews it: as text, as Markdown for a pull request, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from generator.render import deltas
from generator.render.faults import visible
from generator.render.markup import plain

if TYPE_CHECKING:
    from generator.derive.deltas import Comparison, Delta
    from generator.derive.differences import Difference
    from generator.render.words import Words

LISTED = 20
SHORT = 10
"""Lines of each kind that are listed of a dataset, and the digits of a revision's id."""


def text(found: Comparison, words: Words) -> str:
    """Return a comparison for a terminal."""
    lines = [_title(found, words)]
    for delta in found.deltas:
        lines += ["", f"{delta.dataset}: {_counts(delta, words)}"]
        lines += [f"  {visible(line)}" for line in (*_lines(delta, words), _pages(delta, words))]
    if not found.deltas:
        lines.append(words.say("changes.diff.nothing"))
    return "\n".join(lines) + "\n"


def markdown(found: Comparison, words: Words) -> str:
    """Return a comparison for a pull request: nothing in the data can become markup."""
    lines = [f"**{plain(_title(found, words))}**", ""]
    for delta in found.deltas:
        lines += [f"### {plain(delta.title)} (`{delta.dataset}`): {plain(_counts(delta, words))}", ""]
        lines += [f"- {plain(line)}" for line in (*_lines(delta, words), _pages(delta, words))] + [""]
    if not found.deltas:
        lines += [plain(words.say("changes.diff.nothing")), ""]
    return "\n".join(lines)


def as_json(found: Comparison, _: Words) -> str:
    """Return a comparison for programs: everything, nothing left out."""
    whole = {"old": found.old, "new": found.new, "datasets": [_item(delta) for delta in found.deltas]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _item(delta: Delta) -> dict[str, Any]:
    found = delta.difference
    return {
        "dataset": delta.dataset, "title": delta.title, "kind": delta.kind, "rows": delta.rows, "key": list(found.key),
        "withdrawn": [dict(zip(found.old_names, row, strict=True)) for row in found.withdrawn],
        "revised": [
            {"key": list(one.key), "field": one.field, "before": one.before, "after": one.after,
             "gravity": deltas.KINDS[one.gravity], "change": round(one.weight, 6)}
            for one in found.revisions
        ],
        "schema": [
            {"kind": one.kind, "field": one.field, "before": one.before, "after": one.after} for one in found.schema
        ],
        "added": [dict(zip(found.names, row, strict=True)) for row in found.added],
        "comparable": found.is_known, "pages": list(delta.pages),
    }  # fmt: skip


def _title(found: Comparison, words: Words) -> str:
    now = words.say("changes.diff.working")
    return words.say("changes.diff.title", old=found.old[:SHORT] or now, new=found.new[:SHORT] or now)


def _counts(delta: Delta, words: Words) -> str:
    if delta.kind != "changed":
        return words.say(f"changes.diff.{delta.kind}_dataset", delta.rows, count=words.formatter.amount(delta.rows, 0))
    return deltas.counts(delta.difference.parts, words)


def _lines(delta: Delta, words: Words) -> Iterator[str]:
    """Yield what changed, the gravest first."""
    found = delta.difference
    withdrawn = (words.say("changes.diff.row_withdrawn", row=_row(found, row)) for row in found.withdrawn)
    yield from _first(withdrawn, len(found.withdrawn), words)
    revised = (deltas.revised(revision, words) for revision in found.revisions)
    yield from _first(revised, len(found.revisions), words)
    yield from (deltas.schema(change, words) for change in found.schema)
    added = (words.say("changes.diff.row_added", row=_row(found, row, found.names)) for row in found.added)
    yield from _first(added, len(found.added), words)
    if not found.is_known:
        yield words.say("changes.not_compared")
    elif delta.kind == "changed" and not found.key:
        yield words.say("changes.whole_rows")


def _row(found: Difference, row: Sequence[str], names: Sequence[str] = ()) -> str:
    """Return how a row is called: its key, or all of it."""
    here = names or found.old_names
    places = [here.index(name) for name in found.key if name in here]
    return ", ".join(row[place] for place in places) if places else ", ".join(row)


def _first(lines: Iterable[str], count: int, words: Words) -> Iterator[str]:
    for _, line in zip(range(LISTED), lines, strict=False):
        yield line
    if count > LISTED:
        yield words.say("changes.diff.more", count - LISTED, count=words.formatter.amount(count - LISTED, 0))


def _pages(delta: Delta, words: Words) -> str:
    some = ", ".join(f"/{page}" for page in delta.pages[:LISTED])
    more = len(delta.pages) - LISTED
    rest = words.say("changes.diff.more", more, count=words.formatter.amount(more, 0)) if more > 0 else ""
    return words.say("changes.diff.pages", pages=f"{some} {rest}".strip())


FORMATS: dict[str, Callable[[Comparison, Words], str]] = {"text": text, "markdown": markdown, "json": as_json}
