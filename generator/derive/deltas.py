"""What happened to datasets between two revisions, as values: for whoever reviews a change before it is published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.derive.differences import Difference


@dataclass(frozen=True, slots=True)
class Delta:
    """What happened to one dataset: it was `removed`, `added` or `changed`; `rows` are those of the file that is left.

    `pages` are the addresses that show other things for it, from the site's root.
    """

    dataset: str
    title: str
    kind: str
    rows: int
    difference: Difference
    pages: tuple[str, ...]

    @property
    def gravity(self) -> tuple[int, float, str]:
        """What orders datasets: withdrawn ones first, then rows withdrawn, figures revised, values, schema, rows."""
        found = self.difference
        signs = (
            self.kind == "removed", found.withdrawn, found.figures, found.revisions or not found.is_known, found.schema,
        )  # fmt: skip
        place = next((place for place, sign in enumerate(signs) if sign), len(signs))
        return place, -max((revision.weight for revision in found.revisions), default=0.0), self.dataset


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two revisions as they were asked for (blank: the files of now), and what changed, the gravest first."""

    old: str
    new: str
    deltas: tuple[Delta, ...]
