"""Rows shown as they are: on a dataset's page, and on an entity's page for datasets without figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.derive import labels
from generator.derive.tables import Column, FigureTable, Row

if TYPE_CHECKING:
    from generator.derive.summaries import Scope
    from generator.model.catalog import Catalog, Dataset

PREVIEW = 25
LISTED = 60


def preview(dataset: Dataset, catalog: Catalog) -> FigureTable:
    """Return the first rows of a dataset, all columns."""
    return _table(dataset, range(len(dataset.table)), dataset.descriptor.schema.names, catalog, PREVIEW)


def of_entity(dataset: Dataset, scope: Scope, catalog: Catalog) -> FigureTable:
    """Return the rows of one entity, without the column that says so and those that say the source.

    The column that names a row comes first.
    """
    fields = dataset.descriptor.provenance
    left_out = {scope.field, *((fields.document, fields.lines) if fields else ())}
    rows = [int(row) for row in dataset.positions[scope.field].get(scope.entity.id, ())]
    names = [name for name in dataset.descriptor.schema.names if name not in left_out]
    empty = {n for n in names if all(dataset.table.texts[n][row] == "" for row in rows)}
    key = dataset.descriptor.schema.primary_key
    if dataset.descriptor.label:
        empty |= {name for name in key if not dataset.descriptor.schema.reference(name)}
        names.sort(key=lambda name: name != dataset.descriptor.label)
    return _table(dataset, rows, [name for name in names if name not in empty], catalog, LISTED)


def _table(
    dataset: Dataset, rows: Sequence[int], names: Sequence[str], catalog: Catalog, limit: int
) -> FigureTable:
    schema = dataset.descriptor.schema
    columns = tuple(
        Column(schema.get(name).title, schema.get(name).unit, schema.get(name).is_numeric) for name in names
    )
    body = tuple(
        Row(tuple(_cell(dataset, name, row, catalog) for name in names)) for row in rows[:limit]
    )  # fmt: skip
    return FigureTable(columns, body, max(0, len(rows) - limit))


def _cell(dataset: Dataset, name: str, row: int, catalog: Catalog) -> object:
    """Show a cell; the label of an entity's own row leads to its page."""
    descriptor = dataset.descriptor
    if descriptor.entity and name == descriptor.label:
        key = dataset.table.texts[descriptor.schema.primary_key[0]][row]
        entity = catalog.entities[dataset.name][key]
        return labels.Link(entity.title, entity.path)
    return labels.of_cell(dataset, name, row, catalog)
