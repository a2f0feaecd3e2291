"""The citation of each dataset as files for reference managers: BibTeX and CSL-JSON."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.derive import works
from generator.render import citations

if TYPE_CHECKING:
    from generator.model.catalog import Catalog

MAKERS = {".bib": citations.bibtex, ".csl.json": citations.csl}


def artifacts(catalog: Catalog) -> Iterator[Artifact]:
    """Yield the files of every dataset that has rows."""
    for dataset in catalog.datasets.values():
        work = works.derive(dataset, catalog)
        for file in works.files(dataset, catalog):
            ending = file.path.removeprefix(f"{catalog.path(dataset.name)}{dataset.name}")
            yield Artifact(file.path, partial(MAKERS[ending], work), dataset.descriptor.file)
