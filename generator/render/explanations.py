"""What a problem code means, apart from any file: its title, what happens, an example, and the cure."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.load import codes
from generator.render.words import slots_of

if TYPE_CHECKING:
    from generator.render.words import Words

ARROW = " → "
"""Stands in each example between what was written and what to write."""


PARTS = ("title", "explain", "example")
"""What a code's entry says beside its message and its hint: as it stands, braces are braces."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One entry of the catalogue of problem codes; `before` is what was written, `after` what to write."""

    code: str
    title: str
    explain: str
    before: str
    after: str
    cure: str


def entry(words: Words, code: str) -> Explanation:
    """Return the entry of `code`."""
    key = f"problem.{code}"
    title, explain, example = (str(words.catalogue[f"{key}.{part}"]) for part in PARTS)
    before, _, after = example.partition(ARROW)
    return Explanation(code, title, explain, before, after, cure(words, code))


def cure(words: Words, code: str) -> str:
    """Return what to do about a problem of `code`; an ellipsis stands for the values of its file."""
    key = f"problem.{code}.hint"
    blanks: dict[str, Any] = dict.fromkeys(slots_of(words.catalogue[key]), "…")
    return words.say(key, **blanks)


def text(code: str, words: Words) -> str:
    """Return the entry of `code` for a terminal."""
    found = entry(words, code)
    lines = [
        f"{found.code}: {found.title}", "", found.explain, "",
        f"{words.say('problem.entry.before')}: {found.before}",
        f"{words.say('problem.entry.after')}: {found.after}", "",
        f"{words.say('problem.entry.cure')}: {found.cure}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def listing(words: Words) -> str:
    """Return every code with its title, one a line."""
    width = max(len(code) for code in codes.known())
    return "".join(f"{code.ljust(width)}  {words.catalogue[f'problem.{code}.title']}\n" for code in codes.known())


def near(code: str) -> list[str]:
    """Return the codes that `code` may have been meant for: like it, or holding it as one of their words."""
    like = difflib.get_close_matches(code, codes.known(), n=3, cutoff=0.5)
    return like or [known for known in codes.known() if code and code in known]
