import csv
import io

import frictionless
import pytest
from hypothesis import given, settings, strategies as st

from generator.load import texts
from generator.load.texts import MAX_CELL, MAX_COLUMNS
from generator.problems import Refused

PLAIN = b"barrio,especie\nel-faro,ceiba\nla-loma,sam\xc3\xa1n\n"


def test_a_plain_csv_is_split_into_texts(split):
    """A header and its records are read as they are written, with the line of each record."""
    found = split(PLAIN)

    assert ["barrio", "especie"] == found.header
    assert [["el-faro", "ceiba"], ["la-loma", "samán"]] == found.records
    assert [2, 3] == found.lines


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbf" + PLAIN, PLAIN.replace(b"\n", b"\r\n"), PLAIN.rstrip(b"\n"), PLAIN.replace(b"\n", b"\r\n", 1)],
    ids=["bom", "crlf", "no-final-newline", "mixed-ends"],
)
def test_what_editors_add_at_the_edges_changes_nothing(split, data):
    """A byte order mark, Windows line ends and a missing last line end change no cell."""
    assert split(PLAIN) == split(data)


def test_texts_are_not_changed(split):
    """Blanks, NA, leading zeros and inner spaces stay as they are written."""
    (record,) = split(b"a,b,c,d,e\nNA,,007, x ,1.50\n").records

    assert ["NA", "", "007", " x ", "1.50"] == record


def test_a_quoted_cell_may_hold_delimiters_quotes_and_lines(split):
    """Between quotes stand commas, doubled quotes and line ends."""
    (record,) = split(b'a,b\n"uno, dos","dijo ""s\xc3\xad""\nen voz alta"\n').records

    assert ["uno, dos", 'dijo "sí"\nen voz alta'] == record


def test_the_line_is_the_one_an_editor_shows(split):
    """After a quoted line end the physical line and the number of the record go different ways."""
    found = split(b'a,b\n1,"x\ny\nz"\n2,w\r\n3,"p\r\nq"\n4,r\n')

    assert [2, 5, 6, 8] == found.lines
    assert 4 == len(found.records)


def test_a_blank_line_is_a_record_without_cells(split):
    """A blank line between records, or after them, is kept, so that it can be told."""
    found = split(b"a,b\n1,2\n\n3,4\n\n")

    assert [["1", "2"], [], ["3", "4"], []] == found.records
    assert [2, 3, 4, 5] == found.lines


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_the_declared_delimiter_is_used(split, delimiter):
    """The delimiter is the declared one and no other: commas inside a cell are text."""
    found = split(f"a{delimiter}b\n1,5{delimiter}2\n".encode(), delimiter)

    assert [["1,5", "2"]] == found.records


@pytest.mark.parametrize(
    ("header", "delimiter", "other"), [("a;b", ",", ";"), ("a\tb", ",", "\t"), ("a|b", ",", "|"), ("a,b", ";", ",")]
)
def test_another_delimiter_is_said_not_guessed(refusal, header, delimiter, other):
    """A header in one piece that another common delimiter would split is refused with both delimiters."""
    problem = refusal(f"{header}\n1{other}2\n".encode(), delimiter)

    assert ("delimiter", 1, {"found": other, "expected": delimiter}) == (problem.code, problem.line, problem.details)


def test_a_table_of_one_column_has_no_delimiter_to_miss(split):
    """One column is a table too."""
    assert [["1"], ["2"]] == split(b"a\n1\n2\n").records


ENCODINGS = [
    (b"a,b\n1,2\n3,sam\xe1n\n", (3, "0xE1", 6, "3,samán")),
    (b"sam\xe1n,b\n", (1, "0xE1", 4, "samán,b")),
    (b"a,b\r\n1,\x93x\x94\r\n", (2, "0x93", 3, "1,“x”")),
    (b"a\n\xc3\xa1\n\xc3", (3, "0xC3", 1, "Ã")),
    (b"a\n\xed\xa0\x80\n", (2, "0xED", 1, "í\xa0€")),
    (b"a\n\xc0\xaf\n", (2, "0xC0", 1, "À¯")),
    (b"\xef\xbb\xbfa\n\xff\n", (2, "0xFF", 1, "ÿ")),
]


@pytest.mark.parametrize(("data", "told"), ENCODINGS)
def test_bytes_that_are_not_utf8_are_located(refusal, data, told):
    """The first bad byte is told with its line and position, and its line as Windows would read it."""
    problem = refusal(data)

    assert ("encoding-error", "encoding-error") == (problem.code, problem.frictionless)
    assert told == (problem.line, problem.details["byte"], problem.details["offset"], problem.value)


