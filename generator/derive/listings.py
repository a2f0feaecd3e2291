"""Rows shown as they are: on a dataset's page, and on an entity's page for datasets without figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.derive import labels, periods
from generator.derive.tables import Column, FigureTable, Row
from generator.load.columns import pairs

if TYPE_CHECKING:
    from generator.derive.summaries import Scope
    from generator.load.schemas import Field
    from generator.model.catalog import Catalog, Dataset

PREVIEW = 10
LISTED = 60


def preview(dataset: Dataset, catalog: Catalog) -> FigureTable:
    """Return the first rows of a dataset, all columns."""
    table = _table(dataset, range(len(dataset.table)), dataset.descriptor.schema.names, catalog)
    return replace(table, rows=table.rows[:PREVIEW], hidden=max(0, len(dataset.table) - PREVIEW), layout="grid")


def of_theme(dataset: Dataset, catalog: Catalog) -> FigureTable:
    """Return the rows of a dataset for its theme's page, without the columns that tell readers nothing."""
    rows = range(len(dataset.table))
    return _table(dataset, rows, _telling(dataset, rows, ()), catalog)


def of_entity(dataset: Dataset, scope: Scope, catalog: Catalog) -> FigureTable:
    """Return the rows of one entity, without the columns that tell readers nothing; what names a row comes first."""
    rows = dataset.rows_with(scope.field, scope.entity.id)
    return _table(dataset, rows, _telling(dataset, rows, (scope.field,)), catalog)


def _telling(dataset: Dataset, rows: Sequence[int], known: Sequence[str]) -> list[str]:
    """Return the fields worth showing: none that is known, a source, a mere id or order, blank or constant."""
    descriptor, texts = dataset.descriptor, dataset.table.texts
    source, missing = descriptor.provenance, set(descriptor.schema.missing_values)
    left_out = {*known, *((source.document, source.lines) if source else ())}
    if descriptor.label or len(descriptor.schema.primary_key) == 1:
        keys = (name for name in descriptor.schema.primary_key if name != descriptor.label)
        left_out |= {name for name in keys if not descriptor.schema.reference(name)}
    for field in descriptor.schema.fields:
        values = texts[field.name].among(rows)
        is_constant = len(rows) > 1 and len(values) == 1
        if (
            values <= missing
            or is_constant
            or field.is_source
            or _is_order(dataset, field)
            or _is_implied(dataset, field)
        ):
            left_out.add(field.name)
    names = [name for name in descriptor.schema.names if name not in left_out] or list(descriptor.schema.primary_key)
    return sorted(names, key=lambda name: name != descriptor.label)


def _is_order(dataset: Dataset, field: Field) -> bool:
    """Tell whether a number only orders the rows: it counts nothing and grows from row to row."""
    if not field.is_numeric or field.unit:
        return False
    values = dataset.table.values[field.name]
    numbers = [values[code] for code in dataset.table.texts[field.name].codes.tolist()] if len(values) > 1 else []
    return all(
        isinstance(low, (int, float)) and isinstance(high, (int, float)) and low < high
        for low, high in pairwise(numbers)
    )


def _is_implied(dataset: Dataset, field: Field) -> bool:
    """Tell whether dates only repeat the first or the last day of the period of their row."""
    period = next((other.name for other in dataset.descriptor.schema.fields if other.is_period), "")
    if field.type != "date" or not period:
        return False
    table = dataset.table
    found = pairs(table.texts[period], table.texts[field.name], range(len(table)))
    return all(date in periods.bounds(text) for text, date in found)


def _table(dataset: Dataset, rows: Sequence[int], names: Sequence[str], catalog: Catalog) -> FigureTable:
    schema = dataset.descriptor.schema
    columns = tuple(
        Column(schema.get(name).title, schema.get(name).unit, schema.get(name).is_numeric) for name in names
    )
    body = tuple(
        Row(tuple(labels.of_path(dataset, name, row, catalog) for name in names)) for row in rows[:LISTED]
    )  # fmt: skip
    return FigureTable(columns, body, max(0, len(rows) - LISTED), layout="cards")
