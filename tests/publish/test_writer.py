import hashlib
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from generator.artifacts import Artifact, after
from generator.publish import writer
from generator.publish.writer import Inline


def write(artifacts, folder, executor=None):
    """Write artifacts below a folder, with a store beside it."""
    writer.write(artifacts, folder / "docs", executor=executor or Inline(), store=folder / "store")


def contents(folder):
    """Return the bytes of every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fail():
    """Fail as a disk does."""
    raise OSError(28, "No space left on device")


def test_artifacts_are_written_at_their_paths(tmp_path):
    """Each artifact is a file with its bytes, in folders that are made for it."""
    write([Artifact("a/b/index.md", b"uno".upper), Artifact("c.csv", b"dos".upper)], tmp_path)

    assert {"a/b/index.md": b"UNO", "c.csv": b"DOS"} == contents(tmp_path / "docs")


def test_a_file_that_is_there_is_never_overwritten(tmp_path):
    """A path that exists stops the build and keeps its bytes."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_bytes(b"mine")

    with pytest.raises(FileExistsError):
        write([Artifact("a.md", b"yours".upper)], tmp_path)

    assert {"a.md": b"mine"} == contents(tmp_path / "docs")


def test_what_has_a_key_is_kept(tmp_path):
    """An artifact with a key is put into the store under it, one without is not."""
    write([Artifact("a.svg", b"uno".upper, key="k1"), Artifact("b.md", b"dos".upper)], tmp_path)

    assert {"k1": b"UNO"} == contents(tmp_path / "store")


def test_what_is_kept_is_not_made_again(tmp_path):
    """An artifact whose key is in the store is taken from there: it is never made."""
    (tmp_path / "store").mkdir()
    (tmp_path / "store/k1").write_bytes(b"kept")

    write([Artifact("a.svg", fail, key="k1")], tmp_path)

    assert {"a.svg": b"kept"} == contents(tmp_path / "docs")


def test_a_failure_reaches_the_caller(tmp_path):
    """What an artifact raises while it is made stops the writing, and nothing half-made is kept."""
    with pytest.raises(OSError, match="No space left"):
        write([Artifact("a.md", b"uno".upper), Artifact("b.svg", fail, key="k1")], tmp_path)

    assert {} == contents(tmp_path / "store")


def test_any_executor_writes_the_same(tmp_path):
    """More artifacts than are made ahead are written alike by any executor."""
    artifacts = [
        Artifact(f"{number}.txt", partial(str.encode, f"n{number}"), key=f"k{number}" if number % 2 else "")
        for number in range(3 * writer.WINDOW)
    ]
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()

    write(artifacts, tmp_path / "one")
    with ThreadPoolExecutor(3) as executor:
        write(artifacts, tmp_path / "two", executor)

    assert len(artifacts) == len(contents(tmp_path / "one/docs"))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_only_a_few_artifacts_are_held_at_once(tmp_path):
    """Artifacts are asked for as they are written: never all of them are in memory."""
    ahead = []

    def stream():
        for number in range(5 * writer.WINDOW):
            written = len(list((tmp_path / "docs").glob("*"))) if number else 0
            ahead.append(number - written)
            yield Artifact(f"{number}.txt", b"x".upper)

    write(stream(), tmp_path)

    assert max(ahead) <= writer.WINDOW


def test_settling_touches_no_byte(tmp_path):
    """A site that is flushed to the disk holds what it held."""
    write([Artifact("a/index.html", b"uno".upper), Artifact("b.csv", b"dos".upper)], tmp_path)
    before = contents(tmp_path)

    writer.settle(tmp_path)

    assert before == contents(tmp_path)


def test_what_tells_of_other_files_is_made_last(tmp_path):
    """An artifact that tells sizes and checksums knows every other file, wherever it stood in the order."""
    told = after("a.txt", lambda ledger: f"{ledger['b.csv'].size} {ledger['b.csv'].sha256[:8]}".encode(), "")

    write([told, Artifact("b.csv", b"dos".upper)], tmp_path)

    assert b"3 " + hashlib.sha256(b"DOS").hexdigest()[:8].encode() == (tmp_path / "docs/a.txt").read_bytes()
