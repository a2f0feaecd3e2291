"""The version of a file that was committed before this one, as git keeps it: no network, no filter."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from generator.project import MAX_BYTES

SECONDS = 30
"""Longest wait for git: beyond it there is nothing to compare with."""


def before(root: Path, path: Path, data: bytes) -> bytes | None:
    """Return the bytes of `path` in the last commit in which they are not `data`; None where there is none.

    That is the last commit while a file is being edited, and the one before its own once it is committed.
    """
    name = path.relative_to(root).as_posix()
    commits = _git(root, "log", "-2", "--format=%H", "--", f":(literal){name}")
    for commit in (commits or b"").decode("ascii").split():
        found = _blob(root, f"{commit}:./{name}")
        if found is not None and found != data:
            return found
    return None


def _blob(root: Path, name: str) -> bytes | None:
    """Return a file of a commit; None where it is not there, or larger than any file that is read."""
    size = _git(root, "cat-file", "-s", name)
    if size is None or int(size) > MAX_BYTES:
        return None
    return _git(root, "cat-file", "blob", name)


def _git(root: Path, *arguments: str) -> bytes | None:
    """Return what git says, or None where it says no, is not there, or takes too long."""
    own = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", "-C", str(root), "--no-pager", *arguments]
    try:
        run = subprocess.run(command, capture_output=True, check=False, timeout=SECONDS, env=own)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return run.stdout if run.returncode == 0 else None
