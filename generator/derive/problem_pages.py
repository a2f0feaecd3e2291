"""The pages of problem codes: one that lists them, and one for each, which reports lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.derive.pages import Page
from generator.derive.terms import Link
from generator.load import codes
from generator.load.segments import PROBLEMS_SEGMENT

if TYPE_CHECKING:
    from generator.model.catalog import Catalog


@dataclass(frozen=True, slots=True)
class ProblemsPage(Page):
    """All problem codes; only reports lead here."""

    links: tuple[Link, ...] = field(metadata={"help": "The page of each code; its text is the code"})


@dataclass(frozen=True, slots=True)
class ProblemPage(Page):
    """What one problem code means, with an example and its cure, all of them words of the engine."""

    code: str = field(metadata={"help": "The code, by which its words are found"})


def derive(catalog: Catalog) -> Iterator[Page]:
    """Yield the list of all codes, then the page of each; their titles are words, which templates say."""
    root, *paths = addresses(catalog)
    links = tuple(Link(code, path) for code, path in zip(codes.known(), paths, strict=True))
    yield ProblemsPage(path=root, title="", description="", crumbs=(), links=links)
    for link in links:
        yield ProblemPage(path=link.path, title="", description="", crumbs=(Link("", root),), code=link.text)


def link(catalog: Catalog) -> Link:
    """Return the link to the list."""
    return Link("", next(addresses(catalog)))


def addresses(catalog: Catalog) -> Iterator[str]:
    """Yield the address of the list, and that of each code."""
    root = f"{catalog.site.segment(PROBLEMS_SEGMENT)}/"
    yield root
    yield from (f"{root}{code}/" for code in codes.known())
