"""The fast reader and the exact one are two readers of one language."""

import pytest
from hypothesis import given, settings, strategies as st

from generator.load import arrow, texts
from generator.problems import Refused

NAMES = ("a", "b", "c")
HEADERS = [b"a,b,c\n", b"a,b,c\r\n", b"\xef\xbb\xbfa,b,c\n"]


def _exact(data, delimiter=","):
    """Return the columns and the lines of the exact reader; None where it refuses or finds rows of another width."""
    try:
        found = texts.read(data, "x.csv", delimiter)
    except Refused:
        return None
    if any(len(record) != len(NAMES) for record in found.records):
        return None
    return [list(column) for column in zip(*found.records, strict=True)], list(found.lines)


def _fast(data, delimiter=","):
    found = arrow.read(data, NAMES, delimiter)
    return None if found is None else ([list(column) for column in found.columns], list(found.lines))


PLAIN = st.lists(st.text(alphabet="ab ñ,\n\"'.", max_size=5), min_size=3, max_size=3)


def _quoted(cell):
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    header=st.sampled_from(HEADERS),
    rows=st.lists(PLAIN, min_size=1, max_size=6),
    end=st.sampled_from(["\n", "\r\n"]),
    is_cut=st.booleans(),
)
def test_what_is_quoted_by_the_book_is_read_fast(header, rows, end, is_cut):
    """Cells with delimiters, quotes and line ends between quotes need no exact reader, and come out the same."""
    text = "".join(",".join(map(_quoted, row)) + end for row in rows)
    data = header + (text.removesuffix(end) if is_cut else text).encode()

    fast = _fast(data)

    assert [list(column) for column in zip(*rows, strict=True)] == fast[0]
    assert _exact(data) == fast


@settings(derandomize=True, max_examples=1500, deadline=None)
@given(header=st.sampled_from(HEADERS), body=st.text(alphabet='a1,,,"\n\r ñ;\x00\x0b\x85\u2028', max_size=30))
def test_wherever_the_fast_reader_reads_the_exact_one_reads_the_same(header, body):
    """Quotes, line ends and odd characters at random: the fast reader gives the same cells and lines, or nothing."""
    data = header + body.encode()

    fast = _fast(data)

    assert fast is None or _exact(data) == fast


@settings(derandomize=True, max_examples=500, deadline=None)
@given(header=st.sampled_from(HEADERS), body=st.binary(max_size=30))
def test_bytes_that_are_no_text_are_never_read_fast(header, body):
    """Whatever the bytes, what the exact reader refuses the fast one does not read."""
    fast = _fast(header + body)

    assert fast is None or _exact(header + body) == fast


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    delimiter=st.sampled_from([";", "\t", "|"]),
    rows=st.lists(st.lists(st.text(alphabet='a,;|\t"\n', max_size=4), min_size=3, max_size=3), min_size=1, max_size=4),
)
def test_both_readers_keep_to_the_declared_delimiter(delimiter, rows):
    """The delimiter is the declared one in both."""
    lines = [delimiter.join(map(_quoted, row)) for row in rows]
    data = (delimiter.join(NAMES) + "\n" + "\n".join(lines) + "\n").encode()

    assert _exact(data, delimiter) == _fast(data, delimiter)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(0, 3), st.sampled_from(["\n", "\r\n"]))
def test_both_readers_agree_beyond_one_block(blocks, lines, end):
    """Rows that span the pieces in which a large file is read keep their cells and lines."""
    cell = _quoted("x" + end * lines + "y")
    data = b"a,b,c\n" + f"1,{cell},3{end}".encode() * (blocks * 700)

    assert _exact(data) == _fast(data)


@pytest.mark.parametrize(
    "body",
    [
        b'1,"x,2\n',
        b'1,x"y,2\n',
        b'1,"x"y,2\n',
        b"1,2\n",
        b"1,2,3,4\n",
        b"1,2,3\n\n",
        b"1,2,3\n\n4,5,6\n",
        b"1,\xff,3\n",
        b"1,2\r,3\n",
    ],
)
def test_what_is_not_plain_is_left_to_the_exact_reader(body):
    """Odd quotes, ragged rows, blank lines, bytes that are no text and odd line ends are not read fast."""
    assert arrow.read(b"a,b,c\n" + body, NAMES, ",") is None
