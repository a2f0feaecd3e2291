"""The downloads of a built site, checked by the tools that people would check them with."""

import hashlib
import html
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import lxml.html
import pytest
from frictionless import Package, system

from tests import building

LARKMERE = building.ROOT / "tests/sites/larkmere/project"
NAMES = sorted(path.stem for path in (LARKMERE / "datasets").iterdir())


@pytest.fixture(name="larkmere", scope="module")
def _larkmere(tmp_path_factory):
    """Return the project of a town with foreign keys in circles and hostile cells, its site built."""
    project = building.town(tmp_path_factory.mktemp("larkmere") / "town", LARKMERE)
    building.built(project)
    return project


def unpacked(archive: Path, folder: Path) -> Path:
    """Unpack a zip into a folder of its own."""
    with zipfile.ZipFile(archive) as file:
        assert file.testzip() is None
        file.extractall(folder)
    return folder


def faults(descriptor: Path) -> list[str]:
    """Return what the real Frictionless finds wrong with a package, its foreign keys included."""
    with system.use_context(trusted=True):  # the root's package lists files in folders below
        report = Package(str(descriptor)).validate()
    return [error.message for task in report.tasks for error in task.errors] + [e.message for e in report.errors]


@pytest.mark.parametrize("name", NAMES)
def test_a_zip_is_a_valid_package_by_itself(larkmere, tmp_path, name):
    """Each dataset's zip, unpacked alone, validates with every dataset that its foreign keys need."""
    folder = unpacked(larkmere / "build/site/open-data" / name / f"{name}.zip", tmp_path)

    assert [] == faults(folder / "datapackage.json")


@pytest.mark.parametrize("name", NAMES)
def test_a_zip_holds_the_editors_bytes(larkmere, tmp_path, name):
    """Every CSV in a zip is, byte for byte, the one that the editor wrote."""
    folder = unpacked(larkmere / "build/site/open-data" / name / f"{name}.zip", tmp_path)

    found = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    assert f"{name}.csv" in found
    assert {file: (larkmere / "datasets" / file).read_bytes() for file in found} == found


def test_the_zip_of_everything_is_a_valid_package(larkmere, tmp_path):
    """The zip of the whole catalogue holds all datasets and validates."""
    folder = unpacked(larkmere / "build/site/open-data/larkmere-libraries.zip", tmp_path)

    assert NAMES == sorted(path.stem for path in folder.glob("*.csv"))
    assert [] == faults(folder / "datapackage.json")


def test_a_damaged_package_is_seen(larkmere, tmp_path):
    """The oracle is no yes-man: a key that leads nowhere makes the same package invalid."""
    folder = unpacked(larkmere / "build/site/open-data/visits/visits.zip", tmp_path)
    building.edit(folder / "visits.csv", "seven,2024-Q1", "eight,2024-Q1")

    assert any("eight" in fault for fault in faults(folder / "datapackage.json"))


def test_the_package_at_the_root_is_valid(larkmere):
    """The `datapackage.json` of the site validates where it stands, and leads to every published CSV."""
    file = larkmere / "build/site/datapackage.json"

    paths = [resource["path"] for resource in json.loads(file.read_text(encoding="utf-8"))["resources"]]
    assert [f"open-data/{name}/{name}.csv" for name in NAMES] == sorted(paths)
    assert [] == faults(file)


def test_the_published_csv_is_the_editors(larkmere):
    """A published CSV is, byte for byte, the one that the editor wrote."""
    for name in NAMES:
        published = larkmere / "build/site/open-data" / name / f"{name}.csv"
        assert (larkmere / "datasets" / f"{name}.csv").read_bytes() == published.read_bytes()


def test_the_checksums_hold(larkmere):
    """`sha256sum -c` finds every listed file as it should be."""
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=larkmere / "build/site", capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip

    assert (0, "") == (done.returncode, done.stderr)
    assert len(building.tree(larkmere / "build/site")) - 1 == done.stdout.count(": OK\n")


def test_pages_tell_the_checksums_that_hold(larkmere):
    """What the page of a dataset says of each file is what that file is."""
    site = larkmere / "build/site"
    page = lxml.html.parse(site / "open-data/visits/index.html")
    told = {code.get("data-file"): code.text_content() for code in page.xpath("//code[@class='sum']")}

    assert len(told) >= 8
    assert {path: hashlib.sha256((site / path).read_bytes()).hexdigest() for path in told} == told


def test_every_page_is_there_as_markdown(larkmere):
    """Beside each page stands its Markdown, with its title and without an element of HTML."""
    for page in (larkmere / "build/site").rglob("index.html"):
        text = page.with_name("index.html.md").read_text(encoding="utf-8")
        (title,) = lxml.html.parse(page).xpath("//h1")
        assert text.startswith("# ")
        assert " ".join(title.text_content().split())[:5] in html.unescape(text.split("\n")[0]).replace("\\", "")
        assert not re.search(r"^</?[a-z]+|[^`\\]<(p|div|td|span|a)\b", text, re.MULTILINE)


def test_a_changed_file_breaks_the_checksums(larkmere, tmp_path):
    """A published file that was tampered with is named by `sha256sum -c`."""
    site = Path(shutil.copytree(larkmere / "build/site", tmp_path / "site"))
    (site / "index.html").write_text("x", encoding="utf-8")

    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=site, capture_output=True, text=True, check=False
    )

    assert 1 == done.returncode
    assert done.stdout.startswith("index.html: ")


def test_no_cell_becomes_markup(larkmere):
    """What people wrote into cells, names and titles is text on every page: no element, no script, no link, no sum."""
    for page in (larkmere / "build/site").rglob("*.html"):
        tree = lxml.html.parse(page)
        assert [] == tree.xpath("//script[contains(., 'alert')] | //i | //b | //h1[. = 'a heading'] | //@onerror")
        assert [] == tree.xpath("//@href[contains(., 'javascript:')] | //@src[contains(., 'javascript:')]")
    room = lxml.html.parse(larkmere / "build/site/places-to-read/seven/index.html")
    assert "{{7*7}} Reading Room" == room.findtext(".//h1")
    assert "{{7*7}} Reading Room · Larkmere <i>reads</i>" == room.findtext(".//title")
