"""Check the built site before it goes live: regular files, no broken link or anchor, no other host."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

import lxml.html

from generator.problems import Problem

OTHER_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
HARMLESS = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
CSS_ADDRESS = re.compile(rb"""(?:url\(\s*["']?|@import\s+["'])((?:https?:)?//[^"')\s]+)""", re.IGNORECASE)
NOT_FOUND_PAGE = "404.html"
BEYOND = ("srcset", "imagesrcset", "poster", "ping")
"""Attributes with addresses that lxml leaves out; the first two list several, each with its size."""

SIZE = re.compile(r"\s[\d.]+[wxh]\s*(,|$)")
OPENS = ("a", "area", "form", "button", "iframe", "object", "embed", "script")
"""What would run the document that an address carries in itself (`data:`); elsewhere it is a picture."""


@dataclass(frozen=True, slots=True)
class Document:
    """The links of one HTML file as (tag, attribute, address), and the anchors it has."""

    links: tuple[tuple[str, str, str], ...]
    anchors: frozenset[str]


def check(site: Path, url: str = "") -> Iterator[Problem]:
    """Yield the problems of a built site; `file` is the page, from the site's root.

    `url` is the site's address on the web, where it has one: the page for what is not found is shown at any depth and
    speaks of the others from the root of the host.
    """
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if not _is_folder(path)}
    yield from (Problem("file-not-regular", file=name) for name, path in files.items() if not _is_regular(path))
    documents = {name: _read(path) for name, path in files.items() if name.endswith(".html")}
    if NOT_FOUND_PAGE in documents:
        documents[NOT_FOUND_PAGE] = _below(urlsplit(url).path or "/", documents[NOT_FOUND_PAGE])
    for name, document in documents.items():
        for link in document.links:
            yield from _link(name, link, files, documents)
    for name, path in files.items():
        if name.endswith(".css"):
            for found in CSS_ADDRESS.findall(path.read_bytes()):
                yield Problem("other-host", file=name, value=found.decode("utf-8", "replace"))


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(path.lstat().st_mode)


def _is_regular(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)


def _read(path: Path) -> Document:
    tree: Any = lxml.html.document_fromstring(path.read_bytes())
    links = [
        (str(element.tag), attribute or "", address.strip())
        for element, attribute, address, _ in tree.iterlinks()
        if not (element.get("rel") == "canonical" and HARMLESS.match(address))  # it names the page and loads nothing
    ]
    for name in BEYOND:
        for element in tree.iterfind(f".//*[@{name}]"):
            links += [(element.tag, name, part.strip(",")) for part in SIZE.sub(" ", element.get(name)).split()]
    return Document(tuple(links), frozenset(tree.xpath("//@id")) | frozenset(tree.xpath("//a/@name")))


def _below(root: str, document: Document) -> Document:
    """Return a document with what it asks from the root of the host turned into addresses from the site's root."""
    links = tuple(
        (tag, name, address.removeprefix(root) if not OTHER_HOST.match(address) else address)
        for tag, name, address in document.links
    )
    return Document(links, document.anchors)


def _link(
    page: str, link: tuple[str, str, str], files: Mapping[str, Path], documents: Mapping[str, Document]
) -> Iterator[Problem]:
    tag, attribute, address = link
    if tag == "a" and attribute == "href" and HARMLESS.match(address):
        return
    if OTHER_HOST.match(address):
        yield Problem("other-host", file=page, value=address)
        return
    if (address.startswith("data:") and tag not in OPENS) or not address:
        return
    if re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE):
        yield Problem("unsafe-link", file=page, value=address)
        return
    target, anchor = _target(page, address)
    if address.startswith("/") or target not in files:  # from the root of a host a site in a folder is not found
        yield Problem("broken-link", file=page, value=address)
    elif anchor and target in documents and anchor not in documents[target].anchors:
        yield Problem("broken-anchor", file=page, value=address)


def _target(page: str, address: str) -> tuple[str, str]:
    """Return the file that an address on `page` leads to, and the anchor in it."""
    path, anchor = urldefrag(address)
    path = unquote(path.partition("?")[0])
    target = normpath(f"{page.rpartition('/')[0]}/{path}".lstrip("/")) if path else page
    if target == "." or path.endswith("/") or target.endswith(("/.", "/..")):
        target = f"{target}/index.html".removeprefix("./")
    return target, unquote(anchor)
