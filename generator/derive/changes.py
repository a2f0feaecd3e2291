"""What changed from version to version of each dataset, told once per build: counts, reasons, and whom it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from generator.derive import differences, meanings
from generator.derive.differences import Difference, Revision, Tally
from generator.load import snapshots
from generator.load.snapshots import Snapshot
from generator.load.versions import Version, Withdrawal

if TYPE_CHECKING:
    from generator.load.revisions import Reason
    from generator.model.catalog import Catalog

Entity = tuple[str, str]
"""A dataset of entities, and the id of one of them."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one version, or a withdrawal (`version` is blank), changed in a dataset; `name` is that of either.

    `previous` is the version before, blank for the first and for one that comes back. `reasons` has one for each
    revision, blank where nobody recorded any; `gone` likewise for the rows that were withdrawn. `about` counts what
    concerns each entity.
    """

    dataset: str
    title: str
    time: int
    day: str
    name: str = ""
    version: str = ""
    previous: str = ""
    rows: int = 0
    difference: Difference = field(default_factory=Difference)
    reasons: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    about: Mapping[Entity, Tally] = field(default_factory=dict)

    @property
    def is_first(self) -> bool:
        """Whether there was nothing before it: it is no difference but a beginning."""
        return bool(self.version) and not self.previous

    @property
    def tally(self) -> Tally:
        """Count what is different; of a first version its rows."""
        found = self.difference
        added = self.rows if self.is_first else len(found.added)
        return replace(found.tally, added=added)

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """What it comes to, the gravest first: words (`changes.count.*`) and their numbers; never none."""
        if not self.version:
            return (("gone", 1),)
        if self.is_first and self.difference.is_known:
            return (("first" if self.rows else "empty", self.rows),)
        return self.difference.parts


_told: WeakKeyDictionary[Catalog, Mapping[str, tuple[Change, ...]]] = WeakKeyDictionary()


def ledger(catalog: Catalog) -> Mapping[str, tuple[Change, ...]]:
    """Return the changes of every dataset that has a history, the oldest first."""
    if catalog not in _told:
        names = catalog.history.events
        _told[catalog] = {name: tuple(_changes(name, catalog)) for name in names}
    return _told[catalog]


def latest(catalog: Catalog) -> list[Change]:
    """Return the changes of all datasets, the newest first; those of one moment by gravity."""
    found = (change for changes in ledger(catalog).values() for change in changes)
    return sorted(found, key=lambda change: (-change.time, weight(change), change.dataset))


_concerned: WeakKeyDictionary[Catalog, Mapping[Entity, list[Change]]] = WeakKeyDictionary()


def about(catalog: Catalog) -> Mapping[Entity, list[Change]]:
    """Return the changes that concern each entity, the newest first."""
    if catalog not in _concerned:
        found: dict[Entity, list[Change]] = {}
        for change in latest(catalog):
            for entity in change.about:
                found.setdefault(entity, []).append(change)
        _concerned[catalog] = found
    return _concerned[catalog]


def weight(change: Change) -> tuple[int, int, int, int]:
    """Return by what changes are ordered, the gravest first."""
    tally = change.tally
    return (-(not change.version), -tally.figures, -tally.withdrawn, change.is_first)


def _changes(name: str, catalog: Catalog) -> Iterator[Change]:
    before, previous = Snapshot(), ""
    reasons: tuple[Reason, ...] = ()
    made: list[Change] = []
    for event in catalog.history.events[name]:
        if isinstance(event, Withdrawal):
            made.append(Change(name, before.title or name, event.time, event.day, event.name))
            before, previous = Snapshot(), ""
            continue
        now = read(event, catalog)
        found = differences.compare(before, now) if previous else _first(now)
        about = dict(_about(name, (before, now), found))
        found = found if previous else replace(found, added=())
        told = (name, now.title or name, event.time, event.day, event.name)
        made.append(Change(*told, event.name, previous, len(now.rows), found, about=about))
        before, previous, reasons = now, event.name, now.reasons
    current = catalog.datasets.get(name)
    yield from _explained(made, current.descriptor.revisions if current else reasons)


def read(version: Version, catalog: Catalog) -> Snapshot:
    """Return the rows of a version as they were."""
    history = catalog.history
    return snapshots.read(history.read(version.csv), history.read(version.descriptor))


def _first(now: Snapshot) -> Difference:
    """Return what the first version brought: its rows."""
    return Difference(names=now.names, added=tuple(now.rows), rows=len(now.rows), is_known=now.is_readable)


def _about(name: str, versions: tuple[Snapshot, Snapshot], found: Difference) -> Iterator[tuple[Entity, Tally]]:
    """Yield how much of a difference is about each entity that its rows point to, or are."""
    before, now = versions
    told: dict[Entity, Tally] = {}
    parts: Sequence[tuple[Snapshot, Iterable[tuple[tuple[str, ...], Tally]]]] = (
        (now, ((revision.row, _of(revision)) for revision in found.revisions)),
        (before, ((row, Tally(withdrawn=1)) for row in found.withdrawn)),
        (now, ((row, Tally(added=1)) for row in found.added)),
    )
    for version, rows in parts:
        targets = version.targets(name)
        for row, tally in rows:
            for entity in {(kind, row[place]) for kind, place in targets}:
                told[entity] = told.get(entity, Tally()) + tally
    yield from told.items()


def _of(revision: Revision) -> Tally:
    return Tally(figures=int(revision.gravity == meanings.FIGURE), revised=1)


def _explained(made: Sequence[Change], reasons: Sequence[Reason]) -> Iterator[Change]:
    """Yield the changes with the reasons that editors recorded.

    A reason is of the first version of its day, or a later one, that has something it fits.
    """
    left = list(reasons)
    for change in made:
        here = [reason for reason in left if reason.date <= change.day]
        used: list[Reason] = []
        found = change.difference
        revised = tuple(_reason(here, (", ".join(one.key), one.field), used) for one in found.revisions)
        names = [found.old_names.index(name) for name in found.key if name in found.old_names]
        gone = tuple(_reason(here, (", ".join(row[place] for place in names), ""), used) for row in found.withdrawn)
        left = [reason for reason in left if reason not in used]
        yield replace(change, reasons=revised, gone=gone)


def _reason(reasons: Iterable[Reason], place: tuple[str, str], used: list[Reason]) -> str:
    """Return why the value at a place (key and field) was revised, and note the entry that says so."""
    key, name = place
    fitting = [one for one in reasons if one.key in ("", key) and (one.field in ("", name))]
    best = max(fitting, key=lambda one: (bool(one.key) + bool(one.field), one.date), default=None)
    if best is None:
        return ""
    used.append(best)
    return best.reason
