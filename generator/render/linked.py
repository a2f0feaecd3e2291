"""A dataset as schema.org has it, for search engines that look for datasets."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from generator.derive.records import MEDIA

if TYPE_CHECKING:
    from generator.derive.records import Record


def dataset(record: Record, citation: str, href: Callable[[str], str]) -> dict[str, Any]:
    """Return a schema.org/Dataset; what nobody says is left out. `href` turns a path into the address to write."""
    whole = record.whole
    told: dict[str, Any] = {
        "@context": "https://schema.org/", "@type": "Dataset", "name": record.title, "description": record.description,
        "identifier": record.name, "url": href(record.page), "keywords": list(record.keywords),
        "license": record.license, "creator": {"@type": "Organization", "name": record.publisher},
        "publisher": {"@type": "Organization", "name": whole.publisher}, "dateModified": record.modified,
        "version": whole.version, "inLanguage": whole.locale, "citation": citation,
        "isBasedOn": [source.path or source.title for source in record.sources],
        "measurementTechnique": record.method, "about": record.theme,
        "temporalCoverage": "/".join(record.temporal or ()), "spatialCoverage": record.spatial,
        "isAccessibleForFree": True,
        "includedInDataCatalog": {"@type": "DataCatalog", "name": whole.title, "url": href("")},
        "variableMeasured": [
            {key: text for key, text in (
                ("@type", "PropertyValue"), ("name", name), ("alternateName", title), ("description", about),
                ("unitText", unit),
            ) if text}
            for name, title, about, unit in record.columns
        ],
        "distribution": [
            {"@type": "DataDownload", "contentUrl": href(file.path), "encodingFormat": MEDIA[file.format],
             "name": file.path.rpartition("/")[2]}
            for file in record.files
        ],
    }  # fmt: skip
    return {key: value for key, value in told.items() if value not in ("", [], None)}


def script(found: dict[str, Any]) -> str:
    """Return the text of a script of JSON, in one line that no mark of its own can end."""
    text = json.dumps(found, ensure_ascii=False, allow_nan=False)
    for mark in "<>&\x85\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text
