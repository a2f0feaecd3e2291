import hashlib
import zipfile

import pytest

from generator.publish import archives

FILES = {
    "index.html": b"<p>x</p>",
    "datos/index.html": b'<ul>\n<li class="whole"><a href="../v.zip">v.zip</a></li>\n<li>y</li>\n</ul>',
    "datos/x.csv": b"id\n1\n" * 500_000,
    "assets/x.png": b"\x89PNG",
}


@pytest.fixture(name="site")
def _site(tmp_path):
    """Return a folder with a small site."""
    for name, data in FILES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "site"


def test_the_zip_holds_the_whole_site_below_one_folder(site):
    """Every file is there, byte for byte, save the line that offers the zip itself; the checksums are those of the copy."""
    archives.write(site, "villa-site.zip")
    with zipfile.ZipFile(site / "villa-site.zip") as archive:
        assert archive.testzip() is None
        found = {name.removeprefix("villa-site/"): archive.read(name) for name in archive.namelist()}
    sums = dict(reversed(line.split("  ")) for line in found.pop("SHA256SUMS").decode().splitlines())

    assert {**FILES, "datos/index.html": b"<ul>\n<li>y</li>\n</ul>"} == found
    assert {name: hashlib.sha256(data).hexdigest() for name, data in found.items()} == sums


def test_equal_sites_are_equal_zips(site, tmp_path):
    """Neither the dates of files nor the order in which they were written changes a byte."""
    other = tmp_path / "other"
    for name in reversed(FILES):
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_bytes(FILES[name])
    (other / "index.html").touch()

    for folder in (site, other):
        archives.write(folder, "v.zip")

    assert (site / "v.zip").read_bytes() == (other / "v.zip").read_bytes()


def test_what_is_packed_already_is_not_packed_again(site):
    """Pictures and zips are stored as they are, texts are made smaller."""
    archives.write(site, "v.zip")
    with zipfile.ZipFile(site / "v.zip") as archive:
        kinds = {name.rpartition(".")[2]: archive.getinfo(name).compress_type for name in archive.namelist()}

    assert (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) == (kinds["png"], kinds["csv"])
