"""What pages show of contrasts: the whole list, the most serious first, and a note beside each figure concerned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import contrasts, labels
from generator.derive.pages import Download
from generator.derive.tables import Column, FigureTable, Row
from generator.derive.terms import Link, Missing, Quantity, Sentence, Term, Word
from generator.derive.verdicts import Verdict
from generator.load.cells import NUMBER
from generator.load.schemas import Unit
from generator.load.segments import VERDICTS_SEGMENT

if TYPE_CHECKING:
    from generator.derive.contrasts import Contrast
    from generator.derive.rules import Answer, Value
    from generator.derive.summaries import Scope
    from generator.model.catalog import Catalog, Dataset

SHOWN = 12
"""Rows shown of those that a rule read; the rest are in the datasets' files."""

BEYOND = 2
"""Decimals shown of a recomputed value beyond those that were printed."""

ALL = 15
"""As many decimals as a number is written with."""

PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Review:
    """One statement as a page shows it; `contrast` holds its words, its rule and its source."""

    contrast: Contrast
    stated: Term
    computed: Term
    read: FigureTable
    datasets: tuple[Link, ...]
    page: Link


@dataclass(frozen=True, slots=True)
class Reviews:
    """The statements with one verdict."""

    verdict: Verdict
    items: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What the statements about a figure come to, with the way to the first of the most serious ones."""

    sentences: tuple[Sentence, ...]
    link: Link


def derive(dataset: Dataset, catalog: Catalog) -> tuple[Reviews, ...]:
    """Return the statements of a dataset by verdict, the most serious first; none for other datasets."""
    if dataset.descriptor.statements is None:
        return ()
    found = [contrast for contrast in contrasts.derive(catalog) if contrast.dataset == dataset.name]
    return tuple(
        Reviews(verdict, tuple(_review(one, catalog) for one in found if one.verdict is verdict))
        for verdict in Verdict
        if any(one.verdict is verdict for one in found)
    )


def summary(groups: Sequence[Reviews]) -> tuple[Sentence, ...]:
    """Say how many statements there are, and how many have each verdict."""
    total = sum(len(group.items) for group in groups)
    counted = (
        Sentence(f"contrast.count.{group.verdict}", {"count": len(group.items)}, number=len(group.items))
        for group in groups
    )
    return Sentence("contrast.total", {"count": total}, number=total), *counted


def about(dataset: Dataset, catalog: Catalog) -> tuple[Review, ...]:
    """Return the statements whose rules read a dataset, the most serious first."""
    order = list(Verdict)
    found = sorted(_about(dataset, catalog, None), key=lambda one: order.index(one.verdict))
    return tuple(_review(one, catalog) for one in found)


def note(dataset: Dataset, field: str, catalog: Catalog, scope: Scope | None) -> Note | None:
    """Return the note of a figure that measures `field` (blank: rows): of the statements whose rules read it.

    On the page of an entity, of those that are about it alone.
    """
    about = _about(dataset, catalog, scope)
    found = [one for one in about if one.answer and (not field or (dataset.name, field) in one.answer.read)]
    if not found:
        return None
    counts = Counter(one.verdict for one in found)
    worst = min(found, key=lambda one: list(Verdict).index(one.verdict))
    told = (_counted("contrast.note", len(found)), _counted("contrast.note_fails", counts[Verdict.FAILS]))
    return Note(told, _page(worst, catalog))


def _counted(key: str, count: int) -> Sentence:
    return Sentence(key if count else f"{key}_none", {"count": count}, number=count)


def files(dataset: Dataset, catalog: Catalog) -> tuple[Download, ...]:
    """Return the file with the verdicts on the statements of a dataset; none for other datasets."""
    if dataset.descriptor.statements is None:
        return ()
    segment = catalog.site.segment(VERDICTS_SEGMENT)
    return (Download(f"{catalog.path(dataset.name)}{dataset.name}-{segment}.csv", "CSV", "download.verdicts"),)


def _about(dataset: Dataset, catalog: Catalog, scope: Scope | None) -> Iterator[Contrast]:
    for one in contrasts.derive(catalog):
        is_read = one.answer is not None and dataset.name in one.answer.datasets
        if is_read and (scope is None or (scope.field, scope.entity.id) in one.entities):
            yield one


def _page(one: Contrast, catalog: Catalog) -> Link:
    """Return the link to a statement: on the page of its dataset's theme, or to the page of the dataset."""
    theme = catalog.datasets[one.dataset].descriptor.theme
    is_page = theme in {known.id for known in catalog.metadata.themes}
    return Link(one.text, f"{theme}/#{one.id}" if is_page else catalog.path(one.dataset))


def _review(one: Contrast, catalog: Catalog) -> Review:
    unit = Unit(PERCENT, PERCENT) if one.unit == PERCENT else None
    decimals = max(0, one.decimals or 0)
    names = one.answer.datasets if one.answer else ()
    computed = _value(one.computed, unit, decimals + BEYOND) if one.computed else Missing()
    return Review(
        one, _value(one.stated, unit, ALL) if one.stated else Missing(), computed, _read(one.answer, catalog),
        tuple(Link(catalog.datasets[name].descriptor.title, catalog.path(name)) for name in names), _page(one, catalog),
    )  # fmt: skip


def _value(text: str, unit: Unit | None, decimals: int) -> Term:
    """Return a number with at most `decimals` decimals, or the text itself."""
    if not NUMBER.fullmatch(text):
        return text
    rest = text.partition(".")[2]
    return Quantity(float(text) if rest else int(text), unit, min(decimals, len(rest)))


def _read(answer: Answer | None, catalog: Catalog) -> FigureTable:
    """Return the first rows that a rule read, their cells shown as they are on any page."""
    if answer is None:
        return FigureTable((), ())
    fields = [_field(name, answer, catalog) for name in answer.columns]
    columns = tuple(_column(name, found) for name, found in zip(answer.columns, fields, strict=True))
    rows = tuple(
        Row(tuple(_cell(value, found, catalog) for value, found in zip(row, fields, strict=True)))
        for row in answer.rows[:SHOWN]
    )
    return FigureTable(columns, rows, len(answer.rows[SHOWN:]))


Found = tuple["Dataset", str] | None


def _field(column: str, answer: Answer, catalog: Catalog) -> Found:
    """Return the first dataset read that has a field of that name."""
    datasets = (catalog.datasets[name] for name in answer.datasets)
    return next(((found, column) for found in datasets if column in found.descriptor.schema.names), None)


def _column(name: str, found: Found) -> Column:
    if found is None:
        return Column(name)
    field = found[0].descriptor.schema.get(found[1])
    return Column(field.title, field.unit, field.is_numeric)


def _cell(value: Value, found: Found, catalog: Catalog) -> Term:
    if value is None:
        return Missing()
    if found is None:
        return value if isinstance(value, str) else _value(str(value), None, BEYOND)
    dataset, name = found
    match dataset.descriptor.schema.get(name).type:
        case "boolean":
            return Word("table.yes" if value else "table.no")
        case "integer" | "number" if not dataset.descriptor.schema.reference(name):
            return _value(str(value), None, ALL)
        case _:
            return labels.of_key(dataset, name, str(value), catalog)
