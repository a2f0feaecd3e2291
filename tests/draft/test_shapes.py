import re

import pytest
from hypothesis import given, settings, strategies as st

from generator.draft import shapes


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["el-faro", "la-loma-2"], "^[a-z0-9]+(-[a-z0-9]+)*$"),
        (["76001", "05001"], "^[0-9]{5}$"),
        (["1", "22"], "^[0-9]+$"),
        (["A-01", "B-112"], "^[A-Z]+-[0-9]+$"),
        (["v1.2", "v10.30"], r"^[a-z]+[0-9]+\.[0-9]+$"),
        (["El Faro", "La Loma"], ""),
        (["A-01", "b-02"], ""),
        ([], ""),
    ],
)
def test_ids_have_the_pattern_that_all_of_them_follow(texts, expected):
    """Digits, names fit for an address, or parts of the same classes of characters; nothing where there is none."""
    assert expected == shapes.identifier(texts)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.from_regex("[A-Za-z0-9._/-]{1,8}", fullmatch=True), min_size=1, max_size=4))
def test_a_pattern_is_met_by_the_texts_it_was_made_of(texts):
    """Whatever pattern is found, every text matches it."""
    pattern = shapes.identifier(texts)

    assert [] == [text for text in texts if pattern and not re.fullmatch(pattern, text)]
