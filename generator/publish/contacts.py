"""security.txt (RFC 9116): to whom a fault of security is told."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.artifacts import Artifact

if TYPE_CHECKING:
    from generator.load.site import Site
    from generator.model.catalog import Catalog

PATH = ".well-known/security.txt"
VALID = datetime.timedelta(days=364)
"""A little less than the year after which the standard takes a contact for stale."""

NO_DATE = 315_532_800
"""The date of a build that has none: what it told would have expired long ago."""


def artifacts(catalog: Catalog, date: int) -> Iterator[Artifact]:
    """Yield the file, where the site names somebody and the build has a date (seconds since 1970)."""
    if (catalog.site.security or catalog.site.contact) and date > NO_DATE:
        yield Artifact(PATH, partial(write, catalog.site, date), "site_src/site.yaml")


def write(site: Site, date: int) -> bytes:
    """Return the file: UTF-8, a field a line."""
    who = site.security or site.contact
    if who is None:
        return b""
    address = who.path if ":" in who.path else f"{site.url}{who.path}"
    expires = datetime.datetime.fromtimestamp(date, datetime.UTC) + VALID
    lines = [f"Contact: {address}", f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}", f"Preferred-Languages: {site.language}"]
    lines += [f"Canonical: {site.url}{PATH}"] if site.url else []
    return "".join(f"{' '.join(line.split())}\n" for line in lines).encode()
