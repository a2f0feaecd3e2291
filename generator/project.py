"""Where things are in a project folder, and which of its files may be read at all."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULTS = Path(__file__).parent / "defaults"
"""The neutral templates, words and assets that a city overrides file by file."""

MAX_BYTES = 256 * 1024 * 1024
"""Largest input file that is read, in bytes: a bound on memory, not on what a city may publish."""

MAX_FILES = 20_000
"""Input files of a project; beyond them nothing more is listed."""

MAX_DEPTH = 20
"""Levels of folders that are entered; nobody's assets lie deeper."""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one project, all below `root`; `url` takes the place of the address that `site.yaml` gives."""

    root: Path
    url: str = ""

    @property
    def datasets(self) -> Path:
        """Folder of the CSV files."""
        return self.root / "datasets"

    @property
    def schemas(self) -> Path:
        """Folder of the descriptors."""
        return self.root / "schemas"

    @property
    def site_src(self) -> Path:
        """Folder of the city's words, pages, templates and assets; may be missing."""
        return self.root / "site_src"

    @property
    def configuration(self) -> Path:
        """File with the site builder's own settings; may be missing."""
        return self.root / "mkdocs.yml"

    @property
    def build(self) -> Path:
        """Folder of everything that is generated."""
        return self.root / "build"

    def relative(self, path: Path) -> str:
        """Return `path` as people write it: from the project's root, with slashes."""
        return path.relative_to(self.root).as_posix()


@dataclass(frozen=True, slots=True)
class Inventory:
    """The regular files of the project's input folders, sorted by path, and what was refused."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = field(default=())

    def below(self, folder: Path, *suffixes: str) -> tuple[Path, ...]:
        """Return the files below `folder`, those that end in one of `suffixes` if any are given."""
        return tuple(
            path for path in self.files if path.is_relative_to(folder) and (not suffixes or path.suffix in suffixes)
        )


def survey(project: Project) -> Inventory:
    """List the input files; links, devices and oversized files become problems and are never opened."""
    files: list[Path] = []
    problems: list[Problem] = []
    for folder in (project.datasets, project.schemas, project.site_src):
        for path, mode, size in _walk(folder):
            name = project.relative(path)
            if not stat.S_ISREG(mode):
                problems.append(Problem("file-not-regular", file=name))
            elif size > MAX_BYTES:
                problems.append(Problem("file-too-large", file=name, details={"limit": MAX_BYTES}))
            else:
                files.append(path)
            if len(files) + len(problems) > MAX_FILES:
                problems.append(Problem("too-many-files", file=project.relative(folder), details={"limit": MAX_FILES}))
                return Inventory(tuple(sorted(files)), tuple(problems))
    if project.configuration.is_symlink():
        problems.append(Problem("file-not-regular", file=project.relative(project.configuration)))
    return Inventory(tuple(sorted(files)), tuple(problems))


def read(path: Path) -> bytes:
    """Return the bytes of an input file, if it still is a plain one: what was listed may have been swapped for a link.

    Raises:
        OSError: it is a link, a device or a pipe by now, or cannot be read.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode) or info.st_size > MAX_BYTES:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        return file.read(MAX_BYTES)


def _walk(folder: Path, depth: int = MAX_DEPTH) -> Iterator[tuple[Path, int, int]]:
    """Yield each entry below `folder` that is not a plain folder, with its mode and size, following no link.

    A folder more than `depth` levels down is not entered, but yielded, and so refused.
    """
    if folder.is_symlink():
        yield folder, folder.lstat().st_mode, 0
        return
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith("."):
                continue
            info = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(info.st_mode) and depth:
                yield from _walk(folder / entry.name, depth - 1)
            else:
                yield folder / entry.name, info.st_mode, info.st_size
