"""How readers tell of a fault: an address of mail, or of a form, with what they would have to look up written in.

Addresses of mail are those of RFC 6068: every sign of a text as a percentage of its bytes, lines end with %0D%0A.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

if TYPE_CHECKING:
    from generator.load.site import Site
    from generator.render.words import Words

MAIL = "mailto:"
LONGEST = 200
"""Letters of a title that are told: programs refuse addresses of more than some two thousand."""

ROW = "{row}"
"""What the script puts the key of a row in the place of."""


@dataclass(frozen=True, slots=True)
class Notices:
    """Where the readers of a site tell of faults, and from which page."""

    site: Site
    words: Words
    path: str
    site_name: str = ""

    def report(self, title: str, version: str, keys: Sequence[str] = ()) -> Markup:
        """Return the link that begins such a message, blank where the site takes none; `keys` are rows to choose."""
        if not self._target:
            return Markup("")
        address = self._address(title, version, self.words.say("plain.which_row") if keys else "")
        link = Markup('<a href="{}">{}<span class="sr">: {}</span></a>')
        rows = Markup("")
        if keys:
            with_row, listed = self._address(title, version, ROW), json.dumps(list(keys), ensure_ascii=False)
            rows = Markup(' data-report="{}" data-rows="{}" data-label="{}" data-none="{}"').format(
                with_row, listed, self.words.say("plain.row"), self.words.say("plain.no_row")
            )
        told = link.format(address, self.words.say("plain.report"), " ".join(title.split()))
        return Markup('<span class="report"{}>{}</span>').format(rows, told)

    @property
    def _target(self) -> str:
        contact = self.site.contact.path if self.site.contact else ""
        return self.site.feedback or (contact if contact.startswith(MAIL) else "")

    def _address(self, title: str, version: str, row: str) -> str:
        title, page = _short(title), f"{self.site.url}{self.path}" or "/"
        name = _short(self.site_name)
        body = self.words.say("plain.body", site=name, page=page, dataset=title, version=version, row=row)
        texts = {"subject": self.words.say("plain.subject", dataset=title), "body": body}
        return filled(self._target, {**texts, "dataset": title, "page": page, "row": row})


def filled(target: str, texts: Mapping[str, str]) -> str:
    """Return an address with its slots filled; one of mail that has none gets its subject and its text."""
    encoded = {key: quote("\r\n".join(text.splitlines()), safe="") for key, text in texts.items()}
    if target.startswith(MAIL) and "{" not in target:
        target += "&" if "?" in target else "?"
        target += "subject={subject}&body={body}"
    return target.format(**encoded)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
