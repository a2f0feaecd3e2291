"""The documents of the repository, and the pieces of them that tests put to work."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INPUTS = ("datasets", "schemas", "site_src")

Blocks = Callable[[str, str], list[str]]


@pytest.fixture(scope="session", name="root")
def _root() -> Path:
    """Return the repository's folder."""
    return ROOT


@pytest.fixture(scope="session", name="blocks")
def _blocks() -> Blocks:
    """Return a function: the code blocks of one language (`csv`, `yaml`, `console`) in a document, as they stand."""

    def blocks(document: str, language: str) -> list[str]:
        text = (ROOT / document).read_text(encoding="utf-8")
        return [body for found, body in FENCE.findall(text) if found == language]

    return blocks


@pytest.fixture(scope="session", name="copy_project")
def _copy_project() -> Callable[[Path], Path]:
    """Return a function that copies this repository's own project into a folder."""

    def copy_project(folder: Path) -> Path:
        for name in INPUTS:
            shutil.copytree(ROOT / name, folder / name)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        return folder

    return copy_project
