import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.__main__ import main
from tests import recorded


@pytest.fixture(name="town", scope="module")
def _town(tmp_path_factory):
    """The repository with a past."""
    return recorded.town(tmp_path_factory.mktemp("recorded") / "town")


def diff(capsys, folder, *arguments):
    """Return the status and the answer of `generator diff`."""
    status = main(["diff", "--project", str(folder), *arguments])
    return status, capsys.readouterr().out


def test_nothing_changed_is_said(town, capsys):
    """The files of now against the last commit, when nobody edits."""
    status, said = diff(capsys, town)

    assert 0 == status
    assert said.endswith("a los archivos de ahora\nNada cambió en los datos.\n")


def test_the_gravest_comes_first(town, tmp_path, capsys):
    """Withdrawn datasets, then withdrawn rows, revised figures, other values, rows that were added."""
    folder = shutil.copytree(town, tmp_path / "edited")
    levels = {
        "c": "pozo,mes,nivel\nalto,2024-01,1\nalto,2024-02,1\n", "b": "pozo,mes,nivel\nalto,2024-01,1\n",
        "a": "pozo,mes,nivel\nalto,2024-01,1\n", "d": "pozo,mes,nivel\nalto,2024-01,1\n",
    }  # fmt: skip
    for name, text in levels.items():
        recorded.write(folder, **{name: ({**recorded.READINGS, "name": name}, text)})
    recorded.commit(folder, "2024-11-01")
    recorded.write(
        folder, d=None, a="pozo,mes,nivel\nalto,2024-01,1\nalto,2024-02,1\n", b="pozo,mes,nivel\nalto,2024-01,2\n"
    )
    recorded.write(folder, c="pozo,mes,nivel\nalto,2024-01,1\n")
    found = json.loads(diff(capsys, folder, "--format", "json")[1])

    assert ["d", "c", "b", "a"] == [one["dataset"] for one in found["datasets"]]


def test_two_revisions_are_compared_with_what_they_touch(town, capsys):
    """`A..B` compares two revisions; pages are those of the dataset, its theme, and the entities of the rows."""
    old, new = recorded.git(town, "log", "--format=%H", "--reverse").split()[1:3]
    status, said = diff(capsys, town, f"{old}..{new}", "--format", "json")
    (found,) = json.loads(said)["datasets"]

    assert 0 == status
    assert [
        {"key": ["alto", "2024-01"], "field": "nivel", "before": "12.5", "after": "21.5", "gravity": "figure",
         "change": 0.264706}
    ] == found["revised"]  # fmt: skip
    assert ["data/lecturas/", "data/lecturas/changes/", "agua/", "pozos/", "pozos/alto/"] == found["pages"]


def test_text_tells_the_same(town, capsys):
    """On a terminal: counts, then one line for each change, then the pages."""
    old, new = recorded.git(town, "log", "--format=%H", "--reverse").split()[5:7]

    assert (
        f"De {old[:10]} a {new[:10]}\n\n"
        "lecturas: 1 fila retirada, 1 valor cambiado\n"
        "  se retiró alto, 2024-02\n"
        "  bajo, 2024-01: metros decía «7.25» y ahora dice «7.3»\n"
        "  Páginas que toca: /data/lecturas/, /data/lecturas/changes/, /agua/, /pozos/, /pozos/alto/, /pozos/bajo/\n"
    ) == diff(capsys, town, f"{old}..{new}")[1]


def test_three_dots_compare_with_where_both_parted(town, tmp_path, capsys):
    """`A...B` leaves out what happened on the other side since."""
    folder = shutil.copytree(town, tmp_path / "parted")
    recorded.git(folder, "checkout", "-q", "-b", "side")
    recorded.commit(folder, "2024-11-01", lecturas=recorded.OTHER.replace("7.3", "7.9"))
    recorded.git(folder, "checkout", "-q", "main")
    recorded.commit(folder, "2024-11-02", lecturas=recorded.OTHER.replace("26", "99"))
    (found,) = json.loads(diff(capsys, folder, "main...side", "--format", "json")[1])["datasets"]

    assert ["7.3", "7.9"] == [found["revised"][0][key] for key in ("before", "after")]
    assert 1 == len(found["revised"])


