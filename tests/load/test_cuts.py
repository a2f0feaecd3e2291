import csv
import io

import pytest
from hypothesis import given, settings, strategies as st

from generator.load import cuts, texts

CELL = st.text(alphabet='ab,"\n ñ', max_size=5)
FILES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width).filter(any), min_size=1, max_size=8)
)


def written(records, ending):
    """Return records as a CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator=ending).writerows(records)
    return text.getvalue().encode()


@settings(derandomize=True, deadline=None, max_examples=200)
@given(records=FILES, ending=st.sampled_from(["\n", "\r\n"]), chosen=st.sets(st.integers(0, 7)), mark=st.booleans())
def test_a_cut_holds_the_header_and_the_chosen_rows(records, ending, chosen, mark):
    """Whatever its cells hold, a cut read again has exactly the header and the chosen records, in order."""
    head = [f"c{place}" for place in range(len(records[0]))]
    data = b"\xef\xbb\xbf" * mark + written([head, *records], ending)
    lines = texts.read(data, "x.csv", ",").lines
    rows = sorted(chosen & set(range(len(records))))

    cut = cuts.cut(data, cuts.starts(data), lines, rows)

    assert written([head, *(records[row] for row in rows)], ending) == cut.removeprefix(b"\xef\xbb\xbf")
    assert data.startswith(b"\xef\xbb\xbf") is cut.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("data", "lines", "rows", "expected"),
    [
        (b'a,b\n"x\ny",1\nz,2\n', [2, 4], [0], b'a,b\n"x\ny",1\n'),
        (b'a,b\n"x\ny",1\nz,2\n', [2, 4], [1], b"a,b\nz,2\n"),
        (b"a,b\r\nx,1\r\nz,2", [2, 3], [1], b"a,b\r\nz,2"),
        (b'a,b\n"x",1\n', [2], [], b"a,b\n"),
        (b"a,b\n", [], [], b"a,b\n"),
    ],
    ids=["cell-with-line-end", "after-it", "no-final-end", "no-row", "no-rows-at-all"],
)
def test_the_bytes_are_the_editor_s(data, lines, rows, expected):
    """Quotes, line ends and a missing last one stay as they were written."""
    assert expected == cuts.cut(data, cuts.starts(data), lines, rows)
