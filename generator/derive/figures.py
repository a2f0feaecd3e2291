"""One view, on one page: the sentence, the table, the chart and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import (
    charts,
    evidence,
    lists,
    presences,
    provenances,
    reviews,
    sentences,
    summaries,
    tables,
    tiles,
)
from generator.derive.questions import Question

if TYPE_CHECKING:
    from generator.derive.charts import Chart
    from generator.derive.evidence import Evidence
    from generator.derive.provenances import Provenance
    from generator.derive.reviews import Note
    from generator.derive.summaries import Scope, Summary
    from generator.derive.tables import FigureTable
    from generator.derive.terms import Sentence
    from generator.derive.tiles import TileMap
    from generator.load.views import View
    from generator.model.catalog import Catalog, Dataset


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: always these four things. `id` is its anchor on the page; `note` says what documents state of it.

    `question` is what people ask that its sentences answer, where the view says how. `evidence` is all that is
    needed to check it. Of what one entity has, `table` is what is there, `absent` what is not, and `map` shows where,
    if there is a map. A list is not measured.
    """

    id: str
    title: str
    sentences: tuple[Sentence, ...]
    table: FigureTable
    chart: Chart | None
    provenance: Provenance
    evidence: Evidence
    note: Note | None = None
    question: Sentence | None = None
    absent: FigureTable | None = None
    map: TileMap | None = None
    is_measured: bool = True


def derive(dataset: Dataset, view: View, catalog: Catalog, scope: Scope | None = None) -> Figure:
    """Answer `view` for all rows, or for one entity: filtered to its rows, or its position among the others."""
    asked = Question(dataset, view, catalog, scope)
    if view.is_list:
        return _listed(asked)
    is_position = scope is not None and view.group == (scope.field,)
    summary = summaries.summarise(dataset, view, catalog, None if is_position else scope)
    told: tuple[Sentence, ...]
    if not summary.points:
        told, table, chart = (sentences.nothing(asked),), tables.empty(), None
    elif is_position:
        told, table = sentences.position(asked, summary), tables.position(asked, summary)
        chart = charts.position(asked, summary)
    elif scope is not None and view.measure.aggregate == "presence":
        return _present(asked, summary)
    else:
        told, table = sentences.overall(asked, summary), tables.overall(asked, summary)
        chart = charts.overall(asked, summary)
    source = provenances.derive(dataset, summary.rows, catalog)
    note = reviews.note(dataset, view.measure.field, catalog, scope)
    behind = evidence.of_figure(asked, summary.rows, is_position=is_position)
    anchor = f"{dataset.name}-{view.id}"
    return Figure(anchor, view.title, told, table, chart, source, behind, note, asked.wording)


def _present(asked: Question, summary: Summary) -> Figure:
    """Return the figure of what one entity has: two tables, for a chart would only repeat that each is there or not."""
    source = provenances.derive(asked.dataset, summary.rows, asked.catalog)
    note = reviews.note(asked.dataset, asked.view.measure.field, asked.catalog, asked.scope)
    behind = evidence.of_figure(asked, summary.rows)
    return Figure(
        f"{asked.dataset.name}-{asked.view.id}", asked.view.title, sentences.presence(asked, summary),
        presences.table(asked, summary), None, source, behind, note, asked.wording,
        absent=presences.absent(asked, summary), map=tiles.of_presence(asked, summary),
    )  # fmt: skip


def _listed(asked: Question) -> Figure:
    """Return the figure of a list: its rows are its table, and no chart would say more."""
    rows = lists.rows(asked)
    source = provenances.derive(asked.dataset, rows, asked.catalog)
    anchor = f"{asked.dataset.name}-{asked.view.id}"
    note = reviews.note(asked.dataset, "", asked.catalog, asked.scope)
    told, table = lists.told(asked, rows), lists.table(asked, rows)
    behind = evidence.of_figure(asked, rows)
    return Figure(
        anchor, asked.view.title, told, table, None, source, behind, note, asked.wording, is_measured=False
    )  # fmt: skip
