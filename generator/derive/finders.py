"""The pages by which the others are found: questions with their answers, all names from A to Z, the search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.derive import profiles
from generator.derive.pages import Download, Page
from generator.derive.terms import Link
from generator.load.segments import LETTERS_SEGMENT, QUESTIONS_SEGMENT, SEARCH_SEGMENT
from generator.model.catalog import collate

if TYPE_CHECKING:
    from generator.derive.entries import Answer, Entry
    from generator.derive.pages import Directory
    from generator.derive.terms import Sentence
    from generator.load.site import Site
    from generator.model.catalog import Catalog, Entity

NUMBER = re.compile("[0-9]+")
WIDTH = 12

TILDE = "\u0303"
"""What makes another letter of the one before it."""

ELLIPSIS = "\u2026"

NO_LETTER = "#"
"""Where names stand that begin with a number."""


def _help(text: str) -> dict[str, str]:
    return {"help": text}


@dataclass(frozen=True, slots=True)
class Finder:
    """A question of the home page, and the entities that answer it; `note` helps to answer it."""

    title: str
    note: str
    directory: Directory


@dataclass(frozen=True, slots=True)
class Topic:
    """The same question about several things, an ellipsis standing for their names, and the answers."""

    question: Sentence
    answers: tuple[tuple[Answer, Link], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The questions about things of one kind; without title, those about all of them."""

    title: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the list from A to Z: `see` is set where it is another name of what `link` leads to."""

    text: str
    link: Link
    kind: str
    note: str = ""
    see: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with the names that begin with it; `id` is its anchor."""

    text: str
    id: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class QuestionsPage(Page):
    """What people ask, answered."""

    groups: tuple[Group, ...] = field(metadata=_help("The answers, by kind of thing and by question"))
    entries: tuple[Entry, ...] = field(metadata=_help("The same answers, one by one, with the names to ask by"))
    download: Download = field(metadata=_help("The same answers for programs"))
    site: Site = field(metadata=_help("The city's words"))


@dataclass(frozen=True, slots=True)
class LettersPage(Page):
    """Every name of every thing that has a page, from A to Z."""

    letters: tuple[Letter, ...] = field(metadata=_help("The letters that have names"))


@dataclass(frozen=True, slots=True)
class SearchPage(Page):
    """The search; without scripts, the lists by which to go on."""

    entries: tuple[Entry, ...] = field(metadata=_help("All that can be found"))
    letters: tuple[Link, ...] = field(metadata=_help("The letters of the list from A to Z"))
    lists: tuple[Link, ...] = field(metadata=_help("The directories"))
    questions: Link | None = field(metadata=_help("The page of questions, where there is one"))
    site: Site = field(metadata=_help("The city's words"))


def derive(catalog: Catalog, entries: Sequence[Entry]) -> Iterator[Page]:
    """Yield the pages that lead to what was found on the others."""
    letters = _letters(catalog)
    if _asks(catalog):
        yield _questions(tuple(entry for entry in entries if entry.answer), catalog)
    if catalog.entities:
        yield LettersPage(path=_path(LETTERS_SEGMENT, catalog), title="", description="", crumbs=(), letters=letters)
    yield SearchPage(
        path=_path(SEARCH_SEGMENT, catalog), title="", description="", crumbs=(), entries=tuple(entries),
        letters=tuple(Link(one.text, f"{_path(LETTERS_SEGMENT, catalog)}#{one.id}") for one in letters),
        lists=tuple(Link(catalog.datasets[one].descriptor.title, catalog.directory(one)) for one in catalog.entities),
        questions=Link("", _path(QUESTIONS_SEGMENT, catalog)) if _asks(catalog) else None, site=catalog.site,
    )  # fmt: skip


def addresses(catalog: Catalog) -> Iterator[str]:
    """Yield the addresses of these pages, without making any."""
    yield from hubs(catalog).values()
    yield _path(SEARCH_SEGMENT, catalog)


