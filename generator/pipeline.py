"""The way from a project to its site, as the design draws it: load, check, model, derive, render, publish."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from generator import artifacts, bounds, check, project
from generator.artifacts import Artifact
from generator.check import acceptances, sites, sizes
from generator.derive import contrasts, site_pages
from generator.load import package, versions
from generator.model import catalog
from generator.problems import Problem, refuse_if_any
from generator.publish import (
    freshness,
    menus,
    products,
    row_files,
    site_builder,
    site_files,
    sitemaps,
    swap,
    writer,
)  # fmt: skip
from generator.render import words

if TYPE_CHECKING:
    from generator.load.package import Package
    from generator.model.catalog import Catalog
    from generator.project import Inventory, Project
    from generator.render.words import Words

Notify = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Examined:
    """A sound project, before any of its pages is made."""

    package: Package
    catalog: Catalog
    words: Words
    inventory: Inventory
    own_pages: tuple[Artifact, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A sound project, rendered but not written."""

    catalog: Catalog
    documents: tuple[Artifact, ...]
    overrides: tuple[Artifact, ...]
    menu: menus.Menu


def validate(where: Project, read: Package | None = None) -> Examined:
    """Check everything that a build would: data, descriptors, views, rules, colliding paths, templates of the city.

    Pages are rendered only where the project has templates of its own: those of the engine render whatever is sound.

    Raises:
        Refused: something in it is wrong; carries every problem found.
    """
    found = examine(where, read)
    if found.inventory.below(where.site_src / "templates"):
        prepare(where)
    return found


@bounds.kept()
def examine(where: Project, read: Package | None = None) -> Examined:
    """Check the data of a project, its descriptors, its rules and its addresses; `read` is what was read of it before.

    Raises:
        Refused: something in it is wrong; carries every problem found.
    """
    inventory = project.survey(where)
    found = read or package.load(where, inventory)
    speech = words.load(found.site)
    whole = (check.check(found), sites.check(found), sizes.check(found), words.check(found.site))
    warnings = refuse_if_any(chain.from_iterable(whole))
    model = catalog.build(found, versions.read(where))
    own_pages = tuple(site_files.pages(where, inventory))
    made = Examined(found, model, speech, inventory, own_pages, warnings)
    _, collisions = artifacts.gather(chain(products.claims(model), _files(where, made)))
    reviewed = acceptances.weigh(contrasts.check(model), found.site.severities)
    faults = (*warnings, *reviewed, *collisions, *menus.check(model, speech, own_pages))
    return replace(made, warnings=refuse_if_any(faults))


def _files(where: Project, made: Examined) -> Iterator[Artifact]:
    """Yield all that is published beside the pages."""
    yield from made.own_pages
    yield from site_files.assets(where, made.inventory)
    yield from products.artifacts(where, made.catalog, made.words)


def prepare(where: Project) -> Prepared:
    """Take a project as far as possible without writing.

    Raises:
        Refused: something in it is wrong; carries every problem found.
    """
    from generator.render import frames, pages, surroundings, templates

    made = examine(where)
    renderer = replace(templates.renderer(where, made.words), around=surroundings.of(made.catalog))
    site, name = made.catalog.site, renderer.around.name
    named, cut = tuple(site_files.titles(made.own_pages)), row_files.maker(where, made.catalog)
    rendered = pages.render(site_pages.derive(made.catalog, named), renderer, site_name=name, cut=cut)
    documents, collisions = artifacts.gather(chain(rendered, _files(where, made)))
    refuse_if_any(collisions)
    menu = menus.build(made.catalog, made.words, made.own_pages)
    layers = tuple(site_files.overrides(where, made.inventory))
    links, replaced = tuple(menus.links(menu)), {layer.path for layer in layers}
    around = (frames.frame(site, name, links, renderer), frames.not_found(links, renderer))
    added = (one for one in (*around, sitemaps.derive(documents, site.url)) if one.path not in replaced)
    return Prepared(made.catalog, documents, (*layers, *added), menu)


def build(where: Project, site: Path, *, jobs: int, notify: Notify) -> int:
    """Build the site of a project into the folder `site`, which is replaced in one step at the very end.

    Returns the number of files published; 0 when nothing had changed and the site was left as it is.

    Raises:
        Refused: something is wrong; the site that was there is untouched.
    """
    with swap.alone(where.build):
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
            from generator.publish import additions, seals

            additions.write(new, made.catalog, date=date, store=where.build / ".cache" / "charts")
            notify("cli.verifying")
            count = seals.put(new, made.catalog)
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
    own = where.configuration
    base = own if own.is_file() else project.DEFAULTS / "mkdocs.yml"
    site, metadata = made.catalog.site, made.catalog.metadata
    (work / "overrides").mkdir(exist_ok=True)
    configuration = site_builder.Configuration(
        base=base, name=site.name or metadata.title or metadata.name, menu=made.menu, url=site.url,
        description=site.description or metadata.description,
    )  # fmt: skip
    site_builder.configure(configuration, work)
    return configuration


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
    """Put back the site that a killed build was replacing, and remove what it left behind."""
    swap.recover(site)
    for path in (*folder.glob(".work-*"), swap.beside(site)):
        shutil.rmtree(path, ignore_errors=True)
