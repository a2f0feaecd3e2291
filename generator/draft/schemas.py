"""From a table to the draft of its descriptor."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from generator.draft import fields, keys, shapes
from generator.draft.outcomes import Draft, DraftField

if TYPE_CHECKING:
    from generator.draft.keys import Target
    from generator.load.columns import Column
    from generator.load.package import Package


def draft(name: str, columns: Mapping[str, Column], package: Package, marks: Collection[str]) -> Draft:
    """Return the draft of the dataset `name`; `marks` are the texts, in small letters, that may mean «missing»."""
    known = [target for target in keys.targets(package) if target.dataset != name]
    found = {mark for label, column in columns.items() for mark in fields.marks(column, marks, keys.ids(label, known))}
    missing = ("", *sorted(found))
    drafts, aims = [], {}
    for label, column in columns.items():
        field = fields.draft(label, column, missing)
        aims[label], question = keys.points(field, set(column.distinct) - set(missing), known)
        field = _aimed(field, aims[label], set(column.distinct) - set(missing))
        drafts.append(dataclasses.replace(field, questions=(*field.questions, *((question,) if question else ()))))
    pointers = tuple(keys.pointers_of(aims))
    best, *others = keys.primary(drafts, columns, pointers) or ((),)
    whole = tuple(_keyed(field, best, set(columns[field.name].distinct) - set(missing)) for field in drafts)
    themes = tuple(theme.id for theme in package.metadata.themes)
    return Draft(name, whole, best, tuple(others[: keys.MAX_SHOWN]), pointers, missing, themes)


def _aimed(field: DraftField, target: Target | None, texts: Collection[str]) -> DraftField:
    """Return a field that holds ids: of the type of what they point to, and not a list of values of its own."""
    if target is None:
        return field
    return DraftField(field.name, target.type, field.is_required,
                      pattern=shapes.identifier(texts) if target.type == "string" else "")  # fmt: skip


def _keyed(field: DraftField, key: Collection[str], texts: Collection[str]) -> DraftField:
    """Return a field with the pattern of its ids, where it is the key by itself; it is no list of values then."""
    if list(key) != [field.name] or field.type != "string" or field.is_period:
        return field
    return dataclasses.replace(field, enum=(), pattern=field.pattern or shapes.identifier(texts))
