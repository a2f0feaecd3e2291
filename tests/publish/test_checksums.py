import hashlib
import subprocess

import pytest

from generator.publish import checksums


@pytest.fixture(name="site")
def _site(tmp_path):
    """A site of three files, listed."""
    (tmp_path / "a").mkdir()
    for name, text in (("index.html", "uno"), ("a/ñ.csv", "dos"), ("datapackage.json", "{}")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    checksums.write(tmp_path)
    return tmp_path


def test_every_file_is_listed_once_in_order(site):
    """The list has a line for each file but itself, sorted by path."""
    lines = (site / "SHA256SUMS").read_text("utf-8").splitlines()

    expected = [
        f"{hashlib.sha256((site / name).read_bytes()).hexdigest()}  {name}"
        for name in ("a/ñ.csv", "datapackage.json", "index.html")
    ]
    assert expected == lines


def test_the_number_of_files_is_returned(site):
    """Whoever writes the list is told how many files there are."""
    assert 3 == checksums.write(site)


def test_the_usual_tool_reads_the_list(site):
    """`sha256sum -c` accepts the list and every file of it."""
    run = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=site, capture_output=True, check=False)

    assert (0, b"") == (run.returncode, run.stderr)


def test_a_whole_site_holds(site):
    """As built, every file is the one that is listed."""
    assert checksums.hold(site)


@pytest.mark.parametrize("damage", ["changed", "missing", "added", "list"])
def test_any_damage_is_seen(site, damage):
    """A changed, missing or added file, or a changed list, is noticed."""
    if damage == "changed":
        (site / "index.html").write_text("otro", encoding="utf-8")
    elif damage == "missing":
        (site / "a/ñ.csv").unlink()
    elif damage == "added":
        (site / "nuevo.html").write_text("x", encoding="utf-8")
    else:
        (site / "SHA256SUMS").write_text("", encoding="utf-8")

    assert not checksums.hold(site)


def test_a_list_of_other_files_is_no_site(tmp_path):
    """A folder with somebody else's SHA256SUMS is not taken for a site; one of ours is, however damaged."""
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  debian.iso\n", encoding="utf-8")
    assert not checksums.is_site(tmp_path)

    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  datapackage.json\n", encoding="utf-8")
    assert checksums.is_site(tmp_path)
