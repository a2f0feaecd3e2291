import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generator.problems import Refused
from generator.publish import checksums, swap

HOLD = """
import sys
from pathlib import Path
from generator.publish import swap
with swap.alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def make(folder: Path, text: str) -> Path:
    """Write a site of one page into a new folder, with the files by which a site is known."""
    folder.mkdir()
    (folder / "index.html").write_text(text, encoding="utf-8")
    (folder / checksums.OWN).write_text("{}", encoding="utf-8")
    checksums.write(folder)
    return folder


def test_the_first_site_takes_its_place(tmp_path):
    """Where nothing stood the new folder becomes the site."""
    live = tmp_path / "site"

    swap.swap(make(swap.beside(live), "uno"), live)

    assert "uno" == (live / "index.html").read_text("utf-8")
    assert [live] == list(tmp_path.iterdir())


def test_a_new_site_takes_the_place_of_the_old_one(tmp_path):
    """The old folder is gone, and nothing is left beside the new one."""
    live = make(tmp_path / "site", "uno")
    (live / "viejo.html").write_text("x", encoding="utf-8")

    swap.swap(make(swap.beside(live), "dos"), live)

    assert ("dos", False) == ((live / "index.html").read_text("utf-8"), (live / "viejo.html").exists())
    assert [live] == list(tmp_path.iterdir())


def test_a_reader_never_misses_the_site(tmp_path):
    """While sites are exchanged, whoever reads finds the page every time, and whole."""
    live = make(tmp_path / "site", "pagina 0")
    page, done = live / "index.html", threading.Event()
    seen: list[str] = []

    def read():
        while not done.is_set():
            try:
                seen.append(page.read_text("utf-8"))
            except OSError as error:
                seen.append(str(error))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(1, 200):
        swap.swap(make(swap.beside(live), f"pagina {number}"), live)
    done.set()
    for reader in readers:
        reader.join()

    assert len(seen) > 200
    assert [] == [text for text in seen if not text.startswith("pagina ")]


def test_a_kill_between_two_renames_is_mended(tmp_path):
    """A site that was left aside, with nothing in its place, is put back."""
    live = tmp_path / "site"
    make(live.with_name(".site.old"), "uno")

    swap.recover(live)

    assert "uno" == (live / "index.html").read_text("utf-8")
    assert [live] == list(tmp_path.iterdir())


def test_a_kill_after_two_renames_is_mended(tmp_path):
    """A site that was left aside after the new one took its place is removed."""
    live = make(tmp_path / "site", "dos")
    make(live.with_name(".site.old"), "uno")

    swap.recover(live)

    assert "dos" == (live / "index.html").read_text("utf-8")
    assert [live] == list(tmp_path.iterdir())


def test_nothing_to_mend_is_left_alone(tmp_path):
    """Where no kill left anything, nothing changes."""
    live = make(tmp_path / "site", "uno")

    swap.recover(live)

    assert [live] == list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["missing", "empty", "site", "damaged"])
def test_a_site_or_an_empty_folder_may_be_replaced(tmp_path, kind):
    """What is not there, is empty or is a site of ours, however damaged, may be replaced."""
    live = tmp_path / "site"
    if kind == "empty":
        live.mkdir()
    elif kind != "missing":
        make(live, "uno")
    if kind == "damaged":
        (live / "index.html").unlink()

    assert swap.check(live) is None


def foreign(folder: Path, kind: str) -> Path:
    """Make something that is no site of ours."""
    live = folder / "site"
    if kind == "file":
        live.write_text("x", encoding="utf-8")
    elif kind == "link":
        make(folder / "elsewhere", "x")
        live.symlink_to(folder / "elsewhere")
    else:
        live.mkdir()
        (live / "tesis.txt").write_text("x", encoding="utf-8")
    if kind == "sums":
        checksums.write(live)
    return live


@pytest.mark.parametrize("kind", ["file", "link", "folder", "sums"])
def test_anything_else_is_never_replaced(tmp_path, kind):
    """A file, a link, a folder with other things, even with a list of checksums, is refused and left as it is."""
    live = foreign(tmp_path, kind)
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(Refused) as refused:
        swap.check(live)

    assert ["site-dir-foreign"] == [problem.code for problem in refused.value.problems]
    assert before == sorted(tmp_path.rglob("*"))


def test_two_builds_at_once_are_refused(tmp_path):
    """While another process holds the folder a second one is refused; when it ends, however it ends, it is free."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "build")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as other:
        assert b"held\n" == other.stdout.readline()
        with pytest.raises(Refused) as refused, swap.alone(tmp_path / "build"):
            pass
        other.kill()
    with swap.alone(tmp_path / "build"):
        pass

    assert ["build-running"] == [problem.code for problem in refused.value.problems]
