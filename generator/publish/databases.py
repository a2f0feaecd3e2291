"""The whole catalogue as one SQLite file, keys and foreign keys in place, so that a join is one query."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.derive import exports, rules
from generator.derive.rules import AFFINITIES, table_of
from generator.publish import packages
from generator.publish.formats import read

if TYPE_CHECKING:
    from generator.derive.exports import Export
    from generator.load.descriptors import Descriptor
    from generator.model.catalog import Catalog
    from generator.project import Project
    from generator.publish.packages import Source

VERSION = slice(96, 100)
"""The bytes of a file that say which version of SQLite wrote it: left blank, for equal contents to be equal bytes."""


def artifacts(project: Project, catalog: Catalog) -> Iterator[Artifact]:
    """Yield the database of the catalogue; it is made table by table when it is asked for."""
    parts = [(packages.source(project, d), exports.derive(d, catalog)) for d in catalog.datasets.values()]
    yield Artifact(exports.database(catalog).path, partial(write, parts), "schemas/datapackage.yaml")


def write(parts: Sequence[tuple[Source, Export]]) -> bytes:
    """Return a database with a table per dataset, named as rules name it; missing cells are NULL, dates ISO texts."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for source, export in parts:
            descriptor = export.descriptor
            connection.execute(_definition(descriptor))
            table = read(source, export)
            cells = (
                [rules.cell(field, text, descriptor.schema.missing_values) for text in table.texts[field.name]]
                for field in descriptor.schema.fields
            )
            marks = ", ".join("?" * len(descriptor.schema.fields))
            insert = f'INSERT INTO "{table_of(descriptor.name)}" VALUES ({marks})'  # noqa: S608 -- a checked name
            connection.executemany(insert, zip(*cells, strict=True))
        connection.commit()
        data = bytearray(connection.serialize())
    data[VERSION] = bytes(4)
    return bytes(data)


def _definition(descriptor: Descriptor) -> str:
    """Return the statement that makes the table of a dataset, its keys included."""
    schema = descriptor.schema
    lines = [f'"{field.name}" {AFFINITIES.get(field.type, "TEXT")}' for field in schema.fields]
    if schema.primary_key:
        lines.append(f"PRIMARY KEY ({_names(schema.primary_key)})")
    lines += [
        f'FOREIGN KEY ({_names(key.fields)}) REFERENCES "{table_of(key.target)}" ({_names(key.target_fields)})'
        for key in schema.foreign_keys
    ]
    return f'CREATE TABLE "{table_of(descriptor.name)}" ({", ".join(lines)})'


def _names(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
