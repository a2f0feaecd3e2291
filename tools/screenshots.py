# ruff: noqa: INP001 -- a script
"""Take the pictures of the README from the site in `build/site/`: a phone and a desk.

    make site && .venv/bin/python tests/browser/install_browser.py && .venv/bin/python tools/screenshots.py

The browser is the one that the tests use. The site is served from a port of this machine while the pictures are taken.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "site"
IMAGES = ROOT / "docs" / "images"
BROWSER = Path(sys.prefix) / "browser"
MAX_BYTES = 200 * 1024


@dataclass(frozen=True)
class Picture:
    """A page as a window of some size shows it: CSS pixels, and how many dots each of them takes."""

    name: str
    page: str
    width: int
    height: int
    scale: float


PICTURES = (
    Picture("celular", "cali/14/index.html", 390, 1000, 1.5),
    Picture("escritorio", "organismos/hacienda/index.html", 1280, 1000, 1),
)


class _Quiet(SimpleHTTPRequestHandler):
    """A handler that keeps no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> int:
    """Take every picture; return 1 where there is no site or no browser, or a picture is too heavy."""
    if not (SITE / "index.html").is_file() or not BROWSER.is_file():
        sys.stderr.write("Primero: make site && .venv/bin/python tests/browser/install_browser.py\n")
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with _served(SITE) as address, sync_playwright() as playwright:
        program = BROWSER.read_text(encoding="utf-8").strip()
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        sizes = [_take(browser, address, picture) for picture in PICTURES]
        browser.close()
    return int(max(sizes) > MAX_BYTES)


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _take(browser: Browser, address: str, picture: Picture) -> int:
    """Write one picture and return its size in bytes."""
    viewport = {"width": picture.width, "height": picture.height}
    page = browser.new_page(viewport=viewport, device_scale_factor=picture.scale, color_scheme="light", locale="es-CO")
    page.goto(address + picture.page, wait_until="networkidle")
    file = IMAGES / f"{picture.name}.png"
    page.screenshot(path=str(file))
    page.close()
    size = file.stat().st_size
    sys.stdout.write(f"{file.relative_to(ROOT)}: {size // 1024} KB\n")
    return size


if __name__ == "__main__":
    sys.exit(main())
