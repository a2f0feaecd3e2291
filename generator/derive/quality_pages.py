"""The page of quality: every criterion over all datasets, each dataset by criterion, and what reviewers would ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.derive import qualities
from generator.derive.pages import Download, Page
from generator.derive.qualities import CRITERIA, Result
from generator.derive.terms import Link
from generator.load.descriptors import ADVISED
from generator.load.segments import QUALITY_SEGMENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.derive.qualities import Finding
    from generator.derive.terms import Sentence
    from generator.model.catalog import Catalog, Dataset

FEW_ROWS = 50
FEW_COLUMNS = 3
STAMP = re.compile(r"(?:19|20)[0-9]{2}(?:-?[qs][1-4])?|(?<![a-z])[qs][1-4](?![a-z])")
"""What names a period in the name of a dataset."""

CAUTIONS = ("metadata", "no_rows", "few_rows", "few_columns", "split_periods", "stale")
"""What a reviewer of a portal of data would send back; the words say by which code."""


@dataclass(frozen=True, slots=True)
class Quality:
    """The quality of one dataset: its findings (none while it is awaited) and what a reviewer would ask about."""

    dataset: Link
    name: str
    findings: tuple[Finding, ...]
    cautions: tuple[str, ...]

    @property
    def completeness(self) -> tuple[Sentence, ...]:
        """The finding that every reader looks for, in a sentence."""
        return tuple(one.measured for one in self.findings if one.criterion == "completeness")

    def counts(self) -> Mapping[Result, int]:
        """Return how often each result came out."""
        return qualities.tally(self.findings)


@dataclass(frozen=True, slots=True)
class QualityPage(Page):
    """The quality of all datasets."""

    datasets: tuple[Quality, ...] = field(metadata={"help": "Each dataset with its findings"})
    criteria: Mapping[str, Mapping[Result, int]] = field(metadata={"help": "Per criterion, datasets by result"})
    cautions: Mapping[str, tuple[Link, ...]] = field(metadata={"help": "Per caution, the datasets it is about"})
    results: tuple[Result, ...] = field(metadata={"help": "The results in order"})
    downloads: tuple[Download, ...] = field(metadata={"help": "All of it as CSV and as JSON"})


def address(catalog: Catalog) -> str:
    """Return the address of the page."""
    return f"{catalog.site.segment(QUALITY_SEGMENT)}/"


def files(catalog: Catalog) -> tuple[Download, ...]:
    """Return the findings as files: CSV first."""
    stem = f"{address(catalog)}{catalog.site.segment(QUALITY_SEGMENT)}"
    return (
        Download(f"{stem}.csv", "CSV", "download.quality_csv"),
        Download(f"{stem}.json", "JSON", "download.quality_json"),
    )


def page(catalog: Catalog) -> QualityPage:
    """Return the page."""
    found = tuple(derive(catalog))
    criteria = {
        name: qualities.tally(one for each in found for one in each.findings if one.criterion == name)
        for name in CRITERIA
    }
    cautions = {name: tuple(one.dataset for one in found if name in one.cautions) for name in CAUTIONS}
    return QualityPage(
        path=address(catalog), title="", description="", crumbs=(), datasets=found, criteria=criteria,
        cautions=cautions, results=tuple(Result), downloads=files(catalog),
    )  # fmt: skip


def derive(catalog: Catalog) -> Iterator[Quality]:
    """Yield the quality of every dataset."""
    yield from (of_dataset(dataset, catalog) for dataset in catalog.datasets.values())


def of_dataset(dataset: Dataset, catalog: Catalog) -> Quality:
    """Return the quality of one dataset."""
    link = Link(dataset.descriptor.title, catalog.path(dataset.name))
    return Quality(link, dataset.name, qualities.derive(dataset, catalog), tuple(_cautions(dataset, catalog)))


def _cautions(dataset: Dataset, catalog: Catalog) -> Iterator[str]:
    descriptor, rows = dataset.descriptor, len(dataset.table)
    if any(descriptor.raw.get(key) in (None, "", []) for key in ADVISED if key != "nextUpdate"):
        yield "metadata"
    if not rows:
        yield "no_rows"
    elif rows < FEW_ROWS:
        yield "few_rows"
    if len(descriptor.schema.fields) < FEW_COLUMNS:
        yield "few_columns"
    if any(_is_split(dataset, other) for other in catalog.datasets.values()):
        yield "split_periods"
    if rows and qualities.periods_behind(dataset, catalog):
        yield "stale"


def _is_split(dataset: Dataset, other: Dataset) -> bool:
    """Tell whether two datasets are one, cut by period: the same columns, and names that differ in a period alone."""
    stems = [STAMP.sub("", one.name) for one in (dataset, other)]
    same = dataset.descriptor.schema.names == other.descriptor.schema.names
    return dataset is not other and same and stems[0] == stems[1]
