"""From the `schema` of a descriptor to Schema: fields, keys and foreign keys of a Table Schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.load import constraints, lints
from generator.load.constraints import NUMERIC
from generator.load.limits import MAX_FOREIGN_KEYS
from generator.load.nodes import Node
from generator.load.texts import MAX_COLUMNS

FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
TYPES = ("string", "integer", "number", "boolean", "date", "year")
PERIOD = "http://purl.org/dc/terms/PeriodOfTime"
SOURCE = "http://purl.org/dc/terms/source"
DATASET = "http://www.w3.org/ns/dcat#Dataset"
FIELD_KEYS = (
    "name", "title", "type", "description", "constraints", "format", "trueValues", "falseValues", "rdfType", "unit",
    "example", "contact", "smallest", "verbatim",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts: the word for one and for several. `%` is written beside the number."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its type, its constraints (as written) and what it means."""

    name: str
    title: str
    type: str
    description: str = ""
    constraints: Mapping[str, Any] = field(default_factory=dict)
    true_values: tuple[str, ...] = ("true",)
    false_values: tuple[str, ...] = ("false",)
    unit: Unit | None = None
    is_period: bool = False
    is_source: bool = False
    is_dataset: bool = False
    example: Any = None
    is_contact: bool = False
    smallest: int = 0
    is_verbatim: bool = False

    @property
    def is_numeric(self) -> bool:
        """Whether the cells can be added."""
        return self.type in NUMERIC


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`fields` of this dataset point to `target_fields` of the dataset `target` (this one when it is its own name)."""

    fields: tuple[str, ...]
    target: str
    target_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """A Table Schema. `missing_values` gives the texts that are no value, each with its label (blank: no data)."""

    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    missing_values: Mapping[str, str] = field(default_factory=lambda: {"": ""})

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(field.name for field in self.fields)

    def get(self, name: str) -> Field:
        """Return the field `name`; it is known to exist once the descriptor is checked."""
        return next(field for field in self.fields if field.name == name)

    def reference(self, name: str) -> ForeignKey | None:
        """Return the one-column foreign key of the field `name`, if it has one."""
        return next((key for key in self.foreign_keys if key.fields == (name,)), None)

    def pointer(self, dataset: str) -> ForeignKey | None:
        """Return the first one-column foreign key to `dataset`, if there is one."""
        return next((key for key in self.foreign_keys if key.target == dataset and len(key.fields) == 1), None)


def parse(root: Node, dataset: str) -> Schema:
    """Read the `schema` key of the descriptor of `dataset`."""
    node = root.child("schema")
    if node is None:
        root.report("missing-key", None, key="schema")
        return Schema(())
    node.only("fields", "primaryKey", "foreignKeys", "missingValues")
    fields = tuple(_field(item) for item in node.items("fields"))
    if not fields:
        node.report("missing-key", None, key="fields")
    _within(node, "fields", len(fields), MAX_COLUMNS)
    missing = _missing_values(node) if node.has("missingValues") else {"": ""}
    schema = Schema(
        fields,
        node.names("primaryKey"),
        tuple(_foreign_key(item, dataset) for item in node.items("foreignKeys")),
        missing,
    )
    _within(node, "foreignKeys", len(schema.foreign_keys), MAX_FOREIGN_KEYS)
    _check_names(node, schema)
    return schema


def _within(node: Node, key: str, found: int, limit: int) -> None:
    """Report a list that is longer than it may be."""
    if found > limit:
        node.report("too-many-entries", key, found=found, limit=limit)


def _missing_values(node: Node) -> Mapping[str, str]:
    """Read the texts that are no value: plain, or with a label as version 2 of the Table Schema has them."""
    value = node.value["missingValues"]
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        labelled = [item.only("value", "label") for item in node.items("missingValues")]
        for item in labelled:
            if not item.has("value"):
                item.report("missing-key", None, key="value")
        return {item.text("value"): item.text("label") for item in labelled}
    return dict.fromkeys(node.texts("missingValues"), "")


def _field(node: Node) -> Field:
    node.only(*FIELD_KEYS)
    name, kind = node.required("name"), node.required("type")
    if name and not FIELD_NAME.fullmatch(name):
        node.report("field-name", "name", value=name)
    if kind and kind not in TYPES:
        node.report("field-type", "type", value=kind, known=", ".join(TYPES))
    form, meaning = node.text("format", "default"), node.text("rdfType")
    if form != "default":
        node.report("wrong-choice", "format", value=form, known="default")
    rules = constraints.parse(node, kind)
    lints.check(node, kind, rules)
    return Field(
        name=name,
        title=node.text("title", name),
        type=kind,
        description=node.text("description"),
        constraints=rules,
        true_values=node.texts("trueValues") or ("true",),
        false_values=node.texts("falseValues") or ("false",),
        unit=unit(node),
        is_period=meaning == PERIOD,
        is_source=meaning == SOURCE,
        is_dataset=meaning == DATASET,
        example=node.value.get("example"),
        is_contact=_is_contact(node),
        smallest=_smallest(node, kind),
        is_verbatim=node.flag("verbatim"),
    )


def _is_contact(node: Node) -> bool:
    """Tell whether the cells are how to reach an office in public, and so may be numbers and addresses of anybody."""
    text = node.text("contact")
    if text not in ("", "public"):
        node.report("wrong-choice", "contact", value=text, known="public")
    return text == "public"


def _smallest(node: Node, kind: str) -> int:
    """Return the count of people from which on a cell tells of none of them; 0 when there is no such threshold."""
    value = node.value.get("smallest", 0)
    if type(value) is not int or value < 0 or (value and kind not in NUMERIC):
        node.report("wrong-type", "smallest", expected="number")
        return 0
    return value


def unit(node: Node) -> Unit | None:
    """Read the `unit` key: the word for several, or those for one and for several."""
    value = node.value.get("unit")
    if isinstance(value, dict):
        child = node.child("unit")
        return Unit(child.only("one", "other").required("one"), child.required("other")) if child else None
    text = node.text("unit")
    return Unit(text, text) if text else None


def _foreign_key(node: Node, dataset: str) -> ForeignKey:
    node.only("fields", "reference")
    reference = node.child("reference")
    if reference is None:
        node.report("missing-key", None, key="reference")
        return ForeignKey(node.names("fields"), "", ())
    reference.only("resource", "fields")
    target = reference.text("resource") or dataset
    return ForeignKey(node.names("fields"), target, reference.names("fields"))


def _check_names(node: Node, schema: Schema) -> None:
    seen: set[str] = set()
    for name in schema.names:
        if name in seen:
            node.report("field-duplicate", "fields", value=name)
        seen.add(name)
    used = [("primaryKey", name) for name in schema.primary_key]
    used += [("foreignKeys", name) for key in schema.foreign_keys for name in key.fields]
    for key, name in used:
        if name not in seen:
            node.report("unknown-field", key, value=name, known=", ".join(schema.names))
