"""A page as the API tells it: the same values as JSON, with the addresses of what stands beside it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.artifacts import Artifact, Written, after
from generator.derive import api_pages
from generator.derive.pages import DatasetPage, DirectoryPage, EntityPage
from generator.derive.terms import Missing, NotApplicable, Period, Quantity, Share, Tick

if TYPE_CHECKING:
    from generator.derive.figures import Figure
    from generator.derive.pages import Download, Page, Section
    from generator.derive.tables import FigureTable
    from generator.derive.terms import Link, Term
    from generator.render.words import Words

Told = dict[str, Any]


def render(page: Page, words: Words, url: str) -> Artifact | None:
    """Return the answer that stands beside a page; None for pages that have none."""
    match page:
        case EntityPage():
            path = api_pages.of_entity(name_of(page.provenance.dataset.path), name_of(page.path))
            found = Teller(words, path, url).entity(page)
        case DirectoryPage():
            path = api_pages.of_kind(name_of(page.dataset.path))
            found = Teller(words, path, url).kind(page)
        case DatasetPage():
            path = api_pages.of_dataset(page.descriptor.name)
            return after(path, partial(_dataset, page, Teller(words, path, url)), page.path)
        case _:
            return None
    return Artifact(path, partial(as_json, found), page.path)


def _dataset(page: DatasetPage, teller: Teller, ledger: Mapping[str, Written]) -> bytes:
    return as_json(teller.dataset(page, ledger))


def as_json(value: Told) -> bytes:
    """Return an answer as JSON, in one form for equal values."""
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def name_of(path: str) -> str:
    """Return the name by which the page at `path` is known: the last part of its address."""
    return path.rstrip("/").rpartition("/")[2]


@dataclass(frozen=True, slots=True, eq=False)
class Teller:
    """Tells pages as an answer that stands at `origin`; addresses are absolute where the site's `url` is known."""

    words: Words
    origin: str
    url: str

    def href(self, path: str) -> str:
        """Return the address of a path of the site, as seen from the answer."""
        target = f"{path}index.html" if not path or path.endswith("/") else path
        return f"{self.url}{target}" if self.url else "../" * self.origin.count("/") + target

    def entity(self, page: EntityPage) -> Told:
        """Return an entity: its attributes, its other names, what datasets say of it, its neighbours."""
        kind = self.origin.split("/")[2]
        near = {"previous": page.previous, "next": page.next}
        return {
            "apiVersion": "1", "kind": kind, "id": name_of(page.path), "title": page.title,
            "page": self.href(page.path), "otherNames": list(page.aliases),
            "attributes": [{"title": fact.title, "value": self.value(fact.value)} for fact in page.facts],
            "record": {name: _plain(value) for name, value in page.record.items()},
            "datasets": [self.section(section) for section in (*page.sections, *page.more)],
            "awaited": [self.dataset_link(waiting.dataset) for waiting in page.waiting],
            "sourceOf": [{**self.dataset_link(use.dataset), "rows": use.rows} for use in page.derived],
            "neighbours": {
                "list": self.href(api_pages.of_kind(kind)), "dataset": self.href(api_pages.of_dataset(kind)),
                **{key: link and self.href(_beside(self.origin, link)) for key, link in near.items()},
            },
        }  # fmt: skip

    def kind(self, page: DirectoryPage) -> Told:
        """Return the list of the entities of a kind."""
        kind = self.origin.split("/")[2]
        return {
            "apiVersion": "1", "kind": kind, "title": page.title, "page": self.href(page.path),
            "singular": page.directory.singular, "plural": page.directory.plural,
            "dataset": self.href(api_pages.of_dataset(kind)),
            "entities": [
                {"id": name_of(card.link.path), "title": card.link.text, "subtitle": card.text,
                 "otherNames": list(card.marks), "page": self.href(card.link.path),
                 "href": self.href(api_pages.of_entity(kind, name_of(card.link.path)))}
                for card in page.directory.cards
            ],
        }  # fmt: skip

    def dataset(self, page: DatasetPage, ledger: Mapping[str, Written]) -> Told:
        """Return a dataset: what it is, its schema, its files, its figures, its quality and its neighbours."""
        found = page.descriptor
        return {
            "apiVersion": "1", "name": found.name, "title": found.title, "description": found.description,
            "observation": found.observation, "theme": found.theme, "keywords": list(found.keywords),
            "rows": page.rows, "awaited": page.waiting is not None, "page": self.href(page.path),
            "modified": found.modified or None, "nextUpdate": found.next_update or None,
            "periodicity": found.periodicity or None,
            "temporal": dict(zip(("start", "end"), found.temporal, strict=True)) if found.temporal else None,
            "licenses": [{"title": link.text, "path": link.path or None} for link in page.licenses],
            "sources": [{"title": source.title, "path": source.path or None} for source in found.sources],
            "portal": {key: text or None for key, text in page.portal},
            "notes": list(found.notes), "method": found.method or None, "schema": found.raw["schema"],
            "files": [self.file(file, ledger.get(file.path)) for file in page.downloads],
            "figures": [self.figure(figure) for figure in page.figures],
            "quality": [
                {"criterion": one.criterion, "result": str(one.result), "measured": self.words.sentence(one.measured)}
                for one in page.quality.findings
            ],
            "history": {
                "page": self.href(page.past.page.path), "state": page.past.state, "versions": page.past.count,
                "latest": self.href(page.past.version.path) if page.past.version else None,
            },
            "neighbours": {
                "pointsTo": [self.dataset_link(link) for link in _targets(page)],
                "pointedFrom": [self.dataset_link(link) for link in page.pointing],
            },
        }  # fmt: skip

    def section(self, section: Section) -> Told:
        """Return what a dataset says of an entity: figures, or its rows."""
        table = section.listing and self.table(section.listing)
        return {
            **self.dataset_link(section.dataset), "figures": [self.figure(one) for one in section.figures],
            "rows": table,
        }  # fmt: skip

    def dataset_link(self, link: Link) -> Told:
        """Return the way to a dataset."""
        name = name_of(link.path)
        return {"name": name, "title": link.text, "href": self.href(api_pages.of_dataset(name))}

    def file(self, file: Download, written: Written | None) -> Told:
        """Return a file, with its size and checksum where they are known."""
        return {
            "href": self.href(file.path), "format": file.format, "purpose": self.words.say(file.purpose),
            "bytes": written.size if written else None, "sha256": written.sha256 if written else None,
        }  # fmt: skip

    def figure(self, figure: Figure) -> Told:
        """Return a figure: its sentences, its values, and the file with the exact rows that it read."""
        rows = figure.evidence.rows
        return {
            "id": figure.id, "title": figure.title,
            "sentences": [self.words.sentence(one) for one in figure.sentences],
            "table": self.table(figure.table), "rowsRead": figure.provenance.rows,
            "rowsFile": self.href(rows.path) if rows else None,
        }  # fmt: skip

    def table(self, table: FigureTable) -> Told:
        """Return a table: values without words, null where there is none. A marked row is a total, or this entity."""
        return {
            "columns": [
                {"title": str(self.value(column.title)), "unit": column.unit.other if column.unit else None}
                for column in table.columns
            ],
            "rows": [
                {"cells": [self.value(cell) for cell in row.cells], "mark": row.mark or None} for row in table.rows
            ],
            "hidden": table.hidden,
        }  # fmt: skip

    def value(self, term: Term) -> Any:
        """Return a value: a number as it is computed, a share from 0 to 1, a period by its code, else its text."""
        match term:
            case Quantity(amount=number) | Share(ratio=number):
                return number
            case Period():
                return term.text
            case Tick():
                return term.there
            case Missing() | NotApplicable():
                return None
            case int() | datetime.date():
                return _plain(term)
            case _:
                return self.words.term(term)


def _beside(origin: str, link: Link) -> str:
    """Return the answer about another entity of the same kind."""
    return f"{origin.rpartition('/')[0]}/{name_of(link.path)}.json"


def _targets(page: DatasetPage) -> list[Link]:
    return list({column.target.path: column.target for column in page.columns if column.target}.values())


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value
