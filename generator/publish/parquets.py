"""The door to pyarrow for writing: a table as Parquet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.derive.exports import Export
    from generator.load.tables import Table

TYPES = {"integer": "int64", "number": "float64", "boolean": "bool_", "date": "date32", "year": "int32"}


def write(table: Table, export: Export) -> bytes:
    """Return the table as Parquet: each column typed, its title, description and unit in its metadata."""
    import pyarrow as pa
    from pyarrow import parquet

    fields, columns = [], []
    for field in export.descriptor.schema.fields:
        kind: Any = getattr(pa, TYPES.get(field.type, "string"))()
        unit = field.unit.other if field.unit else ""
        told = {"title": field.title, "description": field.description, "unit": unit}
        fields.append(pa.field(field.name, kind, metadata={key: text for key, text in told.items() if text}))
        distinct = pa.array(list(table.values[field.name]), type=kind)
        columns.append(distinct.take(pa.array(table.texts[field.name].codes)))
    descriptor = export.descriptor
    about = {"name": descriptor.name, "title": descriptor.title, "description": descriptor.description}
    schema = pa.schema(fields, metadata=about)
    data = io.BytesIO()
    parquet.write_table(pa.table(columns, schema=schema), data, compression="zstd")
    return data.getvalue()
