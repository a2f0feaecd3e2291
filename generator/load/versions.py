"""The versions of every dataset, as the history of the repository tells them.

A version begins with the commit, on the first-parent line of the branch, after which the CSV of a dataset that has a
descriptor has other bytes. Nothing is parsed for it: an address that was given once stays, whatever the rules of today.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.load import git
from generator.load.nodes import is_name
from generator.problems import Problem, Refused

if TYPE_CHECKING:
    from generator.project import Project

MAX_COMMITS = 100_000
"""Commits that touch the data; beyond them the history is not read."""

DIGITS = 8
GONE = "gone"
FILE = re.compile(rb"(datasets/([^/]+)\.csv|schemas/([^/]+)\.yaml)")
REGULAR = (b"100644", b"100755")
CATALOGUE = "datapackage"


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a dataset. `name` is the last part of its address, `time` that of its commit, in seconds since 1970.

    `csv` and `descriptor` are the ids of its two files among the objects of the repository.
    """

    name: str
    time: int
    csv: str
    descriptor: str
    sha256: str = ""
    size: int = 0

    @property
    def day(self) -> str:
        """The day of its commit, in UTC, as ISO writes it."""
        return day_of(self.time)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The commit that took a dataset away; `name` is for those who point to it."""

    time: int
    name: str = ""

    @property
    def day(self) -> str:
        """The day of the commit, in UTC, as ISO writes it."""
        return day_of(self.time)


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """What happened to each dataset, the oldest first, by its name; nothing where the history cannot be told.

    `state` says so: `whole`; `shallow`, a clone without its past; `none`, no repository, or one without a commit.
    """

    state: str = "none"
    events: Mapping[str, tuple[Version | Withdrawal, ...]] = field(default_factory=dict)
    objects: git.Objects | None = None

    @property
    def is_whole(self) -> bool:
        """Whether versions can be told at all."""
        return self.state == "whole"

    def versions(self, dataset: str) -> tuple[Version, ...]:
        """Return the versions of a dataset, the oldest first."""
        return tuple(event for event in self.events.get(dataset, ()) if isinstance(event, Version))

    def read(self, name: str) -> bytes:
        """Return the bytes of a file of a version.

        Raises:
            Refused: the repository no longer has them.
        """
        data = self.objects.read(name) if self.objects else None
        if data is None:
            raise Refused([Problem("history-unreadable", value=name)])
        return data


def day_of(time: int) -> str:
    """Return the day of a time in seconds since 1970, in UTC."""
    return datetime.datetime.fromtimestamp(time, datetime.UTC).date().isoformat()


def state(project: Project) -> tuple[str, str]:
    """Return whether the history can be told (`whole`, `shallow`, `none`), and the commit that it ends with."""
    said = git.run(project.root, "rev-parse", "--is-shallow-repository", "--verify", "HEAD")
    if said is None:
        return "none", ""
    shallow, commit = said.decode("ascii").split()
    return ("shallow" if shallow == "true" else "whole"), commit


def read(project: Project) -> History:
    """Return the history of the datasets of a project, up to the commit that is checked out.

    Raises:
        Refused: there is a history, but it cannot be read: without it addresses given once would be lost.
    """
    found, commit = state(project)
    if found != "whole":
        return History(found)
    said = git.run(
        project.root, "log", "--first-parent", "-m", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-color",
        "--relative", "--reverse", f"--max-count={MAX_COMMITS + 1}", "--format=%x01%H %ct", commit, "--", "datasets",
        "schemas",
    )  # fmt: skip
    if said is None or said.count(b"\x01") > MAX_COMMITS:
        raise Refused([Problem("history-unreadable", value=commit)])
    objects = git.Objects(project.root)
    told: dict[str, list[Version | Withdrawal]] = {}
    for name, event in _events(said):
        told.setdefault(name, []).append(event)
    sums = _Sums(objects)
    return History(found, {name: tuple(_addressed(told[name], sums)) for name in sorted(told)}, objects)


def _events(said: bytes) -> Iterator[tuple[str, Version | Withdrawal]]:
    """Yield what happened to datasets by their names, commit by commit: a version is still without its name."""
    files: dict[tuple[str, str], str] = {}
    shown: dict[str, str] = {}
    for time, changes in _commits(said):
        files |= changes
        for name in sorted({name for _, name in changes}):
            csv, descriptor = files.get(("datasets", name), ""), files.get(("schemas", name), "")
            now = csv if descriptor else ""
            if now != shown.get(name, ""):
                yield name, Version("", time, csv, descriptor) if now else Withdrawal(time)
                shown[name] = now


def _commits(said: bytes) -> Iterator[tuple[int, Mapping[tuple[str, str], str]]]:
    """Yield the time of each commit, and the files of datasets that it changed: (folder, dataset) and the new id."""
    parts = iter(said.split(b"\0"))
    time, changes = 0, dict[tuple[str, str], str]()
    for part in parts:
        text = part.lstrip(b"\n")
        if text.startswith(b"\x01"):
            if changes:
                yield time, changes
            time, changes = int(text.split()[1]), {}
        elif text.startswith(b":"):
            _, mode, _, blob, _ = text.split()
            file = FILE.fullmatch(next(parts))
            name = (file[2] or file[3]).decode("utf-8", "replace") if file else ""
            if file and is_name(name) and name != CATALOGUE:
                folder = "datasets" if file[2] else "schemas"
                changes[folder, name] = blob.decode("ascii") if mode in REGULAR else ""
    if changes:
        yield time, changes


@dataclass(frozen=True, slots=True)
class _Sums:
    """The SHA-256 and the size of files, each read once."""

    objects: git.Objects
    known: dict[str, tuple[str, int]] = field(default_factory=dict)

    def of(self, blob: str) -> tuple[str, int]:
        if blob not in self.known:
            data = self.objects.read(blob)
            if data is None:
                raise Refused([Problem("history-unreadable", value=blob)])
            self.known[blob] = hashlib.sha256(data).hexdigest(), len(data)
        return self.known[blob]


def _addressed(events: list[Version | Withdrawal], sums: _Sums) -> Iterator[Version | Withdrawal]:
    """Yield the events with the names of their versions: the day and the first digits of the checksum.

    Contents that come back on the same day get a number, in the order of commits: what follows changes no name.
    """
    taken: Counter[str] = Counter()
    for event in events:
        sha256, size = sums.of(event.csv) if isinstance(event, Version) else (GONE, 0)
        name = f"{event.day}-{sha256[:DIGITS]}"
        taken[name] += 1
        name += f"-{taken[name]}" if taken[name] > 1 else ""
        if isinstance(event, Version):
            yield Version(name, event.time, event.csv, event.descriptor, sha256, size)
        else:
            yield Withdrawal(event.time, name)
