"""Primary keys are unique, entity ids are fit for an address, foreign keys lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from generator.check import twins
from generator.check.columns import MAX_PER_COLUMN, at, compared, left_out, repeats
from generator.check.nearest import nearest
from generator.load.nodes import is_name

if TYPE_CHECKING:
    from generator.load.columns import Codes
    from generator.load.descriptors import Descriptor
    from generator.load.package import Package
    from generator.load.schemas import Field, ForeignKey
    from generator.load.tables import Table
    from generator.problems import Problem

MAX_CODE, MAX_DISTINCT = 2**62, 2**31
"""Codes of several columns are one number while it stays below the first; a column has fewer texts than the second."""


def check(table: Table, descriptor: Descriptor, package: Package) -> Iterator[Problem]:
    """Yield the problems of the keys of `table`."""
    labelled = set(descriptor.schema.names[: table.width])
    if labelled.issuperset(descriptor.schema.primary_key):
        yield from _primary(table, descriptor)
        yield from _twins(table, descriptor)
        if descriptor.entity or descriptor.statements:
            yield from _ids(table, descriptor)
    for key in descriptor.schema.foreign_keys:
        target = package.tables.get(key.target)
        if target is not None and labelled.issuperset(key.fields):
            known = set(_key(target, package.descriptors[key.target], key.target_fields)[1])
            yield from _foreign(table, descriptor, key, known)
    told = descriptor.gaps.dataset if descriptor.gaps else ""
    for field in descriptor.schema.fields:
        if field.is_dataset or field.name == told:
            yield from _datasets(table, descriptor, field.name, sorted(package.descriptors))


def _key(table: Table, descriptor: Descriptor, fields: Sequence[str]) -> tuple[Codes, list[tuple[object, ...]]]:
    """Return the distinct keys of a table, their parts as they are compared, and the position of each row's own."""
    parts = [compared(table, descriptor.schema.get(name), descriptor.schema.missing_values) for name in fields]
    codes, values = parts[0]
    keys: list[tuple[object, ...]] = [(value,) for value in values]
    for more, others in parts[1:]:
        pairs, codes = np.unique(codes.astype(np.int64) * len(others) + more, return_inverse=True)
        keys = [(*keys[pair // len(others)], others[pair % len(others)]) for pair in pairs.tolist()]
    return codes, keys


def _single(table: Table, descriptor: Descriptor, fields: Sequence[str]) -> Codes:
    """Return one number per row that is the same for equal keys alone."""
    codes = None
    for name in fields:
        more, others = compared(table, descriptor.schema.get(name), descriptor.schema.missing_values)
        codes = more if codes is None else codes.astype(np.int64) * len(others) + more
        if int(codes.max(initial=0)) > MAX_CODE // MAX_DISTINCT:
            codes = np.unique(codes, return_inverse=True)[1]
    return codes if codes is not None else np.empty(0, dtype=np.int64)


def _primary(table: Table, descriptor: Descriptor) -> Iterator[Problem]:
    fields, missing = descriptor.schema.primary_key, descriptor.schema.missing_values
    if not fields:
        return
    column = _column(descriptor, fields[0])
    found = zip(*(rows.tolist() for rows in repeats(_single(table, descriptor, fields))), strict=True)
    kept = [(row, first) for row, first in found if any(table.texts[name][row] not in missing for name in fields)]
    for row, first in kept[:MAX_PER_COLUMN]:
        details = {"first": table.lines[first], "fields": ", ".join(fields)}
        yield at(table, row, "primary-key", field=fields[0], column=column, value=_text(table, row, fields),
                 details=details, frictionless="primary-key")  # fmt: skip
    yield from left_out(table, len(kept), fields[0], column)


def _twins(table: Table, descriptor: Descriptor) -> Iterator[Problem]:
    """Yield each key that people take for an earlier one: of one column, or of several as a whole."""
    key = descriptor.schema.primary_key
    alone = {field.name for field in descriptor.schema.fields if field.constraints.get("unique")}
    for field in descriptor.schema.fields[: table.width]:
        if _has_twins(field) and (field.name in alone or key == (field.name,)):
            column = table.texts[field.name]
            found = twins.among(column.distinct)
            for row in column.rows_among(found)[:MAX_PER_COLUMN].tolist():
                other = found[column[row]]
                first = int(column.rows_of(other)[0])
                yield _twin(table, descriptor, (field.name,), (row, first))
    if len(key) > 1:
        yield from _joint_twins(table, descriptor, key)


def _has_twins(field: Field) -> bool:
    """Tell whether the cells of a field are names, which may be written in two ways and mean one thing."""
    return field.type == "string" and not field.is_verbatim


def _joint_twins(table: Table, descriptor: Descriptor, key: Sequence[str]) -> Iterator[Problem]:
    """Yield each key of several columns that is an earlier one but for twins."""
    texts = [name for name in key if _has_twins(descriptor.schema.get(name))]
    found = {name: twins.among(table.texts[name].distinct) for name in texts}
    if not any(found.values()):
        return
    codes = np.zeros(len(table), dtype=np.int64)
    for name in key:
        more, others = compared(table, descriptor.schema.get(name), descriptor.schema.missing_values)
        place = {value: number for number, value in enumerate(others)}
        same = [place.get(found.get(name, {}).get(str(value)), number) for value, number in place.items()]
        codes = np.unique(codes * len(others) + np.array(same, dtype=np.int64)[more], return_inverse=True)[1]
    exact = _single(table, descriptor, key)
    later, first = repeats(codes)
    is_twin = exact[later] != exact[first]
    for row, before in list(zip(later[is_twin].tolist(), first[is_twin].tolist(), strict=True))[:MAX_PER_COLUMN]:
        yield _twin(table, descriptor, key, (row, before))


def _twin(table: Table, descriptor: Descriptor, fields: Sequence[str], rows: tuple[int, int]) -> Problem:
    """Return the problem of the key of one row that is the twin of that of another."""
    text, other = (_text(table, row, fields) for row in rows)
    details = {"other": other, "first": table.lines[rows[1]], "points": twins.differences(text, other)}
    return at(table, rows[0], "key-twin", field=fields[0], column=_column(descriptor, fields[0]), value=text,
              details=details)  # fmt: skip


def _ids(table: Table, descriptor: Descriptor) -> Iterator[Problem]:
    field = descriptor.schema.primary_key[0]
    wrong = [text for text in table.texts[field].distinct if text and not is_name(text)]
    rows = table.texts[field].rows_among(wrong)
    for row in rows[:MAX_PER_COLUMN].tolist():
        text = table.texts[field][row]
        yield at(table, row, "entity-id", field=field, column=_column(descriptor, field), value=text)
    yield from left_out(table, len(rows), field, _column(descriptor, field))


def _foreign(
    table: Table, descriptor: Descriptor, key: ForeignKey, known: set[tuple[object, ...]]
) -> Iterator[Problem]:
    """Yield each row whose key is not among the target's; a key that is blank in all its parts points nowhere."""
    codes, keys = _key(table, descriptor, key.fields)
    wrong = [parts not in known and any(part is not None for part in parts) for parts in keys]
    bad = np.flatnonzero(np.array(wrong, dtype=bool)[codes]) if any(wrong) else np.empty(0, dtype=np.intp)
    names = sorted({str(parts[0]) for parts in known if parts[0] is not None})
    alike = {twins.skeleton(name): name for name in names} if len(bad) else {}
    column = _column(descriptor, key.fields[0])
    for row in bad[:MAX_PER_COLUMN].tolist():
        text = table.texts[key.fields[0]][row]
        near = alike.get(twins.skeleton(text)) or nearest(text, names)
        yield at(table, row, "foreign-key", field=key.fields[0], column=column, value=_text(table, row, key.fields),
                 details={"target": key.target, "near": near}, frictionless="foreign-key")  # fmt: skip
    yield from left_out(table, len(bad), key.fields[0], column)


def _datasets(table: Table, descriptor: Descriptor, field: str, names: Sequence[str]) -> Iterator[Problem]:
    """Yield each cell that should name a dataset of the catalogue and does not."""
    missing = descriptor.schema.missing_values
    wrong = [text for text in table.texts[field].distinct if text not in missing and text not in names]
    rows = table.texts[field].rows_among(wrong)
    for row in rows[:MAX_PER_COLUMN].tolist():
        text = table.texts[field][row]
        details = {"known": ", ".join(names), "near": nearest(text, names)}
        yield at(table, row, "unknown-dataset", field=field, column=_column(descriptor, field), value=text,
                     details=details)  # fmt: skip
    yield from left_out(table, len(rows), field, _column(descriptor, field))


def _text(table: Table, row: int, fields: Sequence[str]) -> str:
    return ", ".join(table.texts[name][row] for name in fields)


def _column(descriptor: Descriptor, field: str) -> int:
    return descriptor.schema.names.index(field) + 1
