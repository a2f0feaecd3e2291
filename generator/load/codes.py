"""The codes of all problems: each has an entry of its own in the engine's words, and keeps it for ever."""

from __future__ import annotations

import functools

from generator.load import yaml_files
from generator.project import DEFAULTS

CATALOGUE = DEFAULTS / "words" / "es.yaml"
"""Every language has the same entries."""


@functools.cache
def known() -> tuple[str, ...]:
    """Return every problem code, in alphabetical order."""
    entries = yaml_files.parse(CATALOGUE.read_bytes(), CATALOGUE.name).value["problem"]
    return tuple(sorted(code for code, entry in entries.items() if isinstance(entry, dict) and "message" in entry))
