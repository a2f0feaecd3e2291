import os
import subprocess

import pytest

from generator import project
from generator.publish import checksums, freshness
from tests import invented

COMMIT = {
    "GIT_AUTHOR_NAME": "x",
    "GIT_AUTHOR_EMAIL": "x@example.org",
    "GIT_COMMITTER_NAME": "x",
    "GIT_COMMITTER_EMAIL": "x@example.org",
}


@pytest.fixture(name="where")
def _where(tmp_path):
    """The project of Villa Serena, in no repository."""
    return invented.write(tmp_path, *invented.VILLA, site="name: Villa Serena\n")


def git(where, *arguments, **environment):
    """Run git in a project, reading no settings but its own."""
    clean = {"PATH": os.environ["PATH"], "HOME": str(where.root), "GIT_CONFIG_NOSYSTEM": "1", **COMMIT, **environment}
    subprocess.run(["git", *arguments], cwd=where.root, env=clean, check=True, capture_output=True)


def mark(where, date=0):
    """Return the fingerprint of a project."""
    return freshness.fingerprint(where, project.survey(where), date)


@pytest.mark.parametrize(("given", "expected"), [("1700000000", 1_700_000_000), ("0", freshness.OLDEST)])
def test_the_environment_gives_the_date(where, monkeypatch, given, expected):
    """`SOURCE_DATE_EPOCH` is the date, and never one before that which a zip can hold."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)

    assert expected == freshness.epoch(where)


def test_else_the_last_commit_gives_the_date(where, monkeypatch):
    """In a repository the date is that of the last commit."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    git(where, "init", "--quiet")
    git(where, "commit", "--quiet", "--allow-empty", "-m", "x", GIT_COMMITTER_DATE="1700000000 +0000")

    assert 1_700_000_000 == freshness.epoch(where)


def test_else_the_date_is_always_the_same(where, monkeypatch):
    """Without a date and without a repository the clock is not asked."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(where.root.parent))

    assert freshness.OLDEST == freshness.epoch(where)


def test_a_project_has_one_fingerprint(where, tmp_path_factory):
    """The same files have the same fingerprint, in whatever folder and with whatever times."""
    other = invented.write(tmp_path_factory.mktemp("other"), *reversed(invented.VILLA), site="name: Villa Serena\n")
    os.utime(other.datasets / "centros.csv", (0, 0))

    assert mark(where) == mark(other)


def edit(where, name, text):
    """Write a file of a project, in a folder that may be new."""
    path = where.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


CHANGES = {
    "csv": lambda where: edit(where, "datasets/centros.csv", "id,nombre\n"),
    "schema": lambda where: edit(where, "schemas/centros.yaml", "name: centros\n"),
    "site": lambda where: edit(where, "site_src/site.yaml", "name: Villa\n"),
    "template": lambda where: edit(where, "site_src/templates/home.md.j2", "x"),
    "mkdocs": lambda where: edit(where, "mkdocs.yml", "site_name: x\n"),
    "renamed": lambda where: (where.datasets / "centros.csv").rename(where.datasets / "sedes.csv"),
    "removed": lambda where: (where.datasets / "centros.csv").unlink(),
    "link": lambda where: (where.datasets / "enlace.csv").symlink_to(where.datasets / "centros.csv"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_changes_the_fingerprint(where, change):
    """A byte of an input, its name, a file more or less, or a refused link make another fingerprint."""
    before = mark(where)
    CHANGES[change](where)

    assert before != mark(where)


def test_another_commit_is_another_fingerprint(where):
    """What a site tells of versions depends on the history: a commit that changes no file counts too."""
    git(where, "init", "--quiet")
    before = mark(where)
    git(where, "commit", "--quiet", "--allow-empty", "-m", "x")

    assert before != mark(where)


def test_another_date_is_another_fingerprint(where):
    """A site that would bear another date is built again."""
    assert mark(where, 0) != mark(where, 1)


@pytest.fixture(name="site")
def _site(tmp_path):
    """A built site of one page."""
    site = tmp_path / "build/site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("uno", encoding="utf-8")
    checksums.write(site)
    return site


def test_a_site_is_fresh_as_long_as_nothing_changes(site, tmp_path):
    """A whole site built from the same inputs need not be built again."""
    record = tmp_path / "build/.cache/site.fingerprint"
    freshness.remember(record, "abc", site)

    assert freshness.is_fresh(record, "abc", site)


@pytest.mark.parametrize("change", ["inputs", "record", "page", "sums", "all"])
def test_a_site_is_built_again_when_anything_changed(site, tmp_path, change):
    """Other inputs, a lost record, a damaged page or list, or another site in its place are built again."""
    record = tmp_path / "build/.cache/site.fingerprint"
    freshness.remember(record, "abc", site)
    if change == "record":
        record.unlink()
    elif change == "sums":
        (site / checksums.NAME).unlink()
    elif change != "inputs":
        (site / "index.html").write_text("dos", encoding="utf-8")
    if change == "all":
        checksums.write(site)

    assert not freshness.is_fresh(record, "xyz" if change == "inputs" else "abc", site)
