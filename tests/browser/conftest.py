"""The repository's own site, built once, served on this machine and opened in one headless browser."""

import contextlib
import functools
import gzip
import http.server
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests import page_types

ROOT = Path(__file__).parents[2]
RECORD = Path(sys.prefix) / "browser"
"""Where `install_browser.py` writes down the browser."""

NO_BROWSER = "No browser is recorded in {record}. Run: {python} tests/browser/install_browser.py"
SECONDS_TO_BUILD = 300
HEIGHTS = {320: 225, 360: 800, 1280: 900}
RULES = {
    "light": {"resultTypes": ["violations"]},
    "dark": {
        "resultTypes": ["violations"],
        "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    },
}
"""All rules once; the schemes of one page differ in nothing but colours."""

BAD = 400
"""From here on an answer says that something was not found or went wrong."""

STILL = "*, ::before, ::after { transition: none !important; animation: none !important; }"
"""What is measured is where things come to rest, not their way there."""

TEXT = ("text/", "application/json", "application/javascript", "image/svg+xml")
"""What web servers compress."""

MEASURE = """() => {
    const seen = [...document.querySelectorAll('body *:not(script, style, noscript, svg *)')]
        .filter(e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}))
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || e.tagName === 'INPUT')
        .filter(e => e.getBoundingClientRect().width > 1);
    const small = seen.map(e => [parseFloat(getComputedStyle(e).fontSize), e.tagName + ': ' + e.textContent.trim().slice(0, 60)])
        .filter(([size]) => size < 16);
    return {
        sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        small: small.map(([size, text]) => `${size} px: ${text}`),
        texts: seen.length,
    };
}"""


@dataclass(frozen=True, slots=True)
class Sight:
    """What there was to see on one page: `violations` of accessibility, what it asked for, said and measured.

    `weights` are the bytes of each answer, text compressed as web servers do, with every picture of the page.
    """

    violations: list[str]
    console: list[str]
    foreign: list[str]
    failed: list[str]
    sideways: float
    small: list[str]
    texts: int
    weights: dict[str, int]
    waits: list[str]


@pytest.fixture(scope="session", name="site")
def _site(tmp_path_factory):
    """The repository's own site, built from a copy of its data: another build may be running in the repository."""
    copy = tmp_path_factory.mktemp("own") / "project"
    for name in ("datasets", "schemas", "site_src"):
        shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "mkdocs.yml", copy)
    folder = copy.parent / "site"
    command = [sys.executable, "-m", "generator", "build", "--project", str(copy), "--site-dir", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS_TO_BUILD)
    assert (0, "") == (run.returncode, run.stderr)
    return folder


@pytest.fixture(scope="session", name="paths")
def _paths(site):
    """One page of each type by its name."""
    return page_types.one_of_each(site)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that tells nobody what it is asked."""

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="session", name="base")
def _base(site):
    """The address at which the site is served."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=site)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session", name="address")
def _address(base, paths):
    """Return a function that gives the address of a type of page."""
    return lambda kind: base + paths[kind]


@pytest.fixture(scope="session", name="browser")
def _browser():
    """The one browser of all tests."""
    if not RECORD.is_file():
        pytest.fail(NO_BROWSER.format(record=RECORD, python=sys.executable))
    with sync_playwright() as playwright:
        path = RECORD.read_text("utf-8").strip()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def _window(browser, width, **options):
    """Return a browser window as wide as a phone or a desk screen."""
    size = {"width": width, "height": HEIGHTS[width]}
    return browser.new_context(viewport=size, reduced_motion="reduce", locale="es-CO", **options)


def _open(window, address):
    """Open an address in a window, and return its page with what it asks and says."""
    page = window.new_page()
    page.asked, page.failed, page.said, page.answers = [], [], [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("requestfailed", lambda request: page.failed.append(request.url))
    page.on("response", lambda answer: page.failed.append(answer.url) if answer.status >= BAD else None)
    page.on("response", lambda answer: page.answers.append(answer))  # noqa: PLW0108 -- a builtin takes no listener's mark
    page.on("console", lambda said: page.said.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(address, wait_until="load")
    return page


@pytest.fixture(name="opened")
def _opened(browser):
    """Return a function that opens an address, in a window of its own until the end of the test."""
    with contextlib.ExitStack() as windows:

        def opened(address, width=1280, **options):
            window = _window(browser, width, **options)
            windows.callback(window.close)
            return _open(window, address)

        yield opened


def _weight(answer):
    """Return the bytes of an answer, compressed where it is text."""
    body, kind = answer.body(), answer.headers.get("content-type", "")
    return len(gzip.compress(body, 6)) if kind.startswith(TEXT) else len(body)


@pytest.fixture(scope="session", name="look")
def _look(browser, base, address):
    """Return a function that opens a type of page at a width and in a scheme, once, and tells all that is to see."""
    with contextlib.ExitStack() as windows:

        @functools.cache
        def window(width, scheme):
            made = _window(browser, width, color_scheme=scheme)
            windows.callback(made.close)
            return made

        @functools.cache
        def look(kind, width, scheme):
            page = _open(window(width, scheme), address(kind))
            waits = page.locator("head :is(link[rel=stylesheet], script[src]:not([defer]))").evaluate_all(
                "all => all.map(e => e.href || e.src)"
            )
            page.add_style_tag(content=STILL)
            measured = page.evaluate(MEASURE)
            page.locator("img").evaluate_all("all => Promise.all(all.map(i => (i.loading = 'eager', i.decode())))")
            weights = {answer.url: _weight(answer) for answer in page.answers}
            found = Axe().run(page, options=RULES[scheme]).response["violations"]
            page.close()
            violations = [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]
            foreign = [url for url in page.asked if not url.startswith((base, "data:", "blob:"))]
            return Sight(violations, page.said, foreign, page.failed, weights=weights, waits=waits, **measured)

        yield look
