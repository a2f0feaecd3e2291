"""The quality of a dataset, criterion by criterion: what was measured, how it came out, what would make it better.

The criteria are the seventeen of the guides that follow ISO/IEC 25012. Where a machine cannot judge, it says so.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.derive import contrasts, exports
from generator.derive.exports import MAX_SHEET
from generator.derive.terms import Sentence

if TYPE_CHECKING:
    from generator.model.catalog import Catalog, Dataset

MANY_FORMATS = 3
MOST_FILLED = 0.9
LARGE = 20 * 1024 * 1024
"""Bytes of a CSV that a phone or an old computer still opens."""

PERIOD = re.compile(r"R/P0*([1-9][0-9]{0,3})([MY])")
DAY = datetime.timedelta(days=1)
MONTHS = {"M": 1, "Y": 12}


class Result(StrEnum):
    """How a criterion came out; `UNKNOWN` where no machine can tell, `NONE` where there is nothing to judge."""

    GOOD = "good"
    PARTLY = "partly"
    POOR = "poor"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was measured of one criterion, and how it came out; its words stand under `criterion.<id>`."""

    criterion: str
    result: Result
    measured: Sentence


def derive(dataset: Dataset, catalog: Catalog) -> tuple[Finding, ...]:
    """Return a finding per criterion; none while the rows are awaited."""
    if dataset.is_awaited:
        return ()
    return tuple(Finding(name, *measure(dataset, catalog)) for name, measure in CRITERIA.items())


Measured = tuple[Result, Sentence]


def _told(name: str, **values: int | str) -> Sentence:
    return Sentence(f"criterion.measured.{name}", values)


def _graded(share: float) -> Result:
    """Return good for all, partly for most, else poor."""
    if share >= 1:
        return Result.GOOD
    return Result.PARTLY if share >= MOST_FILLED else Result.POOR


def _accessibility(dataset: Dataset, catalog: Catalog) -> Measured:
    count = len({file.format for file in exports.rows_of(dataset, catalog)})
    return (Result.GOOD if count >= MANY_FORMATS else Result.PARTLY), _told("accessibility", count=count)


def _timeliness(dataset: Dataset, catalog: Catalog) -> Measured:
    behind = periods_behind(dataset, catalog)
    if behind is None:
        said = bool(dataset.descriptor.periodicity)
        return (Result.UNKNOWN if said else Result.POOR), _told("timeliness_irregular" if said else "timeliness_unsaid")
    result = (Result.GOOD, Result.PARTLY, Result.POOR)[min(behind, 2)]
    return result, Sentence("criterion.measured.timeliness", {"count": behind}, behind)


