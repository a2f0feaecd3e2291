"""Datasets in other formats than their own, each made when it is asked for."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.artifacts import Artifact
from generator.derive import exports
from generator.load import tables
from generator.publish import packages, parquets, workbooks
from generator.publish.packages import Source

if TYPE_CHECKING:
    from generator.derive.exports import Export
    from generator.load.cells import Value
    from generator.load.tables import Table
    from generator.model.catalog import Catalog
    from generator.project import Project
    from generator.render.words import Words

DANGER = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula, in a text."""


def artifacts(project: Project, catalog: Catalog, words: Words) -> Iterator[Artifact]:
    """Yield every dataset in every format; tables are read again when a file is made, one at a time."""
    for dataset in catalog.datasets.values():
        export, source = exports.derive(dataset, catalog), packages.source(project, dataset)
        makers: dict[str, Callable[[Source, Export], bytes]] = {
            ".json": as_json, ".parquet": as_parquet, "-excel.csv": as_excel_csv,
            ".xlsx": partial(as_xlsx, heads=workbooks.heads(words)),
        }  # fmt: skip
        for file in exports.files(dataset, catalog):
            ending = file.path.removeprefix(f"{catalog.path(dataset.name)}{dataset.name}")
            yield Artifact(file.path, partial(makers[ending], source, export), dataset.descriptor.file)


def read(source: Source, export: Export) -> Table:
    """Read the table of an export again, from the bytes that were checked."""
    table, problems = tables.load(source.read(), source.path.name, export.descriptor)
    if table is None:
        raise AssertionError(problems)
    return table


def as_json(source: Source, export: Export) -> bytes:
    """Return the rows as records with types, below the schema that says what they are: ISO dates, null for no value."""
    table, descriptor = read(source, export), export.descriptor
    names = descriptor.schema.names
    columns = [[_plain(table.value(name, row)) for row in range(len(table))] for name in names]
    records = [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]
    whole = {"name": descriptor.name, "title": descriptor.title, "schema": descriptor.raw["schema"], "data": records}
    return (json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1, default=str) + "\n").encode()


def _plain(value: Value) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def as_excel_csv(source: Source, export: Export) -> bytes:
    """Return the rows as a spreadsheet set to Spanish opens them: UTF-8 with its mark, semicolons, decimal commas.

    A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers.
    """
    table = read(source, export)
    fields = export.descriptor.schema.fields
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.texts)
    writers = [_comma if field.type == "number" else str if field.is_numeric else _harmless for field in fields]
    for row in zip(*table.texts.values(), strict=True):
        writer.writerow([write(cell) for write, cell in zip(writers, row, strict=True)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _comma(text: str) -> str:
    return text.replace(".", ",")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(DANGER) else text


def as_parquet(source: Source, export: Export) -> bytes:
    """Return the typed columns, with what each means in their metadata."""
    return parquets.write(read(source, export), export)


def as_xlsx(source: Source, export: Export, heads: workbooks.Heads) -> bytes:
    """Return a workbook: the rows as a table, the dictionary, the source and the notes."""
    return workbooks.write(read(source, export), export, heads, source.sha256)
