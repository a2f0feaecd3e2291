"""What gives away a person, from `defaults/personal-data.yaml`: patterns are data, for each country writes its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.load import yaml_files
from generator.project import DEFAULTS

FILE = "personal-data.yaml"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of personal data.

    `inside` finds it in any text. Where the name or the title of a column matches `header`, a cell that is as `whole`
    is one too, even if it is but a number. Headers are compared in lower case and without accents.
    """

    name: str
    inside: re.Pattern[str]
    header: re.Pattern[str] | None = None
    whole: re.Pattern[str] | None = None


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the kinds of personal data that are looked for."""
    path = DEFAULTS / FILE
    found: Mapping[str, Mapping[str, str]] = yaml_files.parse(path.read_bytes(), path.name).value
    return tuple(Kind(name, **{key: re.compile(text, re.IGNORECASE) for key, text in patterns.items()})
                 for name, patterns in found.items())  # fmt: skip
