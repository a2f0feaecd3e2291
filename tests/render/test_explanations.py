import re

import pytest

from generator.load import codes
from generator.load.site import Site
from generator.render import explanations, words

LANGUAGES = words.languages()
SENTENCE = re.compile(r"[.!?…:;»”)]( |$)")


@pytest.mark.parametrize("code", codes.known())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_whole_entry(language, code):
    """Each code has a title without a full stop, an explanation in whole sentences, an example and a cure."""
    found = explanations.entry(words.load(Site(language=language)), code)

    assert found.title
    assert not found.title.endswith(".")
    assert found.explain.endswith((".", "?"))
    assert all((found.before.strip(), found.after.strip(), found.cure.strip()))
    assert found.before != found.after


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_has_one_arrow(language):
    """What was written stands before the arrow, what to write after it."""
    catalogue = words.read(language)
    arrows = {code: catalogue[f"problem.{code}.example"].count(explanations.ARROW) for code in codes.known()}

    assert {} == {code: count for code, count in arrows.items() if count != 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_codes_have_one_title(language):
    """A title tells its code from the others."""
    titles = [words.read(language)[f"problem.{code}.title"] for code in codes.known()]

    assert sorted(set(titles)) == sorted(titles)


def test_a_cure_stands_without_a_file(spanish):
    """Where the cure names values of a file, an ellipsis stands for them."""
    assert "Los tipos son: …." == explanations.entry(spanish, "field-type").cure


def test_an_entry_is_told_on_a_terminal(spanish):
    """Code, title, what happens, what was written, what to write, what to do."""
    told = explanations.text("view-sum-of-shares", spanish)

    assert (
        """\
view-sum-of-shares: Los porcentajes no se suman

La columna son porcentajes. Sumarlos daría una cifra que no quiere decir nada.

Se escribió: aggregate: sum
Escriba: aggregate: value

Qué hacer: Use «value».
"""
        == told
    )


@pytest.mark.parametrize(
    ("code", "expected"), [("type-eror", "type-error"), ("foreignkey", "foreign-key"), ("enum", "constraint-enum")]
)
def test_a_code_that_does_not_exist_has_near_ones(code, expected):
    """Who misspells a code, or remembers a part of it, is told which it may be."""
    assert expected in explanations.near(code)


def test_all_codes_are_listed_with_their_titles(spanish):
    """The list has one line for each code."""
    lines = explanations.listing(spanish).splitlines()

    assert list(codes.known()) == [line.split()[0] for line in lines]
