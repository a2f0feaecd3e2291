"""What is different between two versions of a dataset: rows by their primary key, values, and the schema.

Order of rows and columns, and the way in which equal values are written, are no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import meanings, schema_changes
from generator.derive.meanings import FIGURE, Value
from generator.derive.schema_changes import SchemaChange

if TYPE_CHECKING:
    from generator.load.snapshots import Snapshot

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """A value that was published and is another now, of the row with `key`; `row` is that row as it is now.

    `weight` is the relative change of a figure, |a - b| / (|a| + |b|), from 0 to 1.
    """

    key: Row
    field: str
    before: str
    after: str
    gravity: int
    weight: float
    row: Row


@dataclass(frozen=True, slots=True)
class Tally:
    """How many values were revised (`figures` of them were figures), how many rows were withdrawn and added."""

    figures: int = 0
    revised: int = 0
    withdrawn: int = 0
    added: int = 0

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """What it comes to, the gravest first: words (`changes.count.*`) and their numbers, none of them zero."""
        found = (
            ("figures", self.figures), ("withdrawn", self.withdrawn), ("values", self.revised - self.figures),
            ("added", self.added),
        )  # fmt: skip
        return tuple(part for part in found if part[1])

    def __add__(self, other: Tally) -> Tally:
        """Return both together."""
        return Tally(
            self.figures + other.figures, self.revised + other.revised, self.withdrawn + other.withdrawn,
            self.added + other.added,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different, in the order of gravity; rows that were added in that of the new file, withdrawn in the old.

    `key` names the columns by which rows were told apart: none where whole rows had to be compared. `repeated` counts
    the keys that more than one row has. `is_known` is false where a version could not be read as a table.
    """

    key: tuple[str, ...] = ()
    old_names: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()
    withdrawn: tuple[Row, ...] = ()
    added: tuple[Row, ...] = ()
    schema: tuple[SchemaChange, ...] = ()
    rows: int = 0
    repeated: int = 0
    is_known: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing but the way of writing is different."""
        return self.is_known and not (self.revisions or self.withdrawn or self.added or self.schema)

    @property
    def figures(self) -> int:
        """How many figures that were published are others now."""
        return sum(revision.gravity == FIGURE for revision in self.revisions)

    @property
    def tally(self) -> Tally:
        """How much is different."""
        return Tally(self.figures, len(self.revisions), len(self.withdrawn), len(self.added))

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """What it comes to, the gravest first: words (`changes.count.*`) and their numbers; never none."""
        if not self.is_known:
            return (("unknown", 1),)
        found = (*self.tally.parts, ("schema", len(self.schema)))
        return tuple(part for part in found if part[1]) or (("none", 1),)


def compare(old: Snapshot, new: Snapshot) -> Difference:
    """Return what is different in `new`; of versions that are no tables, that nothing can be said."""
    if not (old.is_readable and new.is_readable):
        return Difference(names=new.names, rows=len(new.rows), is_known=False)
    matched = schema_changes.match(old, new)
    pair = _Pair(old, new, matched)
    key = pair.key()
    revisions: list[Revision] = []
    gone, come, repeated = [], [], 0
    before, now = pair.grouped(old.rows, key, side=0), pair.grouped(new.rows, key, side=1)
    for group in dict.fromkeys((*before, *now)):
        left, right = _cancelled(before.get(group, ()), now.get(group, ()))
        repeated += bool(key) and max(len(before.get(group, ())), len(now.get(group, ()))) > 1
        if key and len(left) == len(right) == 1:
            revisions += pair.revisions(left[0], right[0], key)
        else:
            gone += left
            come += right
    revisions.sort(key=lambda found: (found.gravity, -found.weight))
    withdrawn = tuple(old.rows[place] for place, _ in sorted(gone))
    added = tuple(new.rows[place] for place, _ in sorted(come))
    schema = schema_changes.changes(old, new, matched)
    return Difference(key, old.names, new.names, tuple(revisions), withdrawn, added, schema, len(new.rows), repeated)


Placed = tuple[int, tuple[Value, ...]]
"""The position of a row, and the values of its columns that both versions have."""


def _cancelled(left: Sequence[Placed], right: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
    """Return the rows of either side that have no equal on the other."""
    if len(left) == len(right) == 1:
        return ([], []) if left[0][1] == right[0][1] else (list(left), list(right))
    return _without(left, right), _without(right, left)


def _without(rows: Sequence[Placed], others: Sequence[Placed]) -> list[Placed]:
    there = Counter(values for _, values in others)
    kept = []
    for place, values in rows:
        if there[values]:
            there[values] -= 1
        else:
            kept.append((place, values))
    return kept


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two versions and the columns that both have: their names in the new one, and where they stand in each."""

    old: Snapshot
    new: Snapshot
    matched: Mapping[str, str]

    @property
    def places(self) -> list[tuple[int, int]]:
        """Return where each column of both stands in the old and in the new version."""
        return [(self.old.names.index(name), self.new.names.index(new)) for new, name in self.matched.items()]

    def key(self) -> tuple[str, ...]:
        """Return the primary key in the names of the new version: its own, or else that of the old one."""
        if self.new.key and set(self.new.key) <= set(self.matched):
            return self.new.key
        names = {old: new for new, old in self.matched.items()}
        return tuple(names[name] for name in self.old.key) if set(self.old.key) <= set(names) else ()

    def grouped(self, rows: Sequence[Row], key: tuple[str, ...], *, side: int) -> dict[Row, list[Placed]]:
        """Return the values of the rows of one version by their key."""
        names = list(self.matched)
        readers = [(pair[side], self.reader(name, side)) for name, pair in zip(names, self.places, strict=True)]
        columns = [
            [known[text] for text in column]
            for place, read in readers
            for column in [[row[place] for row in rows]]
            for known in [{text: read(text) for text in set(column)}]
        ]
        at = [names.index(name) for name in key]
        found: dict[Row, list[Placed]] = {}
        for place, values in enumerate(zip(*columns, strict=True) if columns else [()] * len(rows)):
            found.setdefault(tuple(meanings.told(values[one]) for one in at), []).append((place, values))
        return found

    def reader(self, name: str, side: int) -> Callable[[str], Value]:
        """Return what reads the texts of a column so that equal values are equal, however they are written."""
        both = self.old.column(self.matched[name]), self.new.column(name)
        is_numeric = any(column.is_numeric for column in both)
        return lambda text: meanings.value(text, both[side], is_numeric=is_numeric)

    def revisions(self, left: Placed, right: Placed, key: tuple[str, ...]) -> Iterator[Revision]:
        """Yield the values that are different in a row of both."""
        before, after = self.old.rows[left[0]], self.new.rows[right[0]]
        names = tuple(after[self.new.names.index(name)] for name in key)
        for name, (here, there), one, other in zip(self.matched, self.places, left[1], right[1], strict=True):
            if one != other:
                gravity, weight = meanings.weighed(one, other)
                yield Revision(names, name, before[here], after[there], gravity, weight, after)
