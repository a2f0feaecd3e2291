"""The date of a build, and whether anything changed since the last one."""

from __future__ import annotations

import hashlib
import os
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from generator.load import git, versions
from generator.publish import checksums

if TYPE_CHECKING:
    from generator.project import Inventory, Project

OLDEST = 315_532_800
"""1980-01-01, the oldest date of a zip: for projects without a commit."""

LIBRARIES = (
    "mkdocs",
    "altair",
    "vl-convert-python",
    "pandas",
    "jinja2",
    "babel",
    "Markdown",
)


def epoch(project: Project) -> int:
    """Return the date that the site bears, in seconds since 1970: never the clock's, so that builds can be repeated.

    `SOURCE_DATE_EPOCH` when it is set, else the last commit's, else the oldest date that all formats know.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return max(int(given), OLDEST)
    said = git.run(project.root, "log", "-1", "--format=%ct")
    return (int(said) if said and said.strip().isdigit() else 0) or OLDEST


def fingerprint(project: Project, inventory: Inventory, date: int) -> str:
    """Return a hash of all that a build depends on: inputs, address, refused ones, past, engine, libraries, date."""
    engine = Path(__file__).parent.parent
    files = [*inventory.files, *sorted(engine.rglob("*.*")), project.root / "mkdocs.yml"]
    refused = [problem.file for problem in inventory.problems]
    digest = hashlib.sha256(f"{date}\0{project.url}\0{refused}\0{versions.state(project)}\0".encode())
    for path in files:
        if path.is_file() and path.suffix != ".pyc":
            name = path.relative_to(project.root if path.is_relative_to(project.root) else engine)
            digest.update(f"{name.as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())
    for library in LIBRARIES:
        digest.update(f"{library} {metadata.version(library)}\0".encode())
    return digest.hexdigest()


def remember(record: Path, print_: str, site: Path) -> None:
    """Record that `site` was built from the inputs of fingerprint `print_`."""
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text(f"{print_} {_sums(site)}\n", encoding="utf-8")


def is_fresh(record: Path, print_: str, site: Path) -> bool:
    """Tell whether `site` is whole and was built from the inputs of fingerprint `print_`."""
    if not record.is_file() or not (site / checksums.NAME).is_file():
        return False
    return record.read_text(encoding="utf-8") == f"{print_} {_sums(site)}\n" and checksums.hold(site)


def _sums(site: Path) -> str:
    return hashlib.sha256((site / checksums.NAME).read_bytes()).hexdigest()
