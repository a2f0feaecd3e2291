"""The dictionary of data: what every column of every dataset holds, by which rules, and how much of it is blank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.derive.pages import Download, Page
from generator.derive.terms import Link
from generator.load.segments import DICTIONARY_SEGMENT

if TYPE_CHECKING:
    from generator.load.schemas import Field
    from generator.model.catalog import Catalog, Dataset

RULES = ("pattern", "minLength", "maxLength", "minimum", "maximum")


@dataclass(frozen=True, slots=True)
class Entry:
    """A column: `rules` are its constraints beside being required, unique or one of `choices`; `target` as `x.y`."""

    dataset: str
    name: str
    title: str
    type: str
    unit: str
    description: str
    required: bool
    unique: bool
    choices: tuple[str, ...]
    rules: Mapping[str, str]
    target: str
    missing: Mapping[str, str]
    blanks: int
    rows: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """The columns of one dataset, and its own file of them."""

    dataset: Link
    entries: tuple[Entry, ...]
    file: Download


@dataclass(frozen=True, slots=True)
class DictionaryPage(Page):
    """The dictionary of the whole catalogue."""

    chapters: tuple[Chapter, ...] = field(metadata={"help": "One per dataset, in the order of their names"})
    file: Download = field(metadata={"help": "All of it as one CSV"})


def address(catalog: Catalog) -> str:
    """Return the address of the page, below that of the data."""
    return catalog.path(catalog.site.segment(DICTIONARY_SEGMENT))


def file(catalog: Catalog) -> Download:
    """Return the file with the columns of all datasets."""
    name = catalog.site.segment(DICTIONARY_SEGMENT)
    return Download(f"{address(catalog)}{name}.csv", "CSV", "download.dictionary_all")


def page(catalog: Catalog) -> DictionaryPage:
    """Return the page."""
    home = catalog.path("").removesuffix("/")
    return DictionaryPage(
        path=address(catalog), title="", description="", crumbs=(Link("", home),), file=file(catalog),
        chapters=tuple(
            Chapter(Link(dataset.descriptor.title, catalog.path(dataset.name)), tuple(entries(dataset)),
                    of_dataset(dataset, catalog))
            for dataset in catalog.datasets.values()
        ),
    )  # fmt: skip


def of_dataset(dataset: Dataset, catalog: Catalog) -> Download:
    """Return the file with the columns of one dataset."""
    path = f"{catalog.path(dataset.name)}{dataset.name}-{catalog.site.segment(DICTIONARY_SEGMENT)}.csv"
    return Download(path, "CSV", "download.dictionary")


def entries(dataset: Dataset) -> Iterator[Entry]:
    """Yield the columns of a dataset in order."""
    schema = dataset.descriptor.schema
    for column in schema.fields:
        reference = schema.reference(column.name)
        yield Entry(
            dataset=dataset.name, name=column.name, title=column.title, type=column.type,
            unit=column.unit.other if column.unit else "", description=column.description,
            required=is_required(column, schema.primary_key), unique=_is_unique(column, schema.primary_key),
            choices=tuple(map(_text, column.constraints.get("enum", ()))),
            rules={key: _text(column.constraints[key]) for key in RULES if key in column.constraints},
            target=f"{reference.target}.{reference.target_fields[0]}" if reference else "",
            missing=schema.missing_values, blanks=dataset.table.blanks(column.name), rows=len(dataset.table),
        )  # fmt: skip


def is_required(column: Field, key: tuple[str, ...]) -> bool:
    """Tell whether a column may have no blank cell."""
    return bool(column.constraints.get("required")) or column.name in key


def _is_unique(column: Field, key: tuple[str, ...]) -> bool:
    return bool(column.constraints.get("unique")) or key == (column.name,)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
