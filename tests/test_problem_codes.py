"""Every problem code can really be raised, by the smallest input that does it."""

from collections.abc import Callable

import pytest

from generator import pipeline
from generator.load import codes
from generator.problems import Problem, Refused
from generator.project import Project
from tests import faulty
from tests.conftest import Write


def raised(where: Project) -> list[Problem]:
    """Return every problem of a project, errors or not."""
    try:
        return list(pipeline.validate(where).warnings)
    except Refused as refused:
        return list(refused.problems)


def test_every_code_has_its_smallest_input():
    """The catalogue has no code without an input that raises it, and no input is of a code that it does not have."""
    assert set(codes.known()) == {*faulty.FILES, *faulty.CALLS}


@pytest.mark.parametrize("code", faulty.FILES)
def test_files_raise_the_code(town: Write, code: str):
    """The files of the small sound town, changed as little as it takes, raise the code."""
    assert code in {problem.code for problem in raised(town(faulty.FILES[code]))}


@pytest.mark.parametrize("code", faulty.CALLS)
def test_a_call_raises_the_code(town: Write, code: str):
    """What is no fault of the input's text is raised by what somebody does."""
    act: Callable[[Project], list[Problem]] = faulty.CALLS[code]

    assert code in {problem.code for problem in act(town({}))}
