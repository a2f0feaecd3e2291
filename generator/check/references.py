"""What a descriptor says of other descriptors and of its own fields must exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from generator.check import figures
from generator.load import cells
from generator.load.constraints import NUMERIC
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor
    from generator.load.package import Package
    from generator.load.schemas import Field, ForeignKey


def check(descriptor: Descriptor, package: Package) -> Iterator[Problem]:
    """Yield the problems of names that lead nowhere."""
    names = descriptor.schema.names
    for key in descriptor.schema.foreign_keys:
        yield from _foreign_key(descriptor, key, package)
    used = {"label": descriptor.label}
    if descriptor.provenance:
        used |= {
            "provenance.document": descriptor.provenance.document,
            "provenance.lines": descriptor.provenance.lines,
        }
    if descriptor.entity:
        kind = descriptor.entity
        used |= {"entity.order": kind.order, "entity.subtitle": kind.subtitle, "entity.abbreviation": kind.abbreviation}
        yield from _entity(descriptor, package)
    used |= _roles(descriptor)
    for place, name in used.items():
        if name and name not in names:
            yield unknown("unknown-field", descriptor.file, (place, name), names)
    yield from _role_types(descriptor)
    yield from _tiles(descriptor, package)
    themes = [theme.id for theme in package.metadata.themes]
    if descriptor.theme and themes and descriptor.theme not in themes:
        yield unknown("unknown-theme", descriptor.file, ("theme", descriptor.theme), themes)
    yield from _limits(descriptor)
    for view in descriptor.views:
        yield from figures.check(descriptor, view, package)


def _roles(descriptor: Descriptor) -> dict[str, str]:
    """Return the fields that tell of gaps, events, words and statements, by the key that names them."""
    found: dict[str, str] = {}
    if descriptor.gaps:
        found |= {f"gaps.{key}": name for key, name in asdict(descriptor.gaps).items()}
    if descriptor.calendar:
        found |= {f"calendar.{key}": name for key, name in asdict(descriptor.calendar).items()}
    if descriptor.tiles:
        found |= {f"tiles.{key}": name for key, name in asdict(descriptor.tiles).items()}
    if descriptor.glossary:
        found |= {f"glossary.{key}": name for key, name in asdict(descriptor.glossary).items()}
    if descriptor.statements:
        told = asdict(descriptor.statements)
        accepted = told.pop("accepted")
        del told["observation"]
        found |= {f"statements.{key}": name for key, name in told.items()}
        found |= {f"statements.accepted.{key}": name for key, name in accepted.items()}
    return found


def _role_types(descriptor: Descriptor) -> Iterator[Problem]:
    """Yield the fields of a role whose cells could not be read as what the role makes of them."""
    expected = {"gaps.dataset": ("string", descriptor.gaps.dataset)} if descriptor.gaps else {}
    if descriptor.calendar:
        expected["calendar.date"] = ("date", descriptor.calendar.date)
    if descriptor.tiles:
        expected |= {f"tiles.{key}": ("integer", getattr(descriptor.tiles, key)) for key in ("row", "column")}
    if descriptor.glossary:
        expected |= {f"glossary.{key}": ("string", name) for key, name in asdict(descriptor.glossary).items()}
    if descriptor.statements:
        expected |= {
            "statements.decimals": ("integer", descriptor.statements.decimals),
            "statements.parts": ("boolean", descriptor.statements.parts),
        }
    types = {field.name: field.type for field in descriptor.schema.fields}
    for place, (kind, name) in expected.items():
        if types.get(name, kind) != kind:
            details = {"expected": kind}
            yield Problem("view-measure-type", file=descriptor.file, field=place, value=name, details=details)
    if descriptor.statements and len(descriptor.schema.primary_key) != 1:
        yield Problem("entity-key", file=descriptor.file, field="statements")


def _tiles(descriptor: Descriptor, package: Package) -> Iterator[Problem]:
    """Yield the fault of a map on which two could stand in one place, or of which nobody knows what it places."""
    if descriptor.tiles is None:
        return
    key, places = set(descriptor.schema.primary_key), {descriptor.tiles.row, descriptor.tiles.column}
    targets = [package.descriptors.get(key.target) for key in descriptor.schema.foreign_keys]
    if key != places or len([target for target in targets if target and target.entity]) != 1:
        yield Problem("tiles-key", file=descriptor.file, field="tiles")


def unknown(code: str, file: str, names: tuple[str, str], known: Sequence[str]) -> Problem:
    """Return the problem of a name (its key, itself) that is not among those it could be."""
    key, value = names
    return Problem(code, file=file, field=key, value=value, details={"known": ", ".join(known)})


def _foreign_key(descriptor: Descriptor, key: ForeignKey, package: Package) -> Iterator[Problem]:
    target = package.descriptors.get(key.target)
    if target is None:
        yield unknown("unknown-dataset", descriptor.file, ("foreignKeys", key.target), tuple(package.descriptors))
        return
    if len(key.fields) != len(key.target_fields) or not key.fields:
        yield Problem("foreign-key-shape", file=descriptor.file, field="foreignKeys")
    for name in key.target_fields:
        if name not in target.schema.names:
            yield unknown("unknown-field", descriptor.file, ("foreignKeys.reference", name), target.schema.names)
    yield from _types(descriptor, key, target)


def _types(descriptor: Descriptor, key: ForeignKey, target: Descriptor) -> Iterator[Problem]:
    """Yield the fields of a foreign key whose type is not that of the field they point to: no cell could match."""
    known = {field.name: field.type for field in target.schema.fields}
    own = {field.name: field.type for field in descriptor.schema.fields}
    for name, other in zip(key.fields, key.target_fields, strict=False):
        if name in own and other in known and own[name] != known[other]:
            details = {"other": f"{target.name}.{other}"}
            yield Problem("foreign-key-type", file=descriptor.file, field="foreignKeys", value=name, details=details)


def _entity(descriptor: Descriptor, package: Package) -> Iterator[Problem]:
    key = descriptor.schema.primary_key
    if len(key) != 1 or any(field.type != "string" for field in descriptor.schema.fields if field.name in key):
        yield Problem("entity-key", file=descriptor.file, field="entity")
    if not descriptor.label:
        yield Problem("missing-key", file=descriptor.file, field="entity", details={"key": "label"})
    aliases = descriptor.entity.aliases if descriptor.entity else ""
    other = package.descriptors.get(aliases)
    if aliases and other is None:
        yield unknown("unknown-dataset", descriptor.file, ("entity.aliases", aliases), tuple(package.descriptors))
    elif other and not (other.label and any(key.target == descriptor.name for key in other.schema.foreign_keys)):
        yield Problem("entity-aliases", file=descriptor.file, field="entity.aliases", value=aliases)


def _limits(descriptor: Descriptor) -> Iterator[Problem]:
    """Yield the limits, listed values and examples that are not values of their own field."""
    for field in descriptor.schema.fields:
        limits = [(name, field.constraints[name]) for name in ("minimum", "maximum") if name in field.constraints]
        limits += [("enum", value) for value in field.constraints.get("enum", [])]
        limits += [("example", field.example)] if field.example is not None else []
        for name, value in limits:
            if not _is_value(field, value):
                place = f"schema.fields.{field.name}.{name}"
                yield Problem("constraint-value", file=descriptor.file, field=place, value=str(value))


def _is_value(field: Field, value: object) -> bool:
    """Tell whether what YAML read is a value of the field: a number without quotes is no text."""
    try:
        cells.parse(field, str(value))
    except cells.InvalidError:
        return False
    return isinstance(value, str) or field.type in (*NUMERIC, "year")
