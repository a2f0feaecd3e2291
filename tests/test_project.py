import os

import pytest

from generator import project
from generator.project import MAX_BYTES, MAX_DEPTH, Project


def test_a_plain_project_is_listed_in_the_order_of_its_paths(town):
    """Every regular file of the three input folders is listed, sorted by path."""
    where = town({"site_src/site.yaml": "name: Puerto Lirio\n"})

    files = [where.relative(path) for path in project.survey(where).files]

    expected = [
        "datasets/arboles.csv",
        "datasets/barrios.csv",
        "schemas/arboles.yaml",
        "schemas/barrios.yaml",
        "site_src/site.yaml",
    ]
    assert expected == files


def test_files_outside_the_input_folders_are_not_looked_at(town):
    """What lies beside the three input folders is no input."""
    where = town({"notas.txt": "x", "build/site/index.html": "x"})

    assert 4 == len(project.survey(where).files)


def test_hidden_files_are_left_alone(town):
    """Files and folders whose name begins with a dot belong to editors and file managers, not to the project."""
    where = town({"datasets/.DS_Store": b"\x00", "schemas/.idea/x.yaml": "a: 1"})

    inventory = project.survey(where)

    assert (4, ()) == (len(inventory.files), inventory.problems)


def test_an_empty_folder_is_an_empty_project(tmp_path):
    """A folder without the three input folders has neither files nor problems."""
    inventory = project.survey(Project(tmp_path))

    assert ((), ()) == (inventory.files, inventory.problems)


def _link(path, target):
    path.symlink_to(target)


def _fifo(path, _):
    os.mkfifo(path)


@pytest.mark.parametrize("make", [_link, _fifo])
def test_what_is_no_regular_file_is_refused(town, make):
    """Links, pipes and whatever else is no plain file are refused and never opened: a pipe would wait for ever."""
    where = town({})
    make(where.datasets / "otro.csv", where.datasets / "barrios.csv")

    inventory = project.survey(where)

    assert [("file-not-regular", "datasets/otro.csv")] == [(p.code, p.file) for p in inventory.problems]
    assert where.datasets / "otro.csv" not in inventory.files


def test_a_link_to_a_folder_is_refused_and_not_entered(town, tmp_path_factory):
    """A folder behind a link may lie anywhere: it is refused as a whole."""
    outside = tmp_path_factory.mktemp("fuera")
    (outside / "secreto.csv").write_text("a\n1\n")
    where = town({})
    (where.datasets / "mas").symlink_to(outside)

    inventory = project.survey(where)

    assert [("file-not-regular", "datasets/mas")] == [(p.code, p.file) for p in inventory.problems]
    assert 4 == len(inventory.files)


def test_an_input_folder_that_is_a_link_is_refused(town, tmp_path_factory):
    """One of the three folders may not be a link itself."""
    where = town({})
    where.site_src.symlink_to(tmp_path_factory.mktemp("fuera"))

    assert [("file-not-regular", "site_src")] == [(p.code, p.file) for p in project.survey(where).problems]


def test_a_broken_link_is_refused(town):
    """A link that leads nowhere is told, not skipped."""
    where = town({})
    (where.schemas / "perdido.yaml").symlink_to(where.root / "nada")

    assert ["file-not-regular"] == [p.code for p in project.survey(where).problems]


def test_an_oversized_file_is_refused_unread(town):
    """A file beyond the limit is refused by its size alone."""
    where = town({})
    with (where.datasets / "enorme.csv").open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    inventory = project.survey(where)

    assert [("file-too-large", {"limit": MAX_BYTES})] == [(p.code, p.details) for p in inventory.problems]
    assert where.datasets / "enorme.csv" not in inventory.files


def test_a_file_of_the_largest_size_is_listed(town):
    """The limit itself is allowed."""
    where = town({})
    with (where.datasets / "enorme.csv").open("wb") as file:
        file.truncate(MAX_BYTES)

    assert () == project.survey(where).problems


def test_folders_without_bottom_are_refused(town):
    """Folders within folders beyond any use are refused, not followed to the end."""
    where = town({})
    (where.site_src / "/".join(["a"] * (MAX_DEPTH + 1)) / "b").mkdir(parents=True)

    problems = project.survey(where).problems

    assert [("file-not-regular", "site_src" + "/a" * (MAX_DEPTH + 1))] == [(p.code, p.file) for p in problems]


def test_below_chooses_by_folder_and_ending(town):
    """Files can be asked for by folder and by ending."""
    where = town({"schemas/leame.txt": "x"})

    found = project.survey(where).below(where.schemas, ".yaml")

    assert ["arboles.yaml", "barrios.yaml"] == [path.name for path in found]
