"""The picture that a shared link shows: whose site, which page, what it says and where that comes from.

1200 by 630 points, the size that networks cut nothing from. No text is smaller than 32, for it is looked at on phones.
"""

from __future__ import annotations

import functools
import hashlib
import html
import json
import re
from dataclasses import astuple, dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from generator.derive.pages import DatasetPage, EntityPage, HomePage
from generator.render import pictures, svg, typefaces

if TYPE_CHECKING:
    from generator.derive.figures import Figure
    from generator.derive.pages import Page
    from generator.render.words import Words

FOLDER = "assets/cards/"
SHARED = f"{FOLDER}site.png"
"""The picture of the home page, and of pages that have none of their own: unlisted ones and those of a city."""

WIDTH, HEIGHT = 1200, 630
LEFT, ROOM = 80, 1048
NAME, SENTENCE, SOURCE = 36, 40, 32
TITLES = (76, 64, 54)
"""The sizes of a title, the first in which it takes two lines, or else the last."""

TITLE_LINES = 3
TOLD = 2
"""How many sentences of a figure are told."""

TOP, BOTTOM = 128, 520
"""Between these the title and the sentence have their place."""

KEY = re.compile(r'^(title|description): ("(?:[^"\\\\]|\\\\.)*")$', re.MULTILINE)
UNLISTED = "search: {exclude: true}"
"""What the pages say that only reports and citations lead to."""

PAPER, INK, SOFT, ACCENT = "#fdfaf5", "#1d2b2e", "#4a5a5e", "#0b5d5e"


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says, picklable; `sentence` and `source` may be blank."""

    site: str
    title: str
    sentence: str = ""
    source: str = ""

    @property
    def name(self) -> str:
        """The file's name without its ending: a hash of what it says."""
        return hashlib.sha256(json.dumps(astuple(self)).encode()).hexdigest()[:20]

    @property
    def key(self) -> str:
        """The name of its bytes: of what it says, and of the code, the typefaces and the library that draw it."""
        return f"card-{self.name}-{_edition()}"


@functools.cache
def _edition() -> str:
    modules = (Path(module) for module in (__file__, typefaces.__file__, pictures.__file__))
    parts = (*modules, typefaces.path("regular"), typefaces.path("bold"))
    code = b"".join(path.read_bytes() for path in parts) + metadata.version("vl-convert-python").encode()
    return hashlib.sha256(code).hexdigest()[:12]


def of_page(page: Page, words: Words, site_name: str) -> Card | None:
    """Return the picture of a page that its figures tell of: its title and what they say first; None for any other."""
    if isinstance(page, HomePage):
        return Card("", page.title, page.site.home.intro or page.description)
    found = _figure(page)
    if found is None or not found.sentences:
        return Card(site_name, page.title, page.kind.link.text) if isinstance(page, EntityPage) else None
    told = " ".join(words.sentence(one) for one in found.sentences[:TOLD])
    return Card(site_name, page.title, told, f"{words.say('source.title')}: {found.provenance.dataset.text}")


def of_text(text: str, site_name: str) -> Card | None:
    """Return the picture of a page by the title and the description in its front matter; None where it is unlisted."""
    head = text.partition("\n---\n")[0]
    found = {key: html.unescape(json.loads(value, strict=False)) for key, value in KEY.findall(head)}
    if UNLISTED in head or not found.get("title"):
        return None
    return Card(site_name, found["title"], found.get("description", ""))


def path(page: Page, card: Card | None) -> str:
    """Return the file of a page's picture, from the site's root."""
    return f"{FOLDER}{card.name}.png" if card and page.path else SHARED


def _figure(page: Page) -> Figure | None:
    """Return the figure that a page answers with, or else its first one."""
    parts = getattr(page, "sections", ())
    own = page.figures if isinstance(page, DatasetPage) else ()
    every = [*own, *(one for part in parts for one in part.figures)]
    anchors = [answer.anchor for answer in page.answer] if isinstance(page, EntityPage) else []
    return next((one for one in every if one.id in anchors[:1]), next(iter(every), None))


def draw(card: Card) -> bytes:
    """Return the PNG of a picture."""
    return pictures.shrink(_library().svg_to_png(drawn(card)))


@functools.cache
def _library() -> Any:
    """Return the drawing library with the engine's typefaces lent to it."""
    found = svg.library()
    found.register_font_directory(str(typefaces.FOLDER))
    return found


def drawn(card: Card) -> str:
    """Return what is drawn, every line within its place."""
    regular, bold = typefaces.face("regular"), typefaces.face("bold")
    size, titles = _title(card.title)
    parts = [_text(bold.cut(card.site, NAME, ROOM), NAME, (84, ACCENT), "bold")]
    y = TOP
    for line in titles:
        y += round(size * 1.14)
        parts.append(_text(line, size, (y, INK), "bold"))
    y += 28
    fits = max(0, (BOTTOM - y) // 52)
    for line in _fitting(card.sentence, fits):
        y += 52
        parts.append(_text(line, SENTENCE, (y, INK)))
    parts.append(_text(regular.cut(card.source, SOURCE, ROOM), SOURCE, (582, SOFT)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/><rect width="28" height="{HEIGHT}" fill="{ACCENT}"/>'
        f"{''.join(parts)}</svg>"
    )


def _title(text: str) -> tuple[int, list[str]]:
    bold = typefaces.face("bold")
    for size in TITLES:
        lines = bold.lines(text, size, ROOM)
        if len(lines) < TITLE_LINES:
            return size, lines
    size = TITLES[-1]
    lines = bold.lines(text, size, ROOM)
    if len(lines) > TITLE_LINES:
        lines = [*lines[: TITLE_LINES - 1], bold.cut(" ".join(lines[TITLE_LINES - 1 :]), size, ROOM)]
    return size, lines


def _fitting(text: str, count: int) -> list[str]:
    """Return the first lines of a sentence, the last one cut where there are more."""
    regular = typefaces.face("regular")
    lines = regular.lines(text, SENTENCE, ROOM)
    if len(lines) <= count:
        return lines
    return [*lines[: count - 1], regular.cut(" ".join(lines[count - 1 :]), SENTENCE, ROOM)] if count else []


def _text(line: str, size: int, place: tuple[int, str], weight: str = "normal") -> str:
    y, color = place
    look = f'font-family="{typefaces.FAMILY}" font-size="{size}" font-weight="{weight}" fill="{color}"'
    return f'<text x="{LEFT}" y="{y}" {look}>{escape(line)}</text>' if line else ""
