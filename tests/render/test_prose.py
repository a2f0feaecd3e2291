import html
import re

import pytest
from hypothesis import given, strategies as st
from markupsafe import Markup

from generator.derive.glossaries import Entry
from generator.render.prose import Prose

ENTRIES = (
    Entry("pqr", "PQR", "Peticiones, quejas y reclamos"),
    Entry("cam", "CAM", "Centro <Municipal>"),
    Entry("x", "XY", ""),
)
LINK = '<a class="term" href="g#pqr">PQR</a>'


def prose(title=""):
    """Return a page that has explained nothing yet."""
    return Prose(ENTRIES, lambda anchor: f"g#{anchor}", title)


def test_a_word_is_expanded_once_on_a_page():
    """At its first use it is linked and explained; afterwards it is a word like any other."""
    page = prose()

    assert f"Las {LINK} (Peticiones, quejas y reclamos) de 2024; otras PQR." == page.mark("Las PQR de 2024; otras PQR.")
    assert "Más PQR." == page.mark("Más PQR.")


@pytest.mark.parametrize("text", ["pqr", "PQRS", "PQR-2", "xPQR", "PQR_", "PQR 4", "PQR {name}", "XY"])
def test_only_the_whole_word_as_it_is_written(text):
    """Other cases, parts of words, names with a number and words that nobody explains stay as they are."""
    assert text == prose().mark(text)


@pytest.mark.parametrize(
    "text",
    ["PQR (lo que sea)", "peticiones (PQR)", "Las PQR son peticiones, quejas y reclamos"],
)
def test_what_the_text_explains_itself_is_only_linked(text):
    """Brackets behind or around it, or the meaning beside it, are enough."""
    assert text.replace("PQR", LINK) == prose().mark(text)


def test_what_the_title_explains_is_only_linked():
    """A page whose title has the word in brackets does not say it again."""
    assert f"Las {LINK}." == prose("Quejas (PQR)").mark("Las PQR.")


def test_nothing_is_linked_within_a_link():
    """A name that is a link stays whole, and the word behind it is explained."""
    text = Markup('<a href="x">Sala PQR</a> y <b>PQR</b>')

    assert f'<a href="x">Sala PQR</a> y <b>{LINK} (Peticiones, quejas y reclamos)</b>' == prose().mark(text)


def test_a_meaning_is_text():
    """Marks of markup in a meaning are escaped, and words in it are not explained in turn."""
    assert "(Centro &lt;Municipal&gt;)" in prose().mark("El CAM.")


@given(text=st.text(alphabet=st.sampled_from("PQR CAM<>&\"'{}()a1;#"), max_size=40))
def test_a_text_says_what_it_said(text):
    """Whatever a text holds, it is escaped, and without the links and meanings it is the text it was."""
    marked = str(prose().mark(text))

    plain = re.sub(
        r'<a class="term" href="g#\w+">(\w+)</a>(?: \((?:Peticiones, quejas y reclamos|Centro &lt;Municipal&gt;)\))?',
        r"\1",
        marked,
    )
    assert " ".join(text.splitlines()) == html.unescape(plain)
    assert not re.search(r"<(?!/?a[ >])", marked)


@pytest.mark.parametrize("entries", [(), ENTRIES])
def test_a_text_is_one_line(entries):
    """A line of its own could begin a block of Markdown."""
    assert "a ``` b" == Prose(entries).mark("a\n```\nb")
