"""What a build publishes: the same bytes from the same commit, a page for what was added, nothing but what it lists."""

import os
import shutil
import subprocess
from pathlib import Path

import lxml.html
import pytest

from generator import pipeline
from generator.project import Project, survey
from generator.publish import freshness
from tests import building

LARKMERE = building.ROOT / "tests/sites/larkmere/project"

BY_MKDOCS = ("404.html", "assets/images/", "assets/javascripts/", "assets/stylesheets/", "search/", "sitemap.xml")
"""What MkDocs and its theme add to a site."""

BOMBAS = {
    "datasets/bombas.csv": "pozo_id,clase,bombas\nalto,eléctrica,3\nbajo,manual,1\ncentral,eléctrica,2\n",
    "schemas/bombas.yaml": """
name: bombas
title: Bombas de agua
schema:
  fields:
    - {name: pozo_id, title: Pozo, type: string}
    - {name: clase, title: Clase, type: string}
    - {name: bombas, title: Bombas, type: integer, unit: bombas}
  foreignKeys: [{fields: pozo_id, reference: {resource: pozos, fields: id}}]
views:
  por-pozo: {title: Bombas de cada pozo, group: pozo_id, measure: {field: bombas, aggregate: sum}}
""",
}
"""A new dataset: two files."""


@pytest.fixture(name="published", scope="module")
def _published(tmp_path_factory):
    """Return a town with its site, which tests copy."""
    project = building.town(tmp_path_factory.mktemp("published") / "town")
    building.built(project)
    return project


@pytest.fixture(name="project")
def _project(published, tmp_path):
    """Return a town of one's own, with its site."""
    return building.town(tmp_path / "town", published)


