"""Take pictures of the site in `build/site/`: every type of page as a phone and a desk show it, in light and dark.

    make screenshots

They go to `build/screenshots/`, whole pages, to be looked at; and the two of the README to `docs/images/`. The browser
is the one that the tests use. The site is served from a port of this machine while the pictures are taken.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests import page_types
from tools.serving import served

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "site"
SHOTS = ROOT / "build" / "screenshots"
IMAGES = ROOT / "docs" / "images"
BROWSER = Path(sys.prefix) / "browser"
MAX_BYTES = 200 * 1024
HEIGHTS = {360: 800, 1280: 900}


@dataclass(frozen=True)
class Picture:
    """A page as a window shows it: CSS pixels, how many dots each takes, and whether the whole page is wanted."""

    file: Path
    page: str
    width: int
    height: int
    scheme: str = "light"
    scale: float = 1
    is_whole: bool = True


README = (
    Picture(IMAGES / "celular.png", "cali/14/index.html", 390, 1000, scale=1.5, is_whole=False),
    Picture(IMAGES / "escritorio.png", "organismos/hacienda/index.html", 1280, 860, is_whole=False),
)


def main() -> int:
    """Take every picture; return 1 where there is no site or no browser, or one of the README is too heavy."""
    if not (SITE / "index.html").is_file() or not BROWSER.is_file():
        sys.stderr.write("Primero: make site && .venv/bin/python tests/browser/install_browser.py\n")
        return 1
    for folder in (SHOTS, IMAGES):
        folder.mkdir(parents=True, exist_ok=True)
    with served(SITE) as address, sync_playwright() as playwright:
        program = BROWSER.read_text(encoding="utf-8").strip()
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for picture in (*README, *_every_type()):
            _take(browser, address, picture)
        browser.close()
    return int(max(picture.file.stat().st_size for picture in README) > MAX_BYTES)


def _every_type() -> Iterator[Picture]:
    """Yield a picture of each type of page at both widths and in both schemes."""
    pages = page_types.one_of_each(SITE)
    for (kind, page), (width, height), scheme in itertools.product(pages.items(), HEIGHTS.items(), ("light", "dark")):
        yield Picture(SHOTS / f"{kind}-{width}-{scheme}.png", page, width, height, scheme)


def _take(browser: Browser, address: str, picture: Picture) -> None:
    """Write one picture."""
    viewport = {"width": picture.width, "height": picture.height}
    page = browser.new_page(
        viewport=viewport, device_scale_factor=picture.scale, color_scheme=picture.scheme, locale="es-CO"
    )  # fmt: skip
    page.goto(address + picture.page, wait_until="load")
    page.locator("img").evaluate_all("all => Promise.all(all.map(i => (i.loading = 'eager', i.decode())))")
    page.screenshot(path=str(picture.file), full_page=picture.is_whole)
    page.close()
    sys.stdout.write(f"{picture.file.relative_to(ROOT)}: {picture.file.stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    sys.exit(main())
