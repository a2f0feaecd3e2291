"""Citations of a dataset: as text, and as reference managers read them (BibTeX, CSL-JSON), naming the version."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.derive.works import Work
    from generator.render.words import Words

BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
"""What TeX would not print as it is. BibTeX counts braces even behind a backslash, so that none may stand alone."""

URL = {"\\": "%5C", "{": "%7B", "}": "%7D", "%": r"\%", "#": r"\#"}


def text(work: Work, words: Words, *, part: str = "", url: str = "") -> str:
    """Return the citation of a dataset, or of a `part` of it (the title of a figure, at its own `url`), as text."""
    title = words.say("evidence.citation.part", part=part, title=work.title) if part else work.title
    date = words.formatter.date(datetime.date.fromisoformat(work.date)) if work.date else words.say("no_data")
    told = words.say(
        "evidence.citation.text", publisher=work.publisher, title=title, site=work.site, date=date, version=work.version
    )
    license_ = words.say("evidence.citation.license", license=work.license) if work.license else ""
    return " ".join(part for part in (told, license_, url or work.url) if part)


def bibtex(work: Work) -> bytes:
    """Return the entry of a dataset as BibTeX: `@misc`, which every style knows; UTF-8."""
    year, _, rest = work.date.partition("-")
    fields = {
        "author": f"{{{_tex(work.publisher)}}}", "title": f"{{{_tex(work.title)}}}", "year": year,
        "month": str(int(rest[:2])) if rest else "", "date": work.date, "version": _tex(work.version),
        "howpublished": _tex(work.site), "url": "".join(URL.get(c, c) for c in work.url), "note": _tex(work.license),
    }  # fmt: skip
    told = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items() if value)
    return f"@misc{{{work.name},\n{told}}}\n".encode()


def _tex(data: str) -> str:
    return "".join(BIBTEX.get(sign, sign) for sign in " ".join(data.split()))


def csl(work: Work) -> bytes:
    """Return the item of a dataset as CSL-JSON (schema 1.0 of csl-data, type `dataset`)."""
    day = [[int(part) for part in work.date.split("-")]] if work.date else []
    item: dict[str, Any] = {
        "id": work.name, "type": "dataset", "title": work.title, "author": [{"literal": work.publisher}],
        "publisher": work.publisher, "container-title": work.site, "issued": {"date-parts": day} if day else None,
        "version": work.version, "URL": work.url, "license": work.license, "language": work.language,
    }  # fmt: skip
    told = {key: value for key, value in item.items() if value}
    return (json.dumps([told], ensure_ascii=False, indent=1) + "\n").encode()
