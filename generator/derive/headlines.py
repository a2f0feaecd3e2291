"""The answer on top of an entity's page: of the figures that matter most, their first sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import defaults

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.derive.pages import Section
    from generator.derive.terms import Sentence
    from generator.load.views import View
    from generator.model.catalog import Catalog

MOST = 4
"""How many figures are told on top."""


@dataclass(frozen=True, slots=True)
class Headline:
    """What one figure says, in a sentence or two, and the anchor at which it stands on the page."""

    sentences: tuple[Sentence, ...]
    anchor: str


def views(kind: str, catalog: Catalog) -> tuple[tuple[str, View], ...]:
    """Return the views that lead the pages of a kind: those marked, else those with a sentence of their own for it."""
    found = [
        (relation.dataset, view)
        for relation in catalog.relations_to(kind)
        for view in defaults.views(catalog.datasets[relation.dataset].descriptor)
        if view.appears_on(kind) and not view.is_list
    ]
    marked = [(name, view) for name, view in found if view.headline]
    return tuple(marked or [(name, view) for name, view in found if "entity" in view.lead])


def derive(sections: Iterable[Section], anchors: Iterable[str]) -> tuple[Headline, ...]:
    """Return what the figures at `anchors` (those that are on the page) say first, the rank or the change with it.

    Where another figure of its dataset has said how many there are, the rank or the change joins what that one says.
    """
    figures = {figure.id: figure for section in sections for figure in section.figures}
    told: dict[str, Headline] = {}
    for figure in [figures[anchor] for anchor in anchors if anchor in figures][:MOST]:
        lead, *rest = figure.sentences
        kept = tuple(one for one in rest[:1] if one.key.partition(".")[0] in ("position", "series"))
        before = told.get(figure.provenance.dataset.path)
        if before and kept:
            told[figure.provenance.dataset.path] = Headline((*before.sentences, *kept), before.anchor)
        elif not before:
            told[figure.provenance.dataset.path] = Headline((lead, *kept), figure.id)
    return tuple(told.values())
