"""Where a figure comes from: the dataset, how many of its rows, which lines of which documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive.terms import Link
from generator.load.columns import pairs

if TYPE_CHECKING:
    from generator.model.catalog import Catalog, Dataset

Span = tuple[int, int]
LINES = re.compile(r"(?P<first>[0-9]{1,9})(?:-(?P<last>[0-9]{1,9}))?")


@dataclass(frozen=True, slots=True)
class Citation:
    """Lines of a source document: `spans` are inclusive and in order."""

    document: str | Link
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """The dataset that was read, the number of rows, and the documents behind them."""

    dataset: Link
    rows: int
    citations: tuple[Citation, ...] = ()


def derive(dataset: Dataset, rows: Sequence[int], catalog: Catalog) -> Provenance:
    """Tell where the rows at these positions come from."""
    origin = Link(dataset.descriptor.title, catalog.path(dataset.name))
    fields = dataset.descriptor.provenance
    if fields is None:
        return Provenance(origin, len(rows))
    documents, lines = dataset.table.texts[fields.document], dataset.table.texts[fields.lines]
    found: dict[str, list[str]] = {}
    for document, line in pairs(documents, lines, rows):
        found.setdefault(document, []).append(line)
    citations = tuple(
        Citation(_document(dataset, fields.document, name, catalog), spans(texts))
        for name, texts in sorted(found.items())
        if name
    )
    return Provenance(origin, len(rows), citations)


def _document(dataset: Dataset, field: str, key: str, catalog: Catalog) -> str | Link:
    entity = catalog.entity(dataset.name, field, key)
    return Link(entity.title, entity.path) if entity else key


def spans(texts: Iterable[str]) -> tuple[Span, ...]:
    """Merge texts such as `78;114` and `160-162` into the fewest spans of whole lines."""
    found: list[Span] = []
    for part in sorted(_parts(texts)):
        if found and part[0] <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], part[1]))
        else:
            found.append(part)
    return tuple(found)


def _parts(texts: Iterable[str]) -> Iterable[Span]:
    for text in set(texts):
        for part in text.split(";"):
            found = LINES.fullmatch(part.strip())
            if found:
                yield int(found["first"]), int(found["last"] or found["first"])
