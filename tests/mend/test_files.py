import datetime

import pytest
from hypothesis import given, settings, strategies as st

from generator.load import tables
from generator.mend import files
from generator.mend.outcomes import Change, Doubt

SOUND = 'barrio,fecha,arboles,metros\nEl Faro,2024-12-31,1250,2.5\n"Loma, La",2024-03-04,950,1234.75\nPeñón,2024-02-01,12,3\n'
SPANISH = "barrio;fecha;arboles;metros\r\nEl Faro;31/12/2024;1.250;2,5\r\nLoma, La;4/3/2024;950;1.234,75\r\nPeñón;1/2/2024;12;3\r\n"


def test_a_sound_file_needs_nothing(mend):
    """Nothing is proposed for a file without a fault."""
    found = mend(SOUND)

    assert (False, {}, (), ()) == (found.is_needed, found.counts, found.changes, found.doubts)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_what_a_spanish_spreadsheet_does_is_undone(mend, encoding):
    """Encoding, delimiter, line ends, dates, thousands and decimals are mended at once, to the letter."""
    found = mend(SPANISH, encoding)

    assert SOUND == found.after.decode()
    assert () == found.doubts


def test_every_kind_of_mend_is_counted(mend):
    """Each kind of mend is told with the number of cells, lines or files it was needed for."""
    found = mend(" sep".strip() + "=;\r\n" + SPANISH.replace("El Faro", " El\u00a0Faro ").rstrip(), "cp1252")

    assert {
        "encoding": 1, "line-ends": 4, "last-line": 1, "sep": 1, "delimiter": 1, "nbsp": 1, "spaces": 1, "date": 3,
        "thousands": 1, "decimal": 2,
    } == found.counts  # fmt: skip
    assert SOUND == found.after.decode()


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (lambda text: text.replace("\n", "\r\n"), "line-ends"),
        (lambda text: text.replace("\n", "\r"), "line-ends"),
        (lambda text: text.removesuffix("\n"), "last-line"),
        (lambda text: text.replace("Peñón", "Pen\u0303o\u0301n"), "form"),
        (lambda text: text.replace("El Faro", "El\u00a0Faro"), "nbsp"),
        (lambda text: text.replace(",12,", ",12 ,"), "spaces"),
        (lambda text: text.replace("barrio,", "barrio ,"), "spaces"),
        (lambda text: text.replace('"Loma, La",', "Loma, La\t").replace("Faro,2", "Faro\t2").replace("n,2024", "n\t2024")
         .replace("barrio,", "barrio\t").replace(",9", "\t9").replace(",1", "\t1").replace(",2.", "\t2.").replace(",3", "\t3")
         .replace("fecha,", "fecha\t").replace("arboles,", "arboles\t"), "delimiter"),
    ],
)  # fmt: skip
def test_one_fault_is_one_mend(mend, damage, kind):
    """Each fault alone is undone, and nothing else is told."""
    found = mend(damage(SOUND))

    assert SOUND == found.after.decode()
    assert [kind] == list(found.counts)


def test_lines_that_change_are_shown_before_and_after(mend):
    """A change holds its line, as it stands in the file and as it should be."""
    found = mend(SOUND.replace("2.5", "2.5 "))

    assert (Change(2, "El Faro,2024-12-31,1250,2.5 ", "El Faro,2024-12-31,1250,2.5"),) == found.changes


def test_other_records_keep_their_bytes(mend):
    """A record without a fault keeps its quotes, needed or not."""
    text = SOUND.replace("El Faro", '"El Faro"')

    assert text == mend(text.replace(",12,", ", 12,")).after.decode()


def test_doubts_say_where_they_stand(mend):
    """A text with two readings is left as it is, with its line, column, field and readings."""
    text = (
        SOUND.replace("2024-12-31", "11/12/2024")
        .replace("2024-03-04", "11/12/2024")
        .replace("2024-02-01", "11/12/2024")
    )

    found = mend(text)

    assert (Doubt("date", "11/12/2024", ("2024-12-11", "2024-11-12"), 2, 2, "fecha", 3),) == found.doubts
    assert not found.is_needed


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04zip", b"<html>", b"version https://git-lfs.github.com/spec/v1\n", b"a\n<<<<<<< HEAD\nb\n", b"", b"\n\n",
     b"\xff\xfe", b"\x00\x01\x02", b"barrio,fecha\n1,2\n", b'barrio,fecha,arboles,metros\n"x,2024-01-01,1,2\n'],
)  # fmt: skip
def test_what_is_no_such_table_is_left_alone(mend, data):
    """Other files, broken quotes and headers of other tables are for a person to look at."""
    assert data == mend(data).after


def test_ragged_rows_prove_nothing(mend):
    """Where a row is too short or too long, no column is mended by its other cells."""
    text = SOUND.replace("1250", "1.250") + "x,2024-01-01\n"

    assert not mend(text).is_needed


def test_missing_cells_are_no_contradiction(mend):
    """A blank cell says nothing about how the others are written."""
    text = SOUND.replace("1250", "1.250") + "Cima,,,\n"

    assert text.replace("1.250", "1250") == mend(text).after.decode()


CELLS = st.text(st.sampled_from(list('ab ñé\u00a0\u0301,;\t"\n\r.1/=')), max_size=6)
DATES = st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 1, 1))


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.binary(max_size=60) | st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=4).map(
    lambda rows: ("barrio,fecha,arboles,metros\n" + "".join(",".join(row) + "\n" for row in rows)).encode()))  # fmt: skip
def test_mending_twice_is_mending_once(descriptor, data):
    """Whatever the bytes are, what was mended needs no more mending."""
    once = files.mend(data, "x.csv", descriptor)

    assert once.after == files.mend(once.after, "x.csv", descriptor).after


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.text(st.sampled_from("abñé,;x y"), min_size=1).map(str.strip).filter(bool), DATES,
                          st.integers(0, 10**7), st.decimals(0, 9999, places=2)), min_size=1, max_size=8),
       st.sampled_from(["cp1252", "utf-8", "utf-8-sig", "utf-16"]))  # fmt: skip
def test_whatever_is_mended_is_what_stood_there(descriptor, rows, encoding):
    """A table written as a Spanish spreadsheet does is mended cell by cell to what it was, or left as it is."""

    def local(number):
        return f"{number:,}".replace(",", "_").replace(".", ",").replace("_", ".")

    text = "barrio;fecha;arboles;metros\r\n" + "".join(
        f'"{name}";{day:%d/%m/%Y};{local(count)};{local(metres)}\r\n' for name, day, count, metres in rows)  # fmt: skip

    found = files.mend(text.encode(encoding), "x.csv", descriptor)
    table, _ = tables.load(found.after, "x.csv", descriptor)

    for place, row in enumerate(rows) if found.is_needed else ():
        written = [table.texts[name][place] for name in ("barrio", "fecha", "arboles", "metros")]
        allowed = [
            {row[0]},
            {row[1].isoformat(), f"{row[1]:%d/%m/%Y}"},
            {str(row[2]), local(row[2])},
            {str(row[3]), local(row[3])},
        ]
        assert [True] * 4 == [cell in known for cell, known in zip(written, allowed, strict=True)]
