"""The sheet for a notice board: one page of paper with what can be done at an entity, and where the rest can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import defaults, presences, provenances, summaries, tiles
from generator.derive.questions import Question
from generator.derive.terms import Link, Names, Term, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.derive.presences import Presence
    from generator.derive.provenances import Provenance
    from generator.model.catalog import Catalog, Entity

ROOMY, MIDDLE = 950, 1550
"""Signs that fit on a page in each size of type, measured on printed pages with margins to spare."""


@dataclass(frozen=True, slots=True)
class Part:
    """One question that the sheet answers: its title, what is here by provider, what is not, and how old that is."""

    title: str
    here: tuple[tuple[Term, tuple[Term, ...]], ...]
    absent: tuple[tuple[Term, Term], ...]
    unknown: tuple[Term, ...]
    years: tuple[str, str] | None
    modified: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of paper: its parts, the words for the kind, the page's address (blank when nobody knows it), its type."""

    parts: tuple[Part, ...]
    plural: str
    address: str
    size: str


def derive(entity: Entity, catalog: Catalog) -> Sheet | None:
    """Return the sheet of an entity whose kind asks for one and of which something is said to be there or not."""
    kind = catalog.datasets[entity.kind].descriptor.entity
    if kind is None or not kind.sheet:
        return None
    parts = tuple(_parts(entity, catalog))
    address = f"{catalog.site.url}{entity.path}" if catalog.site.url else ""
    return Sheet(parts, kind.plural, address, _size(parts)) if parts else None


def _parts(entity: Entity, catalog: Catalog) -> Iterator[Part]:
    for relation in catalog.relations_to(entity.kind):
        dataset = catalog.datasets[relation.dataset]
        for view in defaults.views(dataset.descriptor):
            is_asked = view.measure.aggregate == "presence" and view.appears_on(entity.kind)
            if is_asked and view.group != (relation.field,) and not dataset.is_awaited:
                yield _part(Question(dataset, view, catalog, summaries.Scope(relation.field, entity)))


def _part(asked: Question) -> Part:
    view, dataset = asked.view, asked.dataset
    summary = summaries.summarise(dataset, view, asked.catalog, asked.scope)
    found = presences.derive(asked, summary)
    names = tiles.shorts(asked.scope.entity.kind, asked.catalog) if asked.scope else {}
    source = provenances.derive(dataset, summary.rows, asked.catalog)
    descriptor = dataset.descriptor
    return Part(
        view.title, found.here, tuple(_absent(found, names)), found.unknown, descriptor.temporal, descriptor.modified,
        source,
    )  # fmt: skip


def _absent(found: Presence, names: Mapping[str, str]) -> Iterator[tuple[Term, Term]]:
    """Yield what is not here and where it is, by the short names of the map where there is one."""
    for name, places in found.absent:
        short = tuple(names.get(_id(place), place) for place in places)
        yield name, Names(short) if short else Word("table.nowhere")


def _id(place: Term) -> str:
    """Return the id of an entity from the link to its page."""
    return place.path.rstrip("/").rpartition("/")[2] if isinstance(place, Link) else ""


def _size(parts: tuple[Part, ...]) -> str:
    """Return how large the type can be: by how much there is to read."""
    texts: list[Term] = []
    for part in parts:
        texts += [part.title, *part.unknown, *(term for pair in part.absent for term in pair)]
        texts += [term for provider, items in part.here for term in (provider, *items)]
    weight = sum(len(_text(term)) + 12 for term in texts)
    return "roomy" if weight <= ROOMY else "middle" if weight <= MIDDLE else "dense"


def _text(term: Term) -> str:
    match term:
        case Names():
            return ", ".join(_text(item) for item in term.items)
        case Link():
            return term.text
        case _:
            return str(term) if isinstance(term, str) else ""
