"""The catalogue for machines: DCAT-US 1.1, by which other portals harvest a static site, and DCAT 3 as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.artifacts import Artifact
from generator.derive import records
from generator.derive.records import MEDIA

if TYPE_CHECKING:
    from generator.derive.pages import Download
    from generator.derive.records import Record
    from generator.load.descriptors import Named
    from generator.model.catalog import Catalog
    from generator.render.words import Words

DCAT_US = "https://project-open-data.cio.gov/v1.1/schema"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "spdx": "http://spdx.org/rdf/terms#",
}
IANA = "https://www.iana.org/assignments/media-types/"
NO_FREQUENCY = "irregular"


def artifacts(catalog: Catalog, words: Words) -> Iterator[Artifact]:
    """Yield the two files at the root of the site. Addresses are absolute where the site says where it stands."""
    found = tuple(records.derive(catalog))
    source = "schemas/datapackage.yaml"
    yield Artifact("data.json", partial(_bytes, dcat_us(found, catalog, words)), source)
    yield Artifact("catalog.jsonld", partial(_bytes, dcat(found, catalog, words)), source)


def _bytes(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _told(value: dict[str, Any]) -> dict[str, Any]:
    """Leave out what nobody says."""
    return {key: item for key, item in value.items() if item not in (None, "", [], {})}


def _language(catalog: Catalog) -> str:
    return catalog.site.locale.replace("_", "-")


def dcat_us(found: Sequence[Record], catalog: Catalog, words: Words) -> dict[str, Any]:
    """Return the catalogue by the Project Open Data Metadata Schema, version 1.1."""
    return {
        "@context": f"{DCAT_US}/catalog.jsonld", "@type": "dcat:Catalog", "conformsTo": DCAT_US,
        "describedBy": f"{DCAT_US}/catalog.json",
        "dataset": [_dataset_us(record, catalog, words) for record in found],
    }  # fmt: skip


def _dataset_us(record: Record, catalog: Catalog, words: Words) -> dict[str, Any]:
    base, contact = catalog.site.url, catalog.site.contact
    return _told({
        "@type": "dcat:Dataset", "identifier": f"{base}{record.page}", "title": record.title,
        "description": record.description, "keyword": list(record.keywords), "modified": record.modified,
        "publisher": {"@type": "org:Organization", "name": record.publisher}, "accessLevel": "public",
        "contactPoint": contact and {"@type": "vcard:Contact", "fn": contact.title, "hasEmail": contact.path},
        "license": _first(record.licenses),
        "temporal": "/".join(record.temporal or ()), "spatial": record.spatial,
        "theme": [record.theme] if record.theme else [], "accrualPeriodicity": record.periodicity,
        "language": [_language(catalog)], "landingPage": f"{base}{record.page}",
        "distribution": [
            {"@type": "dcat:Distribution", "title": file.path.rpartition("/")[2], "downloadURL": f"{base}{file.path}",
             "mediaType": MEDIA[file.format], "format": file.format, "description": words.say(file.purpose)}
            for file in record.files
        ],
    })  # fmt: skip


def dcat(found: Sequence[Record], catalog: Catalog, words: Words) -> dict[str, Any]:
    """Return the catalogue as DCAT 3 in JSON-LD; addresses are relative to its own where the site has none."""
    site, meta = catalog.site, catalog.metadata
    return _told({
        "@context": {**CONTEXT, "@base": site.url} if site.url else CONTEXT, "@id": site.url or "./",
        "@type": "dcat:Catalog", "dct:title": site.name or meta.title or meta.name,
        "dct:description": site.description or meta.description or meta.title or meta.name,
        "dct:publisher": _agent(next((who.title for who in meta.contributors), meta.title)),
        "dct:language": _language(catalog),
        "dct:license": _link(_first(meta.licenses)),
        "dcat:dataset": [_dataset(record, words) for record in found],
    })  # fmt: skip


def _agent(name: str) -> dict[str, str]:
    return {"@type": "foaf:Agent", "foaf:name": name}


def _first(licenses: Sequence[Named]) -> str:
    return next((found.path for found in licenses if found.path), "")


def _link(address: str) -> dict[str, str]:
    return {"@id": address} if address else {}


def _dataset(record: Record, words: Words) -> dict[str, Any]:
    start, end = record.temporal or ("", "")
    period = start and {"@type": "dct:PeriodOfTime", "dcat:startDate": _day(start), "dcat:endDate": _day(end)}
    frequency = record.periodicity if record.periodicity != NO_FREQUENCY else ""
    return _told({
        "@id": record.page, "@type": "dcat:Dataset", "dct:identifier": record.name, "dct:title": record.title,
        "dct:description": record.description, "dcat:keyword": list(record.keywords),
        "dct:publisher": _agent(record.publisher),
        "dct:modified": record.modified and _day(record.modified), "dct:temporal": period,
        "dct:spatial": record.spatial and {"@type": "dct:Location", "dct:title": record.spatial},
        "dct:accrualPeriodicity": frequency, "dcat:landingPage": _link(record.page),
        "dct:license": _link(_first(record.licenses)),
        "dcat:distribution": [_distribution(file, words) for file in record.files],
    })  # fmt: skip


def _day(text: str) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": text}


def _distribution(file: Download, words: Words) -> dict[str, Any]:
    return _told({
        "@id": file.path, "@type": "dcat:Distribution", "dct:title": file.path.rpartition("/")[2],
        "dct:description": words.say(file.purpose), "dcat:downloadURL": _link(file.path),
        "dcat:accessURL": _link(file.path), "dcat:mediaType": _link(f"{IANA}{MEDIA[file.format]}"),
        "dcat:byteSize": file.size,
    })  # fmt: skip
