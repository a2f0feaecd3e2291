"""From pages to artifacts: one Markdown file each, the charts and rows they name, each once, and what stands beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from generator.artifacts import Artifact
from generator.derive.finders import QuestionsPage, SearchPage
from generator.render import answers, api_answers, cards, explorers, searches, sharing, sizes, svg
from generator.render.templates import CHARTS

if TYPE_CHECKING:
    from generator.derive.extracts import Extract
    from generator.derive.pages import Page
    from generator.render.cards import Card
    from generator.render.svg import Drawing
    from generator.render.templates import Renderer
    from generator.render.words import Words

Named = TypeVar("Named", "Card", "Drawing", "Extract")


def render(
    pages: Iterable[Page], renderer: Renderer, *, site_name: str, cut: Callable[[Extract], Artifact]
) -> Iterator[Artifact]:
    """Yield the artifacts of every page; equal charts and pictures are one artifact, as are equal rows, made by `cut`.

    What explores a chart is added where there is one worth it.
    """
    known: set[str] = set()
    for found in pages:
        card = cards.of_page(found, renderer.words, site_name)
        page = sharing.described(found, card)
        text, drawings, extracts = renderer.page(page, site_name=site_name)
        card = card or cards.of_text(text, site_name)
        told = sharing.told(text, page, picture=cards.path(page, card), locale=renderer.words.formatter.locale)
        yield _page(f"{page.path}index.md", told, renderer.words)
        for one in _new((card,) if card else (), known):
            yield Artifact(cards.path(page, one), partial(cards.draw, one), page.path, one.key)
        for drawing in _new(drawings, known):
            yield from _pictures(drawing, page.path)
            known |= {explorers.VIEWER} if drawing.tips else set()
        yield from (cut(extract) for extract in _new(extracts, known) if not extract.is_whole)
        yield from _beside(page, renderer)
    if explorers.VIEWER in known:
        yield Artifact(explorers.VIEWER, explorers.viewer, key=f"vega-{svg.edition()}")
        yield Artifact(explorers.SHAPES, explorers.shape_specifications, key=f"shapes-{svg.edition()}")


def _new(found: Iterable[Named], known: set[str]) -> Iterator[Named]:
    """Yield what was not known before by its name, and remember it."""
    for one in found:
        if one.name not in known:
            known.add(one.name)
            yield one


def _beside(page: Page, renderer: Renderer) -> Iterator[Artifact]:
    """Yield the files that stand beside some pages, the answers of the API among them."""
    words = renderer.words
    answer = api_answers.render(page, words, renderer.around.site.url)
    if answer is not None:
        yield answer
    if isinstance(page, QuestionsPage):
        yield Artifact(page.download.path, partial(str.encode, answers.text(page, words)), page.path)
    if isinstance(page, SearchPage):
        yield Artifact(searches.INDEX, partial(str.encode, searches.script(page, words)), page.path)


def _pictures(drawing: Drawing, source: str) -> Iterator[Artifact]:
    """Yield a chart as a drawing, as a picture, and as what explores it where there is more to see."""
    path = f"{CHARTS}{drawing.name}"
    yield Artifact(f"{path}.svg", partial(svg.draw, drawing), source, drawing.key)
    yield Artifact(f"{path}.png", partial(svg.paint, drawing), source, f"{drawing.key}-png")
    if drawing.tips:
        yield Artifact(f"{path}.js", partial(explorers.rows, drawing), source)


def _page(path: str, text: str, words: Words) -> Artifact:
    """Return the file of a page; one that tells sizes of files is made when these are written."""
    if sizes.PLACE.search(text):
        return sizes.artifact(path, text, words)
    return Artifact(path, partial(str.encode, text), source=path.removesuffix("index.md") or "/")
