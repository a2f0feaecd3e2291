"""What a command says where: reports on its output, complaints and progress beside it, colours on a terminal alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from generator.render import reports
from generator.render.tallies import Report

if TYPE_CHECKING:
    from generator.problems import Problem
    from generator.render.words import Words

SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable that names the file whose Markdown GitHub shows on the page of a run."""

MAX_SUMMARY = 500
"""Problems in that file: GitHub takes no more than a megabyte."""


def tell(report: Report, form: str, words: Words) -> None:
    """Write a report in one of its forms; what GitHub's annotations leave out goes to the page of the run."""
    is_seen = form == "text" and shows_colours(sys.stdout)
    sys.stdout.write(reports.coloured(report, words) if is_seen else reports.FORMATS[form](report, words))
    if form == "github" and os.environ.get(SUMMARY):
        with Path(os.environ[SUMMARY]).open("a", encoding="utf-8") as file:
            file.write(reports.FORMATS["markdown"](replace(report, limit=min(report.limit, MAX_SUMMARY)), words))


def complain(problems: Iterable[Problem], words: Words) -> None:
    """Tell problems where they do not mix with what a command answers."""
    form = reports.coloured if shows_colours(sys.stderr) else reports.text
    sys.stderr.write(form(Report(0, 0, tuple(problems)), words))


def shows_colours(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal whose user wants colours (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def notifier(words: Words) -> Callable[[str], None]:
    """Return a function that says what is being done, on a terminal only."""

    def notify(key: str) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(words.say(key) + "\n")

    return notify


@contextmanager
def progress(words: Words) -> Iterator[None]:
    """Say on a terminal that the data are being checked, until they are."""
    if not sys.stderr.isatty():
        yield
        return
    sys.stderr.write(words.say("cli.checking"))
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
