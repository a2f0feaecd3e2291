"""A dataset as a work to cite: who publishes it, its title, its version and its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive import versions
from generator.derive.pages import Download

if TYPE_CHECKING:
    from generator.model.catalog import Catalog, Dataset

FORMATS = {".bib": "BibTeX", ".csl.json": "CSL-JSON"}
"""The endings of the files with a citation, and what programs call them."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a citation of a dataset names. `date` is an ISO day or blank, as `license` and `url` may be.

    `url` is the address of the version on the web, for ever, or of the dataset's page where no version is recorded;
    `root` that of the site: both blank where the site does not say where it stands.
    """

    name: str
    title: str
    publisher: str
    site: str
    date: str
    version: str
    license: str
    url: str
    root: str
    language: str


def derive(dataset: Dataset, catalog: Catalog) -> Work:
    """Return how to cite a dataset: its publisher is its own, else the catalogue's, else the site."""
    descriptor, site, metadata = dataset.descriptor, catalog.site, catalog.metadata
    version = versions.of(dataset, catalog)
    name = site.name or metadata.title or metadata.name
    everyone = [who for who in (*descriptor.contributors, *metadata.contributors) if who.title]
    publishers = [who for who in everyone if "publisher" in who.roles]
    licenses = descriptor.licenses or metadata.licenses
    return Work(
        name=descriptor.name, title=descriptor.title, site=name,
        publisher=next((who.title for who in (*publishers, *everyone)), name),
        date=descriptor.modified, version=version.text,
        license=next((found.title or found.name for found in licenses), ""),
        url=f"{site.url}{version.path.partition('#')[0]}" if site.url else "", root=site.url,
        language=site.locale.replace("_", "-"),
    )  # fmt: skip


def files(dataset: Dataset, catalog: Catalog) -> tuple[Download, ...]:
    """Return the files with the citation of a dataset; none while its rows are awaited."""
    if dataset.is_awaited:
        return ()
    path = f"{catalog.path(dataset.name)}{dataset.name}"
    return tuple(Download(f"{path}{ending}", name, "evidence.cite") for ending, name in FORMATS.items())
