"""Atom feeds (RFC 4287) of what changed: their ids depend on no address of the site, and stay for ever."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from generator.render import deltas
from generator.render.templates import href

if TYPE_CHECKING:
    from generator.derive.changes import Change
    from generator.derive.differences import Tally
    from generator.render.words import Words

ATOM = "http://www.w3.org/2005/Atom"
NAMESPACE = uuid.UUID("5f0e3a55-6b0c-5d5e-9c39-8f2a4f0f6a51")
"""The namespace of the ids: another one would make every entry of every feed new for those who follow it."""

ENTRIES = 100
REVISIONS = 20
"""Entries of a feed, and revised values that an entry lists."""

UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML can hold."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A change in a feed: `page` leads to it, from the site's root; `tally` counts what of it the feed is about."""

    change: Change
    title: str
    page: str
    tally: Tally | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what its id is made of, its own path, the page that it belongs to, and its entries, the newest first."""

    identity: tuple[str, ...]
    title: str
    path: str
    page: str
    author: str
    url: str
    entries: tuple[Entry, ...]


def identifier(*parts: str) -> str:
    """Return an id for ever: made of the name of the catalogue, of the dataset, of the version."""
    return uuid.uuid5(NAMESPACE, "/".join(parts)).urn


def atom(feed: Feed, words: Words) -> bytes:
    """Return a feed as XML. Without an entry, it was updated when time began."""
    root = ET.Element("feed", xmlns=ATOM)
    shown = feed.entries[:ENTRIES]
    _text(root, "id", identifier(*feed.identity))
    _text(root, "title", feed.title)
    _text(root, "updated", stamp(max((entry.change.time for entry in shown), default=0)))
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=_address(feed, feed.path))
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=_address(feed, feed.page))
    _text(ET.SubElement(root, "author"), "name", feed.author)
    for entry in shown:
        _entry(ET.SubElement(root, "entry"), feed, entry, words)
    ET.indent(root, " ")
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _entry(node: ET.Element, feed: Feed, entry: Entry, words: Words) -> None:
    change = entry.change
    counted = deltas.counts(entry.tally.parts if entry.tally and not change.is_first else change.parts, words)
    when = stamp(change.time)
    whole = entry.tally is None  # one change is one entry, in whatever feed it stands; a part of it is another
    told = (feed.identity[0], "change") if whole else feed.identity
    _text(node, "id", identifier(*told, change.dataset, change.name))
    _text(node, "title", f"{entry.title}: {counted}")
    _text(node, "updated", when)
    _text(node, "published", when)
    ET.SubElement(node, "link", rel="alternate", type="text/html", href=_address(feed, entry.page))
    _text(node, "summary", "\n".join((counted, *(_lines(change, words) if entry.tally is None else ()))))


def _lines(change: Change, words: Words) -> Iterator[str]:
    """Yield the revised values of a change, each with the reason that was recorded."""
    found = change.difference
    for revision, reason in zip(found.revisions[:REVISIONS], change.reasons, strict=False):
        yield f"{deltas.revised(revision, words)} ({reason or words.say('changes.no_reason')})"
    if len(found.revisions) > REVISIONS:
        more = len(found.revisions) - REVISIONS
        yield words.say("changes.diff.more", more, count=words.formatter.amount(more, 0))


def _address(feed: Feed, target: str) -> str:
    """Return an address of the site: whole where the site knows its own, else as seen from the feed."""
    near = href(feed.path, target)
    return feed.url + href("", target).removeprefix("./") if feed.url else near


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = UNSPEAKABLE.sub("\ufffd", text)


def stamp(time: int) -> str:
    """Return a time in seconds since 1970 as RFC 3339 writes it."""
    return datetime.datetime.fromtimestamp(time, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def newest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries from the newest to the oldest."""
    return tuple(sorted(entries, key=lambda entry: (-entry.change.time, entry.change.dataset)))
