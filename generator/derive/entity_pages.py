"""The pages of an entity kind: its directory, one page for each of its entities, and their comparison."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.derive import (
    absences,
    comparisons,
    dates,
    headlines,
    past,
    profiles,
    provenances,
    sections,
    sheets,
    tiles,
)  # fmt: skip
from generator.derive.pages import Card, Directory, DirectoryPage, EntityPage
from generator.derive.terms import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.derive.pages import Page, Section
    from generator.derive.tiles import TileMap
    from generator.model.catalog import Catalog, Entity


def derive(kind: str, catalog: Catalog) -> Iterator[Page]:
    """Yield the pages of a kind, the directory first."""
    listed = directory(kind, catalog)
    yield _directory_page(kind, listed, catalog)
    entities = list(catalog.entities[kind].values())
    for place, entity in enumerate(entities):
        near = (
            entities[place - 1] if place else None,
            entities[place + 1] if place + 1 < len(entities) else None,
        )
        yield _entity_page(entity, listed, near, catalog)
    compared = comparisons.derive(kind, listed, catalog)
    if compared:
        yield compared


def addresses(kind: str, catalog: Catalog) -> Iterator[str]:
    """Yield the address of each page of a kind, without making any."""
    yield catalog.directory(kind)
    yield from (entity.path for entity in catalog.entities[kind].values())
    yield from filter(None, [comparisons.address(kind, catalog)])


def directory(kind: str, catalog: Catalog) -> Directory:
    """Return an entity kind with all its entities."""
    words = catalog.datasets[kind].descriptor.entity
    link = Link(catalog.datasets[kind].descriptor.title, catalog.directory(kind))
    cards = tuple(
        Card(Link(entity.title, entity.path), entity.subtitle, entity.aliases)
        for entity in catalog.entities[kind].values()
    )
    return Directory(link, words.singular if words else kind, words.plural if words else kind, cards)


def _directory_page(kind: str, listed: Directory, catalog: Catalog) -> DirectoryPage:
    descriptor, shown = catalog.datasets[kind].descriptor, _map(kind, catalog)
    told = {tile.link.path: tile.told for tile in shown.tiles} if shown else {}
    cards = tuple(replace(card, facts=tuple(filter(None, [told.get(card.link.path)]))) for card in listed.cards)
    parts = tuple(sections.of_directory(kind, catalog))
    return DirectoryPage(
        path=listed.link.path, title=listed.link.text, description=descriptor.description, crumbs=(),
        directory=replace(listed, cards=cards), sections=parts, modified=dates.of_sections(parts, catalog, kind),
        dataset=Link(descriptor.title, catalog.path(kind)), map=shown, compare=comparisons.link(kind, catalog),
    )  # fmt: skip


def _map(kind: str, catalog: Catalog) -> TileMap | None:
    """Return the map of a kind, filled by the figure that leads its pages among those that rank it."""
    ranking = sections.rankings(kind, catalog)
    leading = headlines.views(kind, catalog)
    ranking.sort(key=lambda item: (item[0].dataset, item[1]) not in leading)
    for relation, view in ranking[:1]:
        return tiles.of_ranking(catalog.datasets[relation.dataset], view, catalog)
    return None


def _entity_page(
    entity: Entity, kind: Directory, near: tuple[Entity | None, Entity | None], catalog: Catalog
) -> EntityPage:
    dataset = catalog.datasets[entity.kind]
    main, more = sections.of_entity(entity, catalog)
    lead = [f"{name}-{view.id}" for name, view in headlines.views(entity.kind, catalog)]
    return EntityPage(
        path=entity.path, title=entity.title, description=f"{entity.title}: {kind.link.text}", crumbs=(kind.link,),
        kind=kind, facts=tuple(profiles.facts(entity, catalog)), aliases=profiles.other_names(entity),
        subtitle=entity.subtitle,
        provenance=provenances.derive(dataset, [entity.row], catalog),
        answer=headlines.derive(main, lead), contents=tuple(_contents(main)), sections=main, more=more,
        waiting=absences.of_kind(entity.kind, catalog), derived=tuple(profiles.uses(entity, catalog)),
        compare=comparisons.link(entity.kind, catalog, entity), map=tiles.of_entity(entity, catalog),
        modified=dates.of_sections((*main, *more), catalog, entity.kind),
        sheet=sheets.derive(entity, catalog), previous=_link(near[0]), next=_link(near[1]),
        feed=past.feed(entity.path, catalog),
        record={name: dataset.table.value(name, entity.row) for name in dataset.descriptor.schema.names},
    )  # fmt: skip


def _contents(shown: tuple[Section, ...]) -> Iterator[Link]:
    """Yield the headings of sections, as links to their anchors: a lone figure stands for its section."""
    for section in shown:
        only = section.figures[0] if len(section.figures) == 1 else section
        yield Link(only.title, f"#{only.id}")


def _link(entity: Entity | None) -> Link | None:
    return Link(entity.title, entity.path) if entity else None
