import json
from html import unescape

import pytest
import yaml
from hypothesis import given, settings, strategies as st
from mkdocs.config import load_config

from generator.project import DEFAULTS
from generator.publish import site_builder
from generator.publish.site_builder import Configuration

HOSTILE = "<script>alert(1)</script> & \"co\" 'x' {{ 7*7 }} !ENV #"


def configure(folder, **changes):
    """Write a configuration into a folder and return the settings in it."""
    values = {"base": DEFAULTS / "mkdocs.yml", "name": "Villa", "menu": [{"Inicio": "index.md"}]}
    site_builder.configure(Configuration(**{**values, **changes}), folder)
    return json.loads((folder / "mkdocs.yml").read_text("utf-8"))


def test_mkdocs_reads_what_is_written(tmp_path):
    """The real MkDocs accepts the configuration, with the engine's own beneath it."""
    for name in ("docs", "overrides"):
        (tmp_path / name).mkdir()
    configure(tmp_path, url="https://example.org/datos/")

    config = load_config(str(tmp_path / "mkdocs.yml"))

    assert ("Villa", "https://example.org/datos/", None) == (config.site_name, config.site_url, config.theme.name)
    assert str(tmp_path / "docs") == config.docs_dir
    assert "attr_list" in config.markdown_extensions
    assert not config.use_directory_urls


def test_mkdocs_runs_no_plugin(tmp_path):
    """The engine's configuration leaves nothing between the pages that are written and those that are built."""
    for name in ("docs", "overrides"):
        (tmp_path / name).mkdir()
    configure(tmp_path)

    config = load_config(str(tmp_path / "mkdocs.yml"))

    assert [] == list(config.plugins)


def test_texts_are_escaped_where_the_theme_does_not(tmp_path):
    """Name, description and the titles of the menu cannot become markup."""
    made = configure(tmp_path, name=HOSTILE, description=HOSTILE, menu=[{HOSTILE: "index.md"}, "acerca/index.md"])
    (title,) = made["nav"][0]
    texts = [made["site_name"], made["site_description"], title]

    assert [HOSTILE] * 3 == [unescape(text) for text in texts]
    assert not any(sign in text for text in texts for sign in "<>\"'")
    assert "acerca/index.md" == made["nav"][1]


@settings(derandomize=True, deadline=None, max_examples=100)
@given(name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_name_survives_yaml(name, tmp_path_factory):
    """Whatever a name, YAML reads back the same text: no tag, anchor or number is made of it."""
    folder = tmp_path_factory.mktemp("x")
    configure(folder, name=name)

    assert name == unescape(yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))["site_name"])


def test_what_is_not_said_is_left_to_the_project(tmp_path):
    """Without address or description their keys stay away, so that the project's own configuration holds."""
    assert not {"site_url", "site_description"} & set(configure(tmp_path))


@pytest.mark.parametrize(
    "name", ["LANG", "LC_ALL", "TZ", "PYTHONHASHSEED", "MKDOCS_CONFIG", "SOURCE_DATE_EPOCH", "HTTPS_PROXY"]
)
def test_mkdocs_runs_in_the_same_surroundings_everywhere(monkeypatch, name):
    """Nothing in the caller's environment but where programs and temporary files are reaches the site builder."""
    before = site_builder.environment(1_700_000_000)
    monkeypatch.setenv(name, "7")

    assert before == site_builder.environment(1_700_000_000)
    assert "1700000000" == before["SOURCE_DATE_EPOCH"]
