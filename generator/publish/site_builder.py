"""The door to MkDocs: a folder of Markdown and files becomes a folder of HTML. No plugin, hook or macro of ours."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from generator.problems import Problem, Refused

DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO)
"""What the system says of a disk that is full or refuses."""

TIMEOUT = 3600
"""Seconds after which MkDocs is given up."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the site builder is told beside the project's own `mkdocs.yml` (`base`).

    `menu` is the navigation: titles with the path of a page, or a path alone.
    """

    base: Path
    name: str
    menu: Sequence[Mapping[str, str] | str]
    url: str = ""
    description: str = ""


def configure(configuration: Configuration, folder: Path) -> None:
    """Write the `mkdocs.yml` of one build beside its `docs` and `overrides`.

    It is JSON, which YAML contains, so that no text needs quoting rules. Texts are escaped for HTML here, so that no
    theme can put them into pages as they are.
    """
    settings: dict[str, Any] = {
        "INHERIT": os.path.relpath(configuration.base, folder),
        "site_name": escape(configuration.name),
        "docs_dir": "docs",
        "theme": {"custom_dir": "overrides"},
        "nav": [_entry(entry) for entry in configuration.menu],
    }
    optional = {"site_url": configuration.url, "site_description": configuration.description}
    settings |= {key: escape(value) for key, value in optional.items() if value}
    (folder / "mkdocs.yml").write_text(json.dumps(settings, ensure_ascii=False, indent=1), encoding="utf-8")


def _entry(entry: Mapping[str, str] | str) -> Mapping[str, str] | str:
    return entry if isinstance(entry, str) else {escape(title): path for title, path in entry.items()}


def build(folder: Path, site: Path, epoch: int) -> None:
    """Run MkDocs, strict, on a configured folder, into the folder `site`.

    `epoch` (seconds since 1970) is the date on what it dates.

    Raises:
        Refused: MkDocs failed or warned; the problem carries what it said.
        OSError: the disk is full or refuses.
    """
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--config-file",
        str(folder / "mkdocs.yml"),
        "--site-dir",
        str(site),
    ]
    run = subprocess.run(command, env=environment(epoch), capture_output=True, text=True, check=False, timeout=TIMEOUT)
    if run.returncode:
        codes = [int(code) for code in re.findall(r"^\w+: \[Errno (\d+)\]", run.stderr, re.MULTILINE)]
        if codes and codes[-1] in DISK:
            raise OSError(codes[-1], os.strerror(codes[-1]), str(site))
        said = [line for line in (run.stderr + run.stdout).splitlines() if "WARNING" in line or "rror" in line]
        details = {"reason": " | ".join(said[:5]) or run.stderr[-500:]}
        raise Refused([Problem("site-builder", file="mkdocs.yml", details=details)])


def serve(folder: Path, address: str, epoch: int) -> subprocess.Popen[bytes]:
    """Start MkDocs' preview with live reload on a local address."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "--quiet",
        "--config-file",
        str(folder / "mkdocs.yml"),
        "--dev-addr",
        address,
    ]
    return subprocess.Popen(command, env=environment(epoch))


def environment(epoch: int) -> dict[str, str]:
    """Return the environment of MkDocs: the same in any place, time zone and locale, and without advertisement."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key in ("PATH", "HOME", "TMPDIR", "SYSTEMROOT", "VIRTUAL_ENV")
    }
    fixed = {
        "SOURCE_DATE_EPOCH": str(epoch), "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true",
    }  # fmt: skip
    return {**kept, **fixed}
