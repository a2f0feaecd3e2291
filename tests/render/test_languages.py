"""The engine speaks every language whole: each file of words has the same keys, forms and slots."""

import pytest

from generator.load.site import Site
from generator.render import words

SPANISH = words.read("es")
OTHERS = [language for language in words.languages() if language != "es"]

KEPT = {"Error", "Total", "{name}: {value}.", "{name}: {count} de {of} {plural}."}
"""What may be the same in two languages, beside names and single words."""


PARTS = (".title", ".explain", ".example")


def is_plain(key):
    """Tell whether what stands under a key is told as it is: in the entry of a problem code braces are braces."""
    return key.startswith("problem.") and key.endswith(PARTS)


def patterns(language):
    """Return what is filled with values, by key."""
    return {key: pattern for key, pattern in words.read(language).items() if not is_plain(key)}


def forms(pattern):
    """Return the forms of a pattern by name; a plain text has one, without a name."""
    return pattern if isinstance(pattern, dict) else {"": pattern}


def test_there_is_a_second_language():
    """English is there beside Spanish: words are data."""
    assert ["en"] == OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_languages_have_the_same_keys(language):
    """Whatever can be said in Spanish can be said in the other language, and nothing else can."""
    assert sorted(SPANISH) == sorted(words.read(language))


@pytest.mark.parametrize("language", OTHERS)
def test_languages_have_the_same_forms_and_slots(language):
    """Each sentence has as many forms in both languages, and every value in one has its place in the other."""
    shapes = {key: (set(forms(pattern)), words.slots_of(pattern)) for key, pattern in patterns("es").items()}

    assert shapes == {
        key: (set(forms(pattern)), words.slots_of(pattern)) for key, pattern in patterns(language).items()
    }


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_spanish(language):
    """No sentence of two words or more is the same in both languages; an example may be, which is of no language."""
    other = words.read(language)
    told = {key: text for key, text in SPANISH.items() if not key.endswith(".example") and " " in str(text)}
    same = {key for key, text in told.items() if text == other[key]}

    assert same <= {key for key in same if SPANISH[key] in KEPT}


@pytest.mark.parametrize("language", words.languages())
def test_every_pattern_can_be_filled(language):
    """Every form of every sentence is text that takes its values, and says them all."""
    for pattern in patterns(language).values():
        for form in forms(pattern).values():
            slots = words.slots_of(form)
            told = form.format(**{slot: f"<{slot}>" for slot in slots})
            assert all(f"<{slot}>" in told for slot in slots)


@pytest.mark.parametrize(
    ("language", "names", "expected"),
    [
        ("es", ["uvas", "peras", "higos"], "uvas, peras e higos"),
        ("es", ["peras", "uvas"], "peras y uvas"),
        ("en", ["grapes", "pears", "ice"], "grapes, pears and ice"),
    ],
)
def test_lists_are_told_as_the_language_does(language, names, expected):
    """Spanish «y» becomes «e» before the sound i; English has one word."""
    assert expected == words.load(Site(language=language)).enumerate(names)
