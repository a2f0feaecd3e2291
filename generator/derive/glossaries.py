"""The words of a trade: every abbreviation with what it means, as the rows of the datasets of words say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.derive import dates, provenances
from generator.derive.pages import Page
from generator.derive.terms import Link
from generator.load.segments import GLOSSARY_SEGMENT

if TYPE_CHECKING:
    from generator.derive.provenances import Citation
    from generator.model.catalog import Catalog, Dataset


@dataclass(frozen=True, slots=True)
class Entry:
    """A word: its anchor on the page, what it means (blank where nobody says), and which document says so."""

    id: str
    term: str
    meaning: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class GlossaryPage(Page):
    """All words that documents use and do, or do not, explain; its title is a word of the engine."""

    entries: tuple[Entry, ...] = field(metadata={"help": "The words, in the order of the alphabet"})
    datasets: tuple[Link, ...] = field(metadata={"help": "The datasets they come from"})


def derive(catalog: Catalog) -> Iterator[GlossaryPage]:
    """Yield the page of all words, if there are any."""
    datasets = _datasets(catalog)
    found = entries(catalog)
    if not found:
        return
    yield GlossaryPage(
        path=address(catalog), title="", description="", crumbs=(), entries=found,
        modified=dates.newest((dataset.name for dataset in datasets), catalog),
        datasets=tuple(Link(dataset.descriptor.title, catalog.path(dataset.name)) for dataset in datasets),
    )  # fmt: skip


def addresses(catalog: Catalog) -> Iterator[str]:
    """Yield the address of the page, if there is one."""
    if any(len(dataset.table) for dataset in _datasets(catalog)):
        yield address(catalog)


def address(catalog: Catalog) -> str:
    """Return the address that the page of all words has, or would have."""
    return f"{catalog.site.segment(GLOSSARY_SEGMENT)}/"


def entries(catalog: Catalog) -> tuple[Entry, ...]:
    """Return all words in the order of the alphabet; of a word in two datasets, the first one that is explained."""
    found: dict[str, Entry] = {}
    for dataset in _datasets(catalog):
        for row, (term, meaning) in enumerate(_rows(dataset)):
            if term and (term not in found or not found[term].meaning):
                source = provenances.derive(dataset, [row], catalog)
                found[term] = Entry(_anchor(term), term, meaning, source.citations)
    named: dict[str, int] = {}
    return tuple(_apart(found[term], named) for term in sorted(found, key=lambda term: (_plain(term), term)))


def _datasets(catalog: Catalog) -> list[Dataset]:
    return [dataset for dataset in catalog.datasets.values() if dataset.descriptor.glossary]


def _rows(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield the word of each row and what it means, each in one line, blank where the cell has no value."""
    fields, missing = dataset.descriptor.glossary, dataset.descriptor.schema.missing_values
    if fields is not None:
        terms, meanings = (
            ["" if text in missing else " ".join(text.split()) for text in dataset.table.texts[name]]
            for name in (fields.term, fields.meaning)
        )
        yield from zip(terms, meanings, strict=True)


def _plain(text: str) -> str:
    """Return a text in lower-case letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _anchor(term: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", _plain(term)).strip("-") or "x"


def _apart(entry: Entry, named: dict[str, int]) -> Entry:
    """Return an entry with an anchor that no other one has."""
    named[entry.id] = named.get(entry.id, 0) + 1
    number = named[entry.id]
    return entry if number == 1 else replace(entry, id=f"{entry.id}--{number}")
