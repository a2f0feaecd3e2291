import pytest

from generator.problems import Refused
from generator.publish import originals


def codes(refused):
    """Return the codes of what was refused."""
    return [problem.code for problem in refused.value.problems]


def test_a_new_file_is_created(tmp_path):
    """A file that does not exist is written, with its folder, and nothing is left beside it."""
    originals.create(tmp_path / "schemas/a.yaml", b"a", "schemas/a.yaml")

    assert b"a" == (tmp_path / "schemas/a.yaml").read_bytes()
    assert ["a.yaml"] == [path.name for path in (tmp_path / "schemas").iterdir()]


def test_a_file_that_exists_is_never_overwritten(tmp_path):
    """What is there stays."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"mine")

    with pytest.raises(Refused) as refused:
        originals.create(path, b"a", "a.yaml")

    assert (["file-exists"], b"mine") == (codes(refused), path.read_bytes())
    assert [path] == list(tmp_path.iterdir())


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path):
    """The new bytes stand in the place of the old ones, readable by whom they were."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)

    originals.replace(path, b"old", b"new", "a.csv")

    assert (b"new", 0o640) == (path.read_bytes(), path.stat().st_mode & 0o777)
    assert [path] == list(tmp_path.iterdir())


def test_a_file_that_somebody_changed_is_left_alone(tmp_path):
    """Bytes that are not those that were read are not replaced."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"changed")

    with pytest.raises(Refused) as refused:
        originals.replace(path, b"old", b"new", "a.csv")

    assert (["file-edited"], b"changed") == (codes(refused), path.read_bytes())


def test_a_link_is_left_alone(tmp_path):
    """What lies behind a link is not written."""
    (tmp_path / "b.csv").write_bytes(b"old")
    (tmp_path / "a.csv").symlink_to(tmp_path / "b.csv")

    with pytest.raises(Refused):
        originals.replace(tmp_path / "a.csv", b"old", b"new", "a.csv")

    assert b"old" == (tmp_path / "b.csv").read_bytes()
