"""From the Catalog to every page of the site, in the order of the menu."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.derive import (
    absences,
    api_pages,
    dataset_pages,
    dates,
    defaults,
    dictionaries,
    entity_pages,
    entries,
    exports,
    figures,
    finders,
    glossaries,
    history_pages,
    past,
    problem_pages,
    quality_pages,
    sections,
)  # fmt: skip
from generator.derive.finders import Finder
from generator.derive.pages import (
    Card,
    CataloguePage,
    HomePage,
    Page,
    ThemePage,
)  # fmt: skip
from generator.derive.terms import Link, Word

if TYPE_CHECKING:
    from generator.derive.entries import Entry
    from generator.derive.terms import Term
    from generator.load.package import Theme
    from generator.load.views import View
    from generator.model.catalog import Catalog, Dataset

HOME_FIGURES = 3


def derive(catalog: Catalog, own: Sequence[Link] = ()) -> Iterator[Page]:
    """Yield all pages, one at a time; the last ones are those by which the others, and the city's `own`, are found."""
    found: list[Entry] = []
    for page in _pages(catalog):
        found += entries.of(page)
        yield page
    found += entries.of_own(own)
    yield from finders.derive(catalog, entries.unique(found))


def _pages(catalog: Catalog) -> Iterator[Page]:
    yield home(catalog)
    for kind in catalog.entities:
        yield from entity_pages.derive(kind, catalog)
    for theme in themes(catalog):
        yield _theme_page(theme, catalog)
    yield catalogue(catalog)
    yield from (dataset_pages.derive(dataset, catalog) for dataset in catalog.datasets.values())
    yield from glossaries.derive(catalog)
    yield from history_pages.derive(catalog)
    yield from (dictionaries.page(catalog), quality_pages.page(catalog), api_pages.page(catalog))
    yield from problem_pages.derive(catalog)


def addresses(catalog: Catalog) -> Iterator[str]:
    """Yield the address of every page, without making any."""
    yield ""
    for kind in catalog.entities:
        yield from entity_pages.addresses(kind, catalog)
    yield from (f"{theme.id}/" for theme in themes(catalog))
    yield catalogue_link(catalog).path
    yield from (catalog.path(name) for name in catalog.datasets)
    yield from glossaries.addresses(catalog)
    yield from history_pages.addresses(catalog)
    yield from (dictionaries.address(catalog), quality_pages.address(catalog), api_pages.ADDRESS)
    yield from problem_pages.addresses(catalog)
    yield from finders.addresses(catalog)


def themes(catalog: Catalog) -> tuple[Theme, ...]:
    """Return the declared themes that have datasets with something to show."""
    used = {dataset.descriptor.theme for dataset in catalog.datasets.values()}
    return tuple(theme for theme in catalog.metadata.themes if theme.id in used)


def home(catalog: Catalog) -> HomePage:
    """Return the home page."""
    site, meta = catalog.site, catalog.metadata
    found = tuple(figures.derive(catalog.datasets[name], view, catalog) for name, view in _home_views(catalog))
    title = site.name or meta.title or meta.name
    rows = sum(len(dataset.table) for dataset in catalog.datasets.values())
    return HomePage(
        path="", title=title, description=site.description or meta.description, crumbs=(), site=site, metadata=meta,
        figures=found, directories=tuple(entity_pages.directory(kind, catalog) for kind in catalog.entities),
        finder=tuple(
            Finder(one.title, one.note, entity_pages.directory(one.entities, catalog)) for one in site.home.finder
        ),
        themes=tuple(_theme_card(theme) for theme in themes(catalog)), catalogue=catalogue_link(catalog),
        whole=exports.whole(catalog), problems=problem_pages.link(catalog),
        counts=(sum(not dataset.is_awaited for dataset in catalog.datasets.values()), rows),
        modified=dates.newest(catalog.datasets, catalog),
        latest=history_pages.latest(catalog), feed=past.feed(past.news(catalog), catalog),
    )  # fmt: skip


def _home_views(catalog: Catalog) -> list[tuple[str, View]]:
    """Return the figures that `site.yaml` names, else those that ask for the home page, else the first of any page."""
    some = {name: found.descriptor for name, found in catalog.datasets.items() if not found.is_awaited}
    every = [(name, view) for name, descriptor in some.items() for view in defaults.views(descriptor)]
    named = {place: number for number, place in enumerate(catalog.site.home.figures)}
    chosen = sorted(
        ((name, view) for name, view in every if (name, view.id) in named), key=lambda item: named[item[0], item[1].id]
    )
    asking = [(name, view) for name, view in every if "home" in view.pages]
    anywhere = [(name, view) for name, view in every if not view.pages]
    return chosen or asking or anywhere[:HOME_FIGURES]


def catalogue_link(catalog: Catalog) -> Link:
    """Return the link to the catalogue."""
    return Link("", catalog.path("").removesuffix("/"))


def _theme_card(theme: Theme) -> Card:
    return Card(Link(theme.title, f"{theme.id}/"), theme.description)


def _theme_page(theme: Theme, catalog: Catalog) -> ThemePage:
    return ThemePage(
        path=f"{theme.id}/", title=theme.title, description=theme.description, crumbs=(), theme=theme,
        sections=tuple(sections.of_theme(theme.id, catalog)), waiting=absences.of_theme(theme.id, catalog),
        gaps=absences.gaps(_names(theme, catalog), catalog), modified=dates.newest(_names(theme, catalog), catalog),
    )  # fmt: skip


def _names(theme: Theme, catalog: Catalog) -> list[str]:
    return [name for name, dataset in catalog.datasets.items() if dataset.descriptor.theme == theme.id]


def _dataset_card(dataset: Dataset, link: Link) -> Card:
    facts: tuple[Term, ...] = (Word("state.awaited"),) if dataset.is_awaited else (len(dataset.table),)
    late = None if dataset.is_awaited else dates.due(dataset.descriptor, dataset_pages.next_period(dataset.descriptor))
    updated = "" if dataset.is_awaited else dataset.descriptor.modified
    return Card(link, dataset.descriptor.description, facts=facts, updated=updated, due=late)


def catalogue(catalog: Catalog) -> CataloguePage:
    """Return the page of all datasets, by theme."""
    titles = {theme.id: theme.title for theme in catalog.metadata.themes}
    groups: dict[str, list[Card]] = {theme: [] for theme in titles}
    for dataset in catalog.datasets.values():
        descriptor = dataset.descriptor
        link = Link(descriptor.title, catalog.path(dataset.name))
        groups.setdefault(descriptor.theme, []).append(_dataset_card(dataset, link))
    shown = tuple((titles.get(theme, theme), tuple(cards)) for theme, cards in groups.items() if cards)
    link = catalogue_link(catalog)
    return CataloguePage(
        path=link.path, title="", description=catalog.metadata.description, crumbs=(), metadata=catalog.metadata,
        groups=shown, downloads=exports.of_catalogue(catalog), modified=dates.newest(catalog.datasets, catalog),
        beside=(
            Link("dictionary", dictionaries.address(catalog)), Link("quality", quality_pages.address(catalog)),
            Link("api", api_pages.ADDRESS),
        ),
    )  # fmt: skip
