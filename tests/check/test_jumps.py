import subprocess
from decimal import Decimal

import pytest

from generator.check import jumps
from generator.load.checks import Bounds

ROWS = "datasets/arboles.csv"
HEADER = "barrio_id,especie,sembrados\n"
BEFORE = f"{HEADER}el-faro,ceiba,10\nel-faro,samán,10\nla-loma,ceiba,\nla-loma,samán,20\n"
JUMP = {"rows": {"least": 0.5, "most": 2}, "sum": {"sembrados": {"most": 1.5}}}


def _commit(root, name):
    """Commit all files of a folder, as somebody who exists here only."""
    own = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "-A"], [*own, "commit", "-q", "-m", name]):
        subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


@pytest.fixture(name="found")
def _found(sound, write, problems_of):
    """Return a function that commits each of some versions of the trees but the last, and checks that one."""

    def found(*versions, jump=None, **keys):
        sound["schemas/arboles.yaml"] |= {"checks": {"salto": jump or JUMP}, **keys}
        *committed, last = versions
        for number, text in enumerate(committed):
            _commit(write({**sound, ROWS: text}).root, str(number))
        return [
            (p.code, p.field, p.details["before"], p.details["now"]) for p in problems_of(write({**sound, ROWS: last}))
        ]

    return found


def test_without_a_commit_there_is_nothing_to_compare(found):
    """A new project, outside of git, is sound."""
    assert [] == found(BEFORE)


def test_a_new_file_has_nothing_to_be_compared_with(found):
    """The first version of a file is sound, committed or not."""
    assert [] == found(BEFORE, BEFORE)


def test_a_file_that_lost_most_of_its_rows_is_told(found):
    """Fewer rows than the declared part of what they were is a jump."""
    assert [("jump-rows", None, 4, 1)] == found(BEFORE, f"{HEADER}el-faro,ceiba,40\n")


def test_a_sum_that_grew_too_much_is_told(found):
    """A zero too many in a figure makes the sum jump; blank cells are left out of it."""
    assert [("jump-sum", "sembrados", 40, 130)] == found(BEFORE, BEFORE.replace("ceiba,10", "ceiba,100"))


def test_what_stays_within_its_bounds_is_sound(found):
    """A change as large as was declared is no jump."""
    assert [] == found(BEFORE, BEFORE.replace("samán,20", "samán,40"))


def test_a_committed_file_is_compared_with_the_version_before(found):
    """Whoever checks out the commit sees the jump that its author saw."""
    last = f"{HEADER}el-faro,ceiba,40\n"

    assert [("jump-rows", None, 4, 1)] == found(BEFORE, last, last)


def test_a_version_with_other_columns_is_not_compared(found):
    """What was another table has no rows or sums of this one."""
    assert [] == found(BEFORE.replace("sembrados", "plantados"), f"{HEADER}el-faro,ceiba,40\n")


def test_an_accepted_jump_is_silent_and_not_called_unused_without_history(found):
    """Where the version before is not at hand, nobody can say that the acceptance fits nothing."""
    accepted = [{"code": "jump-rows", "reason": "Se unieron barrios.", "date": "2025-02-01"}]

    assert [] == found(f"{HEADER}el-faro,ceiba,40\n", accepted=accepted)
    assert [] == found(BEFORE, f"{HEADER}el-faro,ceiba,40\n", accepted=accepted)


@pytest.mark.parametrize(
    ("now", "before", "is_sound"),
    [(5, 10, True), (4, 10, False), (20, 10, True), (21, 10, False), (9, 0, True), (-5, -10, True), (-21, -10, False)],
)
def test_bounds_are_multiples_of_what_was(now, before, is_sound):
    """Between half and twice, ends included; of zero nothing is a multiple, and below zero the ends change places."""
    bounds = Bounds(Decimal("0.5"), Decimal(2))

    assert is_sound == jumps._fits(Decimal(now), Decimal(before), bounds)  # noqa: SLF001 -- the rule by itself
