from collections import Counter

import pytest
from hypothesis import given, settings, strategies as st

from generator.derive import differences
from generator.derive.schema_changes import SchemaChange
from generator.load import snapshots

DESCRIPTOR = """name: x
schema:
  fields: [{name: a, type: string}, {name: b, type: string}, {name: n, type: number}]
  primaryKey: [a, b]
"""
HEAD = "a,b,n\n"


def read(text, descriptor=DESCRIPTOR):
    """Return a version of texts."""
    return snapshots.read(text.encode() if isinstance(text, str) else text, descriptor.encode())


def compare(old, new, descriptor=DESCRIPTOR, other=None):
    """Return what is different between two CSVs."""
    return differences.compare(read(old, descriptor), read(new, other or descriptor))


def told(found):
    """Return revised values as (key, field, before, after)."""
    return [(one.key, one.field, one.before, one.after) for one in found.revisions]


def test_rows_are_told_apart_by_their_key():
    """A new key is a row that was added, a lost one a row that was withdrawn, another value a revision."""
    found = compare(f"{HEAD}x,1,5\ny,1,7\n", f"{HEAD}x,1,6\nz,1,7\n")

    assert [(("x", "1"), "n", "5", "6")] == told(found)
    assert (("y", "1", "7"),) == found.withdrawn
    assert (("z", "1", "7"),) == found.added


@pytest.mark.parametrize(
    "new",
    [
        f"{HEAD}y,1,7\nx,1,1.0\n", f"{HEAD}x,1,1.00\ny,1,7.0\n", '"a","b","n"\n"x","1","1"\n"y","1","7"\n',
        f"{HEAD}x,1,1\ny,1,7\n".replace("\n", "\r\n"), f"\ufeff{HEAD}x,1,1\ny,1,7", "n,b,a\n1,1,x\n7,1,y\n",
    ],
    ids=["moved", "decimals", "quotes", "line-ends", "bom", "columns"],
)  # fmt: skip
def test_what_is_only_written_otherwise_is_no_change(new):
    """Moved rows and columns, quotes, line ends, byte order marks and trailing zeros change nothing."""
    assert compare(f"{HEAD}x,1,1\ny,1,7\n", new).is_empty


def test_accents_in_two_pieces_are_the_same_text():
    """A text in another Unicode form is no revision; one with other letters is."""
    assert compare(f"{HEAD}x,caf\u00e9,1\n", f"{HEAD}x,cafe\u0301,1\n").is_empty
    assert not compare(f"{HEAD}x,café,1\n", f"{HEAD}x,cafe,1\n").is_empty


def test_revisions_are_ordered_by_how_much_a_figure_changed():
    """Figures first, by their relative change; then texts, blanks that were filled, and rounding."""
    descriptor = DESCRIPTOR.replace("{name: n, type: number}", "{name: n, type: number}, {name: t, type: string}")
    head = "a,b,n,t\n"
    found = compare(
        f"{head}p,1,12.34,x\nq,1,,x\nr,1,10,x\ns,1,10,x\nt,1,10,x\nu,1,10,x\n",
        f"{head}p,1,12.3,x\nq,1,5,x\nr,1,11,x\ns,1,-10,x\nt,1,,x\nu,1,10,y\n", descriptor,
    )  # fmt: skip

    assert ["s", "t", "r", "u", "q", "p"] == [one.key[0] for one in found.revisions]
    assert 3 == found.figures
    assert pytest.approx(1 / 21) == found.revisions[2].weight


def test_a_renamed_column_is_no_revision_of_every_row():
    """A column whose values are nearly all those of one that is gone has another name, and is still compared."""
    old = HEAD + "".join(f"x,{n},{n}\n" for n in range(20))
    new = (HEAD + "".join(f"x,{n},{n}\n" for n in range(20))).replace(",n\n", ",m\n").replace("x,7,7\n", "x,7,8\n")
    found = compare(old, new, DESCRIPTOR, DESCRIPTOR.replace("name: n", "name: m"))

    assert (SchemaChange("renamed", "n", "m", "m"),) == found.schema
    assert [(("x", "7"), "m", "7", "8")] == told(found)


def test_a_renamed_key_is_still_the_key():
    """When a column of the key has another name, rows are told apart by it as before."""
    descriptor = DESCRIPTOR.replace("name: b", "name: c").replace("[a, b]", "[a, c]")
    found = compare(f"{HEAD}x,1,5\ny,1,7\n", "a,c,n\nx,1,5\ny,1,8\n", DESCRIPTOR, descriptor)

    assert [SchemaChange("renamed", "b", "c", "c")] == list(found.schema)
    assert [(("y", "1"), "n", "7", "8")] == told(found)


