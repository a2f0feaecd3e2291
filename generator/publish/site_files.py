"""Files that go into the site as they are: assets, the city's own pages, the overrides of the theme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.artifacts import Artifact
from generator.derive.terms import Link
from generator.project import DEFAULTS

if TYPE_CHECKING:
    from generator.project import Inventory, Project

BUNDLED = (".css", ".js")
HEADING = re.compile(r"^# +(.+?)(?: *\{[^{}]*\})?[ #]*$", re.MULTILINE)
"""A title in Markdown, without its attributes."""


def assets(project: Project, inventory: Inventory) -> Iterator[Artifact]:
    """Yield the engine's assets and the city's; a city's file of the same name takes the engine's place.

    The style sheets directly in the folder become one, `site.css`, and the scripts one, `site.js`, each in the order of
    their names: a page then asks for two files, whatever number they are written in.
    """
    found = _layered("assets", project, inventory)
    for ending in BUNDLED:
        pieces = [path for name, path in sorted(found.items()) if "/" not in name and name.endswith(ending)]
        if pieces:
            yield Artifact(f"assets/site{ending}", partial(_joined, pieces), _origin(pieces[-1], project))
    for name, path in found.items():
        if "/" in name or not name.endswith(BUNDLED):
            yield Artifact(f"assets/{name}", path.read_bytes, _origin(path, project))


def _joined(pieces: Sequence[Path]) -> bytes:
    return b"\n".join(path.read_bytes() for path in pieces)


def overrides(project: Project, inventory: Inventory) -> Iterator[Artifact]:
    """Yield the theme's overrides, the city's over the engine's."""
    for name, path in _layered("overrides", project, inventory).items():
        yield Artifact(name, path.read_bytes, _origin(path, project))


def pages(project: Project, inventory: Inventory) -> Iterator[Artifact]:
    """Yield the city's own Markdown pages: `pages/about.md` is the address `about/`."""
    folder = project.site_src / "pages"
    for path in inventory.below(folder, ".md"):
        name = path.relative_to(folder).with_suffix("").as_posix()
        yield Artifact(f"{name}/index.md", path.read_bytes, _origin(path, project))


def titles(found: Sequence[Artifact]) -> Iterator[Link]:
    """Yield the city's own pages by their first heading; one without any is found by its address."""
    for page in found:
        heading = HEADING.search(page.make().decode("utf-8", "replace"))
        path = page.path.removesuffix("index.md")
        yield Link(heading[1].strip() if heading else path.strip("/"), path)


def _layered(kind: str, project: Project, inventory: Inventory) -> Mapping[str, Path]:
    engine, city = DEFAULTS / kind, project.site_src / kind
    found = {path.relative_to(engine).as_posix(): path for path in sorted(engine.rglob("*")) if path.is_file()}
    return found | {path.relative_to(city).as_posix(): path for path in inventory.below(city)}


def _origin(path: Path, project: Project) -> str:
    return project.relative(path) if path.is_relative_to(project.root) else path.name
