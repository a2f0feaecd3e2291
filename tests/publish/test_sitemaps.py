import xml.etree.ElementTree as ET

import jinja2

from generator.artifacts import Artifact
from generator.publish import sitemaps

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def page(path, head):
    """Return a page to be."""
    return Artifact(path, f"{head}# Título\n".encode)


PAGES = (
    page("index.md", '---\nmodified: "2025-01-15"\ntitle: "x"\n---\n'),
    page("sedes/norte/index.md", '---\ntitle: "x"\nmodified: "2024-12-31"\n---\n'),
    page("acerca/index.md", ""),
    page("codes/x/index.md", "---\nsearch: {exclude: true}\n---\n"),
    Artifact("datos/x.csv", b"id\n".strip),
)


def made(url):
    """Return the pages and dates of a list, once the theme has rendered it."""
    text = jinja2.Template(sitemaps.derive(PAGES, url).make().decode()).render()
    root = ET.fromstring(text)  # noqa: S314 -- made here
    return [(one.findtext(f"{SPACE}loc"), one.findtext(f"{SPACE}lastmod")) for one in root]


def test_every_page_is_listed_with_the_day_of_its_rows():
    """Addresses are absolute and name no file; a page that no rows are on has no date, and codes are left out."""
    assert [
        ("https://example.org/x/", "2025-01-15"),
        ("https://example.org/x/sedes/norte/", "2024-12-31"),
        ("https://example.org/x/acerca/", None),
    ] == made("https://example.org/x/")


def test_an_address_with_the_marks_of_a_template_stays_an_address():
    """Nothing in the address of a site is filled in by the theme, or ends the list."""
    (first, _), *_ = made("https://example.org/{{7*7}}{% endraw %}<&>/")

    assert "https://example.org/%7B%7B7*7%7D%7D%7B%%20endraw%20%%7D%3C&%3E/" == first


def test_without_an_address_there_is_no_list():
    """Only absolute addresses may stand in it: the template is empty, which the site builder leaves out."""
    assert b"" == sitemaps.derive(PAGES, "").make()
