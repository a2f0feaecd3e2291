"""One page of each type of the repository's own site, for those who look at them: browser tests and screenshots."""

from pathlib import Path

from generator import project
from generator.derive import site_pages
from generator.derive.pages import EntityPage
from generator.load import package
from generator.model import catalog
from generator.project import Project

ROOT = Path(__file__).parents[1]


def one_of_each(site: Path) -> dict[str, str]:
    """Return the path of a page of each type in a built site: the one with most charts, and of these the largest."""
    where = Project(ROOT)
    made = catalog.build(package.load(where, project.survey(where)))
    found: dict[str, list[str]] = {}
    for page in site_pages.derive(made):
        kind = f"entity-{page.kind.link.path.strip('/')}" if isinstance(page, EntityPage) else type(page).__name__
        found.setdefault(kind.removesuffix("Page").lower(), []).append(f"{page.path}index.html")
    richest = {kind: max(listed, key=lambda path: _riches(site / path)) for kind, listed in found.items()}
    lists = [path for path in found["theme"] if "data-filter=" in (site / path).read_text("utf-8")]
    datasets = made.datasets.values()
    stating = next(dataset.descriptor.theme for dataset in datasets if dataset.descriptor.statements)
    awaited = next(made.path(dataset.name) for dataset in datasets if dataset.is_awaited)
    return {
        **richest,
        "listing": max(lists, key=lambda path: (site / path).stat().st_size),
        "statements": f"{stating}/index.html",
        "awaited": f"{awaited}index.html",
        "own": "acerca/index.html",
        "404": "404.html",
    }


def _riches(path: Path) -> tuple[int, int]:
    """Return how many charts a page has, and its size."""
    text = path.read_text("utf-8")
    return text.count('class="chart"'), len(text)
