"""What the helpers of a page know beside the page: the words that the site explains, and where its readers write to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.derive import glossaries
from generator.load.site import Site
from generator.render.notices import Notices
from generator.render.prose import Prose

if TYPE_CHECKING:
    from generator.derive.glossaries import Entry
    from generator.derive.pages import Page
    from generator.model.catalog import Catalog
    from generator.render.words import Words


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of a site, the page that explains them, and what `site.yaml` says; neutral when there is nothing."""

    entries: Sequence[Entry] = ()
    glossary: str = ""
    site: Site = field(default_factory=Site)
    name: str = ""

    def prose(self, page: Page, href: Callable[[str, str], str]) -> Prose:
        """Return what is to be explained on a page; on that of the words themselves, nothing is."""
        entries = () if page.path == self.glossary else self.entries
        return Prose(entries, lambda anchor: href(page.path, f"{self.glossary}#{anchor}"), page.title)

    def notices(self, page: Page, words: Words) -> Notices:
        """Return how readers tell of a fault on a page."""
        return Notices(self.site, words, page.path, self.name)


def of(catalog: Catalog) -> Surroundings:
    """Return the surroundings of the pages of a catalogue."""
    meta, site = catalog.metadata, catalog.site
    name = site.name or meta.title or meta.name
    return Surroundings(glossaries.entries(catalog), glossaries.address(catalog), site, name)
