"""The parts of pages: for an entity, for a theme, for a directory, one section per dataset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.derive import defaults, evidence, figures, headlines, listings, provenances, reviews
from generator.derive.pages import Download, Section
from generator.derive.summaries import Scope
from generator.derive.terms import Link
from generator.load.views import ROWS

if TYPE_CHECKING:
    from generator.load.views import View
    from generator.model.catalog import Catalog, Dataset, Entity, Relation


def of_entity(entity: Entity, catalog: Catalog) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """Return the sections of an entity's page: the figures, those that lead it first, and the lists; each by theme."""
    themes = {theme.id: place for place, theme in enumerate(catalog.metadata.themes)}
    leading = {name: place for place, (name, _) in enumerate(reversed(headlines.views(entity.kind, catalog)))}
    found: list[tuple[tuple[int, int], Section]] = []
    for relation in catalog.relations_to(entity.kind):
        place = themes.get(catalog.datasets[relation.dataset].descriptor.theme, len(themes))
        key = (-1 - leading.get(relation.dataset, -1), place)
        found += [(key, section) for section in _related(entity, relation, catalog)]
    placed = [section for _, section in sorted(found, key=lambda item: item[0])]
    return tuple(filter(_has_figures, placed)), tuple(section for section in placed if not _has_figures(section))


def _has_figures(section: Section) -> bool:
    """Tell whether a section measures something, rather than list rows."""
    return any(figure.is_measured for figure in section.figures)


def _related(entity: Entity, relation: Relation, catalog: Catalog) -> Iterator[Section]:
    dataset = catalog.datasets[relation.dataset]
    if _is_alias(dataset, relation, catalog) or dataset.descriptor.tiles:
        return  # told in other places: as other names, as a map
    scope = Scope(relation.field, entity)
    views = defaults.views(dataset.descriptor)
    rows = dataset.rows_with(relation.field, entity.id)
    asking = [view for view in views if view.appears_on(entity.kind)]
    if asking and not dataset.is_awaited:
        shown = [view for view in asking if _has_something(view, len(rows))]
        found = tuple(figures.derive(dataset, view, catalog, scope) for view in shown)
        if found:
            yield replace(_section(dataset, catalog, relation), figures=found, count=len(rows))
    elif len(rows):
        listing = listings.of_entity(dataset, scope, catalog)
        source, note = provenances.derive(dataset, rows, catalog), reviews.note(dataset, "", catalog, scope)
        made = replace(_section(dataset, catalog, relation), listing=listing, provenance=source, note=note)
        yield replace(made, evidence=evidence.of_rows(dataset, rows, catalog, scope), count=len(rows))


def _has_something(view: View, rows: int) -> bool:
    """Tell whether to speak of an entity without rows: a figure it lacks is a gap, but no event is no news."""
    return rows > 0 or (view.gap and view.measure.aggregate not in ROWS)


def _is_alias(dataset: Dataset, relation: Relation, catalog: Catalog) -> bool:
    kind = catalog.datasets[relation.kind].descriptor.entity
    return kind is not None and kind.aliases == dataset.name


def of_theme(theme: str, catalog: Catalog) -> Iterator[Section]:
    """Yield the sections of a theme's page: datasets with figures first."""
    yield from sorted(_of_theme(theme, catalog), key=lambda section: not section.figures)


def _of_theme(theme: str, catalog: Catalog) -> Iterator[Section]:
    reached = {step for dataset in catalog.datasets.values() for step in _backwards(dataset, theme)}
    for dataset in catalog.datasets.values():
        if dataset.descriptor.theme != theme or dataset.is_awaited:
            continue
        shown = [view for view in defaults.views(dataset.descriptor) if view.appears_on("theme")]
        found_reviews = reviews.derive(dataset, catalog)
        if found_reviews:
            told = reviews.summary(found_reviews)
            files = reviews.files(dataset, catalog)
            yield replace(_section(dataset, catalog), reviews=found_reviews, sentences=told, files=files)
        elif shown:
            found = tuple(figures.derive(dataset, view, catalog) for view in shown)
            yield replace(_section(dataset, catalog), figures=found)
        elif not dataset.descriptor.views and dataset.name not in reached:
            rows = range(len(dataset.table))
            source = provenances.derive(dataset, rows, catalog)
            behind, note = evidence.of_rows(dataset, rows, catalog), reviews.note(dataset, "", catalog, None)
            shown_rows = replace(_section(dataset, catalog), listing=listings.of_theme(dataset, catalog), note=note)
            yield replace(shown_rows, provenance=source, evidence=behind)


def _backwards(dataset: Dataset, theme: str) -> Iterator[str]:
    """Yield the datasets whose rows the lists of a theme already show: the first steps of paths that go backwards."""
    views = dataset.descriptor.views if dataset.descriptor.theme == theme else ()
    paths = (path for view in views if view.is_list for column in view.columns for path in column)
    return (path.partition(".")[0] for path in paths if "." in path)


def of_directory(kind: str, catalog: Catalog) -> Iterator[Section]:
    """Yield the sections that rank the entities of a kind."""
    shown: dict[Relation, list[View]] = {}
    for relation, view in rankings(kind, catalog):
        shown.setdefault(relation, []).append(view)
    for relation, asked in shown.items():
        dataset = catalog.datasets[relation.dataset]
        found = tuple(figures.derive(dataset, view, catalog) for view in asked)
        yield replace(_section(dataset, catalog, relation), figures=found)


def rankings(kind: str, catalog: Catalog) -> list[tuple[Relation, View]]:
    """Return the views that give each entity of a kind a number, each with the relation by which it does."""
    return [
        (relation, view)
        for relation in catalog.relations_to(kind)
        for view in defaults.views(catalog.datasets[relation.dataset].descriptor)
        if view.group == (relation.field,) and view.appears_on(kind) and not view.is_list
        if not catalog.datasets[relation.dataset].is_awaited
    ]


def csv_of(dataset: Dataset, catalog: Catalog) -> Download:
    """Return the editor's file."""
    path = f"{catalog.path(dataset.name)}{dataset.name}.csv"
    return Download(path, "CSV", "download.csv", dataset.table.size)


def _section(dataset: Dataset, catalog: Catalog, relation: Relation | None = None) -> Section:
    suffix = f"-{relation.field.replace('_', '-')}" if relation else ""
    title = dataset.descriptor.title
    link = Link(title, catalog.path(dataset.name))
    return Section(
        f"{dataset.name}{suffix}", title, link, download=csv_of(dataset, catalog), version=version(dataset)
    )  # fmt: skip


def version(dataset: Dataset) -> str:
    """Return which version of a dataset this is: the day of its last change and the beginning of its checksum."""
    return f"{dataset.descriptor.modified} {dataset.table.sha256[:12]}".strip()
