"""The navigation: hubs only, so that its size does not grow with the number of pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.derive import entity_pages, finders, site_pages
from generator.derive.terms import Link
from generator.load.segments import DATA_SEGMENT
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.artifacts import Artifact
    from generator.model.catalog import Catalog
    from generator.render.words import Words

Menu = list[dict[str, str] | str]


def build(catalog: Catalog, words: Words, pages: Sequence[Artifact]) -> Menu:
    """Return the entries of the menu, in the order of `site.yaml`, or all hubs when it gives none."""
    hubs = _hubs(catalog, words, pages)
    chosen = catalog.site.menu or tuple(hubs)
    return [{words.say("page.home"): "index.md"}, *(hubs[name] for name in chosen if name in hubs)]


def links(menu: Menu) -> Iterator[Link]:
    """Yield the entries that have a title, as links to what MkDocs makes of their files."""
    entries = (entry for entry in menu if isinstance(entry, dict))
    yield from (Link(title, f"{path.removesuffix('.md')}.html") for entry in entries for title, path in entry.items())


def check(catalog: Catalog, words: Words, pages: Sequence[Artifact]) -> Iterator[Problem]:
    """Yield the entries of the menu that are no hub."""
    hubs = _hubs(catalog, words, pages)
    for name in catalog.site.menu:
        if name not in hubs:
            yield Problem("wrong-choice", file="site_src/site.yaml", field="menu", value=name,
                          details={"known": ", ".join(hubs)})  # fmt: skip


def _hubs(catalog: Catalog, words: Words, pages: Sequence[Artifact]) -> dict[str, dict[str, str] | str]:
    hubs: dict[str, dict[str, str] | str] = {}
    for kind in catalog.entities:
        plural = entity_pages.directory(kind, catalog).plural
        hubs[kind] = {plural[:1].upper() + plural[1:]: f"{catalog.directory(kind)}index.md"}
    for theme in site_pages.themes(catalog):
        hubs[theme.id] = {theme.title: f"{theme.id}/index.md"}
    hubs[DATA_SEGMENT] = {words.say("page.data"): f"{site_pages.catalogue_link(catalog).path}index.md"}
    for name, path in finders.hubs(catalog).items():
        hubs[name] = {words.say(f"answers.menu.{name}"): f"{path}index.md"}
    for page in pages:
        hubs[page.path.removesuffix("/index.md")] = page.path
    return hubs
