"""CSV on the Web: beside each CSV, what its columns hold and what they point to, for programs that read it that way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.artifacts import Artifact
from generator.publish.catalogues import as_json
from generator.publish.graphs import told

if TYPE_CHECKING:
    from generator.load.schemas import Field, ForeignKey
    from generator.model.catalog import Catalog, Dataset

CONTEXT = "http://www.w3.org/ns/csvw"
TYPES = {"string": "string", "integer": "integer", "number": "decimal", "date": "date", "year": "gYear"}
BOUNDS = {"minimum": "minimum", "maximum": "maximum", "minLength": "minLength", "maxLength": "maxLength"}


def artifacts(catalog: Catalog) -> Iterator[Artifact]:
    """Yield the description of each CSV."""
    for dataset in catalog.datasets.values():
        path = f"{catalog.path(dataset.name)}{dataset.name}.csv-metadata.json"
        yield Artifact(path, partial(write, dataset, catalog), dataset.descriptor.file)


def write(dataset: Dataset, catalog: Catalog) -> bytes:
    """Return a group of tables: the dataset, and those that its foreign keys lead to, so that they can be followed."""
    language = catalog.site.locale.replace("_", "-")
    names = catalog.closure(dataset.name)
    tables = [_table(catalog.datasets[name], dataset.name, catalog) for name in names]
    return as_json({"@context": [CONTEXT, {"@language": language}], "tables": tables})


def _url(name: str, origin: str) -> str:
    """Return the address of a CSV as seen from that of another dataset."""
    return f"{name}.csv" if name == origin else f"../{name}/{name}.csv"


def _table(dataset: Dataset, origin: str, catalog: Catalog) -> dict[str, Any]:
    descriptor, schema = dataset.descriptor, dataset.descriptor.schema
    licenses = descriptor.licenses or catalog.metadata.licenses
    return told({
        "url": _url(dataset.name, origin), "dc:title": descriptor.title, "dc:description": descriptor.description,
        "dc:license": next(({"@id": one.path} for one in licenses if one.path), {}),
        "dc:modified": descriptor.modified and {"@value": descriptor.modified, "@type": "xsd:date"},
        "dialect": {"delimiter": descriptor.delimiter} if descriptor.delimiter != "," else {},
        "tableSchema": told({
            "columns": [_column(field, dataset) for field in schema.fields],
            "primaryKey": list(schema.primary_key),
            "foreignKeys": [_foreign_key(key, origin) for key in schema.foreign_keys],
        }),
    })  # fmt: skip


def _column(field: Field, dataset: Dataset) -> dict[str, Any]:
    missing, required = dataset.descriptor.schema.missing_values, bool(field.constraints.get("required"))
    return told({
        "name": field.name, "titles": [field.name, field.title] if field.title != field.name else field.name,
        "dc:description": field.description, "datatype": _datatype(field), "null": list(missing),
        "required": required or None, "schema:unitText": field.unit.other if field.unit else "",
    })  # fmt: skip


def _datatype(field: Field) -> Any:
    if field.type == "boolean":
        return {"base": "boolean", "format": f"{field.true_values[0]}|{field.false_values[0]}"}
    base, rules = TYPES[field.type], field.constraints
    bounds = {BOUNDS[key]: rules[key] for key in BOUNDS if key in rules}
    pattern = {"format": rules["pattern"]} if "pattern" in rules else {}
    return {"base": base, **bounds, **pattern} if bounds or pattern else base


def _foreign_key(key: ForeignKey, origin: str) -> dict[str, Any]:
    reference = {"resource": _url(key.target, origin), "columnReference": list(key.target_fields)}
    return {"columnReference": list(key.fields), "reference": reference}
