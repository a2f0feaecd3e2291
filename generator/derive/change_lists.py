"""A change as pages show it: revised values as a table, rows that came and went by their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import labels, meanings, past
from generator.derive.tables import Column, FigureTable, Row
from generator.derive.terms import Link, Missing, Names, Quantity, Term, Word

if TYPE_CHECKING:
    from generator.derive.changes import Change
    from generator.load.schemas import Field
    from generator.model.catalog import Catalog, Dataset

LISTED = 40
"""Revised values, and rows that came or went, that a page lists of one change; the file has all."""

MAX_DIGITS = 15
FIRST_CELLS = 3
"""The cells by which a row without a key is told."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A row that was withdrawn: its name, and why, blank where nobody said."""

    row: Term
    reason: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change: where its version stands (none for a withdrawal), and the beginning of what it changed."""

    change: Change
    dataset: Link
    page: Link
    anchor: str
    version: Link | None
    revisions: FigureTable
    withdrawn: tuple[Gone, ...]
    added: tuple[Term, ...]


def show(change: Change, catalog: Catalog, limit: int = LISTED) -> ShownChange:
    """Return a change as pages show it."""
    found, current = change.difference, catalog.datasets.get(change.dataset)
    title = current.descriptor.title if current else change.title
    page = past.changes(change.dataset, catalog)
    path = past.version(change.dataset, change.version, catalog)
    before = [found.old_names.index(name) for name in found.key if name in found.old_names]
    now = [found.names.index(name) for name in found.key]
    gone = [
        Gone(_names(*_named(found.old_names, row, before), change, catalog), reason)
        for row, reason in zip(found.withdrawn[:limit], change.gone, strict=False)
    ]
    return ShownChange(
        change, Link(title, catalog.path(change.dataset)), Link(title, f"{page}#{past.anchor(change)}"),
        past.anchor(change), Link(change.version, path) if change.version else None,
        revisions(change, catalog, limit), tuple(gone),
        tuple(_names(*_named(found.names, row, now), change, catalog) for row in found.added[:limit]),
    )  # fmt: skip


def revisions(change: Change, catalog: Catalog, limit: int) -> FigureTable:
    """Return the values that were revised: row, column, before, after, why."""
    columns = tuple(Column(Word(f"changes.table.{name}")) for name in ("row", "column", "before", "after", "reason"))
    found, rows = change.difference, []
    for revision, reason in zip(found.revisions[:limit], change.reasons, strict=False):
        name = _names(found.key, revision.key, change, catalog)
        field = _field(revision.field, change, catalog)
        told = tuple(_cell(text, field) for text in (revision.before, revision.after))
        title = field.title if field else revision.field
        rows.append(Row((name, title or revision.field, *told, reason or Word("changes.no_reason"))))
    return FigureTable(columns, tuple(rows), max(0, len(found.revisions) - limit), layout="cards")


def _field(name: str, change: Change, catalog: Catalog) -> Field | None:
    """Return what is said today of a column, if the dataset and the column are still there."""
    dataset = catalog.datasets.get(change.dataset)
    return dataset.descriptor.schema.get(name) if dataset and name in dataset.descriptor.schema.names else None


def _cell(text: str, field: Field | None) -> Term:
    """Return a value as it was published: a number as the site writes numbers."""
    if not text:
        return Missing()
    if field and field.is_numeric and meanings.PLAIN.fullmatch(text) and len(text) <= MAX_DIGITS:
        return Quantity(float(text), None, len(text.partition(".")[2]))
    return text


def _named(names: Sequence[str], row: Sequence[str], key: Sequence[int]) -> tuple[list[str], list[str]]:
    """Return the columns by which a row is told, and what it has there: its key, else its first cells."""
    shown = key or range(min(FIRST_CELLS, len(row)))
    return [names[place] for place in shown], [row[place] for place in shown]


def _names(fields: Sequence[str], texts: Sequence[str], change: Change, catalog: Catalog) -> Term:
    """Return how a row is called: what the cells of its key are called."""
    dataset = catalog.datasets.get(change.dataset)
    terms = tuple(_name(field, text, dataset, catalog) for field, text in zip(fields, texts, strict=False))
    return terms[0] if len(terms) == 1 else Names(terms)


def _name(field: str, text: str, dataset: Dataset | None, catalog: Catalog) -> Term:
    if not text:
        return Missing()
    if dataset is None or field not in dataset.descriptor.schema.names:
        return text
    if (field,) == dataset.descriptor.schema.primary_key:
        entity = catalog.entities.get(dataset.name, {}).get(text)
        return Link(entity.title, entity.path) if entity else dataset.labels.get(text) or text
    return labels.of_key(dataset, field, text, catalog)
