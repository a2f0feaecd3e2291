"""The answers to what people ask, for programs: one JSON file in a shape that does not change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.derive.terms import Link

if TYPE_CHECKING:
    from generator.derive.entries import Answer, Entry
    from generator.derive.finders import QuestionsPage
    from generator.derive.provenances import Citation
    from generator.load.site import Site
    from generator.render.words import Words


NO_BREAK = "\u00a0"
"""Keeps a number and its unit on one line of a page; programs compare texts."""


def text(page: QuestionsPage, words: Words) -> str:
    """Return the file: addresses are absolute where the site says where it stands, else from its root."""
    found = [_item(entry, entry.answer, page.site, words) for entry in page.entries if entry.answer]
    whole = {"language": page.site.language, "address": page.site.url or "./", "questions": found}
    return json.dumps(whole, ensure_ascii=False, indent=1).replace(NO_BREAK, " ") + "\n"


def _item(entry: Entry, answer: Answer, site: Site, words: Words) -> dict[str, Any]:
    dataset = answer.provenance.dataset
    return {
        "id": answer.id,
        "question": words.sentence(answer.question),
        "answer": " ".join(words.sentence(sentence) for sentence in answer.sentences),
        "address": _address(entry.path, site),
        "about": {"title": answer.about, "kind": entry.label, "names": list(entry.names)},
        "dataset": {
            "name": dataset.path.rstrip("/").rpartition("/")[2],
            "title": dataset.text,
            "address": _address(dataset.path, site),
            "rows": answer.provenance.rows,
        },
        "sources": [_source(citation, site) for citation in answer.provenance.citations],
    }


def _source(citation: Citation, site: Site) -> dict[str, Any]:
    document = citation.document
    title, address = (document.text, _address(document.path, site)) if isinstance(document, Link) else (document, None)
    return {
        "document": title,
        "address": address,
        "lines": ";".join(str(first) if first == last else f"{first}-{last}" for first, last in citation.spans),
    }


def _address(path: str, site: Site) -> str:
    """Return the address of a page: it names its file, as all addresses of the site do."""
    page, mark, anchor = path.partition("#")
    return f"{site.url}{page}index.html{mark}{anchor}"
