"""The preview as an editor sees it: a real server on a free port, and files saved while it runs."""

import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests import building

SOON = 30
"""Seconds within which a busy machine shows a change; a free one needs two or three."""

CSV = "datasets/mediciones.csv"
PAGE = "pozos/alto/index.html"

pytestmark = pytest.mark.slow


@dataclass
class Preview:
    """A running preview of a project, what it serves and what its terminal has said so far."""

    project: Path
    process: subprocess.Popen[str]
    port: int
    said: list[str] = field(default_factory=list)

    def page(self) -> str:
        """Return the page of one well as it is served now, nothing while the server starts."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{PAGE}", timeout=SOON) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            return ""

    def terminal(self) -> str:
        """Return what the terminal has said so far."""
        return "".join(self.said)

    def listen(self) -> None:
        """Keep what the terminal says, until the process ends."""
        self.said.extend(iter(self.process.stdout.readline, ""))


def soon(is_so: Callable[[], bool]) -> bool:
    """Wait until something is so; tell whether it came to be."""
    end = time.monotonic() + SOON
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(name="preview", scope="module")
def _preview(tmp_path_factory) -> Iterator[Preview]:
    """Return the preview of a town of its own, on a free port, ended with all its processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    project = building.town(tmp_path_factory.mktemp("preview") / "town")
    process = subprocess.Popen(
        building.command("serve", "--project", project, "--address", f"127.0.0.1:{port}"), cwd=building.ROOT,
        env=building.environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        start_new_session=True,
    )  # fmt: skip
    preview = Preview(project, process, port)
    listener = threading.Thread(target=preview.listen)
    listener.start()
    try:
        assert soon(lambda: "Pozo Alto" in preview.page()), preview.terminal()
        yield preview
    finally:
        process.terminate()  # not an interruption: whoever runs in the background of a shell never sees one
        process.wait(SOON)
        listener.join()
        process.stdout.close()


def test_the_preview_says_where_it_is(preview):
    """The terminal gives the address to open, in Spanish."""
    assert f"Vista previa en http://127.0.0.1:{preview.port}/ (Ctrl+C para terminar).\n" in preview.terminal()


def test_a_saved_csv_shows(preview):
    """A value changed in a CSV stands on the served page a few seconds later."""
    building.edit(preview.project / CSV, "1350", "7777")

    assert soon(lambda: "7.777" in preview.page()), preview.terminal()


def test_a_broken_csv_leaves_the_page_and_is_told(preview):
    """While a CSV is broken the last sound page is served and the terminal names the fault; mended, it shows."""
    building.edit(preview.project / CSV, "alto,2024-Q1,1200", "alto,2024-Q1,mil")

    assert soon(lambda: "columna C litros\n  Dice «mil»; se esperaba número entero." in preview.terminal())
    assert "1.200" in preview.page()

    building.edit(preview.project / CSV, "alto,2024-Q1,mil", "alto,2024-Q1,1200")
    said = preview.terminal()
    assert soon(lambda: "Cambios publicados" in preview.terminal()[len(said) :])
    assert "1.200" in preview.page()


def test_an_unsound_project_is_not_previewed(tmp_path):
    """A project that is not sound to begin with is told so, and nothing is served."""
    project = building.town(tmp_path / "town")
    building.edit(project / CSV, "1200", "mil")

    done = building.run("serve", "--project", project)

    assert 1 == done.returncode
    assert "Dice «mil»; se esperaba número entero." in done.stderr
