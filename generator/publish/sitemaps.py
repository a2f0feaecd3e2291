"""The list of all pages for search engines, each with the day on which what it shows last changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import escape

from generator.artifacts import Artifact

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "sitemap.xml"
PAGE = "index.md"
MODIFIED = re.compile(r'^modified: "([0-9-]{10})"$', re.MULTILINE)
UNLISTED = "search: {exclude: true}"
"""What the pages say that only reports lead to."""

PLAIN = ":/?#[]@!$&'()*+,;=%~"
"""What may stand in an address as it is (RFC 3986)."""


def derive(documents: Sequence[Artifact], url: str) -> Artifact:
    """Return the list as a template of the theme with nothing to fill in; an empty one where the site has no address.

    The site builder would make one of its own, dated by the day of the build, and writes none that is empty.
    """
    return Artifact(NAME, partial(_made, documents, url) if url else bytes, NAME)


def _made(documents: Sequence[Artifact], url: str) -> bytes:
    found = ((escape(quote(url + path, PLAIN)), day) for path, day in _pages(documents))
    entries = "".join(f" <url><loc>{address}</loc>{day}</url>\n" for address, day in found)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{entries}</urlset>\n'
    return f"{{% raw %}}{text}{{% endraw %}}".encode()


def _pages(documents: Iterable[Artifact]) -> Iterator[tuple[str, str]]:
    """Yield the address of each page from the site's root, and the element with its date, blank when it has none."""
    for document in documents:
        if document.path != PAGE and not document.path.endswith(f"/{PAGE}"):
            continue
        head = document.make().decode("utf-8", "replace").partition("\n---\n")[0]
        if UNLISTED in head:
            continue
        day = MODIFIED.search(head)
        yield document.path.removesuffix(PAGE), f"<lastmod>{day[1]}</lastmod>" if day else ""
