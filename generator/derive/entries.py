"""What people may look for: the answers to questions, the things with pages, lists, themes, figures, datasets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import TYPE_CHECKING

from generator.derive.pages import DatasetPage, DirectoryPage, EntityPage, Page, ThemePage

if TYPE_CHECKING:
    from generator.derive.figures import Figure
    from generator.derive.pages import Section
    from generator.derive.provenances import Provenance
    from generator.derive.terms import Link, Sentence

KINDS = ("answer", "entity", "list", "page", "theme", "figure", "dataset")
"""From what answers to what only mentions: a result of one comes before an equal one of the next."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its figure's own sentences; `group` is the kind of thing asked about, blank for all of them."""

    id: str
    question: Sentence
    sentences: tuple[Sentence, ...]
    group: str
    about: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be found: what it is (one of `KINDS`, or the city's word for it), where, and by which names.

    `path` is an address from the site's root, with its anchor. `text` mentions more than the title does, and `note`
    stands beside it.
    """

    kind: str
    title: str
    path: str
    label: str = ""
    names: tuple[str, ...] = ()
    text: str = ""
    note: str = ""
    answer: Answer | None = None


@singledispatch
def of(page: Page) -> Iterator[Entry]:
    """Yield what a page holds that people may look for; of other pages than those below, nothing."""
    del page
    return iter(())


@of.register
def _(page: EntityPage) -> Iterator[Entry]:
    names = (*page.aliases, *((page.subtitle,) if page.subtitle else ()))
    text = " ".join(fact.value for fact in page.facts if isinstance(fact.value, str))
    yield Entry("entity", page.title, page.path, page.kind.singular, names, text, page.subtitle)
    for figure in _figures((*page.sections, *page.more)):
        if figure.question:
            answer = _answer(figure, page.path.strip("/").replace("/", "-"), page.kind.link.text, page.title)
            path = f"{page.path}#{figure.id}"
            yield Entry("answer", page.title, path, page.kind.singular, names, "", page.subtitle, answer)


@of.register
def _(page: DirectoryPage) -> Iterator[Entry]:
    yield Entry("list", page.title, page.path, "", (page.directory.plural,), page.description)


@of.register
def _(page: ThemePage) -> Iterator[Entry]:
    yield Entry("theme", page.title, page.path, "", (page.theme.id.replace("-", " "),), page.description)
    yield from _told(page, page.sections)


@of.register
def _(page: DatasetPage) -> Iterator[Entry]:
    yield Entry("dataset", page.title, page.path, "", page.descriptor.keywords, page.description)
    for figure in page.figures:
        if figure.question:
            yield _whole(figure, page)


def of_own(pages: Sequence[Link]) -> Iterator[Entry]:
    """Yield the city's own pages."""
    return (Entry("page", page.text, page.path) for page in pages)


def unique(found: Iterable[Entry]) -> tuple[Entry, ...]:
    """Leave out the answers that an earlier page gives too."""
    kept: dict[object, Entry] = {}
    for number, entry in enumerate(found):
        kept.setdefault(entry.answer.id if entry.answer else number, entry)
    return tuple(kept.values())


def _told(page: Page, sections: Sequence[Section]) -> Iterator[Entry]:
    for figure in _figures(sections):
        yield _whole(figure, page) if figure.question else Entry("figure", figure.title, f"{page.path}#{figure.id}")


def _whole(figure: Figure, page: Page) -> Entry:
    answer = _answer(figure, "", "", page.title)
    return Entry("answer", figure.title, f"{page.path}#{figure.id}", answer=answer)


def _figures(sections: Sequence[Section]) -> Iterator[Figure]:
    return (figure for section in sections for figure in section.figures)


def _answer(figure: Figure, place: str, group: str, about: str) -> Answer:
    if figure.question is None:
        raise ValueError(figure.id)
    name = f"{place}-{figure.id}" if place else figure.id
    return Answer(name, figure.question, figure.sentences, group, about, figure.provenance)
