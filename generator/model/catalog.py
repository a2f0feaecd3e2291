"""From a sound Package to the Catalog: datasets, entities with their addresses, relations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from generator.load.site import DATA_SEGMENT

TYPED = "__typed"
ACCENTS = "[\u0300-\u0302\u0304-\u036f]"
"""Every combining mark but the tilde, which makes another letter."""

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor
    from generator.load.package import Package, PackageMetadata
    from generator.load.site import Site
    from generator.load.tables import Table


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Dataset:
    """A descriptor and its table, ready to be asked.

    `rows` holds each column as written, and typed under its name with `TYPED` added. `positions` gives, for each
    field of the primary key and of foreign keys from here or to here, the rows with each text. `labels` names each row
    by its primary key, when the descriptor has a label.
    """

    descriptor: Descriptor
    table: Table
    rows: pd.DataFrame
    positions: Mapping[str, Mapping[str, Sequence[int]]]
    labels: Mapping[str, str]

    @property
    def name(self) -> str:
        """The dataset's name."""
        return self.descriptor.name

    @property
    def is_awaited(self) -> bool:
        """Whether its rows are announced, and none has come."""
        return self.descriptor.awaited is not None and not len(self.table)


@dataclass(frozen=True, slots=True)
class Entity:
    """One row of an entity dataset. `path` is the address of its page, from the site's root, with a final slash."""

    kind: str
    id: str
    title: str
    path: str
    row: int
    aliases: tuple[str, ...] = ()
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """The rows of `dataset` belong to entities of `kind` through their field `field`."""

    dataset: str
    field: str
    kind: str
    is_provenance: bool = False


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Catalog:
    """All that pages are made of."""

    metadata: PackageMetadata
    site: Site
    datasets: Mapping[str, Dataset]
    entities: Mapping[str, Mapping[str, Entity]]
    relations: tuple[Relation, ...]

    def path(self, dataset: str) -> str:
        """Return the address of a dataset's page."""
        return f"{self.site.segment(DATA_SEGMENT)}/{dataset}/"

    def directory(self, kind: str) -> str:
        """Return the address of the directory of an entity kind."""
        return f"{self.site.segment(kind)}/"

    def relations_to(self, kind: str) -> Iterator[Relation]:
        """Yield the relations whose pages are those of `kind`, the source of rows left out."""
        return (relation for relation in self.relations if relation.kind == kind and not relation.is_provenance)

    def entity(self, dataset: str, field: str, key: str) -> Entity | None:
        """Return the entity that the cell `key` of `field` points to, if it points to one."""
        reference = self.datasets[dataset].descriptor.schema.reference(field)
        return self.entities.get(reference.target, {}).get(key) if reference else None

    def closure(self, name: str) -> tuple[str, ...]:
        """Return `name` and every dataset its foreign keys lead to, and theirs, sorted, `name` first."""
        found = {name}
        waiting = [name]
        while waiting:
            for key in self.datasets[waiting.pop()].descriptor.schema.foreign_keys:
                if key.target not in found:
                    found.add(key.target)
                    waiting.append(key.target)
        return (name, *sorted(found - {name}))


def build(package: Package) -> Catalog:
    """Name every row, give each entity its address, and read the relations off the foreign keys."""
    datasets = {name: _dataset(package, name) for name in package.descriptors}
    entities = {
        name: {entity.id: entity for entity in _entities(dataset, datasets, package.site)}
        for name, dataset in datasets.items()
        if dataset.descriptor.entity
    }
    relations = tuple(
        Relation(name, key.fields[0], key.target, is_provenance=_is_provenance(dataset.descriptor, key.fields[0]))
        for name, dataset in datasets.items()
        for key in dataset.descriptor.schema.foreign_keys
        if len(key.fields) == 1 and key.target in entities
    )
    return Catalog(package.metadata, package.site, datasets, entities, relations)


def _dataset(package: Package, name: str) -> Dataset:
    descriptor, table = package.descriptors[name], package.tables[name]
    rows = pd.DataFrame(table.texts, dtype="object").join(table.frame.add_suffix(TYPED))
    keys = {*descriptor.schema.primary_key, *(name for key in descriptor.schema.foreign_keys for name in key.fields)}
    pointers = [key for other in package.descriptors.values() for key in other.schema.foreign_keys]
    keys |= {field for key in pointers if key.target == name for field in key.target_fields}
    positions = {field: _positions(table.texts[field]) for field in sorted(keys)}
    return Dataset(descriptor, table, rows, positions, _labels(descriptor, table))


def _positions(texts: Sequence[str]) -> Mapping[str, Sequence[int]]:
    """Return the positions of each distinct text, in order."""
    found: dict[str, list[int]] = {}
    for position, text in enumerate(texts):
        found.setdefault(text, []).append(position)
    return found


def _is_provenance(descriptor: Descriptor, field: str) -> bool:
    return descriptor.provenance is not None and descriptor.provenance.document == field


def _labels(descriptor: Descriptor, table: Table) -> Mapping[str, str]:
    key = descriptor.schema.primary_key
    if not descriptor.label or len(key) != 1:
        return {}
    return dict(zip(table.texts[key[0]], table.texts[descriptor.label], strict=True))


def _entities(dataset: Dataset, datasets: Mapping[str, Dataset], site: Site) -> Iterator[Entity]:
    """Yield the entities of a dataset in the order of its `order` field, by label when there is none."""
    kind = dataset.descriptor.entity
    if kind is None:
        return
    order = dataset.table.frame[kind.order or dataset.descriptor.label]
    aliases = _aliases(dataset, datasets.get(kind.aliases))
    key = dataset.table.texts[dataset.descriptor.schema.primary_key[0]]
    titles = dataset.table.texts[dataset.descriptor.label]
    missing = dataset.descriptor.schema.missing_values
    subtitles = dataset.table.texts[kind.subtitle] if kind.subtitle else ("",) * len(dataset.table)
    for row in order.sort_values(kind="stable", key=_collated).index:
        name = key[row]
        path = f"{site.segment(dataset.name)}/{name}/"
        subtitle = "" if subtitles[row] in missing else subtitles[row]
        yield Entity(dataset.name, name, titles[row] or name, path, int(row), aliases.get(name, ()), subtitle)


def _collated(column: pd.Series) -> pd.Series:
    """Return texts as they are ordered by people: case and accents do not count, and `ñ` follows `n`."""
    if pd.api.types.is_numeric_dtype(column) or not pd.api.types.is_string_dtype(column):
        return column
    return column.str.casefold().str.normalize("NFD").str.replace(ACCENTS, "", regex=True)


def _aliases(dataset: Dataset, other: Dataset | None) -> Mapping[str, tuple[str, ...]]:
    """Return the other names of each entity, in the order they stand in the dataset of aliases."""
    reference = next(
        (key for key in other.descriptor.schema.foreign_keys if key.target == dataset.name), None
    ) if other else None  # fmt: skip
    if other is None or reference is None or not other.descriptor.label:
        return {}
    frame = pd.DataFrame({
        "id": other.table.texts[reference.fields[0]], "name": other.table.texts[other.descriptor.label],
    })  # fmt: skip
    return {str(name): tuple(dict.fromkeys(group)) for name, group in frame.groupby("id")["name"]}
