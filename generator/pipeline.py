"""The way from a project to its site, as the design draws it: load, check, model, derive, render, publish."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from generator import artifacts, check, project
from generator.check import sites
from generator.derive import contrasts, site_pages
from generator.load import package
from generator.model import catalog
from generator.problems import Problem, refuse_if_any
from generator.publish import (
    calendars,
    checksums,
    forms,
    freshness,
    links,
    menus,
    packages,
    site_builder,
    site_files,
    swap,
    verdict_files,
    writer,
)  # fmt: skip
from generator.render import pages, templates, words

if TYPE_CHECKING:
    from generator.artifacts import Artifact
    from generator.load.package import Package
    from generator.model.catalog import Catalog
    from generator.project import Inventory, Project
    from generator.render.words import Words

Notify = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A sound project, rendered but not written: what `validate` makes, and what `build` writes."""

    package: Package
    catalog: Catalog
    words: Words
    inventory: Inventory
    documents: tuple[Artifact, ...]
    overrides: tuple[Artifact, ...]
    menu: menus.Menu
    warnings: tuple[Problem, ...]


def prepare(where: Project) -> Prepared:
    """Take a project as far as possible without writing.

    Raises:
        Refused: something in it is wrong; carries every problem found.
    """
    inventory = project.survey(where)
    found = package.load(where, inventory)
    speech = words.load(found.site)
    warnings = refuse_if_any(chain(check.check(found), sites.check(found), words.check(found.site)))
    model = catalog.build(found)
    warnings = refuse_if_any((*warnings, *contrasts.check(model)))
    own_pages = tuple(site_files.pages(where, inventory))
    documents, collisions = artifacts.gather(chain(
        _rendered(where, model, speech), own_pages,
        site_files.assets(where, inventory), packages.artifacts(where, model), forms.artifacts(model, speech),
        verdict_files.artifacts(model, speech), calendars.artifacts(model),
    ))  # fmt: skip
    refuse_if_any((*warnings, *collisions, *menus.check(model, speech, own_pages)))
    menu = menus.build(model, speech, own_pages)
    layers = tuple(site_files.overrides(where, inventory))
    return Prepared(found, model, speech, inventory, documents, layers, menu, warnings)


def _rendered(where: Project, model: Catalog, speech: Words) -> Iterator[Artifact]:
    renderer = templates.renderer(where, speech)
    name = model.site.name or model.metadata.title or model.metadata.name
    yield from pages.render(site_pages.derive(model), renderer, name)


def build(where: Project, site: Path, *, jobs: int, notify: Notify) -> int:
    """Build the site of a project into the folder `site`, which is replaced in one step at the very end.

    Returns the number of files published; 0 when nothing had changed and the site was left as it is.

    Raises:
        Refused: something is wrong; the site that was there is untouched.
    """
    with swap.alone(where.build):
        swap.recover(site)
        _sweep(where.build, site)
        swap.check(site)
        date = freshness.epoch(where)
        mark = freshness.fingerprint(where, project.survey(where), date)
        record = where.build / ".cache" / f"{site.name}.fingerprint"
        if freshness.is_fresh(record, mark, site):
            return 0
        notify("cli.checking")
        made = prepare(where)
        with (
            tempfile.TemporaryDirectory(dir=where.build, prefix=".work-") as folder,
            _removed_if_left(swap.beside(site)) as new,
        ):
            work = Path(folder)
            notify("cli.writing")
            configuration = write(where, made, work, jobs)
            notify("cli.building")
            site_builder.build(work, new, date)
            notify("cli.verifying")
            count = checksums.write(new)
            refuse_if_any(links.check(new, made.catalog.site.url))
            writer.settle(new)
            swap.swap(new, site)
            freshness.remember(record, mark, site)
            _keep(work, where.build, configuration)
        return count


def _keep(work: Path, folder: Path, configuration: site_builder.Configuration) -> None:
    """Leave what MkDocs read in the build folder, for those who want to look or to run it themselves."""
    for name in ("docs", "overrides"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (work / name).rename(folder / name)
    site_builder.configure(configuration, folder)


def write(where: Project, made: Prepared, work: Path, jobs: int) -> site_builder.Configuration:
    """Write all that MkDocs reads below `work`, `docs`, `overrides` and `mkdocs.yml`; return its configuration."""
    store = where.build / ".cache" / "charts"
    with _executor(jobs) as executor:
        writer.write(made.documents, work / "docs", executor=executor, store=store)
        writer.write(made.overrides, work / "overrides", executor=executor, store=store)
    own = where.root / "mkdocs.yml"
    base = own if own.is_file() else project.DEFAULTS / "mkdocs.yml"
    site, metadata = made.catalog.site, made.catalog.metadata
    (work / "overrides").mkdir(exist_ok=True)
    configuration = site_builder.Configuration(
        base=base, name=site.name or metadata.title or metadata.name, language=site.language, menu=made.menu,
        styles=_named(made.documents, ".css"), scripts=_named(made.documents, ".js"), url=site.url,
        description=site.description or metadata.description, footer=site.notice,
    )  # fmt: skip
    site_builder.configure(configuration, work)
    return configuration


def _named(documents: Sequence[Artifact], suffix: str) -> list[str]:
    return [made.path for made in documents if made.path.startswith("assets/") and made.path.endswith(suffix)]


def _executor(jobs: int) -> Executor:
    return writer.Inline() if jobs <= 1 else ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


@contextmanager
def _removed_if_left(folder: Path) -> Iterator[Path]:
    """Give the folder where a new site is made, and remove it if it is still there afterwards."""
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(folder: Path, site: Path) -> None:
    """Remove what a killed build left behind."""
    for path in (*folder.glob(".work-*"), swap.beside(site)):
        shutil.rmtree(path, ignore_errors=True)
