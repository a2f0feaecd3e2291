import os
import shutil

import pytest

from generator.load import versions
from generator.load.versions import Version, Withdrawal
from generator.problems import Refused
from generator.project import Project
from tests import recorded


@pytest.fixture(name="town", scope="module")
def _town(tmp_path_factory):
    """The repository with a past."""
    return recorded.town(tmp_path_factory.mktemp("recorded") / "town")


def names(folder, dataset):
    """Return the names of the versions of a dataset."""
    return [version.name for version in versions.read(Project(folder)).versions(dataset)]


def test_each_commit_after_which_a_csv_differs_is_a_version(town):
    """Day and checksum name a version; contents that come back on the same day get a number."""
    assert [
        "2024-01-10", "2024-02-10", "2024-03-10", "2024-04-10", "2024-05-10", "2024-06-10", "2024-07-10", "2024-08-10",
        "2024-10-10", "2024-10-10", "2024-10-10",
    ] == [name[:10] for name in names(town, "lecturas")]  # fmt: skip
    assert names(town, "lecturas")[-1] == f"{names(town, 'lecturas')[-3]}-2"
    assert all(
        version.sha256.startswith(version.name[11:19]) for version in versions.read(Project(town)).versions("lecturas")
    )


def test_a_dataset_that_is_gone_ends_with_its_withdrawal(town):
    """Its versions stay, and the day on which its files went."""
    first, last = versions.read(Project(town)).events["visitas"]

    assert (Version, Withdrawal, "2024-09-10") == (type(first), type(last), last.day)


def test_what_is_added_to_the_history_changes_no_address(town, tmp_path):
    """The names of versions are the same after more commits, on the same day too."""
    folder = shutil.copytree(town, tmp_path / "more")
    before = names(folder, "lecturas")
    recorded.commit(folder, "2024-10-10", lecturas=recorded.MORE)
    recorded.commit(folder, "2024-11-10", lecturas=recorded.OTHER.replace("26", "27"))

    assert before == names(folder, "lecturas")[: len(before)]
    assert len(before) + 2 == len(names(folder, "lecturas")) == len(set(names(folder, "lecturas")))


def test_a_dataset_begins_when_it_has_both_files(tmp_path):
    """A CSV without a descriptor was never published; a change of the descriptor alone is no version."""
    recorded.git(tmp_path, "init", "-q")
    recorded.commit(tmp_path, "2024-01-01", lecturas=recorded.FIRST)
    recorded.commit(tmp_path, "2024-01-02", lecturas=recorded.READINGS)
    recorded.commit(tmp_path, "2024-01-03", lecturas={**recorded.READINGS, "title": "Otras"})

    assert ["2024-01-02"] == [name[:10] for name in names(tmp_path, "lecturas")]


def test_what_comes_back_is_a_version_again(tmp_path):
    """A dataset that was withdrawn and returns with the same rows has two versions."""
    recorded.git(tmp_path, "init", "-q")
    recorded.commit(tmp_path, "2024-01-01", lecturas=(recorded.READINGS, recorded.FIRST))
    recorded.commit(tmp_path, "2024-01-01", lecturas=None)
    recorded.commit(tmp_path, "2024-01-01", lecturas=(recorded.READINGS, recorded.FIRST))

    first, second = names(tmp_path, "lecturas")
    assert f"{first}-2" == second


def test_a_merge_is_one_step_of_the_branch(tmp_path):
    """What a merged branch did on its way is not published: the day is that of the merge."""
    recorded.git(tmp_path, "init", "-q", "-b", "main")
    recorded.commit(tmp_path, "2024-01-01", lecturas=(recorded.READINGS, recorded.FIRST))
    recorded.git(tmp_path, "checkout", "-q", "-b", "side")
    recorded.commit(tmp_path, "2024-01-02", lecturas=recorded.ADDED)
    recorded.commit(tmp_path, "2024-01-03", lecturas=recorded.REVISED)
    recorded.git(tmp_path, "checkout", "-q", "main")
    recorded.git(tmp_path, "merge", "-q", "--no-ff", "-m", "x", "side", date="2024-01-05")

    assert ["2024-01-01", "2024-01-05"] == [name[:10] for name in names(tmp_path, "lecturas")]