def periods_behind(dataset: Dataset, catalog: Catalog) -> int | None:
    """Return how many whole periods passed from the end of the data to the last change of the catalogue.

    None where the dataset does not say how often it is published, or until when it tells.
    """
    descriptor = dataset.descriptor
    found = PERIOD.fullmatch(descriptor.periodicity)
    changes = [other.descriptor.modified for other in catalog.datasets.values() if other.descriptor.modified]
    if found is None or descriptor.temporal is None or not changes:
        return None
    start, beyond = (datetime.date.fromisoformat(text) + DAY for text in (descriptor.temporal[1], max(changes)))
    months = (beyond.year - start.year) * 12 + beyond.month - start.month - (beyond.day < start.day)
    return max(0, months // (int(found[1]) * MONTHS[found[2]]))


def _completeness(dataset: Dataset, _: Catalog) -> Measured:
    cells = len(dataset.table) * len(dataset.table.texts)
    filled = cells - sum(dataset.table.blanks(name) for name in dataset.table.texts)
    if filled == cells:
        return Result.GOOD, _told("completeness_all", cells=cells)
    return _graded(filled / cells), _told("completeness", filled=filled, cells=cells)


def _clarity(dataset: Dataset, _: Catalog) -> Measured:
    fields = dataset.descriptor.schema.fields
    told = sum(bool(field.description) for field in fields)
    whole = bool(dataset.descriptor.description) + bool(dataset.descriptor.observation)
    share = (told + whole) / (len(fields) + 2)
    return _graded(share), _told("clarity", told=told, columns=len(fields), whole=whole)


def _conformity(dataset: Dataset, _: Catalog) -> Measured:
    fields = dataset.descriptor.schema.fields
    rules = sum(len(field.constraints) for field in fields)
    return Result.GOOD, _told("conformity", rows=len(dataset.table), columns=len(fields), rules=rules)


def _confidentiality(dataset: Dataset, _: Catalog) -> Measured:
    texts = [field for field in dataset.descriptor.schema.fields if field.type == "string"]
    contacts = sum(field.is_contact for field in texts)
    return Result.GOOD, _told("confidentiality", columns=len(texts), contacts=contacts)


def _consistency(dataset: Dataset, _: Catalog) -> Measured:
    descriptor = dataset.descriptor
    keys, checks, accepted = len(descriptor.schema.foreign_keys), len(descriptor.checks), len(descriptor.accepted)
    held = Result.GOOD if keys or checks else Result.UNKNOWN
    return (Result.PARTLY if accepted else held), _told("consistency", keys=keys, checks=checks, accepted=accepted)


def _credibility(dataset: Dataset, catalog: Catalog) -> Measured:
    descriptor = dataset.descriptor
    publishers = len(descriptor.contributors or catalog.metadata.contributors)
    found = bool(descriptor.sources) + bool(publishers)
    result = (Result.POOR, Result.PARTLY, Result.GOOD)[found]
    return result, _told("credibility", sources=len(descriptor.sources), publishers=publishers)


def _unjudged(name: str) -> Callable[[Dataset, Catalog], Measured]:
    return lambda *_: (Result.UNKNOWN, _told(name))


def _efficiency(dataset: Dataset, _: Catalog) -> Measured:
    table = dataset.table
    result = Result.GOOD if len(table) <= MAX_SHEET and table.size <= LARGE else Result.PARTLY
    return result, _told("efficiency", rows=len(table))


def _accuracy(dataset: Dataset, catalog: Catalog) -> Measured:
    about = [one for one in contrasts.derive(catalog) if one.answer and dataset.name in one.answer.datasets]
    verdicts = [str(one.verdict) for one in about]
    decided = [verdict for verdict in verdicts if verdict in ("holds", "rounding", "fails")]
    if not decided:
        return Result.UNKNOWN, _told("accuracy_unknown")
    fails = decided.count("fails")
    return (Result.PARTLY if fails else Result.GOOD), _told("accuracy", decided=len(decided), fails=fails)


def _portability(dataset: Dataset, catalog: Catalog) -> Measured:
    formats = sorted({file.format for file in exports.rows_of(dataset, catalog)} - {"XLSX", "ZIP"})
    return Result.GOOD, _told("portability", formats=", ".join(formats))


def _precision(dataset: Dataset, _: Catalog) -> Measured:
    schema = dataset.descriptor.schema
    keys = {*schema.primary_key, *(name for key in schema.foreign_keys for name in key.fields)}
    numbers = [field for field in schema.fields if field.is_numeric and field.name not in keys]
    if not numbers:
        return Result.NONE, _told("precision_none")
    told = sum(field.unit is not None for field in numbers)
    return _graded(told / len(numbers)), _told("precision", told=told, columns=len(numbers))


def _recoverability(dataset: Dataset, catalog: Catalog) -> Measured:
    return Result.GOOD, _told("recoverability", count=len(exports.of_dataset(dataset, catalog)))


def _traceability(dataset: Dataset, _: Catalog) -> Measured:
    fields, rows = dataset.descriptor.provenance, len(dataset.table)
    if fields is None:
        said = bool(dataset.descriptor.sources)
        return (Result.PARTLY if said else Result.POOR), _told("traceability_none", sources=int(said))
    told = rows - dataset.table.blanks(fields.document)
    return _graded(told / rows if rows else 1.0), _told("traceability", told=told, rows=rows)


def _uniqueness(dataset: Dataset, _: Catalog) -> Measured:
    key = dataset.descriptor.schema.primary_key
    result = Result.GOOD if key else Result.PARTLY
    return result, _told("uniqueness" if key else "uniqueness_none", rows=len(dataset.table))


CRITERIA: dict[str, Callable[[Dataset, Catalog], Measured]] = {
    "accessibility": _accessibility, "timeliness": _timeliness, "completeness": _completeness, "clarity": _clarity,
    "conformity": _conformity, "confidentiality": _confidentiality, "consistency": _consistency,
    "credibility": _credibility, "availability": _unjudged("availability"), "efficiency": _efficiency,
    "accuracy": _accuracy, "portability": _portability, "precision": _precision, "recoverability": _recoverability,
    "relevance": _unjudged("relevance"), "traceability": _traceability, "uniqueness": _uniqueness,
}  # fmt: skip


def tally(findings: Iterable[Finding]) -> dict[Result, int]:
    """Return how often each result came out."""
    counts = dict.fromkeys(Result, 0)
    for finding in findings:
        counts[finding.result] += 1
    return counts
