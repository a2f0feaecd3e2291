"""What the page of an entity tells of its own row: its attributes, its other names, what was taken from it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.derive import labels
from generator.derive.terms import Link, Quantity

if TYPE_CHECKING:
    from generator.derive.terms import Term
    from generator.model.catalog import Catalog, Entity


@dataclass(frozen=True, slots=True)
class Fact:
    """One attribute of an entity: the field's title and its value."""

    title: str
    value: Term


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A dataset with rows taken from a source document, and how many."""

    dataset: Link
    rows: int


def other_names(entity: Entity) -> tuple[str, ...]:
    """Return the aliases that differ from the title, and from each other, in more than case and accents."""
    found = {_bare(name): name for name in reversed(entity.aliases)}
    return tuple(name for key, name in reversed(found.items()) if key != _bare(entity.title))


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def facts(entity: Entity, catalog: Catalog) -> Iterator[Fact]:
    """Yield the attributes that its row holds, without its keys, its order and its source; gaps are said."""
    dataset = catalog.datasets[entity.kind]
    descriptor = dataset.descriptor
    left_out = {*descriptor.schema.primary_key, descriptor.label}
    if descriptor.entity:
        left_out.add(descriptor.entity.order)
    if descriptor.provenance:
        left_out |= {descriptor.provenance.document, descriptor.provenance.lines}
    for field in descriptor.schema.fields:
        if field.name not in left_out and not field.is_source:
            value = labels.of_cell(dataset, field.name, entity.row, catalog)
            is_said = field.unit is None or field.unit.other.casefold() == field.title.casefold()
            if isinstance(value, Quantity) and not is_said:
                value = replace(value, unit=field.unit)
            yield Fact(field.title, value)


def uses(entity: Entity, catalog: Catalog) -> Iterator[SourceUse]:
    """Yield the datasets with rows taken from a source document."""
    for relation in catalog.relations:
        if relation.kind == entity.kind and relation.is_provenance:
            dataset = catalog.datasets[relation.dataset]
            rows = len(dataset.rows_with(relation.field, entity.id))
            if rows:
                yield SourceUse(Link(dataset.descriptor.title, catalog.path(dataset.name)), rows)
