"""The pages of the past: what changed in all datasets and in each, every version, and what was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.derive import change_lists, changes, past
from generator.derive.pages import Download, Page
from generator.derive.terms import Link

if TYPE_CHECKING:
    from generator.derive.change_lists import ShownChange
    from generator.derive.changes import Change
    from generator.load.versions import Version
    from generator.model.catalog import Catalog, Dataset

ON_HOME, ON_NEWS, LISTED_ON_NEWS = 3, 150, 8
"""Changes on the home page and on that of all changes, and how many revised values the latter shows of each."""


def _help(text: str) -> dict[str, str]:
    return {"help": text}


@dataclass(frozen=True, slots=True)
class Latest:
    """What changed last, the newest first, and the page where all changes are told."""

    page: Link
    changes: tuple[ShownChange, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """The versions of a dataset, told on its page: how many, the latest, and where its changes are told.

    `version` is none where the history cannot be told, or the rows are not recorded in it yet: `state` says which.
    """

    page: Link
    state: str
    count: int
    day: str
    version: Link | None


@dataclass(frozen=True, slots=True)
class NewsPage(Page):
    """What changed in all datasets, the newest first."""

    state: str = field(metadata=_help("`whole`, or why the history cannot be told: `shallow`, `none`"))
    corrected: tuple[ShownChange, ...] = field(metadata=_help("The changes that revised published figures"))
    days: tuple[tuple[str, tuple[Change, ...]], ...] = field(metadata=_help("All changes by their day"))
    links: dict[str, Link] = field(metadata=_help("By dataset, the page of its changes"))
    hidden: int = field(metadata=_help("How many older changes are not listed"))


@dataclass(frozen=True, slots=True)
class ChangesPage(Page):
    """The versions of one dataset, the newest first, and what each changed."""

    dataset: Link = field(metadata=_help("The dataset"))
    past: Past = field(metadata=_help("How many versions there are, and the state of the history"))
    changes: tuple[ShownChange, ...] = field(metadata=_help("The changes, the newest first"))
    download: Download | None = field(metadata=_help("All changes as a CSV"))


@dataclass(frozen=True, slots=True)
class VersionPage(Page):
    """One version at its permanent address. It tells nothing that a later version could change."""

    change: Change = field(metadata=_help("The version and what it changed"))
    version: Version = field(metadata=_help("Its day, checksum and size"))
    dataset: Link = field(metadata=_help("The dataset, whose page shows the latest version"))
    page: Link = field(metadata=_help("Where its changes are told"))
    before: Link | None = field(metadata=_help("The version before it"))
    downloads: tuple[Download, ...] = field(metadata=_help("Its files: CSV, descriptor, checksums"))


@dataclass(frozen=True, slots=True)
class WithdrawnPage(Page):
    """A dataset that is no longer published: since when, why, and its versions."""

    day: str = field(metadata=_help("The day it was withdrawn; blank where nobody said"))
    reason: str = field(metadata=_help("Why; blank where nobody said"))
    successor: Link | None = field(metadata=_help("The dataset that took its place"))
    versions: tuple[Link, ...] = field(metadata=_help("Its versions, the newest first"))
    page: Link = field(metadata=_help("Where its changes are told"))


def addresses(catalog: Catalog) -> Iterator[str]:
    """Yield the address of every page of the past."""
    yield past.news(catalog)
    yield from (catalog.path(name) for name in past.withdrawn(catalog))
    for name in past.datasets(catalog):
        yield past.changes(name, catalog)
        yield from (past.version(name, version.name, catalog) for version in catalog.history.versions(name))


def derive(catalog: Catalog) -> Iterator[Page]:
    """Yield every page of the past."""
    yield news(catalog)
    yield from (withdrawn(name, catalog) for name in past.withdrawn(catalog))
    for name in past.datasets(catalog):
        yield of_dataset(name, catalog)
        yield from _versions(name, catalog)


def latest(catalog: Catalog) -> Latest:
    """Return what changed last in what was published already; where nothing did, what was published last."""
    found = changes.latest(catalog)
    revised = [change for change in found if not change.is_first]
    shown = tuple(change_lists.show(change, catalog, LISTED_ON_NEWS) for change in (revised or found)[:ON_HOME])
    return Latest(Link("", past.news(catalog)), shown)


def news(catalog: Catalog) -> NewsPage:
    """Return the page with the changes of all datasets."""
    found = changes.latest(catalog)
    shown = found[:ON_NEWS]
    days: dict[str, list[Change]] = {}
    for change in shown:
        days.setdefault(change.day, []).append(change)
    links = {one.dataset: Link(title_of(one.dataset, catalog), past.changes(one.dataset, catalog)) for one in shown}
    corrected = [change for change in found if change.tally.figures][:ON_NEWS]
    return NewsPage(
        path=past.news(catalog), title="", description="", crumbs=(), feed=past.feed(past.news(catalog), catalog),
        state=catalog.history.state,
        corrected=tuple(change_lists.show(change, catalog, LISTED_ON_NEWS) for change in corrected),
        days=tuple((day, tuple(some)) for day, some in days.items()), links=links, hidden=len(found) - len(shown),
    )  # fmt: skip


def of_dataset(name: str, catalog: Catalog) -> ChangesPage:
    """Return the page with the changes of a dataset."""
    made = [change_lists.show(change, catalog) for change in reversed(changes.ledger(catalog).get(name, ()))]
    dataset, path = catalog.datasets.get(name), past.changes(name, catalog)
    link = Link(title_of(name, catalog), catalog.path(name))
    told = past_of(dataset, catalog) if dataset else _past(name, catalog, "")
    file = Download(past.table(name, catalog), "CSV", "changes.download") if made else None
    return ChangesPage(
        path=path, title=link.text, description="", crumbs=(Link("", _catalogue(catalog)), link), dataset=link,
        past=told, changes=tuple(made), download=file, feed=past.feed(path, catalog),
    )  # fmt: skip


def title_of(name: str, catalog: Catalog) -> str:
    """Return the title of a dataset: its own, or the last one it had."""
    if name in catalog.datasets:
        return catalog.datasets[name].descriptor.title
    told = catalog.metadata.withdrawn.get(name)
    found = changes.ledger(catalog).get(name, ())
    return (told.title if told else "") or (found[-1].title if found else name)


def past_of(dataset: Dataset, catalog: Catalog) -> Past:
    """Return what the page of a dataset says of its versions."""
    return _past(dataset.name, catalog, dataset.table.sha256)


def _past(name: str, catalog: Catalog, sha256: str) -> Past:
    versions = catalog.history.versions(name)
    last = versions[-1] if versions else None
    is_recorded = last is not None and last.sha256 == sha256
    state = catalog.history.state if is_recorded or not catalog.history.is_whole else "unrecorded"
    link = Link(last.name, past.version(name, last.name, catalog)) if last and is_recorded else None
    day = last.day if last else ""
    return Past(Link("", past.changes(name, catalog)), state if sha256 else "gone", len(versions), day, link)


def _versions(name: str, catalog: Catalog) -> Iterator[VersionPage]:
    """Yield the page of each version of a dataset, titled as it was then."""
    told: dict[str, Any] = {change.version: change for change in changes.ledger(catalog).get(name, ())}
    for version in catalog.history.versions(name):
        change: Change = told[version.name]
        path = past.version(name, version.name, catalog)
        before = past.version(name, change.previous, catalog) if change.previous else ""
        files = ((f"{name}.csv", "csv", version.size), (f"{name}.yaml", "yaml", None), ("SHA256SUMS", "sums", None))
        yield VersionPage(
            path=path, title=change.title, description="", crumbs=(Link("", _catalogue(catalog)),), change=change,
            version=version, dataset=Link("", catalog.path(name)),
            page=Link("", f"{past.changes(name, catalog)}#{past.anchor(change)}"),
            before=Link(change.previous, before) if before else None,
            downloads=tuple(Download(path + file, kind, f"changes.file.{kind}", size) for file, kind, size in files),
        )  # fmt: skip


def withdrawn(name: str, catalog: Catalog) -> WithdrawnPage:
    """Return the page that a dataset leaves behind."""
    told, found = catalog.metadata.withdrawn.get(name), changes.ledger(catalog).get(name, ())
    gone = found[-1].day if found and not found[-1].version else ""
    other = told.successor if told else ""
    successor = Link(title_of(other, catalog), catalog.path(other)) if other in past.datasets(catalog) else None
    versions = reversed(catalog.history.versions(name))
    return WithdrawnPage(
        path=catalog.path(name), title=title_of(name, catalog), description="",
        crumbs=(Link("", _catalogue(catalog)),), day=gone or (told.date if told else ""),
        reason=told.reason if told else "", successor=successor,
        versions=tuple(Link(one.name, past.version(name, one.name, catalog)) for one in versions),
        page=Link("", past.changes(name, catalog)), feed=past.feed(past.changes(name, catalog), catalog),
    )  # fmt: skip


def _catalogue(catalog: Catalog) -> str:
    return catalog.path("").removesuffix("/")
