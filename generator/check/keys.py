"""Primary keys are unique, entity ids are fit for an address, foreign keys lead somewhere."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.check.columns import MAX_PER_COLUMN, at, compared, left_out
from generator.load.nodes import is_name

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor
    from generator.load.package import Package
    from generator.load.schemas import ForeignKey
    from generator.load.tables import Table
    from generator.problems import Problem

MAX_NAMES = 2000
"""Names among which the nearest one is looked for; among more it would take longer than the reading itself."""


def check(table: Table, descriptor: Descriptor, package: Package) -> Iterator[Problem]:
    """Yield the problems of the keys of `table`."""
    yield from _primary(table, descriptor)
    if descriptor.entity or descriptor.statements:
        yield from _ids(table, descriptor)
    for key in descriptor.schema.foreign_keys:
        target = package.tables.get(key.target)
        if target is not None:
            known = set(_rows(target, package.descriptors[key.target], key.target_fields))
            yield from _foreign(table, descriptor, key, known)
    told = descriptor.gaps.dataset if descriptor.gaps else ""
    for field in descriptor.schema.fields:
        if field.is_dataset or field.name == told:
            yield from _datasets(table, descriptor, field.name, sorted(package.descriptors))


def _rows(table: Table, descriptor: Descriptor, fields: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """Yield the key of each row, its parts as they are compared."""
    schema = descriptor.schema
    return zip(*(compared(table, schema.get(name), schema.missing_values) for name in fields), strict=True)


def _primary(table: Table, descriptor: Descriptor) -> Iterator[Problem]:
    fields = descriptor.schema.primary_key
    column = _column(descriptor, fields[0]) if fields else 0
    seen: dict[tuple[object, ...], int] = {}
    shown = 0
    for row, key in enumerate(_rows(table, descriptor, fields) if fields else ()):
        first = seen.setdefault(key, row)
        if first == row or all(part is None for part in key):
            continue
        shown += 1
        if shown <= MAX_PER_COLUMN:
            details = {"first": table.lines[first], "fields": ", ".join(fields)}
            yield at(table, row, "primary-key", field=fields[0], column=column, value=_text(table, row, fields),
                     details=details, frictionless="primary-key")  # fmt: skip
    if fields:
        yield from left_out(table, shown, fields[0], column)


def _ids(table: Table, descriptor: Descriptor) -> Iterator[Problem]:
    field = descriptor.schema.primary_key[0]
    for row, text in enumerate(table.texts[field]):
        if text and not is_name(text):
            yield at(table, row, "entity-id", field=field, column=_column(descriptor, field), value=text)


def _foreign(
    table: Table, descriptor: Descriptor, key: ForeignKey, known: set[tuple[object, ...]]
) -> Iterator[Problem]:
    """Yield each row whose key is not among the target's; a key that is blank in all its parts points nowhere."""
    keys = enumerate(_rows(table, descriptor, key.fields))
    bad = [row for row, parts in keys if parts not in known and any(part is not None for part in parts)]
    names = sorted({str(parts[0]) for parts in known if parts[0] is not None})
    column = _column(descriptor, key.fields[0])
    for row in bad[:MAX_PER_COLUMN]:
        near = _near(table.texts[key.fields[0]][row], names)
        yield at(table, row, "foreign-key", field=key.fields[0], column=column, value=_text(table, row, key.fields),
                 details={"target": key.target, "near": near}, frictionless="foreign-key")  # fmt: skip
    yield from left_out(table, len(bad), key.fields[0], column)


def _datasets(table: Table, descriptor: Descriptor, field: str, names: Sequence[str]) -> Iterator[Problem]:
    """Yield each cell that should name a dataset of the catalogue and does not."""
    missing = descriptor.schema.missing_values
    for row, text in enumerate(table.texts[field]):
        if text not in missing and text not in names:
            details = {"known": ", ".join(names), "near": _near(text, names)}
            yield at(table, row, "unknown-dataset", field=field, column=_column(descriptor, field), value=text,
                     details=details)  # fmt: skip


def _near(text: str, names: Sequence[str]) -> str:
    """Return the name nearest to `text`, where looking for it is cheap."""
    near = difflib.get_close_matches(text, names, n=1) if len(names) <= MAX_NAMES else []
    return near[0] if near else ""


def _text(table: Table, row: int, fields: Sequence[str]) -> str:
    return ", ".join(table.texts[name][row] for name in fields)


def _column(descriptor: Descriptor, field: str) -> int:
    return descriptor.schema.names.index(field) + 1
