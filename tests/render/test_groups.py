import dataclasses

import pytest
from hypothesis import given, settings, strategies as st

from generator.problems import Problem
from generator.render import groups

FIRST = Problem("type-error", "datasets/a.csv", line=2, record=2, column=3, field="n", value="1.000")


def like(line, **changes):
    """Return a problem like the first one, further down."""
    return dataclasses.replace(FIRST, line=line, record=line, **changes)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (like(3), 1),
        (like(3, value="31.400"), 1),
        (like(3, value="mil"), 2),
        (like(3, column=4, field="m"), 2),
        (like(3, file="datasets/b.csv"), 2),
        (like(3, code="constraint-pattern"), 2),
        (like(3, details={"suggestion": "1000"}), 2),
        (like(3, details={"group": "barrio_id: norte"}), 2),
    ],
    ids=["same", "shape", "other shape", "column", "file", "code", "certain", "group of rows"],
)
def test_problems_are_alike_by_code_place_and_form(other, expected):
    """One group holds one code in one column of one file, with values of one shape and one degree of certainty."""
    assert expected == len(groups.groups([FIRST, other]))


def test_values_with_cures_of_their_own_stay_apart():
    """Two unknown names of the same shape are two faults: each is mended in another way."""
    first, other = (like(line, code="foreign-key", value=value) for line, value in ((2, "a-07"), (3, "a-08")))

    assert 2 == len(groups.groups([first, other]))


def test_lines_of_a_descriptor_stay_apart():
    """What is wrong in two places of a descriptor is told twice."""
    one, other = (Problem("wrong-type", "schemas/a.yaml", line=line, field="x") for line in (2, 9))

    assert 2 == len(groups.groups([one, other]))


@settings(derandomize=True, deadline=None)
@given(picks=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["1.000", "2.000", "mil", ""])), max_size=30))
def test_no_problem_is_lost_in_a_group(picks):
    """Whatever the problems, each stands in exactly one group, and groups come in the order of their first."""
    found = [like(line, column=column, value=value) for line, (column, value) in enumerate(picks, start=2)]
    made = groups.groups(found)

    assert sorted(found, key=lambda p: p.line) == sorted(
        (problem for group in made for problem in (group.first, *group.others)), key=lambda p: p.line
    )
    assert [group.first.line for group in made] == sorted(group.first.line for group in made)
    assert len(found) == sum(len(group) for group in made)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], ""),
        ([like(9)], "Lo mismo en 1 línea más: 9."),
        ([like(9), like(12)], "Lo mismo en 2 líneas más: 9 y 12."),
        ([like(9, value="2.500")], "Hay 1 celda más de la misma forma: línea 9 («2.500»)."),
        ([like(n) for n in range(3, 9)], "Lo mismo en 6 líneas más: 3, 4, 5, 6, 7 y 1 más."),
    ],
)
def test_a_group_says_how_many_there_are_and_where(others, expected, spanish):
    """Of the others the first lines are named, with their values where these differ, and all are counted."""
    assert expected == groups.told(groups.Group(FIRST, others), spanish)


def test_a_group_says_what_to_write_in_each_cell(spanish):
    """Where it is certain, each named cell has what to write instead beside it."""
    first, other = (like(line, value=f"{line}.000", details={"suggestion": f"{line}000"}) for line in (2, 3))

    assert "Hay 1 celda más de la misma forma: línea 3 («3.000» → «3000»)." == groups.told(
        groups.Group(first, [other]), spanish
    )
