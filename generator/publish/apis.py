"""The static API: its index and its description; the answers about datasets and entities stand beside their pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.artifacts import Artifact
from generator.derive import api_pages, entity_pages, exports, quality_pages, records
from generator.publish import openapi
from generator.publish.catalogues import as_json
from generator.render.api_answers import Teller

if TYPE_CHECKING:
    from generator.model.catalog import Catalog
    from generator.render.words import Words


def artifacts(catalog: Catalog, words: Words) -> Iterator[Artifact]:
    """Yield the index and the description."""
    source = "schemas/datapackage.yaml"
    yield Artifact(api_pages.INDEX, partial(_index, catalog, words), source)
    yield Artifact(api_pages.DESCRIPTION, partial(_description, catalog, words), source)


def _index(catalog: Catalog, words: Words) -> bytes:
    return as_json(index(catalog, words))


def _description(catalog: Catalog, words: Words) -> bytes:
    return as_json(openapi.derive(catalog, words))


def index(catalog: Catalog, words: Words) -> dict[str, Any]:
    """Return what there is to ask for: every dataset, every kind of entity, and the files that describe all."""
    whole, teller = records.whole(catalog), Teller(words, api_pages.INDEX, catalog.site.url)
    return {
        "apiVersion": "1", "title": whole.title, "description": whole.description, "publisher": whole.publisher,
        "version": whole.version or None, "modified": whole.modified or None, "language": whole.locale,
        "licenses": [{"title": one.title or one.name, "path": one.path or None} for one in whole.licenses],
        "page": teller.href(api_pages.ADDRESS), "openapi": teller.href(api_pages.DESCRIPTION),
        "datasets": [
            {"name": name, "title": dataset.descriptor.title, "theme": dataset.descriptor.theme,
             "rows": len(dataset.table), "awaited": dataset.is_awaited, "page": teller.href(catalog.path(name)),
             "href": teller.href(api_pages.of_dataset(name))}
            for name, dataset in catalog.datasets.items()
        ],
        "kinds": [
            {"kind": kind, "title": entity_pages.directory(kind, catalog).link.text, "entities": len(entities),
             "page": teller.href(catalog.directory(kind)), "href": teller.href(api_pages.of_kind(kind))}
            for kind, entities in catalog.entities.items()
        ],
        "files": [
            {"href": teller.href(file.path), "format": file.format, "purpose": words.say(file.purpose)}
            for file in (*exports.of_catalogue(catalog), *quality_pages.files(catalog))
        ],
    }  # fmt: skip
