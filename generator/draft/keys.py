"""What tells the rows of a table apart, and which of its columns hold ids of other datasets."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.draft import shapes
from generator.draft.outcomes import DraftField, Pointer, Question

if TYPE_CHECKING:
    from generator.load.columns import Column
    from generator.load.package import Package

MAX_KEY = 3
MAX_COLUMNS = 24
"""Columns among which a key is looked for."""

SAMPLE = 2000
"""Rows that are looked at first: what repeats among them is no key."""

MANY = 2
"""A column of so many times as many texts as there are ids holds something else."""

MAX_SHOWN = 3
MIN_WORD = 4
"""Letters from which on a part of a name says something."""


@dataclass(frozen=True, slots=True)
class Target:
    """A dataset with a key of one column, its ids, and whether its rows get pages."""

    dataset: str
    field: str
    type: str
    ids: frozenset[str]
    is_entity: bool


def targets(package: Package) -> list[Target]:
    """Return the datasets that a foreign key may point to; those whose rows get pages come first, then the smallest."""
    found = []
    for name, descriptor in package.descriptors.items():
        key, table = descriptor.schema.primary_key, package.tables.get(name)
        if len(key) == 1 and key[0] in descriptor.schema.names and table is not None:
            ids = frozenset(table.texts[key[0]].distinct) - {""}
            found.append(Target(name, key[0], descriptor.schema.get(key[0]).type, ids, bool(descriptor.entity)))
    return sorted(found, key=lambda target: (not target.is_entity, len(target.ids), target.dataset))


def ids(name: str, known: Sequence[Target]) -> set[str]:
    """Return the ids that a column of this name may hold."""
    return {text for target in known if target.field == name for text in target.ids}


def points(
    field: DraftField, texts: AbstractSet[str], known: Sequence[Target]
) -> tuple[Target | None, Question | None]:
    """Return the dataset whose ids a column holds, or the question whether it holds some.

    Numbers, and ids of datasets without pages, could be anything: there the column's name must speak of the target.
    """
    few = [target for target in known if texts and not field.is_period and len(texts) < MANY * len(target.ids)]
    are_numbers = bool(few) and all(re.fullmatch("[0-9.,-]+", text) for text in texts)
    able = [target for target in few if _may(field.name, are_numbers, target)]
    whole = [target for target in able if texts <= target.ids]
    if whole:
        return min(whole, key=lambda target: target.field != field.name), None
    for target in able:
        strange = sorted(texts - target.ids)
        if len(strange) * 2 < len(texts):
            values = {"dataset": target.dataset, "value": ", ".join(strange[:MAX_SHOWN])}
            return None, Question("ask_pointer", values)
    return None, None


def _may(name: str, are_numbers: bool, target: Target) -> bool:  # noqa: FBT001 -- a fact about the texts, not a switch
    if not target.is_entity or target.type != "string":
        return name == target.field and target.type == "string" and not are_numbers
    parts = {part for part in re.split("[_-]", f"{target.field}-{target.dataset}") if len(part) >= MIN_WORD}
    return not are_numbers or any(part in name for part in parts)


def primary(
    fields: Sequence[DraftField], columns: Mapping[str, Column], pointers: Sequence[Pointer]
) -> tuple[tuple[str, ...], ...]:
    """Return the shortest sets of columns that tell rows apart, the best first.

    Quantities are no key. A period belongs to a key that is no id of the row's own: next year the same comes again.
    """
    able = [field.name for field in fields if field.is_required and field.type in ("string", "date")][:MAX_COLUMNS]
    codes = {name: _alike(columns[name]) for name in able}
    found: list[tuple[str, ...]] = []
    for size in range(1, MAX_KEY + 1):
        found = [names for names in itertools.combinations(able, size) if _is_key([codes[name] for name in names])]
        if found:
            break
    if not found:
        return ()
    own = {name for name in able if shapes.identifier(columns[name].distinct)} - {pointer.field for pointer in pointers}
    first = found[0]
    periods = [field.name for field in fields if field.is_period and field.name in able and field.name not in first]
    if periods and set(first) - own and len(first) < MAX_KEY:
        first = tuple(name for name in able if name in (*first, periods[0]))
    return (first, *(names for names in found if names != first))


def _alike(column: Column) -> list[int]:
    """Return one number per row that is the same for texts which people take for the same."""
    known: dict[str, int] = {}
    folded = (unicodedata.normalize("NFKC", text).casefold() for text in column.distinct)
    places = [known.setdefault(text, len(known)) for text in folded]
    return [places[code] for code in column.codes.tolist()]


def _is_key(columns: Sequence[Sequence[int]]) -> bool:
    rows = len(columns[0])
    sample = min(rows, SAMPLE)
    first = set(zip(*(column[:sample] for column in columns), strict=True))
    return len(first) == sample and (sample == rows or len(set(zip(*columns, strict=True))) == rows)


def pointers_of(found: Mapping[str, Target | None]) -> Iterator[Pointer]:
    """Yield the foreign keys of the columns that have a target."""
    for name, target in found.items():
        if target is not None:
            yield Pointer(name, target.dataset, target.field)
