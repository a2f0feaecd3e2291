"""From pages to artifacts: one Markdown file each, the charts they show, each drawn once, and what stands beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.derive.finders import QuestionsPage, SearchPage
from generator.render import answers, searches, svg
from generator.render.templates import CHARTS

if TYPE_CHECKING:
    from generator.derive.pages import Page
    from generator.render.templates import Renderer


def render(pages: Iterable[Page], renderer: Renderer, site_name: str) -> Iterator[Artifact]:
    """Yield the artifacts of every page; equal charts are one artifact, and some pages have a file."""
    drawn: set[str] = set()
    for page in pages:
        text, drawings = renderer.page(page, site_name=site_name)
        yield Artifact(f"{page.path}index.md", partial(str.encode, text), source=page.path or "/")
        for drawing in drawings:
            if drawing.name not in drawn:
                drawn.add(drawing.name)
                yield Artifact(f"{CHARTS}{drawing.name}.svg", partial(svg.draw, drawing), page.path, drawing.key)
        if isinstance(page, QuestionsPage):
            yield Artifact(page.download.path, partial(str.encode, answers.text(page, renderer.words)), page.path)
        if isinstance(page, SearchPage):
            yield Artifact(searches.INDEX, partial(str.encode, searches.script(page, renderer.words)), page.path)
