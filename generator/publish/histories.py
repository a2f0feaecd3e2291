"""The past of the data as files: every version at its permanent address, changes as CSV, feeds that tell of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.derive import changes, history_pages, past
from generator.publish import verdict_files
from generator.render import deltas, feeds

if TYPE_CHECKING:
    from generator.derive.changes import Change
    from generator.load.versions import History, Version
    from generator.model.catalog import Catalog
    from generator.render.words import Words

COLUMNS = ("day", "from", "to", "kind", "key", "field", "before", "after", "reason")
SUMS = "SHA256SUMS"


def artifacts(catalog: Catalog, words: Words) -> Iterator[Artifact]:
    """Yield the files of every version, and of every dataset with a history its changes."""
    history = catalog.history
    for name in history.events:
        origin = f"datasets/{name}.csv"
        for version in history.versions(name):
            folder = past.version(name, version.name, catalog)
            yield Artifact(f"{folder}{name}.csv", partial(history.read, version.csv), origin)
            yield Artifact(f"{folder}{name}.yaml", partial(history.read, version.descriptor), origin)
            yield Artifact(f"{folder}{SUMS}", partial(_sums, history, name, version), origin)
        yield Artifact(past.table(name, catalog), partial(_table, name, catalog, words), origin)
    if history.is_whole:
        yield from _feeds(catalog, words)


def _sums(history: History, name: str, version: Version) -> bytes:
    descriptor = hashlib.sha256(history.read(version.descriptor)).hexdigest()
    return f"{version.sha256}  {name}.csv\n{descriptor}  {name}.yaml\n".encode()


def _table(name: str, catalog: Catalog, words: Words) -> bytes:
    """Return the changes of a dataset as a CSV, the newest first."""
    head = [words.say(f"changes.csv.{column}") for column in COLUMNS]
    found = reversed(changes.ledger(catalog)[name])
    return verdict_files.write([head, *(line for change in found for line in _lines(change, words))])


def _lines(change: Change, words: Words) -> Iterator[Sequence[str]]:
    """Yield what one change says: a value, a row or a column a line; a row that came or went as one JSON object."""

    def line(kind: str, **told: str) -> Sequence[str]:
        values = {"day": change.day, "from": change.previous, "to": change.version, **told}
        return [values.get(column, words.say(f"changes.kind.{kind}") if column == "kind" else "") for column in COLUMNS]

    found = change.difference
    for revision, reason in zip(found.revisions, change.reasons, strict=True):
        told = {"before": revision.before, "after": revision.after, "reason": reason}
        yield line(deltas.KINDS[revision.gravity], key=", ".join(revision.key), field=revision.field, **told)
    for row, reason in zip(found.withdrawn, change.gone, strict=True):
        key = ", ".join(row[found.old_names.index(name)] for name in found.key if name in found.old_names)
        yield line("withdrawn", key=key, before=_object(found.old_names, row), reason=reason)
    for one in found.schema:
        yield line("schema", field=one.field, before=one.before, after=one.after, reason=deltas.schema(one, words))
    for row in found.added:
        key = ", ".join(row[found.names.index(name)] for name in found.key)
        yield line("added", key=key, after=_object(found.names, row))
    whole = next((key for key, _ in change.parts if key in ("first", "empty", "gone", "unknown", "none")), "")
    if whole:
        yield line(whole)


def _object(names: Sequence[str], row: Sequence[str]) -> str:
    return json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)


def _feeds(catalog: Catalog, words: Words) -> Iterator[Artifact]:
    """Yield the feed of everything, of each dataset and of each entity."""
    for path, make in _makers(catalog, words):
        yield Artifact(path, make, path)


def _makers(catalog: Catalog, words: Words) -> Iterator[tuple[str, partial[bytes]]]:
    page = past.news(catalog)
    yield past.feed(page, catalog), partial(_everything, catalog, words)
    for name in past.datasets(catalog):
        page = past.changes(name, catalog)
        yield past.feed(page, catalog), partial(_of_dataset, name, catalog, words)
    for kind, entities in catalog.entities.items():
        for entity in entities.values():
            yield past.feed(entity.path, catalog), partial(_of_entity, (kind, entity.id), catalog, words)


def _everything(catalog: Catalog, words: Words) -> bytes:
    entries = tuple(_entry(change, catalog) for change in changes.latest(catalog)[: feeds.ENTRIES])
    return feeds.atom(_feed((words.say("changes.title"), "all"), past.news(catalog), catalog, entries), words)


def _of_dataset(name: str, catalog: Catalog, words: Words) -> bytes:
    entries = tuple(_entry(change, catalog) for change in reversed(changes.ledger(catalog).get(name, ())))
    title = words.say("changes.feed_of", title=history_pages.title_of(name, catalog))
    return feeds.atom(_feed((title, "dataset", name), past.changes(name, catalog), catalog, entries), words)


def _of_entity(which: changes.Entity, catalog: Catalog, words: Words) -> bytes:
    entity = catalog.entities[which[0]][which[1]]
    found = (_entry(change, catalog, which) for change in changes.about(catalog).get(which, ()))
    title = words.say("changes.feed_of", title=entity.title)
    return feeds.atom(_feed((title, "entity", *which), entity.path, catalog, feeds.newest(found)), words)


def _entry(change: Change, catalog: Catalog, about: changes.Entity | None = None) -> feeds.Entry:
    page = f"{past.changes(change.dataset, catalog)}#{past.anchor(change)}"
    tally = change.about[about] if about else None
    return feeds.Entry(change, history_pages.title_of(change.dataset, catalog), page, tally)


def _feed(titled: tuple[str, ...], page: str, catalog: Catalog, entries: tuple[feeds.Entry, ...]) -> feeds.Feed:
    """Return the feed of a page; `titled` is its title and then what its id is made of."""
    meta, site = catalog.metadata, catalog.site
    name = site.name or meta.title or meta.name
    author = site.publisher.title if site.publisher else name
    title, *what = titled
    path = past.feed(page, catalog)
    return feeds.Feed((meta.name, *what), f"{title} – {name}", path, page, author, site.url, entries)
