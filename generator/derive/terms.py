"""The parts that sentences and table cells are made of: values with their meaning, not yet in words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.load.schemas import Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with what it counts; `decimals` as published (None: an integer is whole, a decimal has up to two)."""

    amount: float
    unit: Unit | None = None
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, 0 to 1, or a relative change (-1 to any): told as a percentage."""

    ratio: float


@dataclass(frozen=True, slots=True)
class Period:
    """A period as data write it: `2024`, `2024-S1`, `2024-Q3`, `2024-05`; `spoken` when it stands inside a sentence."""

    text: str
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a page of this site: `path` from its root, with a final slash."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Missing:
    """No data: the source does not say. Never zero. `label` is the data's own word for why (`no aplica`), if any."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """There is nothing to say here: the cell has no meaning for this row."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """A link to a dataset whose rows are awaited: told beside its name."""

    link: Link


@dataclass(frozen=True, slots=True)
class Names:
    """Several terms, told as a list: «a, b y c»."""

    items: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the catalogue of words, by its key, and what fills it, by slot."""

    key: str
    values: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """That something is there, or is not: one sign in a narrow cell, with its word for those who do not see it."""

    there: bool

    @property
    def key(self) -> str:
        """The key of its word."""
        return "table.yes" if self.there else "table.no"

    @property
    def values(self) -> tuple[tuple[str, Term], ...]:
        """What fills its word: nothing."""
        return ()


Plain = str | int | datetime.date | Quantity | Share | Period | Link | Missing | NotApplicable | Word | Awaited | Tick
Term = Plain | Names


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: the key of its pattern in the catalogue of words (or the pattern itself), and what fills it.

    `number` chooses between the forms for one and for several.
    """

    key: str
    values: Mapping[str, Term] = field(default_factory=dict)
    number: int | None = None
    pattern: str = ""


def is_void(term: Term) -> bool:
    """Tell whether a cell has nothing to say."""
    return isinstance(term, NotApplicable) or (isinstance(term, Missing) and bool(term.label))


def is_gap(term: Term) -> bool:
    """Tell whether a cell is blank."""
    return isinstance(term, Missing)
