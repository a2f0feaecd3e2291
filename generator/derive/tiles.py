"""A schematic map: one tile for each entity of a kind, placed by a dataset, filled by a figure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.derive import labels, summaries
from generator.derive.terms import Link, Missing, Quantity, Term, Word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.derive.questions import Question
    from generator.derive.summaries import Summary
    from generator.load.schemas import Unit
    from generator.load.views import View
    from generator.model.catalog import Catalog, Dataset, Entity

LEVELS = 4
YES, NO, GAP, THIS, PLAIN = "yes", "no", "gap", "this", "plain"


@dataclass(frozen=True, slots=True)
class Tile:
    """An entity on the map: its short name, its place from 0, what it is told to be and how that looks.

    `look` is `yes`, `no`, `gap`, `this`, `plain`, or `level-1` to `level-4` for a number, the largest last. `value`
    stands on the tile, `told` is the same with its unit.
    """

    link: Link
    short: str
    row: int
    column: int
    look: str = PLAIN
    value: Term = ""
    told: Term = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A line of the legend: a look, and the least and the most of the numbers that have it."""

    look: str
    least: Quantity
    most: Quantity


@dataclass(frozen=True, slots=True)
class TileMap:
    """A map: its title, its tiles from north to south, how many rows and columns it has, its legend, its dataset."""

    title: str
    tiles: tuple[Tile, ...]
    rows: int
    columns: int
    legend: tuple[Level, ...]
    dataset: Link

    def those(self, look: str) -> tuple[Link, ...]:
        """Return the entities whose tiles have a look."""
        return tuple(tile.link for tile in self.tiles if tile.look == look)


@dataclass(frozen=True, slots=True)
class _Filling:
    """What one tile is filled with."""

    look: str
    value: Term
    told: Term


def of_ranking(dataset: Dataset, view: View, catalog: Catalog) -> TileMap | None:
    """Return the map of a figure that gives each entity a number; nothing when its kind has no map."""
    reference = dataset.descriptor.schema.reference(view.group[0])
    if len(view.group) != 1 or reference is None:
        return None
    summary, unit = summaries.summarise(dataset, view, catalog), labels.unit_of(dataset, view, catalog)
    levels = _levels([point.value for point in summary.known if point.value is not None])
    filled = {}
    for point in summary.points:
        if point.value is None:
            filled[point.key[0]] = _Filling(GAP, Missing(), Missing())
            continue
        value = Quantity(point.value, None, point.decimals)
        filled[point.key[0]] = _Filling(levels[point.value], value, Quantity(point.value, unit, point.decimals))
    found = _map(reference.target, view.title, filled, catalog)
    return replace(found, legend=_legend(summary, levels, unit)) if found else None


def of_presence(asked: Question, summary: Summary) -> TileMap | None:
    """Return the map of where something is; nothing when the kind of those places has no map."""
    reference = asked.dataset.descriptor.schema.reference(summary.group[0])
    if reference is None:
        return None
    filled = {}
    for point in summary.points:
        if point.value is None:
            filled[point.key[0]] = _Filling(GAP, Missing(), Missing())
        else:
            word = Word("table.yes" if point.value else "table.no")
            filled[point.key[0]] = _Filling(YES if point.value else NO, word, word)
    return _map(reference.target, asked.view.title, filled, asked.catalog)


def of_entity(entity: Entity, catalog: Catalog) -> TileMap | None:
    """Return the map on which one entity is marked; nothing when its kind has no map, or it is not on it."""
    here = Word("tiles.here")
    found = _map(entity.kind, entity.title, {entity.id: _Filling(THIS, here, here)}, catalog)
    return found if found and found.those(THIS) else None


def shorts(kind: str, catalog: Catalog) -> Mapping[str, str]:
    """Return the short names that the map of a kind gives to its entities, by their ids."""
    placed = _dataset(kind, catalog)
    if placed is None or placed.descriptor.tiles is None or not placed.descriptor.tiles.short:
        return {}
    names = placed.table.texts[placed.descriptor.tiles.short]
    return dict(zip(placed.table.texts[_pointer(placed, kind)], names, strict=True))


def _map(kind: str, title: str, filled: Mapping[str, _Filling], catalog: Catalog) -> TileMap | None:
    """Return the map of a kind, each of its tiles filled; those of which nothing is said stay plain."""
    placed = _dataset(kind, catalog)
    fields = placed.descriptor.tiles if placed else None
    if placed is None or fields is None:
        return None
    names, table = shorts(kind, catalog), placed.table
    keys = table.texts[_pointer(placed, kind)]
    down, across = (
        [_whole(table.value(name, row)) for row in range(len(table))] for name in (fields.row, fields.column)
    )
    places = list(zip(down, across, strict=True))
    top, left = min(down), min(across)
    made = []
    for (row, column), key in sorted(zip(places, keys, strict=True)):
        entity = catalog.entities[kind][key]
        fill = filled.get(key, _Filling(PLAIN, "", ""))
        link, short = Link(entity.title, entity.path), names.get(key, entity.title)
        made.append(Tile(link, short, row - top, column - left, fill.look, fill.value, fill.told))
    high, wide = max(tile.row for tile in made) + 1, max(tile.column for tile in made) + 1
    link = Link(placed.descriptor.title, catalog.path(placed.name))
    return TileMap(title, tuple(made), high, wide, (), link)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _dataset(kind: str, catalog: Catalog) -> Dataset | None:
    """Return the dataset that places the entities of a kind."""
    placing = (catalog.datasets[found.dataset] for found in catalog.relations_to(kind))
    return next((dataset for dataset in placing if dataset.descriptor.tiles and len(dataset.table)), None)


def _pointer(placed: Dataset, kind: str) -> str:
    """Return the field by which the rows of a map point to what they place."""
    return next(key.fields[0] for key in placed.descriptor.schema.foreign_keys if key.target == kind)


def _levels(values: list[float]) -> dict[float, str]:
    """Share out the different values over the levels, as evenly as they go, the smallest first."""
    distinct = sorted(set(values))
    count = min(LEVELS, len(distinct))
    first = LEVELS - count + 1 if count > 1 else LEVELS
    return {value: f"level-{first + place * count // len(distinct)}" for place, value in enumerate(distinct)}


def _legend(summary: Summary, levels: Mapping[float, str], unit: Unit | None) -> tuple[Level, ...]:
    """Return each level that there is, with its ends."""
    ends: dict[str, list[float]] = {}
    for value, look in levels.items():
        ends.setdefault(look, []).append(value)
    return tuple(
        Level(look, Quantity(found[0], None, summary.decimals), Quantity(found[-1], unit, summary.decimals))
        for look, found in ends.items()
    )
