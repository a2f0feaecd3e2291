"""What is different in the schemas of two versions: columns that came, went, got another name or type, and the key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.load.snapshots import Snapshot

LIKE = 0.9
"""The share of the values in common from which on a new column is taken for an old one with another name."""


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """A change of the schema: `removed`, `renamed`, `type`, `added` or `key`, with what it was and what it is."""

    kind: str
    before: str
    after: str
    field: str = ""


def match(old: Snapshot, new: Snapshot) -> Mapping[str, str]:
    """Return, by the name of each column of `new` that `old` has too, its name there."""
    found = {name: name for name in new.names if name in old.names}
    come = [name for name in new.names if name not in found]
    gone = [name for name in old.names if name not in found]
    if len(old.key) == len(new.key):
        keyed = [(here, there) for here, there in zip(new.key, old.key, strict=True) if here in come and there in gone]
        found |= dict(keyed)
        come = [name for name in come if name not in found]
        gone = [name for name in gone if name not in found.values()]
    alike = [(here, there) for here in come for there in gone if _is_like(old, new, (there, here), found)]
    times = Counter(name for pair in alike for name in set(pair))
    found |= {here: there for here, there in alike if times[here] == times[there] == 1}
    return {name: found[name] for name in new.names if name in found}


def _is_like(old: Snapshot, new: Snapshot, names: tuple[str, str], found: Mapping[str, str]) -> bool:
    """Tell whether a column of either version hold nearly the same values, row by row."""
    gone, come = names
    if old.column(gone).type != new.column(come).type:
        return False
    key = [(found[name], name) for name in new.key if name in found]
    if not key or len(key) < len(new.key):
        shared = list(zip(_texts(old, gone), _texts(new, come), strict=False)) if len(old.rows) == len(new.rows) else []
    else:
        before = dict(zip(_keys(old, [there for there, _ in key]), _texts(old, gone), strict=True))
        now = zip(_keys(new, [here for _, here in key]), _texts(new, come), strict=True)
        shared = [(before[row], text) for row, text in now if row in before]
    told = [(one, other) for one, other in shared if one or other]
    return bool(told) and sum(one == other for one, other in told) >= LIKE * len(told)


def _texts(version: Snapshot, name: str) -> list[str]:
    place = version.names.index(name)
    return [row[place] for row in version.rows]


def _keys(version: Snapshot, names: list[str]) -> list[tuple[str, ...]]:
    places = [version.names.index(name) for name in names]
    return [tuple(row[place] for place in places) for row in version.rows]


def changes(old: Snapshot, new: Snapshot, matched: Mapping[str, str]) -> tuple[SchemaChange, ...]:
    """Return the changes of the schema, those that take something away first."""
    return tuple(_changes(old, new, matched))


def _changes(old: Snapshot, new: Snapshot, matched: Mapping[str, str]) -> Iterator[SchemaChange]:
    there = {name: here for here, name in matched.items()}
    yield from (SchemaChange("removed", name, "", name) for name in old.names if name not in there)
    yield from (SchemaChange("renamed", name, here, here) for here, name in matched.items() if here != name)
    for here, name in matched.items():
        before, after = old.column(name), new.column(here)
        if before.type != after.type and name in old.columns and here in new.columns:
            yield SchemaChange("type", before.type, after.type, here)
    key = tuple(there.get(name, name) for name in old.key)
    if key != new.key:
        yield SchemaChange("key", ", ".join(old.key), ", ".join(new.key))
    yield from (SchemaChange("added", "", name, name) for name in new.names if name not in matched)
