import pytest

from generator.artifacts import Written
from generator.load.site import Site
from generator.render import cells, sizes, words

SPEECH = words.load(Site())
PAGE = '<span class="size" data-file="a/b.csv"></span><code class="sum" data-file="a/b.csv"></code>'


def test_blanks_are_filled_with_what_was_written():
    """A page tells the size and the checksum of a file once it is there."""
    found = sizes.fill(PAGE, SPEECH, {"a/b.csv": Written(2048, "c0ffee")}).decode()

    assert (
        '<span class="size" data-file="a/b.csv">2,0 KB</span><code class="sum" data-file="a/b.csv">c0ffee</code>'
        == found
    )


def test_what_is_not_known_is_left_blank():
    """A page that is made before the files, or names one that is not there, says nothing of it."""
    assert PAGE == sizes.artifact("x/index.md", PAGE, SPEECH).make().decode()


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "0 B"), (1023, "1.023 B"), (1024, "1,0 KB"), (1536, "1,5 KB"), (5 * 1024 * 1024, "5,0 MB")],
)
def test_sizes_are_told_in_the_largest_unit(count, expected):
    """Bytes, kilobytes and megabytes of 1024."""
    assert expected == cells.size(SPEECH, count)
