"""What is not there: datasets whose rows are awaited, and what is known to be missing from those that are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import labels
from generator.derive.pages import Download
from generator.derive.terms import Link, Missing, Period, Term
from generator.load.segments import TEMPLATE_SEGMENT

if TYPE_CHECKING:
    from generator.derive.terms import Awaited
    from generator.model.catalog import Catalog, Dataset


@dataclass(frozen=True, slots=True)
class Waiting:
    """A dataset whose rows are awaited: who would report them, how often, since when, and the forms to fill in."""

    dataset: Link
    text: str
    reporter: str
    periodicity: str
    since: Period
    forms: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing from a dataset: what, whose it is to publish, since when, and where that is told."""

    text: Term
    dataset: Link | Awaited
    publisher: Term
    since: Term
    told: Link


def waiting(dataset: Dataset, catalog: Catalog) -> Waiting | None:
    """Return what is known of the rows that a dataset awaits; None when it awaits none, or has some."""
    awaited = dataset.descriptor.awaited
    if awaited is None or not dataset.is_awaited:
        return None
    link = Link(dataset.descriptor.title, catalog.path(dataset.name))
    return Waiting(
        link, dataset.descriptor.description, awaited.reporter, dataset.descriptor.periodicity, Period(awaited.since),
        forms(dataset, catalog),
    )  # fmt: skip


def forms(dataset: Dataset, catalog: Catalog) -> tuple[Download, ...]:
    """Return the fill-in templates of a dataset that is, or was, awaited."""
    if dataset.descriptor.awaited is None:
        return ()
    path = f"{catalog.path(dataset.name)}{dataset.name}-{catalog.site.segment(TEMPLATE_SEGMENT)}"
    return (
        Download(f"{path}.xlsx", "XLSX", "download.form_xlsx"),
        Download(f"{path}.csv", "CSV", "download.form_csv"),
    )


def of_theme(theme: str, catalog: Catalog) -> tuple[Waiting, ...]:
    """Return what the datasets of a theme await."""
    found = (waiting(dataset, catalog) for dataset in catalog.datasets.values() if dataset.descriptor.theme == theme)
    return tuple(one for one in found if one)


def of_kind(kind: str, catalog: Catalog) -> tuple[Waiting, ...]:
    """Return what is awaited about each entity of a kind."""
    names = dict.fromkeys(relation.dataset for relation in catalog.relations_to(kind))
    found = (waiting(catalog.datasets[name], catalog) for name in names)
    return tuple(one for one in found if one)


def gaps(names: Collection[str], catalog: Catalog) -> tuple[Gap, ...]:
    """Return what is missing from the datasets `names`, as the datasets of gaps tell it."""
    return tuple(gap for dataset in catalog.datasets.values() for gap in _gaps(dataset, names, catalog))


def _gaps(dataset: Dataset, names: Collection[str], catalog: Catalog) -> Iterator[Gap]:
    fields = dataset.descriptor.gaps
    if fields is None:
        return
    told = Link(dataset.descriptor.title, catalog.path(dataset.name))
    for row, name in enumerate(dataset.table.texts[fields.dataset]):
        if name in names:
            publisher, since = (
                labels.of_cell(dataset, field, row, catalog) if field else Missing()
                for field in (fields.publisher, fields.since)
            )
            text = labels.of_cell(dataset, fields.text, row, catalog)
            yield Gap(text, labels.of_dataset(name, catalog), publisher, since, told)
