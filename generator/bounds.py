"""The bounds of time and memory within which input is read and checked: beyond them it is refused, never waited for."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.problems import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SECONDS = 50
"""Processor time for reading and checking a project; a minute is promised."""

MAX_MEMORY = 800 * 1024 * 1024
"""Bytes that reading and checking may add to what the process holds; a gigabyte in all is promised."""

PERIOD = 0.1
"""Seconds between two looks at the clock and at the memory."""

STATUS, PAGE = Path("/proc/self/statm"), 4096


@contextmanager
def kept(seconds: float = MAX_SECONDS, memory: int = MAX_MEMORY) -> Iterator[None]:
    """Refuse what goes beyond a bound of processor time or of memory while the block runs.

    The look is a signal handler, so that it needs no process and no thread: whatever runs in one call of C is bounded
    by the size of its input. Off the main thread, within another such block, and without signals, there is no look.

    Raises:
        Refused: a bound was passed.
    """
    is_able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not is_able or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return
    clock, held = time.process_time(), _held()

    def look(*_: object) -> None:
        if time.process_time() - clock > seconds:
            raise Refused([Problem("too-much-time", details={"limit": int(seconds)})])
        if _held() - held > memory:
            raise Refused([Problem("too-much-memory", details={"limit": memory // 1024**2})])

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, PERIOD, PERIOD)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _held() -> int:
    """Return the bytes of memory that this process holds; 0 where the system does not say."""
    try:
        return int(STATUS.read_text(encoding="ascii").split()[1]) * PAGE
    except OSError:
        return 0