def test_a_project_may_lie_deep_in_its_repository(tmp_path):
    """Only the files of its own folders count, wherever the repository begins."""
    recorded.git(tmp_path, "init", "-q")
    (tmp_path / "deep").mkdir()
    recorded.write(tmp_path, lecturas=(recorded.READINGS, recorded.ADDED))
    recorded.write(tmp_path / "deep", visitas=(recorded.VISITS, "dia,cuantas\n"))
    recorded.commit(tmp_path, "2024-01-01")

    assert ["visitas"] == list(versions.read(Project(tmp_path / "deep")).events)


def test_no_link_and_no_odd_name_is_a_version(tmp_path):
    """Links, folders and names that are no address have no history."""
    recorded.git(tmp_path, "init", "-q")
    recorded.write(tmp_path, **{"Odd name": (recorded.READINGS, recorded.FIRST), "a\nb": (recorded.READINGS, "x\n")})
    recorded.write(tmp_path, enlace=recorded.READINGS)
    (tmp_path / "datasets/enlace.csv").symlink_to("/etc/passwd")
    recorded.commit(tmp_path, "2024-01-01")

    assert {} == versions.read(Project(tmp_path)).events


def test_without_git_there_is_no_history(tmp_path, monkeypatch):
    """A folder in no repository, a repository without a commit, a machine without git: nothing is told."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert ("none", {}) == (versions.read(Project(tmp_path)).state, versions.read(Project(tmp_path)).events)
    recorded.git(tmp_path, "init", "-q")
    assert "none" == versions.read(Project(tmp_path)).state
    recorded.commit(tmp_path, "2024-01-01", lecturas=(recorded.READINGS, recorded.FIRST))
    assert "whole" == versions.read(Project(tmp_path)).state
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "none" == versions.read(Project(tmp_path)).state


def test_a_shallow_clone_tells_no_versions(town, tmp_path):
    """A clone without its past cannot know when its files became what they are."""
    recorded.git(tmp_path, "clone", "-q", "--depth", "1", town.as_uri(), "clone")

    assert ("shallow", {}) == (
        versions.read(Project(tmp_path / "clone")).state, versions.read(Project(tmp_path / "clone")).events,
    )  # fmt: skip


def test_a_history_with_a_hole_is_refused(town, tmp_path):
    """Where an object is missing nothing is published: addresses given once would be lost."""
    folder = shutil.copytree(town, tmp_path / "hole")
    blob = versions.read(Project(folder)).versions("lecturas")[0].csv
    file = folder / ".git/objects" / blob[:2] / blob[2:]
    file.chmod(0o600)
    file.unlink()

    with pytest.raises(Refused) as caught:
        versions.read(Project(folder))
    assert ["history-unreadable"] == [problem.code for problem in caught.value.problems]


def test_the_settings_of_a_repository_run_nothing(town, tmp_path):
    """Hooks, filters, pagers and programs that a repository names are not run, and replaced objects are not believed."""
    folder, mark = shutil.copytree(town, tmp_path / "hostile"), tmp_path / "mark"
    before = names(folder, "lecturas")
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch '{mark}'\n", encoding="utf-8")
    program.chmod(0o700)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "diff.x.textconv", "gpg.program", "core.sshCommand"):
        recorded.git(folder, "config", key, str(program))
    for key in ("log.showSignature", "log.follow"):
        recorded.git(folder, "config", key, "true")
    (folder / ".git/info").mkdir(exist_ok=True)
    (folder / ".git/info/attributes").write_text("*.csv diff=x\n", encoding="utf-8")
    old, new = (versions.read(Project(folder)).versions("lecturas")[place].csv for place in (0, 1))
    recorded.git(folder, "replace", old, new)

    assert before == names(folder, "lecturas")
    assert not mark.exists()


def test_the_variables_of_another_repository_do_not_lead_there(town, tmp_path, monkeypatch):
    """What a hook of another repository leaves in the environment is not taken for this one's."""
    recorded.git(tmp_path, "init", "-q", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", os.devnull)

    assert 11 == len(names(town, "lecturas"))
