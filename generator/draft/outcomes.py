"""What comes of looking at a table: its fields and keys as far as they are certain, and what only a person knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Question:
    """Something that only a person can answer; `key` says what is asked, and `values` what it speaks of."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftField:
    """One column: `is_count` says that its whole numbers are never negative."""

    name: str
    type: str
    is_required: bool = False
    is_period: bool = False
    is_count: bool = False
    pattern: str = ""
    enum: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Pointer:
    """That a column holds ids of another dataset."""

    field: str
    dataset: str
    target: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A descriptor to be completed; `other_keys` tell rows apart as well as `primary_key` does."""

    name: str
    fields: tuple[DraftField, ...]
    primary_key: tuple[str, ...] = ()
    other_keys: tuple[tuple[str, ...], ...] = ()
    pointers: tuple[Pointer, ...] = ()
    missing: tuple[str, ...] = ("",)
    themes: tuple[str, ...] = ()
