"""The editor's own files, written only when asked for: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from generator.problems import Problem, Refused


def create(path: Path, data: bytes, file: str) -> None:
    """Write a file that does not exist yet.

    Raises:
        Refused: it does.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = _beside(path, data)
    try:
        os.link(part, path)
    except FileExistsError:
        raise Refused([Problem("file-exists", file=file)]) from None
    finally:
        part.unlink()


def replace(path: Path, before: bytes, after: bytes, file: str) -> None:
    """Put `after` in the place of a file that still holds `before`, in one step; its permissions stay.

    Raises:
        Refused: somebody has changed it meanwhile, or it is a link.
    """
    if path.is_symlink() or path.read_bytes() != before:
        raise Refused([Problem("file-edited", file=file)])
    part = _beside(path, after)
    part.chmod(path.stat().st_mode & 0o7777)
    part.replace(path)


def _beside(path: Path, data: bytes) -> Path:
    """Write `data` to a hidden file in the folder of `path`, down to the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        part.unlink()
        raise
    part.chmod(0o644)
    return part
