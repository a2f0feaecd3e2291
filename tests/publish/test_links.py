import os
from pathlib import Path

import pytest

from generator.publish import links

PAGE = "<!doctype html><html><head><title>x</title>{head}</head><body><h1 id='arriba'>x</h1>{body}</body></html>"


def site(folder, files):
    """Write a site: HTML pages from the inside of their body, other files as they are."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = PAGE.format(head="", body=content) if name.endswith(".html") and "<html" not in content else content
        path.write_text(text, encoding="utf-8")
    return folder


def faults(folder, files, url=""):
    """Return code, page and value of what is wrong with a site."""
    return [(problem.code, problem.file, problem.value) for problem in links.check(site(folder, files), url)]


SOUND = [
    '<a href="a/index.html">a</a>',
    '<a href="a/">a</a>',
    '<a href="a/index.html#abajo">a</a>',
    '<a href="a/index.html?q=1#abajo">a</a>',
    '<a href="#arriba">a</a>',
    '<a href="">a</a>',
    '<a href="./a/../a/index.html">a</a>',
    '<a href="https://example.org/x">a</a>',
    '<a href="mailto:datos@example.org">a</a>',
    '<a href="tel:123">a</a>',
    '<img src="a/b%20c.png">',
    '<img src="data:image/png;base64,AAAA">',
    '<img srcset="a/b%20c.png 1x, a/b%20c.png 2x">',
]


@pytest.mark.parametrize("body", SOUND)
def test_a_sound_link_is_no_problem(tmp_path, body):
    """Links to files, folders, anchors and the web, and pictures within the page, are sound."""
    inner = '<p id="abajo">x</p><a href="../index.html">x</a><a href="../#arriba">x</a><a href="./">x</a>'

    assert [] == faults(tmp_path, {"index.html": body, "a/index.html": inner, "a/b c.png": "x"})


BROKEN = [
    ('<a href="b/index.html">a</a>', "broken-link", "b/index.html"),
    ('<a href="a">a</a>', "broken-link", "a"),
    ('<a href="../../index.html">a</a>', "broken-link", "../../index.html"),
    ('<a href="../../etc/passwd">a</a>', "broken-link", "../../etc/passwd"),
    ('<img src="no.png">', "broken-link", "no.png"),
    ('<img srcset="no.png 2x">', "broken-link", "no.png"),
    ('<script src="no.js"></script>', "broken-link", "no.js"),
    ('<a href="/a/index.html">a</a>', "broken-link", "/a/index.html"),
    ('<a href="/">a</a>', "broken-link", "/"),
    ('<a href="a/index.html#nada">a</a>', "broken-anchor", "a/index.html#nada"),
    ('<a href="#nada">a</a>', "broken-anchor", "#nada"),
    ('<img src="https://example.org/x.png">', "other-host", "https://example.org/x.png"),
    ('<img src="//example.org/x.png">', "other-host", "//example.org/x.png"),
    ('<img srcset="https://example.org/x.png 2x">', "other-host", "https://example.org/x.png"),
    ('<script src="https://example.org/x.js"></script>', "other-host", "https://example.org/x.js"),
    ('<link rel="stylesheet" href="https://example.org/x.css">', "other-host", "https://example.org/x.css"),
    ('<link rel="preconnect" href="https://example.org/">', "other-host", "https://example.org/"),
    ('<iframe src="https://example.org/"></iframe>', "other-host", "https://example.org/"),
    ('<video poster="https://example.org/x.png"></video>', "other-host", "https://example.org/x.png"),
    ('<form action="https://example.org/"></form>', "other-host", "https://example.org/"),
    ('<a href="#arriba" ping="https://example.org/">a</a>', "other-host", "https://example.org/"),
    ('<p style="background: url(https://example.org/x)">a</p>', "other-host", "https://example.org/x"),
    ('<style>@import "https://example.org/x.css";</style>', "other-host", "https://example.org/x.css"),
    ('<a href="//example.org/">a</a>', "other-host", "//example.org/"),
    ('<a href="javascript:alert(1)">a</a>', "unsafe-link", "javascript:alert(1)"),
    ('<a href=" JavaScript:alert(1)">a</a>', "unsafe-link", "JavaScript:alert(1)"),
    ('<a href="vbscript:x">a</a>', "unsafe-link", "vbscript:x"),
    ('<a href="data:text/html,x">a</a>', "unsafe-link", "data:text/html,x"),
    ('<iframe src="data:text/html,x"></iframe>', "unsafe-link", "data:text/html,x"),
    ('<a href="file:///etc/passwd">a</a>', "other-host", "file:///etc/passwd"),
]


@pytest.mark.parametrize(("body", "code", "value"), BROKEN, ids=[f"{code}: {value}" for _, code, value in BROKEN])
def test_a_bad_link_is_reported_with_its_page(tmp_path, body, code, value):
    """What leads nowhere, to another host or to a script is told with the page and the address as written."""
    assert [(code, "index.html", value)] == faults(tmp_path, {"index.html": body, "a/index.html": "x"})


@pytest.mark.parametrize(
    "style",
    [
        "@import 'https://example.org/x.css';",
        '@import url("https://example.org/x.css");',
        "a { background: url( //example.org/x.css ) }",
        "@font-face { src: URL('HTTPS://example.org/x.css') }",
    ],
)
def test_a_style_sheet_asks_nothing_of_another_host(tmp_path, style):
    """Imports and addresses in style sheets are read too."""
    ((code, file, value),) = faults(tmp_path, {"index.html": "x", "a/x.css": style})

    assert ("other-host", "a/x.css") == (code, file)
    assert value.casefold().endswith("//example.org/x.css")


def test_a_style_sheet_may_ask_for_its_own(tmp_path):
    """Addresses within the site, and pictures within the sheet, are no problem."""
    style = "a { background: url(b.png) } b { background: url('data:image/svg+xml,x') }"

    assert [] == faults(tmp_path, {"index.html": "x", "x.css": style})


def test_a_page_may_name_its_own_address_on_the_web(tmp_path):
    """The canonical address loads nothing, whatever host it names."""
    head = '<link rel="canonical" href="https://example.org/datos/">'

    assert [] == faults(tmp_path, {"index.html": PAGE.format(head=head, body="x")})


@pytest.mark.parametrize(
    ("url", "root"), [("", "/"), ("https://example.org/", "/"), ("https://example.org/datos/", "/datos/")]
)
def test_the_page_for_what_is_not_found_speaks_from_the_root(tmp_path, url, root):
    """Shown at any depth, it leads to the others from the root of the host, below the site's own address."""
    body = (
        f'<a href="{root}index.html">x</a><a href="{root}">x</a><img src="{root}a/b.png"><a href="{root}no.html">x</a>'
    )
    files = {"index.html": "x", "a/b.png": "x", "404.html": body}

    assert [("broken-link", "404.html", "no.html")] == faults(tmp_path, files, url)


def test_the_page_for_what_is_not_found_stays_below_its_own_address(tmp_path):
    """Beside the site's own address there may be another site: a link there is broken."""
    files = {"index.html": "x", "404.html": '<a href="/index.html">x</a>'}

    assert [("broken-link", "404.html", "/index.html")] == faults(tmp_path, files, "https://example.org/datos/")


def test_what_is_no_regular_file_is_not_published(tmp_path):
    """Links to files or folders, and pipes, are reported and never read."""
    folder = site(tmp_path / "site", {"index.html": "x"})
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    (folder / "folder").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")

    found = [(problem.code, problem.file) for problem in links.check(folder)]

    assert [("file-not-regular", name) for name in ("folder", "link.html", "pipe")] == found


def test_a_site_of_one_empty_page_is_sound(tmp_path):
    """A page without links is no problem."""
    assert [] == faults(tmp_path, {"index.html": "x"})


def test_pages_are_read_in_any_depth(tmp_path):
    """Folders within folders are searched, and the page is named from the site's root."""
    page = Path("a/b/c/index.html")

    assert [("broken-link", page.as_posix(), "../no.html")] == faults(
        tmp_path, {"index.html": "x", page.as_posix(): '<a href="../no.html">x</a>'}
    )
