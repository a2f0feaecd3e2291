"""llms.txt: the way through the site for programs that read pages on behalf of people (llmstxt.org)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.derive import (
    api_pages,
    dictionaries,
    entity_pages,
    exports,
    finders,
    past,
    quality_pages,
    records,
    site_pages,
)
from generator.load.segments import QUESTIONS_SEGMENT

if TYPE_CHECKING:
    from generator.model.catalog import Catalog
    from generator.render.words import Words

MARK = re.compile(r"([\\`*_\[\]<>#|])")
NAME = "index.html.md"
"""The Markdown of a page: where readers of llms.txt look for it."""

Entry = tuple[str, str, str]


def artifacts(catalog: Catalog, words: Words) -> Iterator[Artifact]:
    """Yield the file at the root of the site."""
    yield Artifact("llms.txt", partial(write, catalog, words), "schemas/datapackage.yaml")


def write(catalog: Catalog, words: Words) -> bytes:
    """Return the file: what the site is, then lists of links by subject, to Markdown where pages have it."""
    whole = records.whole(catalog)
    parts = [f"# {_text(whole.title)}", f"> {_text(whole.description)}", words.say("usage.llms.how")]
    groups = (("pages", _pages(catalog, words)), ("data", _data(catalog, words)), ("datasets", _datasets(catalog)))
    for name, entries in groups:
        parts.append(f"## {words.say(f'usage.llms.{name}')}")
        parts.append("\n".join(_line(entry, whole.url) for entry in entries))
    return ("\n\n".join(parts) + "\n").encode()


def _line(entry: Entry, url: str) -> str:
    title, path, about = entry
    return f"- [{_text(title)}]({url}{path})" + (f": {_text(about)}" if about else "")


def _text(text: str) -> str:
    return MARK.sub(r"\\\1", " ".join(text.split()))


def _pages(catalog: Catalog, words: Words) -> Iterator[Entry]:
    yield words.say("page.home"), NAME, ""
    for kind in catalog.entities:
        listed = entity_pages.directory(kind, catalog)
        yield listed.link.text, f"{listed.link.path}{NAME}", catalog.datasets[kind].descriptor.description
    for theme in site_pages.themes(catalog):
        yield theme.title, f"{theme.id}/{NAME}", theme.description
    yield words.say("page.data_title"), f"{site_pages.catalogue_link(catalog).path}{NAME}", words.say("page.data_intro")
    yield (
        words.say("usage.dictionary.page"),
        f"{dictionaries.address(catalog)}{NAME}",
        words.say("usage.beside.dictionary"),
    )
    questions = finders.hubs(catalog).get(QUESTIONS_SEGMENT)
    if questions:
        yield words.say("answers.title"), f"{questions}{NAME}", words.say("answers.text")
    yield words.say("changes.title"), f"{past.news(catalog)}{NAME}", words.say("changes.intro")
    yield words.say("criterion.page"), f"{quality_pages.address(catalog)}{NAME}", words.say("usage.beside.quality")


def _data(catalog: Catalog, words: Words) -> Iterator[Entry]:
    yield words.say("api.page"), f"{api_pages.ADDRESS}{NAME}", words.say("usage.beside.api")
    yield "API", api_pages.INDEX, words.say("api.way.index")
    yield "OpenAPI", api_pages.DESCRIPTION, words.say("api.way.openapi")
    asked, feed = finders.answers(catalog), past.feed(past.news(catalog), catalog)
    if QUESTIONS_SEGMENT in finders.hubs(catalog):
        yield words.say("answers.title"), asked.path, words.say(asked.purpose)
    if feed:
        yield words.say("changes.title"), feed, words.say("changes.feed")
    for file in exports.of_catalogue(catalog):
        if file.path != "llms.txt":
            yield file.path.rpartition("/")[2], file.path, words.say(file.purpose)


def _datasets(catalog: Catalog) -> Iterator[Entry]:
    for name, dataset in catalog.datasets.items():
        yield dataset.descriptor.title, f"{catalog.path(name)}{NAME}", dataset.descriptor.description
