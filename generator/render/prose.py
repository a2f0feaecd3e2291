"""Words of a trade in what pages say: expanded where a page uses them first, and linked to where they are explained."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from generator.derive.glossaries import Entry

TAG = re.compile(r"(<[^>]*>)")
LINK = re.compile(r"<(/?)a[\s>]")
OPENS, CLOSES = re.compile(r"\($"), re.compile(r"^\)")
IN_BRACKETS = re.compile(r"^\s*\(")


@dataclass(frozen=True, slots=True)
class Prose:
    """What one page has explained so far. `href` gives the address of an entry by its anchor; `title` is the page's."""

    entries: Sequence[Entry] = ()
    href: Callable[[str], str] = str
    title: str = ""
    told: set[str] = field(default_factory=set)

    def mark(self, text: str) -> Markup:
        """Return a text as HTML with the words in it explained at their first use, but none within a link.

        A text is escaped, unless it is HTML already.
        """
        known = _known(tuple(self.entries))
        text = Markup(" ").join(
            escape(text).splitlines()
        )  # a line of its own could begin a block of Markdown, even in HTML
        if not known:
            return text
        pattern = _pattern(tuple(known))
        parts, links = [], 0
        for part in TAG.split(str(text)):
            if part.startswith("<"):
                found = LINK.match(part)
                links += 0 if found is None else -1 if found[1] else 1
                parts.append(Markup(part))  # noqa: S704 -- a tag of ours: in texts the mark is escaped
            else:
                parts += [Markup(part)] if links else self._explained(html.unescape(part), pattern, known)  # noqa: S704
        return Markup("").join(parts)

    def _explained(self, text: str, pattern: re.Pattern[str], known: dict[str, Entry]) -> Iterator[Markup]:
        """Yield the parts of a text, escaped; braces stay single, for a pattern may still be filled in."""
        at = 0
        for found in pattern.finditer(text):
            entry = known[found[0]]
            if entry.term in self.told:
                continue
            self.told.add(entry.term)
            link = Markup('<a class="term" href="{}">{}</a>').format(self.href(entry.id), entry.term)
            is_known = _is_explained(text, found, entry) or f"({entry.term})" in self.title
            yield escape(text[at : found.start()])
            yield link if is_known else Markup("{} ({})").format(link, entry.meaning)
            at = found.end()
        yield escape(text[at:])


@functools.lru_cache(maxsize=4)
def _known(entries: tuple[Entry, ...]) -> dict[str, Entry]:
    """Return the words that can be explained; what a pattern would take for a slot is left out."""
    return {entry.term: entry for entry in entries if entry.meaning and not set("{}") & set(entry.term + entry.meaning)}


@functools.lru_cache(maxsize=4)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Match a whole word in its own case; with a number behind it, it is part of a name: «Zone 4»."""
    longest = sorted(terms, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])(?!\s+[0-9{{])")


def _is_explained(text: str, found: re.Match[str], entry: Entry) -> bool:
    """Tell whether the text itself says what a word means: in brackets behind it, or before it, itself in brackets."""
    before, after = text[: found.start()], text[found.end() :]
    is_inside = bool(OPENS.search(before) and CLOSES.match(after))
    return is_inside or bool(IN_BRACKETS.match(after)) or _stems(entry.meaning) in _stems(text)


def _stems(text: str) -> str:
    """Return the words of a text without the endings of plurals."""
    return " ".join(word.casefold().rstrip("s") for word in re.findall(r"\w+", text))
