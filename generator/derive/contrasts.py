"""What documents state, against what rules recompute from the published rows: no verdict is written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from generator.derive import provenances, rules
from generator.derive.rules import Answer, Rule, RuleError
from generator.derive.verdicts import Verdict, compare, exact
from generator.problems import Problem, Severity

if TYPE_CHECKING:
    from generator.derive.provenances import Provenance
    from generator.load.roles import Statements
    from generator.model.catalog import Catalog, Dataset


@dataclass(frozen=True, slots=True)
class Contrast:
    """One statement of `dataset`: what is stated, what was recomputed, by which rule, from which rows.

    `decimals` are those printed, None where the number is exact or no number. `reason` says why there is no rule or
    value; `accepted` holds the day and the reason with which a difference was reviewed. `entities` are what all the
    rows read have in common: (field, id).
    """

    dataset: str
    id: str
    text: str
    stated: str
    unit: str
    decimals: int | None
    verdict: Verdict
    rule: Rule | None
    answer: Answer | None
    reason: str
    accepted: tuple[str, str]
    provenance: Provenance
    entities: frozenset[tuple[str, str]]

    @property
    def computed(self) -> str:
        """The recomputed value as text, blank when there is none; a number with the digits that matter."""
        value = self.answer.value if self.answer else None
        if not isinstance(value, float):
            return "" if value is None else str(value)
        return f"{exact(value).normalize():f}"


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a dataset of statements, asked by the role of its fields."""

    dataset: Dataset
    fields: Statements
    number: int

    def text(self, field: str) -> str:
        """Return the cell of a field, blank when it is missing."""
        found = self.dataset.table.texts[field][self.number]
        return "" if found in self.dataset.descriptor.schema.missing_values else found

    def problem(self, code: str, field: str, /, severity: Severity = Severity.ERROR, **details: object) -> Problem:
        """Return a problem of one cell of the row."""
        column = self.dataset.descriptor.schema.names.index(field) + 1
        return Problem(code, file=self.dataset.table.file, line=self.dataset.table.lines[self.number],
                       record=self.number + 2, column=column, field=field, value=self.text(field), details=details,
                       severity=severity)  # fmt: skip


_found: WeakKeyDictionary[Catalog, tuple[tuple[Contrast, ...], tuple[Problem, ...]]] = WeakKeyDictionary()
"""The contrasts of a catalogue and their problems: every page asks for them, and rules run once."""


def derive(catalog: Catalog) -> tuple[Contrast, ...]:
    """Return every statement with its verdict, in the order of their rows; those whose rule fails are left out."""
    return _all(catalog)[0]


def check(catalog: Catalog) -> tuple[Problem, ...]:
    """Return the rules that cannot be run, and the differences that nobody has reviewed."""
    return _all(catalog)[1]


def _all(catalog: Catalog) -> tuple[tuple[Contrast, ...], tuple[Problem, ...]]:
    if catalog not in _found:
        contrasts: list[Contrast] = []
        problems: list[Problem] = []
        for dataset in catalog.datasets.values():
            for row, made in _of_dataset(dataset, catalog):
                if isinstance(made, Contrast):
                    contrasts.append(made)
                    problems.extend(_reviewed(row, made))
                else:
                    problems.append(made)
        _found[catalog] = tuple(contrasts), tuple(problems)
    return _found[catalog]


def _of_dataset(dataset: Dataset, catalog: Catalog) -> Iterator[tuple[_Row, Contrast | Problem]]:
    fields = dataset.descriptor.statements
    if fields is None:
        return
    rows = [_Row(dataset, fields, number) for number in range(len(dataset.table))]
    asked = {row: rule for row in rows if (rule := _rule(row)) is not None}
    with rules.runner(catalog, asked.values()) as run:
        for row in rows:
            rule = asked.get(row)
            try:
                answer = _known(run(rule), catalog) if rule else None
            except RuleError as error:
                yield row, row.problem("rule-error", fields.value, reason=str(error))
            else:
                yield row, _contrast(row, rule, answer, catalog)


def _known(answer: Answer, catalog: Catalog) -> Answer:
    """Return an answer without its value when rows that it read are still awaited: none counted is not zero."""
    is_open = any(catalog.datasets[name].is_awaited for name in answer.datasets)
    return replace(answer, value=None) if is_open else answer


def _rule(row: _Row) -> Rule | None:
    rows, value = row.text(row.fields.rows), row.text(row.fields.value)
    return Rule(row.fields.rows, rows, value) if rows and value else None


def _contrast(row: _Row, rule: Rule | None, answer: Answer | None, catalog: Catalog) -> Contrast:
    fields, dataset = row.fields, row.dataset
    printed, accepted = row.text(fields.decimals), fields.accepted
    return Contrast(
        dataset=dataset.name, id=row.text(dataset.descriptor.schema.primary_key[0]), text=row.text(fields.text),
        stated=row.text(fields.stated), unit=row.text(fields.unit), decimals=int(printed) if printed else None,
        verdict=_verdict(row, answer), rule=rule, answer=answer, reason=row.text(fields.reason),
        accepted=(row.text(accepted.date), row.text(accepted.reason)),
        provenance=provenances.derive(dataset, [row.number], catalog),
        entities=_common(answer) if answer else frozenset(),
    )  # fmt: skip


def _common(answer: Answer) -> frozenset[tuple[str, str]]:
    """Return the columns whose text is the same in all the rows that were read."""
    values = zip(*answer.rows, strict=True)
    same = ((name, set(cells)) for name, cells in zip(answer.columns, values, strict=False))
    return frozenset((name, str(next(iter(cells)))) for name, cells in same if len(cells) == 1)


def _verdict(row: _Row, answer: Answer | None) -> Verdict:
    """Return the verdict on a statement: an observation has none, and without a value nothing can be said."""
    fields = row.fields
    if row.text(fields.kind) == fields.observation:
        return Verdict.OBSERVATION
    if answer is None or answer.value is None:
        return Verdict.UNDECIDED
    true = row.dataset.descriptor.schema.get(fields.parts).true_values
    parts = len(answer.rows) if row.text(fields.parts) in true else 0
    printed = row.text(fields.decimals)
    return compare(row.text(fields.stated), answer.value, int(printed) if printed else None, parts)


def _reviewed(row: _Row, made: Contrast) -> Iterator[Problem]:
    """Yield what an editor still has to say: a reason where nothing can be computed, a review where values differ."""
    fields = row.fields
    if made.verdict in (Verdict.UNDECIDED, Verdict.OBSERVATION) and not made.reason:
        yield row.problem("statement-reason", fields.reason)
    accepted = row.text(fields.accepted.value)
    if made.verdict is not Verdict.FAILS:
        if accepted:
            yield row.problem("statement-settled", fields.accepted.value, Severity.WARNING)
        return
    if not accepted:
        yield row.problem("statement-differs", fields.stated, computed=made.computed, review=fields.accepted.value)
        return
    if compare(accepted, made.computed, None) is not Verdict.HOLDS:
        yield row.problem("statement-changed", fields.accepted.value, computed=made.computed)
    for field in (fields.accepted.date, fields.accepted.reason):
        if not row.text(field):
            yield row.problem("required", field)
