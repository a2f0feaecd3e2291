import pickle
import re
from pathlib import Path

import pytest

from generator.derive import site_pages
from generator.project import Project
from generator.publish import row_files
from generator.render import pages, templates, words
from tests import invented


@pytest.fixture(scope="module", name="artifacts")
def _artifacts():
    """What is written of Villa Serena: its pages and charts."""
    made, where = invented.villa(), Project(Path("/nowhere"))
    renderer = templates.renderer(where, words.load(made.site))
    return list(
        pages.render(site_pages.derive(made), renderer, site_name="Villa Serena", cut=row_files.maker(where, made))
    )


def test_every_page_is_one_file_at_its_address(artifacts):
    """Each page is a Markdown file named index.md in the folder of its address, the home page at the root."""
    made = invented.villa()
    found = [artifact.path for artifact in artifacts if artifact.path.endswith(".md")]

    assert [f"{page.path}index.md" for page in site_pages.derive(made)] == found


def test_every_chart_that_a_page_shows_is_written(artifacts):
    """The files that pages name of charts are exactly those that are drawn: to look at, and to take away."""
    drawn = {artifact.path for artifact in artifacts if re.search(r"assets/charts/.*\.(svg|png)$", artifact.path)}
    text = "".join(artifact.make().decode() for artifact in artifacts if artifact.path.endswith(".md"))

    assert drawn
    assert drawn == set(re.findall(r"assets/charts/\w+\.(?:svg|png)", text))


def test_every_page_names_a_picture_that_is_drawn(artifacts):
    """Each page says which picture is shown with its links, and these are exactly the ones that are drawn, each once."""
    drawn = [artifact.path for artifact in artifacts if artifact.path.startswith("assets/cards/")]
    named = [
        re.findall(r'^picture: "([^"]+)"$', artifact.make().decode().split("\n---\n")[0], re.MULTILINE)
        for artifact in artifacts
        if artifact.path.endswith(".md")
    ]

    assert {1} == {len(found) for found in named}
    assert sorted({found[0] for found in named}) == sorted(drawn)


def test_every_file_of_rows_that_a_page_names_is_written(artifacts):
    """The rows that figures lead to are exactly the files that are cut; all rows are the dataset's own file."""
    cut = {artifact.path for artifact in artifacts if artifact.path.endswith(".csv")}
    text = "".join(artifact.make().decode() for artifact in artifacts if artifact.path.endswith(".md"))

    assert cut
    assert cut == set(re.findall(r"data/\w+/rows/[\w/-]+\.csv", text))


def test_equal_charts_are_drawn_once(artifacts):
    """The same chart on several pages is one file."""
    found = [artifact.path for artifact in artifacts if artifact.path.endswith(".svg")]

    assert sorted(set(found)) == sorted(found)


def test_a_chart_is_kept_by_the_name_of_its_contents(artifacts):
    """Charts and pictures have a key, by which a later build finds them, as has the viewer; pages and rows have none."""
    keys = {
        (artifact.path.rpartition(".")[2], bool(artifact.key))
        for artifact in artifacts
        if "/vega/" not in artifact.path
    }

    assert {("md", False), ("csv", False), ("svg", True), ("png", True), ("js", False), ("json", False)} == keys
    assert all(artifact.key for artifact in artifacts if "/vega/" in artifact.path)


def test_other_processes_can_make_every_artifact(artifacts):
    """What makes the bytes can be sent to another process."""
    page, chart = artifacts[0], next(artifact for artifact in artifacts if artifact.key)

    assert page.make() == pickle.loads(pickle.dumps(page)).make()  # noqa: S301 -- its own
    assert chart.make() == pickle.loads(pickle.dumps(chart)).make()  # noqa: S301