def test_nothing_in_the_data_becomes_markup_in_a_pull_request(town, tmp_path, capsys):
    """Cells and titles stay text in Markdown, and a terminal obeys none of their signs."""
    folder = shutil.copytree(town, tmp_path / "evil")
    recorded.write(folder, lecturas=recorded.OTHER.replace("turbia", "[x](http://e.org) <b>\x1b[31m"))
    said = diff(capsys, folder, "--format", "markdown")[1]

    assert r"\[x\](http" in said
    assert "<b>" not in said
    assert "\x1b" not in said
    assert "\x1b" not in diff(capsys, folder)[1]


@pytest.mark.parametrize("asked", ["nada", "HEAD..nada", "nada...HEAD", "HEAD:datasets", "@{-1}x"])
def test_an_unknown_revision_is_a_wrong_call(town, capsys, asked):
    """A revision that does not exist ends with 2, and says so where it does not mix with an answer."""
    assert 2 == main(["diff", "--project", str(town), asked])
    out, err = capsys.readouterr()
    assert "" == out
    assert "no es una revisión" in err


def test_outside_of_git_there_is_nothing_to_compare_with(town, tmp_path, capsys, monkeypatch):
    """A folder in no repository is a wrong call too."""
    folder = shutil.copytree(town, tmp_path / "plain")
    shutil.rmtree(folder / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))

    assert 2 == main(["diff", "--project", str(folder)])
    assert "repositorio de git" in capsys.readouterr().err


@pytest.fixture(name="workplace")
def _workplace(town, tmp_path):
    """A copy of the repository where `make` finds its environment prepared: the one that the tests run in."""
    folder, root = Path(shutil.copytree(town, tmp_path / "a workplace")), Path(__file__).resolve().parents[1]
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{root}" exec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    shutil.copy(root / "Makefile", folder)
    for name in ("requirements.lock", "pyproject.toml", ".venv/.site"):
        (folder / name).touch()
    return folder


def review(folder, base):
    """Return the status of `make review` and the report that it writes."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "GIT"))}
    done = subprocess.run(["make", "review", f"BASE={base}"], cwd=folder, env=plain, capture_output=True, check=False)
    return done.returncode, (folder / "build" / "review.md").read_text(encoding="utf-8")


def test_a_review_tells_what_is_wrong_and_what_changes(workplace):
    """One file has both reports; where data are sound, the order ends well."""
    recorded.write(workplace, oficios=({**recorded.VISITS, "name": "oficios"}, "dia,cuantas\n2024-01-01,1\n"))
    recorded.commit(workplace, "2024-12-01")
    status, said = review(workplace, "HEAD~1")

    assert 0 == status
    assert said.startswith("## Comprobación de los datos\n\n**Todo en orden")
    assert "## Lo que cambia en los datos\n" in said
    assert "`oficios`): conjunto nuevo, con 1 fila" in said


def test_a_review_of_faulty_data_is_written_and_ends_badly(workplace):
    """With errors there is still a report, of the errors and of what changes."""
    recorded.write(workplace, oficios=({**recorded.VISITS, "name": "oficios"}, "dia,cuantas\n2024-01-01,uno\n"))
    recorded.commit(workplace, "2024-12-01")
    status, said = review(workplace, "HEAD~1")

    assert 0 != status
    assert "type-error" in said
    assert "`oficios`): conjunto nuevo, con 1 fila" in said


def test_a_review_from_nowhere_ends_badly(workplace):
    """A starting point that does not exist is a wrong call, not an empty difference."""
    assert 0 != review(workplace, "no-such-branch")[0]
