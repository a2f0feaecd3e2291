"""The catalogue for machines: DCAT-US 1.1, by which other portals harvest a static site, and DCAT 3 as linked data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.artifacts import Artifact, Written, after
from generator.derive import records
from generator.derive.records import MEDIA
from generator.publish import graphs, turtle

if TYPE_CHECKING:
    from generator.derive.records import Record, Whole
    from generator.model.catalog import Catalog
    from generator.render.words import Words

DCAT_US = "https://project-open-data.cio.gov/v1.1/schema"
SOURCE = "schemas/datapackage.yaml"

Told = Mapping[str, Any]


def artifacts(catalog: Catalog, words: Words) -> Iterator[Artifact]:
    """Yield the three files at the root of the site. Addresses are absolute where the site says where it stands."""
    whole, found = records.whole(catalog), tuple(records.derive(catalog))
    yield Artifact("data.json", partial(as_json, dcat_us(whole, found, words)), SOURCE)
    for path, write in (("catalog.jsonld", as_json), ("catalog.ttl", turtle.write)):
        yield after(path, partial(_graph, (whole, found, words), write), SOURCE)


def _graph(what: tuple[Whole, Sequence[Record], Words], write: Any, ledger: Mapping[str, Written]) -> bytes:
    found: bytes = write(graphs.derive(*what, ledger))
    return found


def as_json(value: Told) -> bytes:
    """Return a value as JSON that people can read too."""
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def dcat_us(whole: Whole, found: Sequence[Record], words: Words) -> dict[str, Any]:
    """Return the catalogue by the Project Open Data Metadata Schema, version 1.1."""
    return {
        "@context": f"{DCAT_US}/catalog.jsonld", "@type": "dcat:Catalog", "conformsTo": DCAT_US,
        "describedBy": f"{DCAT_US}/catalog.json",
        "dataset": [_dataset(record, whole, words) for record in found],
    }  # fmt: skip


def _dataset(record: Record, whole: Whole, words: Words) -> dict[str, Any]:
    base, contact = whole.url, whole.contact
    dictionary = record.notes[0]
    return graphs.told({
        "@type": "dcat:Dataset", "identifier": f"{base}{record.page}", "title": record.title,
        "description": record.description, "keyword": list(record.keywords), "modified": record.modified,
        "publisher": {"@type": "org:Organization", "name": record.publisher}, "accessLevel": "public",
        "contactPoint": contact and {"@type": "vcard:Contact", "fn": contact.title, "hasEmail": contact.path},
        "license": record.license,
        "temporal": "/".join(record.temporal or ()), "spatial": record.spatial,
        "theme": [record.theme] if record.theme else [], "accrualPeriodicity": record.periodicity,
        "language": [whole.locale], "landingPage": f"{base}{record.page}",
        "describedBy": f"{base}{dictionary.path}", "describedByType": MEDIA[dictionary.format],
        "distribution": [
            {"@type": "dcat:Distribution", "title": file.path.rpartition("/")[2], "downloadURL": f"{base}{file.path}",
             "mediaType": MEDIA[file.format], "format": file.format, "description": words.say(file.purpose)}
            for file in record.files
        ],
    })  # fmt: skip
