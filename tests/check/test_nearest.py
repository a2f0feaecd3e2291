import pytest
from hypothesis import given, settings, strategies as st

from generator.check.nearest import MAX_LENGTH, MAX_NAMES, nearest

NAMES = ["a-09", "a-10", "Petición", "queja", "centro-norte"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A9", "a-09"),
        ("a 10", "a-10"),
        ("PETICION", "Petición"),
        ("Peticiónes", "Petición"),
        ("quejas", "queja"),
        ("Centro Norte", "centro-norte"),
        ("zzz", ""),
        ("--", ""),
        ("", ""),
    ],
)
def test_the_name_that_was_meant_is_found(text, expected):
    """Case, accents, signs and leading zeros come before a misspelling; what is like nothing stays without a name."""
    assert expected == nearest(text, NAMES)


def test_a_few_shared_letters_are_no_name():
    """A text that is like no name as a whole gets none, though it shares letters with several."""
    assert "" == nearest("A9", ["b-9-a", "a9b"])


@pytest.mark.parametrize(
    ("text", "names"), [("a", [f"a{number}" for number in range(MAX_NAMES + 1)]), ("a" * (MAX_LENGTH + 1), ["a" * 80])]
)
def test_nobody_waits_for_a_name(text, names):
    """Among very many names, or for a very long text, none is looked for."""
    assert "" == nearest(text, names)


@settings(derandomize=True, deadline=None)
@given(name=st.text("ab0-Á ", min_size=1, max_size=12), others=st.lists(st.text("ab0-Á ", max_size=12), max_size=5))
def test_a_name_found_is_one_of_the_names(name, others):
    """Whatever the names, the answer is one of them or none."""
    assert nearest(name, others) in {"", *others}
