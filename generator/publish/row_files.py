"""The rows behind each figure as a small CSV: the header and the lines of these rows, byte for byte."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.load import cuts
from generator.publish import packages

if TYPE_CHECKING:
    from generator.derive.extracts import Extract
    from generator.load.columns import Rows
    from generator.model.catalog import Catalog
    from generator.project import Project
    from generator.publish.packages import Source


def maker(project: Project, catalog: Catalog) -> Callable[[Extract], Artifact]:
    """Return the function that makes an artifact of each file of rows; their bytes are read when they are asked for."""

    def make(extract: Extract) -> Artifact:
        dataset = catalog.datasets[extract.dataset]
        rows = Cut(packages.source(project, dataset), dataset.table.lines, array("L", extract.rows))
        return Artifact(extract.path, rows.make, dataset.descriptor.file)

    return make


@dataclass(frozen=True, slots=True)
class Cut:
    """Some rows of a file: where it is, the line on which each of its rows begins, and which are wanted."""

    source: Source
    lines: Sequence[int] = field(repr=False)
    rows: Sequence[int] = field(repr=False)

    def make(self) -> bytes:
        """Return the header and the rows.

        Raises:
            Refused: the file has changed since it was read.
        """
        return cuts.cut(*_opened(self.source), self.lines, self.rows)


@lru_cache(maxsize=1)
def _opened(source: Source) -> tuple[bytes, Rows]:
    """Return the bytes of a file and where its lines begin: kept for the next rows of it."""
    data = source.read()
    return data, cuts.starts(data)
