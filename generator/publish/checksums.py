"""SHA256SUMS: the fingerprint of every published file, as `sha256sum -c` reads them."""

from __future__ import annotations

import hashlib
from pathlib import Path

NAME = "SHA256SUMS"
OWN = "datapackage.json"
"""A file that every site of ours has: other folders hold lists of checksums too."""


def write(site: Path) -> int:
    """Write the list of a finished site, itself left out; return how many files it lists."""
    lines = _lines(site)
    (site / NAME).write_text("".join(lines), encoding="utf-8", newline="\n")
    return len(lines)


def is_site(folder: Path) -> bool:
    """Tell whether a folder is a built site, however damaged since."""
    names = folder / NAME
    return names.is_file() and f"  {OWN}\n" in names.read_text(encoding="utf-8", errors="replace")


def hold(site: Path) -> bool:
    """Tell whether every file of a site is the one that its list names, none missing and none added."""
    return (site / NAME).read_text(encoding="utf-8") == "".join(_lines(site))


def _lines(site: Path) -> list[str]:
    lines = []
    for path in sorted(site.rglob("*"), key=lambda path: path.relative_to(site).as_posix()):
        if path.is_file() and path != site / NAME:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            lines.append(f"{digest}  {path.relative_to(site).as_posix()}\n")
    return lines