NOT_CSV = [
    (b"PK\x03\x04\x14\x00\x06\x00", "xlsx", 1),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls", 1),
    (b"<!DOCTYPE html>\n<html></html>\n", "html", 1),
    (b"\xef\xbb\xbf<html></html>\n", "html", 1),
    (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n", "git-lfs", 1),
    (b"<<<<<<< HEAD\na,b\n", "conflict", 1),
    (b"a,b\n1,2\n<<<<<<< HEAD\n3,4\n=======\n3,5\n>>>>>>> otra\n", "conflict", 3),
    (b"a\n1\n>>>>>>> otra\n", "conflict", 3),
    (b"\xff\xfea\x00,\x00b\x00", "utf-16", 1),
    (b"\xfe\xff\x00a\x00,\x00b", "utf-16", 1),
]


@pytest.mark.parametrize(("data", "kind", "line"), NOT_CSV)
def test_a_file_that_only_bears_the_name_of_a_csv_is_recognised(refusal, data, kind, line):
    """Workbooks, web pages, pointers, conflicts and UTF-16 are named for what they are."""
    problem = refusal(data)

    assert ("not-a-csv", kind, line) == (problem.code, problem.value, problem.line)


@pytest.mark.parametrize("text", ["ñandú", "e\u0301", "日本", "🌳", "x\u00a0y", "a\tb", "–", "½"])
def test_characters_of_any_language_are_text(split, text):
    """Letters, marks, symbols and visible spaces of any script are kept as they are."""
    assert [[text, "1"]] == split(f"a,b\n{text},1\n".encode()).records


QUOTES = [
    (b'a,b\n1,"x\n2,y\n3,z\n', 2, 2),
    (b'a,b\n1,2\n3,"x"y\n', 3, 3),
    (b'a,b\n1,"x" \n', 2, 2),
    (b'a,b\n"p\nq",2\n3,"x"y\n', 4, 3),
    (b'"a,b\n1,2\n', 1, 1),
]


@pytest.mark.parametrize(("data", "line", "record"), QUOTES)
def test_quotes_that_do_not_close_are_located_at_their_record(refusal, data, line, record):
    """A quote that is never closed, or closed too early, is told where its record begins, not at the end of the file."""
    problem = refusal(data)

    assert ("quote-error", line, record) == (problem.code, problem.line, problem.record)


@pytest.mark.parametrize(("data", "line"), [(b"a,b\r1,2\r3,4\r", 1), (b"a,b\n1,2\r3,4\n", 2)])
def test_line_ends_of_old_computers_are_told_as_such(refusal, data, line):
    """A carriage return alone ends no line: most programs would see one line only."""
    assert ("line-ends", line) == ((problem := refusal(data)).code, problem.line)


@pytest.mark.parametrize("first", ["sep=;", "SEP=,", '"sep=;"', "sep=\t"])
def test_an_instruction_for_a_spreadsheet_is_no_header(refusal, first):
    """A first line that names the delimiter is told as what it is, with what stands there."""
    problem = refusal(f"{first}\na,b\n1,2\n".encode())

    assert ("sep-line", 1, first.strip()) == (problem.code, problem.line, problem.value)


def test_a_quote_inside_an_unquoted_cell_is_text(split):
    """Inches and feet are written with quotes: every reader takes them as they are."""
    assert [['tubo de 5"', "1"]] == split(b'a,b\ntubo de 5",1\n').records


def test_a_cell_without_end_is_refused(refusal):
    """A cell longer than any text is a quote that was never closed."""
    assert "quote-error" == refusal(b'a\n"' + b"x" * (MAX_CELL + 1) + b'"\n').code


def test_too_many_columns_are_refused(refusal):
    """A header wider than the limit is refused, with the limit."""
    problem = refusal(",".join(f"c{number}" for number in range(MAX_COLUMNS + 1)).encode())

    assert ("too-many-columns", 1, {"limit": MAX_COLUMNS}) == (problem.code, problem.line, problem.details)


@pytest.mark.parametrize("data", [b"", b"\n", b"\n\n\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_a_file_without_a_header_is_empty(refusal, data):
    """Nothing, or nothing but line ends, is an empty file."""
    assert ("empty-file", 1) == ((problem := refusal(data)).code, problem.line)


CELL = st.text(alphabet=st.sampled_from('ab ,;"\n\t0.ñ€'), max_size=6)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=5))
def test_frictionless_reads_the_same_texts(rows):
    """Whatever a CSV writer writes, we and Frictionless read the same cells from it."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([["uno", "dos"], *rows])
    data = buffer.getvalue().encode()
    declared = {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}  # what is not declared, it sniffs
    dialect = frictionless.Dialect.from_descriptor({"csv": declared})

    with frictionless.Resource(data=data, scheme="buffer", format="csv", encoding="utf-8", dialect=dialect) as resource:
        theirs = [list(cells) for cells in resource.cell_stream]

    ours = texts.read(data, "x.csv", ",")
    assert theirs == [ours.header, *ours.records]


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.binary(max_size=40) | st.text(alphabet='a,"\n\r;', max_size=40).map(str.encode))
def test_any_bytes_give_texts_or_a_refusal(data):
    """Whatever the bytes, the answer is texts with a line for each record, or problems."""
    try:
        found = texts.read(data, "x.csv", ",")
    except Refused:
        return

    assert len(found.records) == len(found.lines)
    assert sorted(set(found.lines)) == list(found.lines)
