import yaml

from generator.publish import cff
from generator.render import words
from tests import invented

ASKED = {"cff-version", "message", "title", "authors"}
"""What the Citation File Format 1.2.0 asks of every file."""


def test_the_catalogue_can_be_cited():
    """Reference managers find the title, the authors, the licence and the day of the last change."""
    made = invented.villa("url: https://datos.example.org/\n")
    (artifact,) = cff.artifacts(made, words.load(made.site))
    found = yaml.safe_load(artifact.make())

    assert "CITATION.cff" == artifact.path
    assert set() == ASKED - set(found)
    assert ("1.2.0", "dataset", "CC-BY-4.0", "2025-03-09") == (
        found["cff-version"], found["type"], found["license"], str(found["date-released"]),
    )  # fmt: skip
    assert [{"name": "Villa Serena en datos"}] == found["authors"]


def test_no_title_breaks_the_file():
    """A title with signs of YAML is the same title when the file is read."""
    title = 'x": {a: [b #'
    made = invented.build(
        *invented.VILLA, metadata=invented.PACKAGE.replace("Villa Serena en datos", "'" + title + "'")
    )

    (artifact,) = cff.artifacts(made, words.load(made.site))

    assert title == yaml.safe_load(artifact.make())["title"]
