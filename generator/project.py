"""Where things are in a project folder, and which of its files may be read at all."""

from __future__ import annotations

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

MAX_BYTES = 512 * 1024 * 1024
"""Largest input file that is read, in bytes: a bound on memory, not on what a city may publish."""

MAX_DEPTH = 20
"""Levels of folders that are entered; nobody's assets lie deeper."""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one project, all below `root`."""

    root: Path

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
    return Inventory(tuple(sorted(files)), tuple(problems))


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
