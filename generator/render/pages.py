"""From pages to artifacts: one Markdown file each, and the charts they show, each drawn once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.derive.pages import NotFoundPage
from generator.render import svg
from generator.render.templates import CHARTS

if TYPE_CHECKING:
    from generator.derive.pages import Page
    from generator.derive.terms import Link
    from generator.render.templates import Renderer


def render(pages: Iterable[Page], renderer: Renderer, site_name: str) -> Iterator[Artifact]:
    """Yield the artifacts of every page; equal charts are one artifact."""
    drawn: set[str] = set()
    for page in pages:
        text, drawings = renderer.page(page, site_name=site_name)
        yield Artifact(f"{page.path}index.md", partial(str.encode, text), source=page.path or "/")
        for drawing in drawings:
            if drawing.name not in drawn:
                drawn.add(drawing.name)
                yield Artifact(f"{CHARTS}{drawing.name}.svg", partial(svg.draw, drawing), page.path, drawing.key)


def not_found(ways: Sequence[Link], renderer: Renderer) -> Artifact:
    """Return the page that a wrong address shows: a template of the theme, for it is shown at any address."""
    say = renderer.words.say
    page = NotFoundPage("", say("not_found.title"), say("not_found.text"), (), tuple(ways))
    return Artifact("404.html", partial(str.encode, renderer.page(page)[0]), "404.html")
