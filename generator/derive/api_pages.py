"""The static API: where each of its answers stands, and the page that explains it with answers of this build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.derive.pages import Page
from generator.derive.terms import Link

if TYPE_CHECKING:
    from generator.model.catalog import Catalog, Dataset

ADDRESS = "api/"
ROOT = f"{ADDRESS}v1/"
INDEX = f"{ROOT}index.json"
DESCRIPTION = f"{ROOT}openapi.json"
DATASETS = "datasets"


@dataclass(frozen=True, slots=True)
class ApiPage(Page):
    """What can be asked of the API."""

    ways: tuple[tuple[str, Link, int], ...] = field(
        metadata={"help": "Per kind of answer: the word that explains it, an answer of this build, how many there are"}
    )
    description_file: str = field(metadata={"help": "The OpenAPI description"})
    example: tuple[Link, int] = field(metadata={"help": "The dataset of the examples, and its rows"})
    url: str = field(metadata={"help": "Where the site stands; blank when nobody says"})


def of_dataset(name: str) -> str:
    """Return the address of the answer about a dataset."""
    return f"{ROOT}{DATASETS}/{name}.json"


def of_kind(kind: str) -> str:
    """Return the address of the list of the entities of a kind."""
    return f"{ROOT}{kind}/index.json"


def of_entity(kind: str, name: str) -> str:
    """Return the address of the answer about an entity."""
    return f"{ROOT}{kind}/{name}.json"


def addresses(catalog: Catalog) -> Iterator[str]:
    """Yield the address of every answer that a page has beside it."""
    yield from (of_dataset(name) for name in catalog.datasets)
    for kind, entities in catalog.entities.items():
        yield of_kind(kind)
        yield from (of_entity(kind, name) for name in entities)


def page(catalog: Catalog) -> ApiPage:
    """Return the page that explains the API."""
    first = example(catalog)
    return ApiPage(
        path=ADDRESS, title="", description="", crumbs=(), ways=tuple(_ways(catalog)), description_file=DESCRIPTION,
        url=catalog.site.url, example=(Link(first.descriptor.title, of_dataset(first.name)), len(first.table)),
    )  # fmt: skip


def _ways(catalog: Catalog) -> Iterator[tuple[str, Link, int]]:
    yield "index", Link("", INDEX), 1
    first = example(catalog)
    yield "dataset", Link(first.descriptor.title, of_dataset(first.name)), len(catalog.datasets)
    for kind, entities in catalog.entities.items():
        title = catalog.datasets[kind].descriptor.title
        yield "kind", Link(title, of_kind(kind)), 1
        for name, entity in list(entities.items())[:1]:
            yield "entity", Link(entity.title, of_entity(kind, name)), len(entities)
    yield "openapi", Link("", DESCRIPTION), 1


def example(catalog: Catalog) -> Dataset:
    """Return the dataset that examples ask for: the first one with rows, or the first."""
    found = list(catalog.datasets.values())
    return next((dataset for dataset in found if len(dataset.table)), found[0])
