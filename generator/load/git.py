"""The door to git: what a repository holds, read without network, hooks, filters, pagers or programs of its choice."""

from __future__ import annotations

import os
import subprocess
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from generator.project import MAX_BYTES

SECONDS = 60
"""Longest wait for one answer."""

STEP = 1024 * 1024
"""Bytes of an object that is too large, passed over at a time."""

SETTINGS = (
    "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.quotePath=false", "core.attributesFile=/dev/null",
    "log.showSignature=false", "log.mailmap=false", "log.follow=false", "protocol.allow=never",
)  # fmt: skip
"""What a repository's own settings must not decide: programs that would run, and answers that would differ."""

KEPT = ("GIT_CEILING_DIRECTORIES", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM")
"""Variables of git that may come from outside: none of them leads to another repository than the folder's."""


def command(root: Path, *arguments: str) -> list[str]:
    """Return the command line of git for a folder."""
    settings = [part for setting in SETTINGS for part in ("-c", setting)]
    return ["git", "-C", str(root), "--no-pager", "--no-replace-objects", "--literal-pathspecs", *settings, *arguments]


def environment() -> dict[str, str]:
    """Return the environment of git: no terminal, no lock, no object fetched, no repository but the folder's."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key in KEPT}
    fixed = {
        "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_GRAFT_FILE": os.devnull,
        "LC_ALL": "C", "TZ": "UTC",
    }  # fmt: skip
    return {**own, **fixed}


def run(root: Path, *arguments: str) -> bytes | None:
    """Return what git says, or None where it says no, is not there, or takes too long."""
    try:
        made = subprocess.run(
            command(root, *arguments), capture_output=True, check=False, timeout=SECONDS, env=environment()
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return made.stdout if made.returncode == 0 else None


@dataclass(slots=True, eq=False, weakref_slot=True)
class Objects:
    """The objects of a repository by their ids, asked of one process that starts with the first question."""

    root: Path
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a blob; None where the repository does not have it, or it is larger than what is read."""
        source, answer = self._pipes()
        source.write(f"{name}\n".encode())
        source.flush()
        head = answer.readline().split()
        if len(head) != len(("id", "type", "size")):
            return None
        size = int(head[2])
        if size > MAX_BYTES:
            for _ in range(size // STEP):
                answer.read(STEP)
            answer.read(size % STEP + 1)
            return None
        data = answer.read(size)
        answer.read(1)
        return data

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = subprocess.Popen(
                command(self.root, "cat-file", "--batch"),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(),
            )  # fmt: skip
            weakref.finalize(self, _end, self._process)
        source, answer = self._process.stdin, self._process.stdout
        if source is None or answer is None:
            raise BrokenPipeError
        return source, answer


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that waits for questions."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    process.wait()
