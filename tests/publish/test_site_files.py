"""Files that go into the site as they are."""

import pytest

from generator import project
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
