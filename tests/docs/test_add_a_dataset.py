import html
import re

import pytest

from generator import pipeline
from generator.project import Project

GUIDE = "docs/add-a-dataset.md"
NAME = "talleres-ejemplo"


@pytest.fixture(scope="module", name="site")
def _site(tmp_path_factory, blocks, copy_project):
    """Return what would be written, by path, for this repository with the two files of the guide added."""
    folder = copy_project(tmp_path_factory.mktemp("guide"))
    (table,), (descriptor,) = blocks(GUIDE, "csv"), blocks(GUIDE, "yaml")
    (folder / "datasets" / f"{NAME}.csv").write_text(table, encoding="utf-8")
    (folder / "schemas" / f"{NAME}.yaml").write_text(descriptor, encoding="utf-8")
    assert [] == [problem for problem in pipeline.examine(Project(folder)).warnings if NAME in problem.file]
    made = pipeline.prepare(Project(folder))
    return {artifact.path: artifact for artifact in made.documents}


def page(site, path):
    """Return the Markdown of a page."""
    return site[f"{path}index.md"].make().decode()


def words(site, path):
    """Return what a page says, without its marks and with plain spaces."""
    return html.unescape(re.sub(r"<[^>]+>", "", page(site, path))).replace("\N{NO-BREAK SPACE}", " ")


def promised(root):
    """Return what the guide says that the pages say: pairs of a page and a sentence."""
    text = (root / GUIDE).read_text(encoding="utf-8")
    return [(path, said) for path, rest in re.findall(r"^\| `([a-z0-9/-]+/)` \| (.*) \|$", text, re.MULTILINE)
            for said in re.findall(r"«([^»]+)»", rest)]  # fmt: skip


def test_guide_names_the_two_files_that_it_shows(root):
    """The guide tells under which names its two blocks are saved."""
    text = (root / GUIDE).read_text(encoding="utf-8")

    assert f"Este archivo es `datasets/{NAME}.csv`." in text
    assert f"Este archivo es `schemas/{NAME}.yaml`." in text


def test_guide_says_that_its_figures_are_invented(root, blocks):
    """The example's name and title, and the guide's first lines, say that the figures are an example."""
    (descriptor,) = blocks(GUIDE, "yaml")
    first_lines = (root / GUIDE).read_text(encoding="utf-8")[:700]

    assert "ejemplo" in NAME
    assert "(ejemplo)" in re.search(r"^title: (.*)$", descriptor, re.MULTILINE)[1]
    assert "cifras son inventadas" in first_lines


@pytest.mark.parametrize("centre", ["1", "2", "3"])
def test_example_has_a_section_on_the_pages_that_its_rows_point_to(site, centre):
    """The example's foreign key gives it a section, with both its figures, on the page of each centre."""
    markdown = page(site, f"cali/{centre}/")

    assert f"{{#{NAME}-cali-id}}" in markdown
    assert "### Asistentes a talleres por semestre" in markdown
    assert "### Asistentes a talleres por CALI" in markdown


def test_example_has_a_chart_on_the_page_of_an_entity(site):
    """The charts of the example that a centre's page shows are files of the site."""
    section = page(site, "cali/1/").partition(f"{{#{NAME}-cali-id}}")[2].partition("\n## ")[0]
    charts = re.findall(r'src="(?:\.\./)*(assets/charts/[0-9a-f]+\.svg)#chart"', section)

    assert 2 == len(charts)
    assert set(charts) <= set(site)


def test_example_can_be_downloaded_from_the_page_of_an_entity(site, blocks):
    """A centre's page links the example's CSV, and that file is the guide's block byte by byte."""
    (table,) = blocks(GUIDE, "csv")
    path = f"datos/{NAME}/{NAME}.csv"

    assert f'href="../../{path}" download' in page(site, "cali/1/")
    assert table.encode() == site[path].make()


def test_pages_say_what_the_guide_promises(site, root):
    """Each sentence that the guide quotes stands on the page for which it quotes it."""
    missing = [(path, said) for path, said in promised(root) if said not in words(site, path)]

    assert 3 <= len(promised(root))
    assert [] == missing


def test_pages_that_the_guide_names_exist(site, root):
    """Every address in the guide's table of results is a page or a file of the site."""
    text = (root / GUIDE).read_text(encoding="utf-8")
    addresses = re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)
    missing = [path for path in addresses if (f"{path}index.md" if path.endswith("/") else path) not in site]

    assert f"datos/{NAME}/{NAME}.zip" in addresses
    assert [] == missing