def test_a_site_publishes_what_it_lists(project):
    """Every published file is in SHA256SUMS, and is a page, its Markdown, a file of the project, MkDocs' or the zip."""
    site = project / "build/site"
    found = {name for name in building.tree(site) if name != "SHA256SUMS"}
    listed = {line.split("  ", 1)[1] for line in (site / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    claimed = {made.path.replace(".md", ".html") for made in pipeline.prepare(Project(project)).documents}
    plain = {f"{name}.md" for name in claimed if name.endswith("index.html")}

    assert listed == found
    assert claimed | plain <= found
    assert {name for name in found - claimed - plain if not name.startswith(BY_MKDOCS)} == {"villa-arenal-site.zip"}


def test_hidden_files_are_not_published(project):
    """Files whose name begins with a dot, as editors and systems leave them about, stay at home."""
    before = building.tree(project / "build/site")
    for folder in ("site_src/pages", "site_src/assets", "datasets"):
        (project / folder).mkdir(exist_ok=True)
        (project / folder / ".hidden.md").write_text("SECRET", encoding="utf-8")
    building.edit(project / "site_src/site.yaml", "El agua de Villa Arenal.", "El agua de todos.")

    after = building.tree(building.built(project))

    assert before.keys() == after.keys()


def test_an_unchanged_project_is_not_built_again(project):
    """When nothing changed the build says so and touches no file of the site, however new the inputs look."""
    site = project / "build/site"
    before = {path: _identity(path) for path in site.rglob("*")}
    for path in project.glob("datasets/*"):
        os.utime(path)

    done = building.build(project)

    assert (0, "") == (done.returncode, done.stderr)
    shown = os.path.relpath(site, building.ROOT)
    assert f"Nada cambió desde la última vez: el sitio de {shown} está al día.\n" == done.stdout
    assert before == {path: _identity(path) for path in site.rglob("*")}


def _identity(path: Path) -> tuple[int, int]:
    return path.stat().st_ino, path.stat().st_mtime_ns


def test_a_changed_site_is_built_again(project):
    """A published file that was changed by hand makes the next build restore the site."""
    site = project / "build/site"
    before = building.tree(site)
    (site / "data/pozos/pozos.csv").write_text("x", encoding="utf-8")

    assert before == building.tree(building.built(project))


@pytest.mark.parametrize("name", ["pozos/alto/index.html", "SHA256SUMS", "extra.html"])
def test_a_site_with_files_missing_or_added_is_not_up_to_date(project, name):
    """A site that lacks a file, or has one more, is not taken for the one that was built."""
    site, where = project / "build/site", Project(project)
    record = project / "build/.cache/site.fingerprint"
    mark = freshness.fingerprint(where, survey(where), freshness.epoch(where))
    assert freshness.is_fresh(record, mark, site)

    if (site / name).exists():
        (site / name).unlink()
    else:
        (site / name).write_text("x", encoding="utf-8")

    assert not freshness.is_fresh(record, mark, site)


def test_a_new_dataset_is_two_files(project):
    """A CSV and a descriptor with a foreign key put a figure with its four parts on every page they are about."""
    for name, text in BOMBAS.items():
        (project / name).write_text(text, encoding="utf-8")

    site = building.built(project)

    for well, told in {"alto": "3", "bajo": "1", "central": "2"}.items():
        page = site / "pozos" / well / "index.html"
        figure = lxml.html.parse(page).find(".//div[@aria-labelledby='bombas-por-pozo']")
        assert f"{told}\xa0bombas" in figure.findtext("p[@class='finding']")
        assert ["Puesto", "Pozo", "Bombas"] == [cell.text for cell in figure.findall(".//thead//th")]
        assert (page.parent / figure.find(".//img").get("src").partition("#")[0]).is_file()
        assert "Bombas de agua" in figure.find("p[@class='source']").text_content()
        files = {page.parent / link.get("href") for link in figure.findall("../p[@class='files']/a[@download]")}
        assert {(site / "data/bombas/bombas.csv").resolve()} <= {file.resolve() for file in files}


def _commit(folder: Path) -> None:
    date = "2024-05-06T07:08:09+05:00"
    who = ["-c", "user.name=T", "-c", "user.email=t@town.example", "-c", "commit.gpgsign=false"]
    for command in (["init", "--quiet"], ["add", "--all"], [*who, "commit", "--quiet", "--message", "Data"]):
        subprocess.run(
            ["git", *command], cwd=folder, check=True,
            env=building.environment({"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date}),
        )  # fmt: skip


def _rewrite_backwards(folder: Path) -> None:
    """Write every file anew, in the reverse order of names, so that the folders list them differently."""
    files = sorted((path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts), reverse=True)
    contents = {path: path.read_bytes() for path in files}
    for name in ("datasets", "schemas", "site_src"):
        shutil.rmtree(folder / name)
    for path, data in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _build_in(project: Path, umask: str, **environment: str) -> None:
    prefix = ("/bin/sh", "-c", f'umask {umask}; exec "$@"', "sh")
    assert 0 == building.run("build", "--project", project, prefix=prefix, **environment).returncode


@pytest.mark.slow
def test_one_commit_is_one_site(tmp_path):
    """Two clones of a commit give the same bytes in any folder, time zone, locale, hash seed, umask and file order."""
    one = building.town(tmp_path / "one", LARKMERE)
    building.edit(one / "site_src/site.yaml", "language: en\n", "language: en\nurl: https://larkmere.example/\n")
    _commit(one)
    other = tmp_path / "elsewhere, and deeper/other"
    subprocess.run(["git", "clone", "--quiet", one, other], check=True)
    _rewrite_backwards(other)

    _build_in(one, "022", TZ="America/Bogota", LC_ALL="C", PYTHONHASHSEED="1")
    _build_in(other, "077", TZ="Asia/Tokyo", LC_ALL="es_CO.UTF-8", PYTHONHASHSEED="4242", LANGUAGE="es")

    assert building.tree(one / "build/site") == building.tree(other / "build/site")
    assert "<lastmod>2025-02-03</lastmod>" in (one / "build/site/sitemap.xml").read_text(encoding="utf-8")
