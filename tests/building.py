"""Real builds of a small invented town: its folder, the command line as people run it, and trees of files compared."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOWN = Path(__file__).parent / "town"
LIMIT = 120
"""Seconds after which a command counts as hanging."""


def town(folder: Path, source: Path = TOWN) -> Path:
    """Copy a town into `folder`, which does not exist yet, and return it."""
    return Path(shutil.copytree(source, folder))


def command(*arguments: object) -> list[str]:
    """Return the command line of the generator."""
    return [sys.executable, "-m", "generator", *map(str, arguments)]


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a command: this one, without a date given from outside."""
    kept = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return {**kept, "PYTHONPATH": str(ROOT), **(changes or {})}


def run(*arguments: object, prefix: tuple[str, ...] = (), **changes: str) -> subprocess.CompletedProcess[str]:
    """Run the generator in a process of its own, behind `prefix`, with `changes` to its environment."""
    return subprocess.run(
        [*prefix, *command(*arguments)], env=environment(changes), cwd=ROOT, capture_output=True, encoding="utf-8",
        check=False, timeout=LIMIT,
    )  # fmt: skip


def build(project: Path, *arguments: object, prefix: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Build the site of a project in one process."""
    return run("build", "--project", project, "--jobs", 1, *arguments, prefix=prefix)


def built(project: Path) -> Path:
    """Build the site of a sound project and return its folder."""
    done = build(project)
    assert (0, "") == (done.returncode, done.stderr)
    return project / "build/site"


def tree(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def edit(file: Path, old: str, new: str) -> None:
    """Put `new` in the place of `old`, which stands in the file once."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
