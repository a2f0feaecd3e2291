"""The dictionary of data as files: one CSV per dataset, and one of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.derive import dictionaries
from generator.publish import verdict_files

if TYPE_CHECKING:
    from generator.derive.dictionaries import Entry
    from generator.model.catalog import Catalog
    from generator.render.words import Words

COLUMNS = (
    "dataset", "field", "title", "type", "unit", "description", "required", "unique", "choices", "rules", "target",
    "missing", "blanks", "rows",
)  # fmt: skip


def artifacts(catalog: Catalog, words: Words) -> Iterator[Artifact]:
    """Yield the dictionary of each dataset, then that of all."""
    everything: list[Entry] = []
    for dataset in catalog.datasets.values():
        found = list(dictionaries.entries(dataset))
        everything += found
        path = dictionaries.of_dataset(dataset, catalog).path
        yield Artifact(path, partial(write, found, words), dataset.descriptor.file)
    yield Artifact(dictionaries.file(catalog).path, partial(write, everything, words), "schemas/datapackage.yaml")


def write(entries: Iterable[Entry], words: Words) -> bytes:
    """Return entries as a CSV whose header is in the words of the site."""
    head = tuple(words.say(f"usage.dictionary.{name}") for name in COLUMNS)
    return verdict_files.write([head, *(_row(entry, words) for entry in entries)])


def _row(entry: Entry, words: Words) -> tuple[str, ...]:
    truth = {True: words.say("table.yes"), False: words.say("table.no")}
    missing = [f"{text} ({label})" if label and label != text else text for text, label in entry.missing.items()]
    return (
        entry.dataset, entry.name, entry.title, words.say(f"type.{entry.type}"), entry.unit, entry.description,
        truth[entry.required], truth[entry.unique], "; ".join(entry.choices),
        "; ".join(f"{key}: {value}" for key, value in entry.rules.items()), entry.target,
        "; ".join(text or words.say("usage.blank") for text in missing), str(entry.blanks), str(entry.rows),
    )  # fmt: skip