def test_other_changes_of_the_schema_are_said_as_such():
    """Columns that came or went, types and keys; their values are no revisions."""
    descriptor = (
        DESCRIPTOR.replace("{name: b, type: string}", "{name: b, type: integer}")
        .replace("{name: n, type: number}", "{name: z, type: string}").replace("[a, b]", "[b]")
    )  # fmt: skip
    found = compare(f"{HEAD}x,01,5\n", "a,b,z\nx,1,hola\n", DESCRIPTOR, descriptor)

    assert {("removed", "n", ""), ("type", "string", "integer"), ("key", "a, b", "b"), ("added", "", "z")} == {
        (one.kind, one.before, one.after) for one in found.schema
    }
    assert ((), (), ()) == (found.revisions, found.added, found.withdrawn)


def test_without_a_key_whole_rows_are_compared():
    """What cannot be told apart is added or withdrawn, never revised; equal rows are counted."""
    descriptor = DESCRIPTOR.replace("  primaryKey: [a, b]\n", "")
    found = compare(f"{HEAD}x,1,5\nx,1,5\ny,1,7\n", f"{HEAD}x,1,5\ny,1,8\n", descriptor)

    assert ((), (("x", "1", "5"), ("y", "1", "7")), (("y", "1", "8"),)) == (
        found.key, found.withdrawn, found.added,
    )  # fmt: skip


def test_repeated_keys_are_tolerated_and_counted():
    """Rows of a key that stands more than once are compared whole, and how many such keys there are is told."""
    found = compare(f"{HEAD}x,1,5\nx,1,6\ny,1,7\n", f"{HEAD}x,1,6\nx,1,5\nx,1,9\ny,1,8\n")

    assert 1 == found.repeated
    assert (("x", "1", "9"),) == found.added
    assert [(("y", "1"), "n", "7", "8")] == told(found)


def test_what_is_missing_has_a_reason_of_its_own():
    """A blank that becomes «no aplica» says something else; two marks for the same do not."""
    descriptor = DESCRIPTOR.replace(
        "schema:\n", 'schema:\n  missingValues: ["", {value: nd}, {value: na, label: no aplica}]\n'
    )

    assert compare(f"{HEAD}x,1,\n", f"{HEAD}x,1,nd\n", descriptor).is_empty
    assert [(("x", "1"), "n", "", "na")] == told(compare(f"{HEAD}x,1,\n", f"{HEAD}x,1,na\n", descriptor))


@pytest.mark.parametrize("data", [b"", b"a,a\n1,2\n", b'a,b,n\n"x\n', b"\x00\xff,\n1\n", b"a;b;n\nx;1;5\n"])
def test_any_bytes_of_the_past_give_an_answer(data):
    """Versions that no rule of today would let through are compared as well as they can be, and never stop a build."""
    for one, other in ((data, HEAD.encode() + b"x,1,5\n"), (HEAD.encode() + b"x,1,5\n", data), (data, data)):
        found = compare(one, other)
        assert found.parts


def test_a_version_that_is_too_large_is_not_compared(monkeypatch):
    """Beyond the bound only the bytes are published, and it is said."""
    monkeypatch.setattr(snapshots, "MAX_CELLS", 3)

    assert (("unknown", 1),) == compare(f"{HEAD}x,1,5\n", f"{HEAD}x,1,6\n").parts


CELLS = st.sampled_from(["", "0", "1", "1.0", "-2.50", "7", "x", "é", "no", "00", "12345678901234567890.5"])
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8)


def rows_of(text):
    """Return the rows of a version by what they mean."""
    version = read(text)
    pair = differences._Pair(version, version, {name: name for name in version.names})  # noqa: SLF001 -- the oracle reads cells as the module does
    return [values for _, values in next(iter(pair.grouped(version.rows, (), side=0).values()), [])]


@settings(derandomize=True, deadline=None, max_examples=300)
@given(old=ROWS, new=ROWS, keyed=st.booleans())
def test_a_difference_applied_to_the_old_rows_gives_the_new_ones(old, new, keyed):
    """Whatever the rows, repeated keys too: take away, revise and add, and the new ones are there, up to their order."""
    descriptor = DESCRIPTOR if keyed else DESCRIPTOR.replace("  primaryKey: [a, b]\n", "")
    before, now = (HEAD + "".join(f"{','.join(row)}\n" for row in rows) for rows in (old, new))
    found = compare(before, now, descriptor)

    def meant(rows):
        return Counter(rows_of(HEAD + "".join(f"{','.join(row)}\n" for row in rows)))

    left = meant(old)
    left.subtract(meant(found.withdrawn))
    left.update(meant(found.added))
    revised = {one.row: [other for other in found.revisions if other.row == one.row] for one in found.revisions}
    for row, changes in revised.items():
        was = list(row)
        for change in changes:
            was["abn".index(change.field)] = change.before
        left.subtract(meant([tuple(was)]))
        left.update(meant([row]))

    assert meant(new) == +left
    assert all(count >= 0 for count in left.values())


@settings(derandomize=True, deadline=None, max_examples=200)
@given(rows=ROWS, seed=st.randoms(use_true_random=False))
def test_no_order_of_rows_is_a_change(rows, seed):
    """The same rows in any order are the same version."""
    other = list(rows)
    seed.shuffle(other)

    assert compare(*(HEAD + "".join(f"{','.join(row)}\n" for row in some) for some in (rows, other))).is_empty
