"""What a built site has for those who share it and take it away, seen from outside."""

import re

import pytest

from tests import building

URL = "https://example.org/villa"


@pytest.fixture(name="project", scope="module")
def _project(tmp_path_factory):
    """Return a small town, its site built for an address."""
    project = building.town(tmp_path_factory.mktemp("sealed") / "town")
    done = building.build(project, "--url", URL)
    assert (0, "") == (done.returncode, done.stderr)
    return project


def test_every_page_says_its_address_and_its_picture(project):
    """The address is the page's own, without the name of its file; the picture is a file of the site."""
    site = project / "build/site"
    pages = [path for path in site.rglob("*.html") if path.name != "404.html"]

    assert len(pages) > 5
    for path in pages:
        text = path.read_text("utf-8")
        place = path.relative_to(site).as_posix().removesuffix("index.html")
        (picture,) = re.findall(r'<meta property="og:image" content="https://example.org/villa/([^"]+)">', text)
        assert [f"{URL}/{place}"] == re.findall(r'<link rel="canonical" href="([^"]+)">', text)
        assert [f"{URL}/{place}"] == re.findall(r'<meta property="og:url" content="([^"]+)">', text)
        assert (site / picture).is_file()


def test_the_list_of_pages_names_pages(project):
    """Each address of the list leads to a page of the site."""
    site = project / "build/site"
    found = re.findall(r"<loc>([^<]+)</loc>", (site / "sitemap.xml").read_text("utf-8"))

    assert len(found) > 3
    assert all((site / address.removeprefix(f"{URL}/") / "index.html").is_file() for address in found)


def test_the_zip_has_a_checksum(project):
    """The zip of the site is made before the list of checksums, which names it."""
    (packed,) = (project / "build/site").glob("*-site.zip")

    assert f"  {packed.name}\n" in (project / "build/site/SHA256SUMS").read_text("utf-8")


def test_another_address_is_another_site(project, tmp_path):
    """The same address again changes nothing; without one there are no absolute addresses, and no list."""
    project = building.town(tmp_path / "town", project)
    same = building.build(project, "--url", f"{URL}/")
    other = building.build(project)

    assert "Nada cambió" in same.stdout
    assert (0, "") == (other.returncode, other.stderr)
    assert not (project / "build/site/sitemap.xml").exists()
    assert URL not in (project / "build/site/index.html").read_text("utf-8")


def test_what_is_no_address_is_wrong_usage(project):
    """An address names the web."""
    assert 2 == building.build(project, "--url", "example.org").returncode
