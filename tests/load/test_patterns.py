import re
import warnings

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from generator.load import arrow, patterns
from generator.load.patterns import MAX_PATTERN
from tests import building

SOUND = ["", "a|b", "[0-9]{2}|sin", r"\d+", r"^[a-z0-9]+(-[a-z0-9]+)*$", "(a+)+$", r"[^ ]+\.csv", "[]a]", r"a{2,}b{3}c{1,4}",
         "[áéíóúñ]+", r"\(\[\{", "(?:a|b)*?c", "x{1000}"]  # fmt: skip


@pytest.mark.parametrize("pattern", SOUND)
def test_what_both_engines_read_alike_is_accepted(pattern):
    """Sets, groups, alternatives, repetitions and digits are all that a pattern needs."""
    assert patterns.fault(pattern) == ""


REFUSED = [
    (r"(?=a)b", "not accepted here: (?="), (r"(?<!a)b", "not accepted here: (?<"), (r"(a)\1", r"not accepted here: \1"),
    (r"(?>a)", "not accepted here: (?>"), (r"\w+", r"not accepted here: \w"), (r"\bfoo", r"not accepted here: \b"),
    (r"\s", r"not accepted here: \s"), (r"\D", r"not accepted here: \D"), (r"[^\d]", r"not accepted here: [^\d]"),
    (r"[\w-]", r"not accepted here: [\w-]"), ("(?i:a)", "not accepted here: (?i"), ("(?P<x>a)", "not accepted here: (?P"),
    ("a{,3}", "not accepted here: {,"), (r"a\Z", r"not accepted here: \Z"), (r"\x41", r"not accepted here: \x"),
    ("a++", "too large or too deep"), ("x{1001}", "too large or too deep"), ("(x{1000}){1000}", "too large or too deep"),
    ("[x[:alpha:]]", "not accepted here: [x[:alpha:]"), ("a" * (MAX_PATTERN + 1), f"more than {MAX_PATTERN} signs"),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "reason"), REFUSED, ids=[pattern[:12] for pattern, _ in REFUSED])
def test_what_may_not_end_or_means_two_things_is_refused(pattern, reason):
    """Look-around, references, Unicode classes, flags and endless repetition are refused, and named."""
    assert reason == patterns.fault(pattern)


@pytest.mark.parametrize("pattern", ["(", "[", "*a", "a**", "[b-a]", "\\", "(?z)", "[[a]", "(" * 900 + ")" * 900])
def test_what_is_no_pattern_is_refused(pattern):
    """A pattern that an engine cannot read is refused, whatever the engine says of it."""
    assert patterns.fault(pattern)


@pytest.mark.parametrize("text", ["a" * 100_000 + "!", "aa", ""])
@pytest.mark.parametrize("pattern", ["(a+)+", "(a|a)*", "(a|aa)+", "(.*)*", "([a-z]+)*", "(a*)*b"])
def test_a_pattern_that_blows_up_elsewhere_ends(pattern, text):
    """Patterns whose time grows with the power of the text in other engines give their answer at once."""
    expected = {
        "a" * 100_000 + "!": pattern == "(.*)*",
        "aa": pattern != "(a*)*b",
        "": pattern not in ("(a+)+", "(a|aa)+", "(a*)*b"),
    }

    assert [expected[text]] == arrow.matches([text], rf"\A(?:{pattern})\z")


PARTS = st.sampled_from(["a", "b", "ñ", "7", "-", ".", r"\d", r"\.", "[a-c]", "[^a]", "[ñ7-]", "[]b]", "|", "(", ")", "(?:", "*",
                         "+", "?", "{2}", "{1,}", "{,2}", "^", "$", r"\w", "{", "}", "]", r"[^\d]", r"\n", "&", "~"])  # fmt: skip
TEXTS = st.lists(st.text("abñ7٣-.|{}&~\n", max_size=5), min_size=1, max_size=6)


@settings(derandomize=True, deadline=None, max_examples=2000)
@given(st.lists(PARTS, max_size=7).map("".join), TEXTS)
def test_the_two_engines_agree_on_what_is_accepted(pattern, texts):
    """Whatever pattern is accepted, RE2 and Python's own engine (with ASCII digits) find the same texts fit."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if patterns.fault(pattern):
            return
    texts = [text for text in texts if not text.endswith("\n")]  # `$` also stands before a last line feed in Python
    expected = [re.fullmatch(pattern, text, re.ASCII) is not None for text in texts]

    if "$" not in pattern or not any("\n" in text for text in texts):
        assert expected == arrow.matches(texts, rf"\A(?:{pattern})\z")


def test_the_patterns_of_this_repository_are_accepted():
    """Every pattern in use is one that both engines read alike."""
    schemas = [
        yaml.safe_load(path.read_text("utf-8")).get("schema", {}) for path in (building.ROOT / "schemas").glob("*.yaml")
    ]
    found = {
        field.get("constraints", {}).get("pattern") for schema in schemas for field in schema.get("fields", [])
    } - {None}

    assert found
    assert {} == {pattern: patterns.fault(pattern) for pattern in found if patterns.fault(pattern)}
