"""What a change of the files does to the data, between two revisions or a revision and the files of now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator import project as projects
from generator.derive import differences
from generator.derive.deltas import Comparison, Delta
from generator.derive.differences import Difference
from generator.load import git, package, snapshots
from generator.load.nodes import is_name
from generator.load.package import PACKAGE_FILE
from generator.load.segments import CHANGES_SEGMENT, DATA_SEGMENT
from generator.load.snapshots import Snapshot

if TYPE_CHECKING:
    from generator.load.site import Site
    from generator.project import Project

NOW = ""
"""The revision that stands for the files as they are in the folder."""

Files = Mapping[str, bytes]


class UnknownRevisionError(Exception):
    """There is no such revision, or no repository with a history; carries what was asked for."""


def compare(project: Project, asked: str) -> Comparison:
    """Compare what is asked for: `REV` with the files of now, `A..B`, or `A...B` from where both parted.

    Raises:
        UnknownRevisionError: there is no such revision.
    """
    old, new = _ends(project, asked)
    sides = _Side(project, old), _Side(project, new)
    names = sorted({*sides[0].names, *sides[1].names})
    site = package.read_site(project, projects.survey(project), [])
    found = (_delta(name, sides, site) for name in names)
    deltas = sorted((delta for delta in found if delta is not None), key=lambda delta: delta.gravity)
    return Comparison(old, new, tuple(deltas))


def _ends(project: Project, asked: str) -> tuple[str, str]:
    for mark in ("...", ".."):
        if mark in asked:
            old, _, new = asked.partition(mark)
            pair = _commit(project, old or "HEAD"), _commit(project, new or "HEAD")
            if mark == "..":
                return pair
            base = git.run(project.root, "merge-base", *pair)
            if base is None:
                raise UnknownRevisionError(asked)
            return base.decode("ascii").strip(), pair[1]
    return _commit(project, asked or "HEAD"), NOW


def _commit(project: Project, name: str) -> str:
    """Return the id of a revision that a person named."""
    found = git.run(project.root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}") if name[:1] != "-" else None
    if found is None:
        raise UnknownRevisionError(name)
    return found.decode("ascii").strip()


@dataclass(frozen=True, eq=False)
class _Side:
    """The files of datasets at one revision, by their paths."""

    project: Project
    revision: str

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The datasets: those that have both files."""
        found = [name for name in map(_dataset, self.files) if name]
        return tuple(sorted({name for name in found if found.count(name) > 1}))

    @cached_property
    def files(self) -> Mapping[str, str]:
        """What each file is called among the objects of the repository; of the files of now, their path."""
        if self.revision == NOW:
            files = projects.survey(self.project).files
            return {self.project.relative(path): self.project.relative(path) for path in files}
        said = git.run(self.project.root, "ls-tree", "-r", "-z", self.revision, "--", "datasets", "schemas") or b""
        lines = (line.decode("utf-8", "replace").partition("\t") for line in said.split(b"\0") if line)
        return {path: told.split()[2] for told, _, path in lines}

    @cached_property
    def objects(self) -> git.Objects:
        """The objects of the repository."""
        return git.Objects(self.project.root)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file; none where it is not there."""
        name = self.files.get(path, "")
        if not name:
            return b""
        if self.revision == NOW:
            return projects.read(self.project.root / path)
        return self.objects.read(name) or b""

    def pair(self, name: str) -> tuple[bytes, bytes]:
        """Return the two files of a dataset."""
        return self.read(f"datasets/{name}.csv"), self.read(f"schemas/{name}.yaml")

    def is_entity(self, name: str) -> bool:
        """Tell whether the rows of a dataset have pages."""
        return snapshots.read(b"", self.read(f"schemas/{name}.yaml")).is_entity


def _dataset(path: str) -> str:
    """Return the dataset that a file belongs to."""
    file = PurePosixPath(path)
    is_its = (file.parent.name, file.suffix) in (("datasets", ".csv"), ("schemas", ".yaml")) and len(file.parts) == 2  # noqa: PLR2004 -- a folder and a name
    return file.stem if is_its and file.name != PACKAGE_FILE and is_name(file.stem) else ""


def _delta(name: str, sides: tuple[_Side, _Side], site: Site) -> Delta | None:
    """Return what happened to a dataset; None where nothing did."""
    is_there = [name in side.names for side in sides]
    files = [side.pair(name) if there else (b"", b"") for side, there in zip(sides, is_there, strict=True)]
    if files[0] == files[1]:
        return None
    old, new = (snapshots.read(*pair) for pair in files)
    kind = "changed" if all(is_there) else "added" if is_there[1] else "removed"
    found = differences.compare(old, new) if kind == "changed" else Difference()
    if kind == "changed" and found.is_empty:
        return None
    last = new if is_there[1] else old
    rows = _rows(old, new, found, kind)
    pages = tuple(dict.fromkeys(_pages(name, rows, sides[is_there[1]], site)))
    return Delta(name, last.title or name, kind, len(last.rows), found, pages)


Told = tuple[Snapshot, list[tuple[str, ...]]]


def _rows(old: Snapshot, new: Snapshot, found: Difference, kind: str) -> list[Told]:
    """Return the rows of either version that a reader would see change."""
    if kind != "changed":
        last = new if kind == "added" else old
        return [(last, list(last.rows))]
    return [(old, list(found.withdrawn)), (new, [one.row for one in found.revisions] + list(found.added))]


def _pages(name: str, rows: list[Told], side: _Side, site: Site) -> Iterator[str]:
    """Yield the pages that tell of a dataset: its own, its theme's, those of the entities of some rows, the first."""
    folder = f"{site.segment(DATA_SEGMENT)}/{name}/"
    yield folder
    yield f"{folder}{site.segment(CHANGES_SEGMENT)}/"
    if any(dataset == name for dataset, _ in site.home.figures):
        yield ""
    for version, _ in rows:
        if version.theme and is_name(version.theme):
            yield f"{version.theme}/"
    for version, some in rows:
        for kind, place in version.targets(name):
            if some and side.is_entity(kind):
                yield f"{site.segment(kind)}/"
                yield from (f"{site.segment(kind)}/{row[place]}/" for row in some if is_name(row[place]))
