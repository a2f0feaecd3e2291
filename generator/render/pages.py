"""From pages to artifacts: one Markdown file each, and the charts they show, each drawn once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.derive.pages import (
    CataloguePage,
    DatasetPage,
    DirectoryPage,
    EntityPage,
    HomePage,
    Page,
    ThemePage,
)
from generator.render import svg
from generator.render.templates import CHARTS

if TYPE_CHECKING:
    from generator.derive.charts import Chart
    from generator.derive.figures import Figure
    from generator.render.templates import Renderer


def render(pages: Iterable[Page], renderer: Renderer, site_name: str) -> Iterator[Artifact]:
    """Yield the artifacts of every page; equal charts are one artifact."""
    drawn: set[str] = set()
    for page in pages:
        text = renderer.page(page, site_name=site_name)
        yield Artifact(f"{page.path}index.md", partial(str.encode, text), source=page.path or "/")
        for chart in charts(page):
            drawing = svg.prepare(chart, renderer.words)
            if drawing.name not in drawn:
                drawn.add(drawing.name)
                yield Artifact(f"{CHARTS}{drawing.name}.svg", partial(svg.draw, drawing), page.path, drawing.key)


def charts(page: Page) -> Iterator[Chart]:
    """Yield the charts of a page."""
    for figure in _figures(page):
        if figure.chart:
            yield figure.chart


def _figures(page: Page) -> Iterator[Figure]:
    match page:
        case HomePage() | DatasetPage():
            yield from page.figures
        case EntityPage() | ThemePage() | DirectoryPage():
            for section in page.sections:
                yield from section.figures
        case CataloguePage():
            return
