"""Put a finished folder in the place of another in one step, and let only one build at a time do so."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.problems import Problem, Refused
from generator.publish import checksums

AT_FDCWD = -100
RENAME_EXCHANGE = 2
NOT_SUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV}


def check(live: Path) -> None:
    """Refuse to replace a folder that is neither empty nor a built site.

    Raises:
        Refused: the folder holds other things.
    """
    if live.is_symlink() or (live.exists() and not live.is_dir()):
        raise Refused([Problem("site-dir-foreign", value=str(live))])
    if live.is_dir() and any(live.iterdir()) and not checksums.is_site(live):
        raise Refused([Problem("site-dir-foreign", value=str(live))])


def beside(live: Path) -> Path:
    """Return where a new site is made: beside the live one, so that both are on one file system."""
    return live.with_name(f".{live.name}.new")


def swap(new: Path, live: Path) -> None:
    """Make `new` the folder `live`; what stood there is removed. A reader sees one or the other, never neither.

    Where the file system cannot exchange two folders, two renames do it; a kill between them is mended by `recover`.
    """
    if not live.exists():
        new.rename(live)
    elif _exchange(new, live):
        shutil.rmtree(new)
    else:
        old = _old(live)
        live.rename(old)
        new.rename(live)
        shutil.rmtree(old)


def recover(live: Path) -> None:
    """Put back the site that a kill between two renames left aside; remove it when the new one is in place."""
    old = _old(live)
    if old.exists() and not live.exists():
        old.rename(live)
    elif old.exists():
        shutil.rmtree(old)


def _old(live: Path) -> Path:
    return live.with_name(f".{live.name}.old")


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically (Linux, `renameat2`); return False where that is not to be had."""
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is None:
        return False
    if function(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in NOT_SUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock of a build folder; the system frees it when the process ends, however it ends.

    Raises:
        Refused: another build holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused([Problem("build-running", file="build")]) from None
        yield
