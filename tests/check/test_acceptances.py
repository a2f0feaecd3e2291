import ast
from pathlib import Path

import pytest

import generator
from generator import check
from generator.check import acceptances
from generator.problems import DECLARED, MILD, Problem, Severity

REVIEWED = {"reason": "Así está en el documento.", "date": "2025-02-01"}
SMALL = ("schema", "fields", 2, "smallest")
ROWS = "barrio_id,especie,sembrados\nel-faro,ceiba,3\nel-faro,samán,4\nla-loma,ceiba,90\n"


@pytest.fixture(name="found")
def _found(altered):
    """Return a function that gives code and line of what is told of trees with two small counts, some accepted."""

    def found(*accepted, rows=ROWS, **more):
        changes = {("accepted",): [{**REVIEWED, **one} for one in accepted], SMALL: 5, **more}
        return [(problem.code, problem.line) for problem in altered("arboles", changes, arboles=rows)]

    return found


@pytest.mark.parametrize(
    ("accepted", "left"),
    [
        ({}, []),
        ({"field": "sembrados"}, []),
        ({"value": "4"}, [2]),
        ({"line": 2}, [3]),
        ({"key": "el-faro, samán"}, [2]),
        ({"field": "sembrados", "value": "3", "line": 2, "key": "el-faro, ceiba"}, [3]),
    ],
)
def test_what_was_accepted_stops_nagging(found, accepted, left):
    """An acceptance fits what it describes, by field, value, line or key, and nothing else."""
    assert [("small-count", line) for line in left] == found({"code": "small-count", **accepted})


@pytest.mark.parametrize("more", [{"field": "especie"}, {"value": "5"}, {"line": 4}, {"key": "la-loma, ceiba"}])
def test_an_acceptance_that_fits_nothing_is_a_note(found, more):
    """What was accepted and is gone is said, so that it does not hide something else one day."""
    expected = {("small-count", 2), ("small-count", 3), ("acceptance-unused", None)}

    assert expected == set(found({"code": "small-count", **more}))


def test_the_finding_of_a_check_may_be_accepted_though_it_is_an_error(altered):
    """A sum that is wrong in the document itself is recorded and stops nothing; the group is its key."""
    check = {"sum": "sembrados", "of": {"dataset": "barrios", "field": "orden"}}

    def codes(key):
        changes = {("checks",): {"suma": check}, ("accepted",): [{"code": "sum-differs", "key": key, **REVIEWED}]}
        return [problem.code for problem in altered("arboles", changes, arboles=ROWS)]

    assert [] == codes("arboles")
    assert {"sum-differs", "acceptance-unused"} == set(codes("barrios"))


def test_a_fault_of_form_cannot_be_accepted(altered):
    """Whoever accepts a wrong date is told to correct it, and what can be accepted."""
    problems = altered("arboles", {("accepted",): [{"code": "type-error", **REVIEWED}]},
                       arboles="barrio_id,especie,sembrados\nel-faro,ceiba,doce\n")  # fmt: skip

    assert {"type-error", "acceptance-code"} <= {problem.code for problem in problems}


def test_a_dataset_that_is_not_looked_at_has_no_unused_acceptance(sound, write, load):
    """Asked about one dataset, nothing is said about what the acceptances of the others fit."""
    sound["schemas/arboles.yaml"]["accepted"] = [{"code": "small-count", **REVIEWED}]
    found = load(write(sound))

    assert [] == list(check.check(found, ["barrios"]))
    assert ["acceptance-unused"] == [problem.code for problem in check.check(found, ["arboles"])]


def test_a_city_weighs_warnings_and_notes_in_its_own_way(town, problems_of, sound):
    """`severities` in `site.yaml` makes a note of a warning, or an error."""
    del sound["schemas/arboles.yaml"]["description"]

    def severities(weight):
        site = {"site_src/site.yaml": f"severities: {{metadata-missing: {weight}}}\n"}
        where = town({"schemas/arboles.yaml": sound["schemas/arboles.yaml"], **site})
        return [problem.severity for problem in problems_of(where)]

    assert [[Severity.NOTE], [Severity.ERROR]] == [severities("note"), severities("error")]


def test_an_error_is_never_lowered(faults):
    """A code that is an error cannot be weighed, nor can one that does not exist."""
    site = "severities: {type-error: note, metadata-mising: note}\n"

    assert [("unknown-key", "severities.metadata-mising"), ("unknown-key", "severities.type-error")] == sorted(
        (code, field) for code, _, _, field in faults({"site_src/site.yaml": site})
    )
    error = Problem("small-count", severity=Severity.ERROR)
    assert [error] == list(acceptances.weigh([error], {"small-count": Severity.NOTE}))


def test_the_lists_of_codes_are_kept():
    """Each problem that is raised as a warning or a note is among those that may be weighed, and none is both."""
    mild = set()
    for path in Path(generator.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and {"Severity.WARNING", "Severity.NOTE"} & {
                ast.unparse(word) for word in (*call.args, *(keyword.value for keyword in call.keywords))
            }:
                mild |= {word.value for word in call.args if isinstance(word, ast.Constant) and "-" in str(word.value)}

    assert {"metadata-missing", "statement-settled", "small-count", "acceptance-unused"} <= mild
    assert set() == mild - set(MILD)
    assert set() == set(MILD) & set(DECLARED)
