"""What a problem code means, apart from any file: its title, what happens, an example, and the cure."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.load import codes
from generator.render.words import slots_of

if TYPE_CHECKING:
    from generator.render.words import Words

ARROW = " → "
"""Stands in each example between what was written and what to write."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One entry of the catalogue of problem codes; `before` is what was written, `after` what to write."""

    code: str
    title: str
    explain: str
    before: str
    after: str
    cure: str


def explanation(code: str, words: Words) -> Explanation:
    """Return the entry of `code`; where its cure names values of a file, an ellipsis stands for them."""
    key = f"problem.{code}"
    hint = words.catalogue[f"{key}.hint"]
    cure = words.say(f"{key}.hint", **dict.fromkeys(slots_of(hint), "…"))
    before, _, after = words.say(f"{key}.example").partition(ARROW)
    return Explanation(code, words.say(f"{key}.title"), words.say(f"{key}.explain"), before, after, cure)


def text(code: str, words: Words) -> str:
    """Return the entry of `code` for a terminal."""
    found = explanation(code, words)
    lines = [
        f"{found.code}: {found.title}", "", found.explain, "",
        f"{words.say('problem.entry.before')}: {found.before}", f"{words.say('problem.entry.after')}: {found.after}", "",
        f"{words.say('problem.entry.cure')}: {found.cure}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def listing(words: Words) -> str:
    """Return every code with its title, one a line."""
    width = max(len(code) for code in codes.known())
    return "".join(f"{code.ljust(width)}  {words.say(f'problem.{code}.title')}\n" for code in codes.known())


def near(code: str) -> list[str]:
    """Return the codes that `code` may have been meant for: like it, or holding it as one of their words."""
    like = difflib.get_close_matches(code, codes.known(), n=3, cutoff=0.5)
    return like or [known for known in codes.known() if code and code in known]
