"""CITATION.cff: how the catalogue as a whole is cited, for the programs that manage references."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.artifacts import Artifact
from generator.derive import records
from generator.publish.graphs import told

if TYPE_CHECKING:
    from generator.derive.records import Whole
    from generator.model.catalog import Catalog
    from generator.render.words import Words

VERSION = "1.2.0"


def artifacts(catalog: Catalog, words: Words) -> Iterator[Artifact]:
    """Yield the file at the root of the site."""
    yield Artifact("CITATION.cff", partial(write, records.whole(catalog), words), "schemas/datapackage.yaml")


def write(whole: Whole, words: Words) -> bytes:
    """Return the citation in the Citation File Format: YAML whose values are written as JSON, which YAML contains."""
    license_ = next((one.name for one in whole.licenses if one.name), "")
    found: Mapping[str, Any] = told({
        "cff-version": VERSION, "message": words.say("usage.cite"), "type": "dataset", "title": whole.title,
        "abstract": whole.description, "authors": [{"name": name} for name in whole.authors or (whole.publisher,)],
        "keywords": list(whole.keywords), "license": license_, "version": whole.version,
        "date-released": whole.modified, "url": whole.url,
    })  # fmt: skip
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in found.items())
    return "".join(lines).encode()
