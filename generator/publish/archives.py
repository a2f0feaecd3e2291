"""The whole site as one zip, to be opened from a folder: on a USB stick, in a place without a network."""

from __future__ import annotations

import hashlib
import re
import zipfile
from functools import partial
from pathlib import Path

from generator.publish import checksums
from generator.publish.packages import OLDEST

SELF = re.compile(rb'<li class="whole">.*?</li>\n?', re.DOTALL)
"""The place of a page that offers the zip, which is not in itself."""

PACKED = (".gz", ".ico", ".jpg", ".parquet", ".png", ".woff2", ".xlsx", ".zip")
"""Endings of files that would not become smaller."""

PART = 1 << 20
"""Bytes copied at once."""


def write(site: Path, name: str) -> None:
    """Write all files of a finished site into the zip `name` in it, with their checksums, below a folder of its name.

    Equal sites are equal bytes: files stand in the order of their paths and bear one date.
    """
    files = sorted((path.relative_to(site).as_posix(), path) for path in site.rglob("*") if path.is_file())
    folder = name.removesuffix(".zip")
    with zipfile.ZipFile(site / name, "x") as archive:
        sums = [f"{_add(archive, f'{folder}/{inner}', path)}  {inner}\n" for inner, path in files]
        archive.writestr(_entry(f"{folder}/{checksums.NAME}"), "".join(sums))


def _entry(inner: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(inner, OLDEST)
    info.compress_type = zipfile.ZIP_STORED if inner.endswith(PACKED) else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    return info


def _add(archive: zipfile.ZipFile, inner: str, path: Path) -> str:
    """Copy a file into the archive, a part at a time; return its SHA-256. Pages go without the link to the zip."""
    info, digest = _entry(inner), hashlib.sha256()
    info.file_size = path.stat().st_size
    with path.open("rb") as source, archive.open(info, "w") as target:
        read = partial(source.read, PART)
        for part in [SELF.sub(b"", source.read())] if path.suffix == ".html" else iter(read, b""):
            digest.update(part)
            target.write(part)
    return digest.hexdigest()
