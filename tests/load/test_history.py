import subprocess

import pytest

from generator.load import history


def _git(folder, *arguments):
    own = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *own, *arguments], check=True, capture_output=True)


@pytest.fixture(name="commit")
def _commit(tmp_path):
    """Return a function that commits a content of `proyecto/datasets/x y.csv`, in a repository that begins above."""
    _git(tmp_path, "init", "-q")
    path = tmp_path / "proyecto" / "datasets" / "x y.csv"
    path.parent.mkdir(parents=True)

    def commit(data):
        path.write_bytes(data)
        _git(tmp_path, "add", "-A")
        _git(tmp_path, "commit", "-q", "--allow-empty", "-m", "x")
        return tmp_path / "proyecto", path

    return commit


def test_an_edited_file_is_compared_with_the_last_commit(commit):
    """While somebody edits a file, the version before is the committed one, byte by byte."""
    commit(b"uno\r\n")
    root, path = commit(b"dos\n\xff")

    assert b"dos\n\xff" == history.before(root, path, b"tres\n")


def test_a_committed_file_is_compared_with_the_commit_before_its_own(commit):
    """Commits that did not touch the file do not count."""
    commit(b"uno\n")
    commit(b"dos\n")
    root, path = commit(b"dos\n")

    assert b"uno\n" == history.before(root, path, b"dos\n")


def test_a_new_file_has_no_version_before(commit):
    """A file that was never committed, or only as it is, has nothing before it."""
    root, path = commit(b"uno\n")

    assert history.before(root, path, b"uno\n") is None
    assert history.before(root, path.with_name("otro.csv"), b"uno\n") is None


def test_outside_of_git_there_is_no_version_before(tmp_path, monkeypatch):
    """A project that is no repository, or a machine without git, has nothing to compare with."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert history.before(tmp_path, tmp_path / "x.csv", b"uno\n") is None

    monkeypatch.setenv("PATH", str(tmp_path))
    assert history.before(tmp_path, tmp_path / "x.csv", b"uno\n") is None
