"""Files that go into the site as they are."""

import hashlib
import re

import pytest

from generator import project
from generator.artifacts import Artifact
from generator.derive.terms import Link
from generator.publish import site_files


@pytest.fixture
def assets(tmp_path):
    """Return the assets of a city that has these files, by path."""

    def find(**files):
        folder = tmp_path / "site_src" / "assets"
        folder.mkdir(parents=True)
        (tmp_path / "schemas").mkdir()
        (tmp_path / "datasets").mkdir()
        for name, text in files.items():
            (folder / name.replace("__", ".")).write_text(text, "utf-8")
        where = project.Project(tmp_path)
        return {made.path: made.make() for made in site_files.assets(where, project.survey(where))}

    return find


def test_a_city_s_styles_follow_those_of_the_engine_in_one_file(assets):
    """A page asks for one style sheet and one script; what the city writes comes after, and so wins."""
    found = assets(city__css=".mark { color: red; }", city__js="// city")

    assert found["assets/site.css"].endswith(b"\n.mark { color: red; }")
    assert found["assets/site.js"].endswith(b"\n// city")
    assert not [path for path in found if path.count("/") == 1 and path.endswith((".css", ".js"))
                and path not in ("assets/site.css", "assets/site.js")]  # fmt: skip


def test_a_piece_of_the_same_name_takes_the_engine_s_place(assets):
    """A city can replace one piece of the style and keep the others."""
    found = assets(**{"10-frame__css": "body { margin: 0; }"})

    assert b"body { margin: 0; }" in found["assets/site.css"]
    assert b"--paper:" not in found["assets/site.css"]


def test_other_files_are_copied_as_they_are(assets):
    """A picture keeps its name and its bytes."""
    assert assets(logo__svg="<svg/>")["assets/logo.svg"] == b"<svg/>"


def test_the_library_of_the_search_is_the_one_that_was_published():
    """The file is byte for byte the one whose hash is written beside it, with its licence."""
    folder = project.DEFAULTS / "assets" / "search"
    record = (folder / "minisearch.txt").read_text("utf-8")
    (_, wanted) = re.findall(r"sha256 +([0-9a-f]{64})", record)

    assert wanted == hashlib.sha256((folder / "minisearch.js").read_bytes()).hexdigest()
    assert "Permission is hereby granted, free of charge" in record


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Acerca de\n\nTexto.\n", "Acerca de"),
        ("---\ntitle: x\n---\n\nAntes.\n\n# Acerca {#a .b}\n# Otra\n", "Acerca"),
        ("## Sin título\n", "ayuda/acerca"),
    ],
)
def test_a_city_s_page_is_known_by_its_first_heading(text, title):
    """The search shows a page of the city's own by its title, or else by its address."""
    page = Artifact("ayuda/acerca/index.md", text.encode)

    assert [Link(title, "ayuda/acerca/")] == list(site_files.titles([page]))
