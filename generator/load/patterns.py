"""Patterns that end: those that RE2 reads, in time linear in the text, and that mean the same to Python."""

from __future__ import annotations

import re
import warnings

from generator.load import arrow

MAX_PATTERN = 1000
"""Signs of a pattern."""

PART = re.compile(r"\\(?P<escape>.)|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<group>\(\?.?)|(?P<count>\{,)", re.DOTALL)
"""What of a pattern could mean one thing to RE2 and another to Python."""

INSIDE = re.compile(r"\\(.)|(\[)", re.DOTALL)
"""The same, between the brackets of a set."""

ESCAPES = "dnt"
"""The letters that may follow a backslash; whatever is neither letter nor digit may too."""


def fault(pattern: str) -> str:
    r"""Return why a pattern is not accepted, blank when it is.

    Accepted is what both engines read alike, so that whoever checks the published data with Python agrees: sets,
    groups, alternatives, repetitions and `\d`. Look-around and references to groups take RE2's guarantee away; `\w`,
    `\b`, `\s` and flags are ASCII to one and Unicode to the other.
    """
    if len(pattern) > MAX_PATTERN:
        return f"more than {MAX_PATTERN} signs"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
            re.compile(f"^{pattern}$")
    except (re.error, FutureWarning, RecursionError, OverflowError) as error:
        return str(error)
    return _unalike(pattern) or ("" if arrow.matches([""], pattern) is not None else "too large or too deep")


def _unalike(pattern: str) -> str:
    """Return the first part of a pattern that the two engines may read differently."""
    for part in PART.finditer(pattern):
        escape, inside = part["escape"], part["set"]
        is_odd = part["count"] or (part["group"] and part["group"] != "(?:") or (escape and not _is_plain(escape))
        if is_odd or (inside and _is_odd_set(inside)):
            return f"not accepted here: {part[0]}"
    return ""


def _is_plain(escaped: str) -> bool:
    return escaped in ESCAPES or (escaped.isascii() and not escaped.isalnum())


def _is_odd_set(written: str) -> bool:
    r"""Tell whether a set holds another, or an escape that is not plain; `[^\d]` is not the same to both."""
    body, is_negated = written[1:], written.startswith("[^")
    parts = INSIDE.finditer(body)
    return any(part[2] or not _is_plain(part[1]) or (is_negated and part[1] == "d") for part in parts)
