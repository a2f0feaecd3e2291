"""Find or install a Chromium for the browser tests, and write down where it is.

Run by `make test`. The path is printed, and recorded in the file `browser` of the running environment
(`.venv/browser`), where a fixture reads it. In order: the program that `CHROMIUM` names, an installed one, the
one Playwright downloaded before, Debian's package, Playwright's own download. Whatever is found must say its
version: on some systems the command is there and only tells how to install the real program.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

RECORD = Path(sys.prefix) / "browser"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
SECONDS_TO_ANSWER = 60
SECONDS_TO_INSTALL = 900

NO_SUCH_PROGRAM = "CHROMIUM señala «{path}», que no es un Chromium que funcione."
NO_BROWSER = """\
No hay un Chromium con el cual probar las páginas, y no se pudo instalar.
Cualquiera de estas tres cosas sirve:
  · instale Chromium o Google Chrome como se instalan los programas en este equipo
    (en Debian: sudo apt install chromium);
  · si ya lo tiene en otro lugar, diga dónde: CHROMIUM=/ruta/a/chromium make test
  · con acceso a internet: {python} -m playwright install --with-deps chromium"""


class BrowserMissingError(Exception):
    """No browser could be found or installed; the message says what a person can do."""


def main() -> int:
    """Print and record the browser's path, or tell a person what to do.

    Returns:
        The exit status: 0 with a browser, 1 without.
    """
    try:
        path = find()
    except BrowserMissingError as missing:
        print(missing, file=sys.stderr)
        return 1
    RECORD.write_text(f"{path}\n", encoding="utf-8")
    print(path)
    return 0


def find() -> str:
    """Return the path of a Chromium that runs, installing one where there is none.

    Raises:
        BrowserMissingError: `CHROMIUM` names something else, or every way failed.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        path = shutil.which(named)
        if path and _answers(path):
            return path
        raise BrowserMissingError(NO_SUCH_PROGRAM.format(path=named))
    for way in (_installed, _from_debian, _from_playwright):
        path = next(filter(_answers, way()), None)
        if path:
            return path
    raise BrowserMissingError(NO_BROWSER.format(python=sys.executable))


def _installed() -> Iterator[str]:
    """Yield the candidates that need no installing."""
    yield from filter(None, map(shutil.which, NAMES + MAC_APPLICATIONS))
    yield _playwright_path()


def _from_debian() -> Iterator[str]:
    """Install Debian's package where that is possible, and yield what it brought."""
    as_root = _root_prefix()
    if as_root is None or not shutil.which("apt-get"):
        return
    print("Instalando Chromium con apt-get…", file=sys.stderr)
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"]
    # Without the recommended packages a system may have no font at all, and then text takes no room on a page.
    packages = ["chromium", "fonts-dejavu-core"]
    _run([*apt, "update"])
    if _run([*apt, "install", "--no-install-recommends", *packages]):
        yield from filter(None, map(shutil.which, NAMES))


def _from_playwright() -> Iterator[str]:
    """Download Playwright's own Chromium, and yield where it lies."""
    print("Descargando el Chromium de Playwright…", file=sys.stderr)
    if _run([sys.executable, "-m", "playwright", "install", "chromium"]):
        yield _playwright_path()


def _playwright_path() -> str:
    """Return where Playwright keeps, or would keep, the Chromium it downloads."""
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _root_prefix() -> list[str] | None:
    """Return what to write before a command to run it as root without a password; None where nothing helps."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _run(["sudo", "--non-interactive", "true"]):
        return ["sudo", "--non-interactive"]
    return None


def _answers(path: str) -> bool:
    """Tell whether the program at this path runs and says that it is a Chromium or a Chrome."""
    try:
        said = subprocess.run([path, "--version"], capture_output=True, timeout=SECONDS_TO_ANSWER, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return False
    return b"Chrom" in said


def _run(command: list[str]) -> bool:
    """Run a command to its end and tell whether it succeeded; what it prints goes to the error stream."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=sys.stderr, timeout=SECONDS_TO_INSTALL, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
