"""Primary keys are unique, entity ids are fit for an address, foreign keys lead somewhere."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.check.columns import at
from generator.load.nodes import is_name

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor
    from generator.load.package import Package
    from generator.load.schemas import ForeignKey
    from generator.load.tables import Table
    from generator.problems import Problem


def check(table: Table, descriptor: Descriptor, package: Package) -> Iterator[Problem]:
    """Yield the problems of the keys of `table`."""
    yield from _primary(table, descriptor)
    if descriptor.entity:
        yield from _ids(table, descriptor)
    for key in descriptor.schema.foreign_keys:
        target = package.tables.get(key.target)
        if target is not None:
            yield from _foreign(table, descriptor, key, target)


def _rows(table: Table, fields: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(table.texts[name] for name in fields), strict=True)


def _primary(table: Table, descriptor: Descriptor) -> Iterator[Problem]:
    fields = descriptor.schema.primary_key
    seen: dict[tuple[str, ...], int] = {}
    for row, key in enumerate(_rows(table, fields) if fields else ()):
        if key in seen:
            details = {"first": table.lines[seen[key]], "fields": ", ".join(fields)}
            yield at(table, row, "primary-key", field=fields[0], column=_column(descriptor, fields[0]),
                     value=", ".join(key), details=details, frictionless="primary-key")  # fmt: skip
        seen.setdefault(key, row)


def _ids(table: Table, descriptor: Descriptor) -> Iterator[Problem]:
    field = descriptor.schema.primary_key[0]
    for row, text in enumerate(table.texts[field]):
        if text and not is_name(text):
            yield at(table, row, "entity-id", field=field, column=_column(descriptor, field), value=text)


def _foreign(table: Table, descriptor: Descriptor, key: ForeignKey, target: Table) -> Iterator[Problem]:
    """Yield each row whose key is not among the target's; a key with a blank part points nowhere, as in SQL."""
    known = set(_rows(target, key.target_fields))
    missing = descriptor.schema.missing_values
    for row, value in enumerate(_rows(table, key.fields)):
        if value in known or any(part in missing for part in value):
            continue
        near = difflib.get_close_matches(value[0], sorted(part[0] for part in known), n=1)
        details = {"target": key.target, "suggestion": near[0] if near else ""}
        yield at(table, row, "foreign-key", field=key.fields[0], column=_column(descriptor, key.fields[0]),
                 value=", ".join(value), details=details, frictionless="foreign-key")  # fmt: skip


def _column(descriptor: Descriptor, field: str) -> int:
    return descriptor.schema.names.index(field) + 1
