"""Preview: MkDocs serves what the pipeline wrote, and every change to the inputs is written anew."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator import pipeline
from generator.problems import Refused
from generator.publish import freshness, site_builder
from generator.render import reports
from generator.render.reports import Report

if TYPE_CHECKING:
    from generator.project import Project
    from generator.render.words import Words

PAUSE = 0.3
"""Seconds without a further change before the pages are written anew: editors save in several steps."""

GRACE = 5.0
"""Seconds that MkDocs has to end by itself."""


class _Changes(FileSystemEventHandler):
    """Remembers that something changed."""

    def __init__(self) -> None:
        self.changed = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note every change but those that only read."""
        if event.event_type not in ("opened", "closed_no_write"):
            self.changed.set()


def serve(project: Project, address: str, words: Words) -> None:
    """Serve the site on `address` until interrupted or ended; problems are told, and the last sound pages stay.

    Raises:
        Refused: the project is not sound to begin with.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended or interrupted, it tidies up
    made = pipeline.prepare(project)
    with tempfile.TemporaryDirectory(prefix="preview-") as folder:
        live = Path(folder)
        pipeline.write(project, made, live, jobs=os.cpu_count() or 1)
        changes, observer = _Changes(), Observer()
        for path in (project.datasets, project.schemas, project.site_src):
            if path.is_dir():
                observer.schedule(changes, str(path), recursive=True)
        observer.start()
        process = site_builder.serve(live, address, freshness.epoch(project))
        sys.stdout.write(words.say("cli.serving", address=address) + "\n")
        sys.stdout.flush()
        try:
            while process.poll() is None:
                if _settled(changes.changed):
                    refresh(project, live, words)
        except KeyboardInterrupt:
            pass
        finally:
            _end(process)
            observer.stop()
            observer.join()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End MkDocs, which may be hung up in an end of its own: the interruption of a terminal reaches it too."""
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _settled(changed: threading.Event) -> bool:
    """Wait a moment for a change and until it is over; tell whether there was one."""
    if not changed.wait(timeout=PAUSE):
        return False
    while changed.is_set():
        changed.clear()
        changed.wait(PAUSE)
    return True


def refresh(project: Project, live: Path, words: Words) -> None:
    """Write the pages anew and put those that differ in place; on problems, tell them and leave the pages."""
    try:
        made = pipeline.prepare(project)
        with tempfile.TemporaryDirectory(prefix="preview-") as folder:
            pipeline.write(project, made, Path(folder), jobs=1)
            _mirror(Path(folder) / "docs", live / "docs")
    except Refused as refused:
        sys.stderr.write(reports.text(Report(0, 0, refused.problems), words))
    except OSError as error:  # an editor may be putting a new file in the place of the old one
        sys.stderr.write(reports.text(Report(0, 0, [reports.disk(error, words, str(live))]), words))
    else:
        sys.stdout.write(words.say("cli.updated") + "\n")
        sys.stdout.flush()


def _mirror(new: Path, live: Path) -> None:
    """Make `live` equal to `new`, touching only the files that differ."""
    wanted = {path.relative_to(new) for path in new.rglob("*") if path.is_file()}
    for path in [path for path in live.rglob("*") if path.is_file()]:
        if path.relative_to(live) not in wanted:
            path.unlink()
    for name in wanted:
        target = live / name
        if not target.exists() or target.read_bytes() != (new / name).read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(new / name, target)
