"""A version of a dataset as texts: read as it was then, by its own descriptor, however strict the rules are today."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.load import revisions, texts, yaml_files
from generator.load.constraints import NUMERIC
from generator.load.revisions import Reason
from generator.problems import Refused

MAX_CELLS = 5_000_000
"""Cells of a version that is compared with another: beyond them only the bytes are published."""


@dataclass(frozen=True, slots=True)
class Column:
    """What the descriptor of then said of a column; `target` is the dataset that its values point to."""

    type: str = "string"
    title: str = ""
    missing: Mapping[str, str] = field(default_factory=lambda: {"": ""})
    true: frozenset[str] = frozenset(("true",))
    false: frozenset[str] = frozenset(("false",))
    target: str = ""

    @property
    def is_numeric(self) -> bool:
        """Whether its values are numbers."""
        return self.type in NUMERIC


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """One version: the names of its columns, its rows as texts, its primary key, and what was said of its columns.

    `is_readable` is false for bytes that are no table, or too large a one.
    """

    names: tuple[str, ...] = ()
    rows: Sequence[tuple[str, ...]] = ()
    key: tuple[str, ...] = ()
    columns: Mapping[str, Column] = field(default_factory=dict)
    title: str = ""
    reasons: tuple[Reason, ...] = ()
    theme: str = ""
    is_entity: bool = False
    is_readable: bool = True

    def targets(self, dataset: str) -> list[tuple[str, int]]:
        """Return the datasets that the rows point to, their own included, and the columns with the ids."""
        found = [(self.column(name).target, place) for place, name in enumerate(self.names)]
        own = [(dataset, self.names.index(self.key[0]))] if len(self.key) == 1 else []
        return [(kind, place) for kind, place in found if kind] + own

    def column(self, name: str) -> Column:
        """Return what was said of a column; of one that was not declared, that it holds texts."""
        return self.columns.get(name, Column())


def read(data: bytes, descriptor: bytes) -> Snapshot:
    """Read a version from the bytes of its CSV and of its descriptor; what cannot be understood is passed over."""
    said = _said(descriptor)
    schema = _mapping(said.get("schema"))
    delimiter = _mapping(said.get("dialect")).get("delimiter", ",")
    found = _records(data, delimiter if isinstance(delimiter, str) and len(delimiter) == 1 else ",")
    source = _text(_mapping(said.get("provenance")).get("document"))
    columns = {name: replace(column, target="") if name == source else column for name, column in _columns(schema)}
    made = Snapshot(columns=columns, title=_text(said.get("title")), reasons=_reasons(said),
                    theme=_text(said.get("theme")), is_entity="entity" in said)  # fmt: skip
    if found is None:
        return replace(made, is_readable=False)
    names = tuple(found[0]) if found else ()
    width = len(names)
    rows = [(*record[:width], *[""] * (width - len(record))) for record in found[1:] if record]
    key = tuple(_texts(schema.get("primaryKey")))
    return replace(made, names=names, rows=rows, key=key if set(key) <= set(names) else ())


def _reasons(said: Mapping[str, Any]) -> tuple[Reason, ...]:
    found = (_mapping(item) for item in _list(said.get("revisions")))
    return tuple(Reason(**{key: _text(item.get(key)) for key in revisions.KEYS}) for item in found)


def _records(data: bytes, delimiter: str) -> list[list[str]] | None:
    """Return the records of a CSV, the header first; None for what is no table that can be compared."""
    body = data.removeprefix(codecs.BOM_UTF8)
    if data.count(delimiter.encode()) + data.count(b"\n") > MAX_CELLS:
        return None
    text = body.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    csv.field_size_limit(texts.MAX_CELL)
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return None
    header = found[0] if found else []
    return found if len(set(header)) == len(header) else None


def _said(descriptor: bytes) -> Mapping[str, Any]:
    try:
        return _mapping(yaml_files.parse(descriptor, "").value)
    except Refused:
        return {}


def _columns(schema: Mapping[str, Any]) -> Iterator[tuple[str, Column]]:
    """Yield what a schema says of each column, by its name."""
    missing = _missing(schema.get("missingValues"))
    targets = dict(_targets(schema.get("foreignKeys")))
    for item in _list(schema.get("fields")):
        told = _mapping(item)
        name = _text(told.get("name"))
        true, false = _texts(told.get("trueValues")), _texts(told.get("falseValues"))
        yield name, Column(
            _text(told.get("type")) or "string", _text(told.get("title")), missing, frozenset(true or ["true"]),
            frozenset(false or ["false"]), targets.get(name, ""),
        )  # fmt: skip


def _targets(keys: object) -> Iterator[tuple[str, str]]:
    """Yield the columns that are foreign keys by themselves, each with the dataset it points to."""
    for item in _list(keys):
        key = _mapping(item)
        fields = _texts(key.get("fields"))
        if len(fields) == 1:
            yield fields[0], _text(_mapping(key.get("reference")).get("resource"))


def _missing(values: object) -> Mapping[str, str]:
    """Return the texts that stand for no value, each with its label."""
    found = {"": ""}
    for value in _list(values):
        told = _mapping(value)
        text = value if isinstance(value, str) else _text(told.get("value"))
        found[text] = _text(told.get("label"))
    return found


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [item for item in _list(value) if isinstance(item, str)]
