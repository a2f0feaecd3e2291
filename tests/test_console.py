"""What is told where: colours and progress on a terminal alone."""

import os
import pty
import subprocess

import pytest

from tests import building


@pytest.fixture(name="project")
def _project(tmp_path):
    """Return a project with one fault."""
    project = building.town(tmp_path / "town")
    building.edit(project / "datasets/mediciones.csv", "1350", "1.35%")
    return project


def on_a_terminal(project, **changes):
    """Return what a validation writes to a terminal that is its output and its place for complaints."""
    ours, theirs = pty.openpty()
    command = building.command("validate", "--project", project)
    environment = building.environment({"TERM": "xterm", "NO_COLOR": "", **changes})
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment, cwd=building.ROOT) as process:
        os.close(theirs)
        told = b""
        while part := _read(ours):
            told += part
        process.wait(building.LIMIT)
    os.close(ours)
    return told.decode()


def _read(terminal):
    """Return what a terminal has been told; nothing once nobody can tell it any more."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_a_terminal_shows_colours_and_what_is_being_done(project):
    """On a terminal the report is coloured, and before it stands, to be erased, what is being done."""
    told = on_a_terminal(project)

    assert told.startswith("Comprobando los datos…\r\x1b[K")
    assert "\x1b[1;31mError\x1b[0m: " in told


@pytest.mark.parametrize("changes", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_who_wants_no_colours_gets_none(project, changes):
    """With NO_COLOR, or on a terminal that can show none, the report is plain."""
    assert "\x1b[1;31m" not in on_a_terminal(project, **changes)


def test_a_file_gets_neither(project):
    """Where nobody watches there is no colour and no progress."""
    done = building.run("validate", "--project", project, NO_COLOR="")

    assert "" == done.stderr
    assert "\x1b" not in done.stdout
