"""The quality of the datasets as files: one line, or one object, per dataset and criterion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.derive import quality_pages
from generator.publish import verdict_files
from generator.publish.catalogues import as_json

if TYPE_CHECKING:
    from generator.derive.qualities import Finding
    from generator.derive.quality_pages import Quality
    from generator.model.catalog import Catalog
    from generator.render.words import Words

COLUMNS = ("dataset", "criterion", "result", "measured", "better")


def artifacts(catalog: Catalog, words: Words) -> Iterator[Artifact]:
    """Yield the findings as CSV and as JSON."""
    table, tree = quality_pages.files(catalog)
    yield Artifact(table.path, partial(as_csv, catalog, words), "site_src/site.yaml")
    yield Artifact(tree.path, partial(as_tree, catalog, words), "site_src/site.yaml")


def as_csv(catalog: Catalog, words: Words) -> bytes:
    """Return a line per dataset and criterion."""
    head = tuple(words.say(f"criterion.column.{name}") for name in COLUMNS)
    found = quality_pages.derive(catalog)
    return verdict_files.write([head, *(row for one in found for row in _rows(one, words))])


def _rows(quality: Quality, words: Words) -> Iterator[Sequence[str]]:
    for one in quality.findings:
        name, result = words.say(f"criterion.name.{one.criterion}"), words.say(f"criterion.result.{one.result}")
        yield quality.name, name, result, words.sentence(one.measured), better(one, words)


def better(finding: Finding, words: Words) -> str:
    """Return what would make it better, where something would."""
    return words.say(f"criterion.better.{finding.criterion}") if finding.result in ("partly", "poor") else ""


def as_tree(catalog: Catalog, words: Words) -> bytes:
    """Return an object per dataset; criteria and results by their neutral names, sentences in words."""
    return as_json({"datasets": [
        {"name": one.name, "title": one.dataset.text, "cautions": list(one.cautions), "criteria": [
            {"criterion": finding.criterion, "result": str(finding.result),
             "measured": words.sentence(finding.measured), "better": better(finding, words) or None}
            for finding in one.findings
        ]}
        for one in quality_pages.derive(catalog)
    ]})  # fmt: skip
