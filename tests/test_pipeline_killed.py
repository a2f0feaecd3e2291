"""A build killed at any moment leaves one whole site, the old one or the new one, and the next build succeeds."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import building

PATIENCE = 0.0005
"""Seconds between two looks at a build: what it does first is seen before it has gone much further."""

SHARES = [0.2, 0.5, 0.6, 0.7, 0.78, 0.85, 0.91, 0.96]
"""Moments as parts of the time that a whole build takes, the first half of which goes to starting Python."""

FILE = "datasets/mediciones.csv"
OLD = (building.TOWN / FILE).read_text(encoding="utf-8")
NEW = OLD.replace("1200", "1201")


def _is_new(project: Path) -> bool:
    return (project / "build/site/data/mediciones/mediciones.csv").read_text(encoding="utf-8") == NEW


EVENTS: dict[str, Callable[[Path], bool]] = {
    "pages are written": lambda project: any(project.glob("build/.work-*/docs")),
    "MkDocs copies": lambda project: (project / "build/.site.new/assets").exists(),
    "MkDocs renders": lambda project: (project / "build/.site.new/index.html").exists(),
    "checksums are written": lambda project: (project / "build/.site.new/SHA256SUMS").exists(),
    "the live site lacks a file": lambda project: not (project / "build/site/404.html").exists(),  # it never does
    "the sites are exchanged": _is_new,
    "the old site is removed": lambda project: _is_new(project) and not (project / "build/.site.new").exists(),
}
"""Moments as what can be seen on the disk."""

pytestmark = pytest.mark.slow


@pytest.fixture(name="towns", scope="module")
def _towns(tmp_path_factory):
    """Return a town with its old site and a change to publish, the trees of both sites, and how long a build takes."""
    folder = tmp_path_factory.mktemp("towns")
    changed = building.town(folder / "town")
    old = building.tree(building.built(changed))
    (changed / FILE).write_text(NEW, encoding="utf-8")
    other = building.town(folder / "other", changed)
    start = time.monotonic()
    new = building.tree(building.built(other))
    return changed, old, new, time.monotonic() - start


def kill_when(project: Path, is_time: Callable[[], bool]) -> None:
    """Start a build in a group of its own and kill the group at once when `is_time`; a finished build is not waited."""
    process = subprocess.Popen(
        building.command("build", "--project", project, "--jobs", 1), env=building.environment(), cwd=building.ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    while process.poll() is None and not is_time():
        time.sleep(PATIENCE)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    time.sleep(0.05)  # what the system was doing for MkDocs when it was killed ends by itself


def check(project: Path, old: dict[str, str], new: dict[str, str]) -> None:
    """Check that one whole site is there."""
    site = project / "build/site"
    assert building.tree(site) in (old, new)
    subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"], cwd=site, check=True)


def mend(project: Path, new: dict[str, str]) -> None:
    """Check that the next build publishes the new site and leaves nothing behind."""
    assert new == building.tree(building.built(project))
    left = {path.name for path in (project / "build").iterdir()}
    assert {".cache", ".lock", "docs", "mkdocs.yml", "overrides", "site"} == left


def test_builds_killed_one_after_another_leave_a_whole_site(towns, tmp_path):
    """However far a build is when it is killed, and whatever killed ones left, one whole site is there."""
    original, old, new, duration = towns
    project = building.town(tmp_path / "town", original)
    for share in SHARES:
        found = building.tree(project / "build/site")
        (project / FILE).write_text(NEW if found == old else OLD, encoding="utf-8")
        end = time.monotonic() + share * duration

        kill_when(project, lambda end=end: time.monotonic() >= end)

        check(project, old, new)
    (project / FILE).write_text(NEW, encoding="utf-8")
    mend(project, new)


@pytest.mark.parametrize("event", EVENTS)
def test_a_build_killed_while_it_writes_leaves_a_whole_site(towns, tmp_path, event):
    """Killed while it writes, within MkDocs or around the swap, a build leaves one whole site, and the next succeeds."""
    original, old, new, _ = towns
    project = building.town(tmp_path / "town", original)

    kill_when(project, lambda: EVENTS[event](project))

    check(project, old, new)
    mend(project, new)


def test_a_kill_between_two_renames_is_mended(towns, tmp_path):
    """Where folders cannot be exchanged the old site stands aside for a moment; killed there, the next build mends it."""
    original, old, new, _ = towns
    project = building.town(tmp_path / "town", original)
    (project / "build/site").rename(project / "build/.site.old")
    (project / "datasets/pozos.csv").rename(project / "pozos.csv")

    assert 1 == building.build(project).returncode
    assert old == building.tree(project / "build/site")

    (project / "pozos.csv").rename(project / "datasets/pozos.csv")
    mend(project, new)
