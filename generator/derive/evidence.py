"""What stands behind a figure: the rule in words, its exact rows, their version, what was checked, how to cite it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import extracts, labels, versions, works
from generator.derive.terms import Link, Names, Sentence, Term, Word
from generator.load.checks import Jump, Periods, Presence, Sum
from generator.problems import Severity

if TYPE_CHECKING:
    from generator.derive.extracts import Extract
    from generator.derive.pages import Download
    from generator.derive.questions import Question
    from generator.derive.summaries import Scope
    from generator.derive.works import Work
    from generator.load.checks import Check
    from generator.load.views import Whole
    from generator.model.catalog import Catalog, Dataset


LISTED = ("evidence.rule.list", "evidence.rule.list_by")
"""The rules of rows that are shown as they are."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind a figure, or a table of rows: `rows` is None where there are none."""

    rule: tuple[Sentence, ...]
    rows: Extract | None
    version: Link
    checks: tuple[Sentence, ...]
    work: Work
    citations: tuple[Download, ...]

    @property
    def is_of_rows(self) -> bool:
        """Whether the rows are shown as they are, and nothing is computed."""
        return self.rule[0].key in LISTED


def of_figure(asked: Question, rows: Sequence[int], *, is_position: bool = False) -> Evidence:
    """Return what stands behind the answer to a question, which read the rows at these positions."""
    scope = None if is_position else asked.scope
    path = extracts.address(asked.dataset, asked.catalog, view=asked.view, scope=scope)
    extract = extracts.derive(asked.dataset, rows, path)
    rule = (_measured(asked), _from(asked, len(rows), scope), *_compared(asked, is_position=is_position))
    return _evidence(asked.dataset, rule, extract, asked.catalog)


def of_rows(dataset: Dataset, rows: Sequence[int], catalog: Catalog, scope: Scope | None = None) -> Evidence:
    """Return what stands behind a table of rows as they are."""
    count = len(rows)
    conditions = [_condition(dataset, scope.field, scope.entity.id, catalog)] if scope else []
    rule = (Sentence("evidence.rule.list"), _kept(count, conditions))
    path = extracts.address(dataset, catalog, scope=scope)
    return _evidence(dataset, rule, extracts.derive(dataset, rows, path), catalog)


def _evidence(dataset: Dataset, rule: tuple[Sentence, ...], extract: Extract | None, catalog: Catalog) -> Evidence:
    checks = tuple(_checked(dataset, catalog))
    work, files = works.derive(dataset, catalog), works.files(dataset, catalog)
    return Evidence(rule, extract, versions.of(dataset, catalog), checks, work, files)


def _measured(asked: Question) -> Sentence:
    """Say what is done with the rows: added, counted, shown as they are; and by what they are grouped."""
    measure = asked.view.measure
    groups = Names(tuple(labels.field_of(asked.dataset, name, asked.catalog).title for name in asked.view.group))
    field = asked.dataset.descriptor.schema.get(measure.field).title if measure.field else ""
    key = f"evidence.rule.{measure.aggregate}"
    if measure.aggregate == "list" and asked.view.group:
        key = "evidence.rule.list_by"
    return Sentence(key, {"field": field, "group": groups})


def _from(asked: Question, count: int, scope: Scope | None) -> Sentence:
    pairs = [*asked.view.where.items(), *([(scope.field, scope.entity.id)] if scope else [])]
    return _kept(count, [_condition(asked.dataset, field, text, asked.catalog) for field, text in pairs])


def _kept(count: int, conditions: Sequence[Word]) -> Sentence:
    if not conditions:
        return Sentence("evidence.from.all", {"count": count}, number=count)
    return Sentence("evidence.from.some", {"count": count, "conditions": Names(tuple(conditions))}, number=count)


def _condition(dataset: Dataset, field: str, text: str, catalog: Catalog) -> Word:
    missing = dataset.descriptor.schema.missing_values
    shown: Term = missing.get(text) or text
    if text not in missing:
        shown = labels.of_key(dataset, field, text, catalog)
    told = (("field", dataset.descriptor.schema.get(field).title), ("value", shown))
    return Word("evidence.condition", told)


def _compared(asked: Question, *, is_position: bool) -> Iterator[Sentence]:
    """Say what shares are of, and how places are given."""
    if asked.view.whole and not asked.scope:
        yield _whole(asked.view.whole, asked.catalog)
    elif asked.view.share:
        yield Sentence("evidence.rule.share")
    if is_position:
        yield Sentence("evidence.rule.rank")


def _whole(whole: Whole, catalog: Catalog) -> Sentence:
    other = catalog.datasets[whole.dataset]
    conditions = tuple(_condition(other, field, text, catalog) for field, text in whole.where.items())
    values: dict[str, Term] = {
        "field": other.descriptor.schema.get(whole.field).title,
        "dataset": Link(other.descriptor.title, catalog.path(other.name)),
        "conditions": Names(conditions),
    }
    return Sentence("evidence.rule.whole_where" if conditions else "evidence.rule.whole", values)


def _checked(dataset: Dataset, catalog: Catalog) -> Iterator[Sentence]:
    """Say what the file had to pass to be published."""
    yield Sentence("evidence.checks.form")
    told: list[Sentence] = []
    for check in dataset.descriptor.checks:
        sentence = _told(check, dataset, catalog)
        if check.rule.severity is Severity.ERROR and sentence not in told:
            told.append(sentence)
    yield from told
    accepted = len(dataset.descriptor.accepted)
    if accepted:
        yield Sentence("evidence.checks.accepted", {"count": accepted}, number=accepted)


def _told(check: Check, dataset: Dataset, catalog: Catalog) -> Sentence:
    schema = dataset.descriptor.schema
    match check:
        case Sum():
            there = catalog.datasets[check.whole.dataset]
            link = Link(there.descriptor.title, catalog.path(there.name))
            return Sentence("evidence.checks.sum", {"field": schema.get(check.parts.field).title, "dataset": link})
        case Periods():
            return Sentence("evidence.checks.periods", {"field": schema.get(check.field).title})
        case Presence():
            each = catalog.datasets[check.dataset]
            link = Link(each.descriptor.title, catalog.path(each.name))
            return Sentence("evidence.checks.each", {"dataset": link})
        case Jump():
            return Sentence("evidence.checks.jump")
