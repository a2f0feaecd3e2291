"""How to open a dataset in the programs that people use: lines to copy, made from its schema, that run as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import exports
from generator.derive.rules import table_of

if TYPE_CHECKING:
    from generator.load.schemas import Field, Schema
    from generator.model.catalog import Catalog, Dataset

PANDAS = {"string": "string", "integer": "Int64", "number": "Float64", "year": "Int64", "boolean": "boolean"}
READR = {
    "string": "col_character()", "integer": "col_double()", "number": "col_double()", "boolean": "col_logical()",
    "date": "col_date()", "year": "col_integer()",
}  # fmt: skip
TRUTHS = ({"true", "TRUE", "True", "T"}, {"false", "FALSE", "False", "F"})
"""The texts that readr takes for true and for false."""

RESERVED = {
    "break", "else", "for", "function", "if", "in", "inf", "next", "repeat", "while",
}  # fmt: skip
LIMIT = 10


@dataclass(frozen=True, slots=True)
class Usage:
    """Lines for one program: `key` names it among the words, `code` is what to copy, `file` what to download first."""

    key: str
    code: str
    file: str


@dataclass(frozen=True, slots=True)
class Usages:
    """The ways to use a dataset: files for a spreadsheet (`excel`: the workbook, if it fits, and a CSV), and lines."""

    excel: tuple[str, ...]
    programs: tuple[Usage, ...]


def derive(dataset: Dataset, catalog: Catalog) -> Usages | None:
    """Return how to use a dataset; none while its rows are awaited."""
    if dataset.is_awaited:
        return None
    paths = [file.path.rpartition("/")[2] for file in exports.files(dataset, catalog)]
    database = exports.database(catalog).path.rpartition("/")[2]
    name = dataset.name
    programs = (
        Usage("pandas", _pandas(dataset), f"{name}.csv"),
        Usage("r", _readr(dataset), f"{name}.csv"),
        Usage("duckdb", _everything(f"'{name}.parquet'"), f"{name}.parquet"),
        Usage("sqlite", _query(dataset, catalog), database),
    )
    excel = tuple(path for path in paths if path.endswith((".xlsx", "-excel.csv")))
    return Usages(tuple(sorted(excel, key=lambda path: not path.endswith(".xlsx"))), programs)


def _pandas(dataset: Dataset) -> str:
    schema = dataset.descriptor.schema
    kinds = {field.name: PANDAS[field.type] for field in schema.fields if field.type in PANDAS}
    dates = [field.name for field in schema.fields if field.type == "date"]
    options = [f'sep="{_escaped(dataset.descriptor.delimiter)}",'] if dataset.descriptor.delimiter != "," else []
    options += ["dtype={", *(f'    "{name}": "{kind}",' for name, kind in kinds.items()), "},"]
    options += [f"parse_dates={json.dumps(dates)}," if dates else ""]
    options += [*_truths(schema), f"na_values={_listed(schema.missing_values)},", "keep_default_na=False,"]
    lines = [f"    {line}" for line in options if line]
    return "\n".join(["import pandas as pd", "", "df = pd.read_csv(", f'    "{dataset.name}.csv",', *lines, ")"])


def _truths(schema: Schema) -> list[str]:
    fields = [field for field in schema.fields if field.type == "boolean"]
    trues, falses = (
        {text for field in fields for text in getattr(field, key)} for key in ("true_values", "false_values")
    )
    return [f"true_values={_listed(trues)},", f"false_values={_listed(falses)},"] if fields else []


def _readr(dataset: Dataset) -> str:
    schema, delimiter = dataset.descriptor.schema, dataset.descriptor.delimiter
    columns = [f"    {_r_name(field.name)} = {_r_type(field)}" for field in schema.fields]
    missing = ", ".join(_quoted(text) for text in sorted(schema.missing_values))
    start = f'df <- read_delim("{dataset.name}.csv", delim = {_quoted(delimiter)}, quote = "\\"",'
    return "\n".join([
        "library(readr)", "", start, "  col_types = cols(", ",\n".join(columns), "  ),", f"  na = c({missing})", ")",
    ])  # fmt: skip


def _r_type(field: Field) -> str:
    is_known = set(field.true_values) <= TRUTHS[0] and set(field.false_values) <= TRUTHS[1]
    return READR[field.type] if field.type != "boolean" or is_known else "col_character()"


def _r_name(name: str) -> str:
    return f"`{name}`" if name in RESERVED else name


def _query(dataset: Dataset, catalog: Catalog) -> str:
    """Return a query of the database that names what the ids of the first foreign key point to, if it has one."""
    table = table_of(dataset.name)
    for key in dataset.descriptor.schema.foreign_keys:
        label = catalog.datasets[key.target].descriptor.label
        if label and len(key.fields) == 1 and key.target != dataset.name:
            other, own, its = table_of(key.target), key.fields[0], key.target_fields[0]
            join = f'LEFT JOIN "{other}" AS b ON b."{its}" = a."{own}"'
            return f'SELECT b."{label}", a.*\nFROM "{table}" AS a\n{join}\nLIMIT {LIMIT};'
    return _everything(f'"{table}"')


def _everything(table: str) -> str:
    return f"SELECT * FROM {table} LIMIT {LIMIT};"  # noqa: S608 -- a checked name, and people run it themselves


def _listed(texts: Iterable[str]) -> str:
    return json.dumps(sorted(texts), ensure_ascii=False)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _escaped(text: str) -> str:
    return _quoted(text)[1:-1]
