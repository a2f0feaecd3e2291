import re

import pytest

from generator.load import personal

KINDS = {kind.name: kind for kind in personal.kinds()}


def test_the_kinds_are_read():
    """E-mail, documents, phones and addresses are looked for; a header announces the second and the third."""
    assert ["email", "document", "phone", "address"] == list(KINDS)
    assert ["document", "phone"] == [name for name, kind in KINDS.items() if kind.header and kind.whole]


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_no_pattern_can_blow_up(kind):
    """No pattern repeats anything without a bound: however long a text is, no place of it is tried for long."""
    patterns = [pattern for pattern in (kind.inside, kind.header, kind.whole) if pattern]
    bare = [re.sub(r"\\.|\[[^\]]*\]", "x", pattern.pattern) for pattern in patterns]

    assert [] == [text for text in bare if re.search(r"[*+]|\{[0-9]*,\}", text)]