def hubs(catalog: Catalog) -> Mapping[str, str]:
    """Return the addresses of the pages that a menu can lead to, by their names there."""
    found = ((QUESTIONS_SEGMENT, _asks(catalog)), (LETTERS_SEGMENT, bool(catalog.entities)))
    return {name: _path(name, catalog) for name, is_there in found if is_there}


def answers(catalog: Catalog) -> Download:
    """Return the file with all questions and their answers, which stands beside their page."""
    name = catalog.site.segment(QUESTIONS_SEGMENT)
    return Download(f"{name}/{name}.json", "JSON", "answers.json")


def _path(segment: str, catalog: Catalog) -> str:
    return f"{catalog.site.segment(segment)}/"


def _asks(catalog: Catalog) -> bool:
    """Tell whether a view of a dataset with rows says what it answers."""
    some = (found.descriptor for found in catalog.datasets.values() if not found.is_awaited)
    return any(view.question for descriptor in some for view in descriptor.views)


def _questions(entries: tuple[Entry, ...], catalog: Catalog) -> QuestionsPage:
    """Return the page of answers, things before the whole, each question once with all it is asked about."""
    topics_of: dict[str, dict[str, list[tuple[Answer, Link]]]] = {}
    for entry in entries:
        if entry.answer:
            topics = topics_of.setdefault(entry.answer.group, {})
            told = topics.setdefault(entry.answer.question.pattern, [])
            told.append((entry.answer, Link(entry.answer.about, entry.path)))
    groups = tuple(
        Group(title, tuple(Topic(_of_any(found[0][0].question), tuple(found)) for found in topics.values()))
        for title, topics in sorted(topics_of.items(), key=lambda item: not item[0])
    )
    return QuestionsPage(
        path=_path(QUESTIONS_SEGMENT, catalog), title="", description="", crumbs=(), groups=groups, entries=entries,
        download=answers(catalog), site=catalog.site,
    )  # fmt: skip


def _of_any(question: Sentence) -> Sentence:
    """Return a question without the name that it is about."""
    return replace(question, values=dict.fromkeys(question.values, ELLIPSIS))


def _letters(catalog: Catalog) -> tuple[Letter, ...]:
    """Return the names of all things by their first letter: `ñ` is one of its own after `n`, accents make none."""
    things = [entity for entities in catalog.entities.values() for entity in entities.values()]
    names = [name for entity in things for name in _names(entity, catalog)]
    found: dict[str, list[Name]] = {}
    for name in sorted(names, key=lambda name: (_collated(name.text), name.kind, name.link.path)):
        found.setdefault(_letter(name.text), []).append(name)
    order = sorted(found, key=lambda letter: (letter == NO_LETTER, collate(letter)))
    return tuple(Letter(letter, f"letter-{_anchor(letter)}", tuple(found[letter])) for letter in order)


def _names(entity: Entity, catalog: Catalog) -> Iterator[Name]:
    words = catalog.datasets[entity.kind].descriptor.entity
    kind, link = words.singular if words else entity.kind, Link(entity.title, entity.path)
    yield Name(entity.title, link, kind, entity.subtitle)
    others = (*profiles.other_names(entity), *((entity.subtitle,) if entity.subtitle else ()))
    yield from (Name(name, link, kind, see=True) for name in others)


def _first_on(text: str) -> str:
    """Return a name from its first letter or digit on: quotes and dashes do not count."""
    start = next((place for place, sign in enumerate(text) if sign.isalnum()), 0)
    return text[start:]


def _collated(text: str) -> str:
    """Return a name as it is ordered: numbers by their size, 2 before 10."""
    return NUMBER.sub(lambda found: found[0].zfill(WIDTH), collate(_first_on(text)))


def _letter(text: str) -> str:
    bare = collate(_first_on(text))
    if not bare[:1].isalpha():
        return NO_LETTER
    return unicodedata.normalize("NFC", bare[:2] if bare[1:2] == TILDE else bare[0]).upper()


def _anchor(letter: str) -> str:
    """Return the anchor of a letter, in ASCII."""
    if letter == NO_LETTER:
        return "other"
    return letter.lower() if letter.isascii() else f"{ord(letter[0].lower()):x}"
