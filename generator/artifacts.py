"""What will be written: a path, known at once, and how to make its bytes, asked for later."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_SEGMENT = re.compile(r"[A-Za-z0-9._-]{1,120}(?<!\.)")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of a file once it is written: its bytes counted, and their SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file to be: `path` with slashes, relative to the folder written; `make` returns its bytes.

    `make` is a picklable callable, so that a pool of processes can run it. `source` says which input claims the path.
    `key`, when there is one, names the contents: two artifacts of one key have the same bytes, in any build.
    `late`, when there is one, makes the bytes instead, after all others, from what was written of them, by path.
    """

    path: str
    make: Callable[[], bytes]
    source: str = ""
    key: str = ""
    late: Callable[[Mapping[str, Written]], bytes] | None = None


def after(path: str, late: Callable[[Mapping[str, Written]], bytes], source: str) -> Artifact:
    """Return an artifact that tells sizes or checksums of others; before these are known it leaves them out."""
    return Artifact(path, partial(late, {}), source, late=late)


def gather(artifacts: Iterable[Artifact]) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Collect artifacts by path; two claims to one path, or a path no file system takes, are problems.

    Paths are compared as macOS and Windows do: without case and without composed forms. A path that is a folder for
    another one is claimed twice as well.
    """
    kept: dict[str, Artifact] = {}
    folders: dict[str, Artifact] = {}
    problems: list[Problem] = []
    for artifact in artifacts:
        key = unicodedata.normalize("NFC", artifact.path).casefold()
        if not is_safe(artifact.path):
            problems.append(Problem("unsafe-path", file=artifact.source, value=artifact.path))
        elif key in kept:
            problems.append(_collision(artifact, kept[key]))
        else:
            kept[key] = artifact
            folders |= dict.fromkeys(map(str, PurePosixPath(key).parents), artifact)
    problems += [_collision(kept[key], folders[key]) for key in sorted(kept.keys() & folders.keys())]
    return tuple(kept.values()), tuple(problems)


def _collision(artifact: Artifact, other: Artifact) -> Problem:
    return Problem("path-collision", file=artifact.source, value=artifact.path, details={"other": other.source})


def is_safe(path: str) -> bool:
    """Tell whether each segment of `path` is a portable file name."""
    return all(_SEGMENT.fullmatch(part) and not _RESERVED.fullmatch(part) for part in path.split("/"))
