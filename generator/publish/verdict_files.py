"""The verdicts on statements as a file: what documents state and what was recomputed, for those who count on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.derive import contrasts, reviews

if TYPE_CHECKING:
    from generator.derive.contrasts import Contrast
    from generator.model.catalog import Catalog
    from generator.render.words import Words

COLUMNS = ("computed", "verdict", "rows", "datasets")
"""What is computed, beside the editor's own columns: `contrast.column.*` in the words of the site."""


def artifacts(catalog: Catalog, words: Words) -> Iterator[Artifact]:
    """Yield one CSV per dataset of statements."""
    for dataset in catalog.datasets.values():
        fields = dataset.descriptor.statements
        for file in reviews.files(dataset, catalog):
            told = (fields.text, fields.stated, fields.unit) if fields else ()
            own = (dataset.descriptor.schema.primary_key[0], *told)
            head = (*own, *(words.say(f"contrast.column.{name}") for name in COLUMNS))
            found = [one for one in contrasts.derive(catalog) if one.dataset == dataset.name]
            body = [_row(one, words) for one in found]
            yield Artifact(file.path, partial(write, (head, *body)), dataset.descriptor.file)


def _row(one: Contrast, words: Words) -> tuple[str, ...]:
    count = str(len(one.answer.rows)) if one.answer else ""
    datasets = ";".join(one.answer.datasets) if one.answer else ""
    return one.id, one.text, one.stated, one.unit, one.computed, words.say(f"contrast.{one.verdict}"), count, datasets


def write(rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as a CSV: UTF-8, commas, LF."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
