"""The catalogue as DCAT 3 by the application profile of DCAT-AP 3: one graph, as JSON-LD has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.derive.records import MEDIA

if TYPE_CHECKING:
    from generator.artifacts import Written
    from generator.derive.pages import Download
    from generator.derive.records import Record, Whole
    from generator.load.issuers import Issuer
    from generator.load.site import Link
    from generator.render.words import Words

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
IANA = "https://www.iana.org/assignments/media-types/"
LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"
EUROPE = "http://publications.europa.eu/resource/authority"
FREQUENCIES = {
    "R/P1D": "DAILY", "R/P1W": "WEEKLY", "R/P2W": "BIWEEKLY", "R/P1M": "MONTHLY", "R/P2M": "BIMONTHLY",
    "R/P3M": "QUARTERLY", "R/P4M": "ANNUAL_3", "R/P6M": "ANNUAL_2", "R/P1Y": "ANNUAL", "R/P2Y": "BIENNIAL",
    "R/P3Y": "TRIENNIAL", "irregular": "IRREG",
}  # fmt: skip
"""The names of periods in the list that catalogues share; a period that is not in it is left out."""

TYPES = {
    "CSV": "CSV", "JSON": "JSON", "PARQUET": "PARQUET", "XLSX": "XLSX", "ZIP": "ZIP",
}  # fmt: skip


def told(value: dict[str, Any]) -> dict[str, Any]:
    """Leave out what nobody says."""
    return {key: item for key, item in value.items() if item not in (None, "", [], {})}


def derive(whole: Whole, found: Sequence[Record], words: Words, ledger: Mapping[str, Written]) -> dict[str, Any]:
    """Return the graph as JSON-LD; addresses are relative to its own where the site has none."""
    return told({
        "@context": {**PREFIXES, "@base": whole.url} if whole.url else PREFIXES, "@id": whole.url or "./",
        "@type": "dcat:Catalog", "dct:title": whole.title, "dct:description": whole.description,
        "dct:publisher": _agent(whole.publisher), "dct:language": _link(f"{LANGUAGES}{whole.language}"),
        "dct:license": _link(next((one.path for one in whole.licenses if one.path), "")),
        "dct:modified": whole.modified and _day(whole.modified), "foaf:homepage": _link(whole.homepage),
        "dct:spatial": _place(whole.issuer.municipality, whole.issuer),
        "dcat:contactPoint": _contact(whole.contact),
        "dcat:version": whole.version,
        "dcat:dataset": [_dataset(record, words, ledger) for record in found],
    })  # fmt: skip


def _dataset(record: Record, words: Words, ledger: Mapping[str, Written]) -> dict[str, Any]:
    start, end = record.temporal or ("", "")
    period = start and {"@type": "dct:PeriodOfTime", "dcat:startDate": _day(start), "dcat:endDate": _day(end)}
    frequency = FREQUENCIES.get(record.periodicity, "")
    theme = record.theme and {"@type": "skos:Concept", "skos:prefLabel": record.theme}
    return told({
        "@id": record.page, "@type": "dcat:Dataset", "dct:identifier": record.name, "dct:title": record.title,
        "dct:description": record.description, "dcat:keyword": list(record.keywords), "dcat:theme": theme,
        "dct:publisher": _agent(record.publisher), "dcat:contactPoint": _contact(record.whole.contact),
        "dct:language": _link(f"{LANGUAGES}{record.whole.language}"),
        "dct:modified": record.modified and _day(record.modified), "dct:temporal": period,
        "dct:spatial": _place(record.spatial, record.whole.issuer),
        "dcat:landingPage": _link(record.page),
        "dct:accrualPeriodicity": _link(f"{EUROPE}/frequency/{frequency}" if frequency else ""),
        "dct:provenance": record.method and {"@type": "dct:ProvenanceStatement", "rdfs:label": record.method},
        "dct:license": _link(record.license), "foaf:page": [_link(file.path) for file in record.notes],
        "dcat:distribution": [_distribution(file, record, words, ledger.get(file.path)) for file in record.files],
    })  # fmt: skip


def _distribution(file: Download, record: Record, words: Words, written: Written | None) -> dict[str, Any]:
    checksum = written and {
        "@type": "spdx:Checksum", "spdx:algorithm": _link(f"{PREFIXES['spdx']}checksumAlgorithm_sha256"),
        "spdx:checksumValue": _typed("xsd:hexBinary", written.sha256),
    }  # fmt: skip
    return told({
        "@id": file.path, "@type": "dcat:Distribution", "dct:title": file.path.rpartition("/")[2],
        "dct:description": words.say(file.purpose), "dcat:downloadURL": _link(file.path),
        "dcat:accessURL": _link(file.path), "dcat:mediaType": _link(f"{IANA}{MEDIA[file.format]}"),
        "dct:format": _link(f"{EUROPE}/file-type/{TYPES[file.format]}"), "dct:license": _link(record.license),
        "dcatap:availability": _link(f"{EUROPE}/planned-availability/STABLE"),
        "dcat:byteSize": written and _typed("xsd:nonNegativeInteger", str(written.size)),
        "spdx:checksum": checksum,
    })  # fmt: skip


def _agent(name: str) -> dict[str, str]:
    return {"@type": "foaf:Agent", "foaf:name": name}


def _contact(contact: Link | None) -> dict[str, Any]:
    if contact is None:
        return {}
    key = "vcard:hasEmail" if contact.path.startswith("mailto:") else "vcard:hasURL"
    return {"@type": "vcard:Kind", "vcard:fn": contact.title, key: _link(contact.path)}


def _place(name: str, issuer: Issuer) -> dict[str, str]:
    """Return a place, with its code where it is the municipality whose code is known."""
    code = issuer.municipality_code if name == issuer.municipality else ""
    return told({"@type": "dct:Location", "skos:prefLabel": name, "dct:identifier": code}) if name else {}


def _link(address: str) -> dict[str, str]:
    return {"@id": address} if address else {}


def _typed(kind: str, text: str) -> dict[str, str]:
    return {"@type": kind, "@value": text}


def _day(text: str) -> dict[str, str]:
    return _typed("xsd:date", text)
