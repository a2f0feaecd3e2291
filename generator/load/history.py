"""The version of a file that was committed before this one, as git keeps it: no network, no filter."""

from __future__ import annotations

from pathlib import Path

from generator.load import git
from generator.project import MAX_BYTES


def before(root: Path, path: Path, data: bytes) -> bytes | None:
    """Return the bytes of `path` in the last commit in which they are not `data`; None where there is none.

    That is the last commit while a file is being edited, and the one before its own once it is committed.
    """
    name = path.relative_to(root).as_posix()
    commits = git.run(root, "log", "-2", "--format=%H", "--", name)
    for commit in (commits or b"").decode("ascii").split():
        found = _blob(root, f"{commit}:./{name}")
        if found is not None and found != data:
            return found
    return None


def _blob(root: Path, name: str) -> bytes | None:
    """Return a file of a commit; None where it is not there, or larger than any file that is read."""
    size = git.run(root, "cat-file", "-s", name)
    if size is None or int(size) > MAX_BYTES:
        return None
    return git.run(root, "cat-file", "blob", name)
