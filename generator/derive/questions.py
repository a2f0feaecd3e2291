"""What a figure answers: a view of a dataset, for one entity or for all, and the names of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import labels
from generator.derive.terms import Link, Missing, NotApplicable, Period, Quantity, Sentence, Share, Term
from generator.load.schemas import Unit

if TYPE_CHECKING:
    from generator.derive.groups import Point
    from generator.derive.summaries import Scope, Summary
    from generator.load.roles import EntityKind
    from generator.load.views import View
    from generator.model.catalog import Catalog, Dataset

MAX_STAGES = 4
"""How many values are told one by one."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A view of a dataset, for one entity or (without scope) for all."""

    dataset: Dataset
    view: View
    catalog: Catalog
    scope: Scope | None

    @property
    def unit(self) -> Unit | None:
        """What the values count."""
        return labels.unit_of(self.dataset, self.view, self.catalog)

    @property
    def adds_up(self) -> bool:
        """Whether the values of several groups make a total: not percentages, nor things counted once in each place."""
        return self.view.measure.aggregate in ("sum", "count")

    def is_series(self, summary: Summary) -> bool:
        """Tell whether the groups are periods."""
        schema = self.dataset.descriptor.schema
        return len(summary.group) == 1 and schema.get(summary.group[0]).is_period

    def is_staged(self, summary: Summary) -> bool:
        """Tell whether the groups are a few listed values in the order of their list, not of their size."""
        field = self.dataset.descriptor.schema.get(summary.group[0])
        is_ordered = "enum" in field.constraints and self.view.order == "group"
        return is_ordered and len(summary.points) <= MAX_STAGES

    @property
    def wording(self) -> Sentence | None:
        """How people ask it, in the city's words; none where the view does not say."""
        pattern = self.view.question.get("entity" if self.scope else "whole", "")
        names: dict[str, Term] = {"name": self.scope.entity.title} if self.scope else {}
        return Sentence("", names, pattern=pattern) if pattern else None

    def label(self, field: str, text: str) -> str | Link | Period:
        """Return how the key `text` of the group field `field` is shown."""
        return labels.of_key(self.dataset, field, text, self.catalog)

    def name(self, summary: Summary, point: Point) -> str | Link | Period:
        """Return how the point of a summary with one group is shown."""
        return self.label(summary.group[0], point.key[0])

    def total(self, summary: Summary) -> Quantity | Missing:
        """Return the total with its unit: the declared one where all is asked for, else the sum of what is known."""
        amount = summary.whole if self.view.whole and not self.scope else summary.total
        return Missing() if amount is None else Quantity(amount, self.unit, summary.decimals)

    def quantity(self, point: Point) -> Quantity | Missing:
        """Return a point's value with its unit."""
        return Missing() if point.value is None else Quantity(point.value, self.unit, point.decimals)

    def share(self, point: Point) -> Term:
        """Return the point's share of the whole; not applicable where it has no value, missing where the whole is."""
        if point.value is None:
            return NotApplicable()
        return Missing() if point.share is None else Share(point.share)

    def kind_unit(self, summary: Summary) -> Unit | None:
        """Return what the groups of a summary are counted as, when they are entities."""
        kind = self.kind(summary.group[0])
        return Unit(kind.singular, kind.plural) if kind else None

    def kind(self, field: str) -> EntityKind | None:
        """Return the words for the entities that `field` points to."""
        reference = self.dataset.descriptor.schema.reference(field)
        return self.catalog.datasets[reference.target].descriptor.entity if reference else None
