"""The only writer: artifacts into a fresh folder, a few at a time, through any executor."""

from __future__ import annotations

import collections
import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from generator.artifacts import Written

if TYPE_CHECKING:
    from generator.artifacts import Artifact

P = ParamSpec("P")
T = TypeVar("T")

WINDOW = 64
"""How many artifacts are made ahead of writing: a bound on memory."""


class Inline(Executor):
    """An executor that works at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call `fn` now and return its result as a finished future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 -- handed on to whoever asks for the result
            future.set_exception(error)
        return future


def write(artifacts: Iterable[Artifact], folder: Path, *, executor: Executor, store: Path) -> None:
    """Make each artifact and write it below `folder`, which holds none of them yet.

    Artifacts with a key are costly: `executor` makes them while the others are made here, and `store` keeps them for
    the next build. Those that tell of other files come last.

    Raises:
        FileExistsError: a file is there already.
        OSError: the disk is full or refuses.
    """
    store.mkdir(parents=True, exist_ok=True)
    waiting: collections.deque[tuple[Artifact, Future[bytes]]] = collections.deque()
    here = Inline()
    late: list[tuple[str, Callable[[Mapping[str, Written]], bytes]]] = []
    written: dict[str, Written] = {}
    for artifact in artifacts:
        stored = store / artifact.key
        if artifact.late is not None:
            late.append((artifact.path, artifact.late))
        elif artifact.key and stored.is_file():
            waiting.append((artifact, here.submit(stored.read_bytes)))
        else:
            waiting.append((artifact, (executor if artifact.key else here).submit(artifact.make)))
        if len(waiting) >= WINDOW:
            written |= _next(waiting, folder, store)
    while waiting:
        written |= _next(waiting, folder, store)
    for path, make in late:
        _put(folder / path, make(written))


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)


def _next(waiting: collections.deque[tuple[Artifact, Future[bytes]]], folder: Path, store: Path) -> dict[str, Written]:
    """Write the first artifact that waits; return its path with what is known of it now."""
    artifact, future = waiting.popleft()
    data = future.result()
    _put(folder / artifact.path, data)
    if artifact.key and not (store / artifact.key).exists():
        part = store / f".{artifact.key}"
        part.write_bytes(data)
        part.replace(store / artifact.key)
    return {artifact.path: Written(len(data), hashlib.sha256(data).hexdigest())}


def settle(folder: Path) -> None:
    """Flush every file and folder below `folder` to the disk, so that a crash after the swap loses nothing."""
    for parent, _, names in os.walk(folder):
        for name in (".", *names):
            handle = os.open(Path(parent, name), os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
