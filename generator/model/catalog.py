"""From a sound Package to the Catalog: datasets, entities with their addresses, relations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.load.segments import DATA_SEGMENT
from generator.load.versions import History

ACCENTS = re.compile("[\u0300-\u0302\u0304-\u036f]")
"""Every combining mark but the tilde, which makes another letter."""

if TYPE_CHECKING:
    from generator.load.cells import Value
    from generator.load.descriptors import Descriptor
    from generator.load.package import Package, PackageMetadata
    from generator.load.site import Site
    from generator.load.tables import Table


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Dataset:
    """A descriptor and its table, ready to be asked.

    `labels` names each row by its primary key, when the descriptor has a label.
    """

    descriptor: Descriptor
    table: Table
    labels: Mapping[str, str]

    @property
    def name(self) -> str:
        """The dataset's name."""
        return self.descriptor.name

    def rows_with(self, field: str, text: str) -> Sequence[int]:
        """Return the positions of the rows whose cell of `field` holds `text`, in order."""
        rows: list[int] = self.table.texts[field].rows_of(text).tolist()
        return rows

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
    history: History = field(default_factory=History)

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


def build(package: Package, history: History | None = None) -> Catalog:
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
    return Catalog(package.metadata, package.site, datasets, entities, relations, history or History())


def _dataset(package: Package, name: str) -> Dataset:
    descriptor, table = package.descriptors[name], package.tables[name]
    return Dataset(descriptor, table, _labels(descriptor, table))


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
    order = kind.order or dataset.descriptor.label
    aliases = _aliases(dataset, datasets.get(kind.aliases))
    key = dataset.table.texts[dataset.descriptor.schema.primary_key[0]]
    titles = dataset.table.texts[dataset.descriptor.label]
    missing = dataset.descriptor.schema.missing_values
    subtitles = dataset.table.texts[kind.subtitle] if kind.subtitle else ("",) * len(dataset.table)
    short_names = dataset.table.texts[kind.abbreviation] if kind.abbreviation else ("",) * len(dataset.table)
    for row in sorted(range(len(dataset.table)), key=lambda row: _collated(dataset.table.value(order, row))):
        name = key[row]
        path = f"{site.segment(dataset.name)}/{name}/"
        subtitle = "" if subtitles[row] in missing else subtitles[row]
        short = () if short_names[row] in missing or not short_names[row] else (short_names[row],)
        names = tuple(dict.fromkeys((*short, *aliases.get(name, ()))))
        yield Entity(dataset.name, name, titles[row] or name, path, row, names, subtitle)


def _collated(value: Value) -> tuple[bool, Any]:
    """Return a value as it is ordered by people; blanks come last."""
    if not isinstance(value, str):
        return value is None, value if value is not None else 0
    return False, collate(value)


def collate(text: str) -> str:
    """Return a text as it is ordered by people: case and accents do not count, `ñ` follows `n`."""
    return ACCENTS.sub("", unicodedata.normalize("NFD", text.casefold()))


def _aliases(dataset: Dataset, other: Dataset | None) -> Mapping[str, tuple[str, ...]]:
    """Return the other names of each entity, in the order they stand in the dataset of aliases."""
    reference = next(
        (key for key in other.descriptor.schema.foreign_keys if key.target == dataset.name), None
    ) if other else None  # fmt: skip
    if other is None or reference is None or not other.descriptor.label:
        return {}
    found: dict[str, dict[str, None]] = {}
    for key, name in zip(
        other.table.texts[reference.fields[0]], other.table.texts[other.descriptor.label], strict=True
    ):
        found.setdefault(key, {})[name] = None
    return {key: tuple(names) for key, names in found.items()}
