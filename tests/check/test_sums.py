from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies

from generator.check import groups
from generator.check.columns import MAX_PER_COLUMN
from generator.load import descriptors, tables, yaml_files
from generator.problems import Severity

TOTALS = {
    "name": "totales",
    "title": "Totales",
    "schema": {
        "fields": [
            {"name": "fila", "type": "string"},
            {"name": "barrio", "type": "string"},
            {"name": "total", "type": "integer"},
        ],
        "primaryKey": ["fila"],
    },
}
CHECK = {
    "sum": "sembrados",
    "by": ["barrio_id"],
    "of": {"dataset": "totales", "field": "total", "by": ["barrio"], "where": {"fila": ["a", "b"]}},
}


@pytest.fixture(name="found")
def _found(altered):
    """Return a function that checks the town's trees against some totals, and gives what the sums find."""

    def found(rows, totals, check=CHECK, **keys):
        files = {"arboles": f"barrio_id,especie,sembrados\n{rows}", "totales": f"fila,barrio,total\n{totals}"}
        problems = altered("arboles", {("checks",): {"suma": {**check, **keys}}}, **files)
        return [problem for problem in problems if problem.code.startswith("sum-")]

    return found


@pytest.fixture(name="sound")
def _sound(sound):
    """Return the town with a dataset of totals."""
    return {**sound, "schemas/totales.yaml": TOTALS, "datasets/totales.csv": "fila,barrio,total\na,el-faro,1\n"}


def test_parts_that_add_up_are_sound(found):
    """Each group adds up to its published total, and nothing is said."""
    assert [] == found("el-faro,ceiba,12\nel-faro,samán,3\nla-loma,ceiba,5\n", "a,el-faro,15\nb,la-loma,5\nc,,99\n")


def test_a_group_that_does_not_add_up_is_told_with_both_numbers(found):
    """The problem names the group, its sum, the total, and where each of them stands."""
    (problem,) = found("el-faro,ceiba,12\nla-loma,ceiba,5\nla-loma,samán,1\n", "a,el-faro,12\nb,la-loma,5\n")

    assert ("sum-differs", "datasets/arboles.csv", 3, "sembrados", 3) == (
        problem.code, problem.file, problem.line, problem.field, problem.column,
    )  # fmt: skip
    assert {"check": "suma", "group": "barrio_id: la-loma", "other": "datasets/totales.csv", "line": 3,
            "sum": 6, "total": 5} == problem.details  # fmt: skip


def test_a_difference_within_the_declared_tolerance_is_sound(found):
    """What is rounded may be off by as much as the descriptor says, and not by more."""
    assert [] == found("el-faro,ceiba,12\n", "a,el-faro,13\n", within=1)
    assert ["sum-differs"] == [problem.code for problem in found("el-faro,ceiba,12\n", "a,el-faro,14\n", within=1)]


def test_all_rows_are_one_group_without_by(found):
    """A check without `by` adds all rows up, and is named after its dataset."""
    check = {"sum": "sembrados", "of": {"dataset": "totales", "field": "total"}}

    (problem,) = found("el-faro,ceiba,12\nla-loma,ceiba,5\n", "a,el-faro,16\n", check)

    assert ("arboles", 17, 16) == tuple(problem.details[key] for key in ("group", "sum", "total"))


def test_a_group_with_a_blank_cell_is_a_note(found):
    """What has no figure cannot be added up: that is said, and stops nothing."""
    (problem,) = found("el-faro,ceiba,12\nel-faro,samán,\n", "a,el-faro,12\n")

    assert ("sum-blank", Severity.NOTE) == (problem.code, problem.severity)


def test_a_total_without_parts_is_told_unless_it_is_zero(found):
    """Parts that are not there add up to zero."""
    problems = found("el-faro,ceiba,12\n", "a,el-faro,12\nb,la-loma,7\n")

    assert [("sum-without-parts", "datasets/totales.csv", 3)] == [(p.code, p.file, p.line) for p in problems]
    assert [] == found("el-faro,ceiba,12\n", "a,el-faro,12\nb,la-loma,0\n")


def test_parts_without_a_total_are_told(found):
    """A group that nobody published a total of is said, at its first row."""
    problems = found("el-faro,ceiba,12\nla-loma,ceiba,5\n", "a,el-faro,12\n")

    assert [("sum-without-total", "datasets/arboles.csv", 3)] == [(p.code, p.file, p.line) for p in problems]


def test_the_severity_is_that_of_the_check(found):
    """A check may warn instead of stopping the publication."""
    (problem,) = found("el-faro,ceiba,12\n", "a,el-faro,13\n", severity="warning")

    assert Severity.WARNING == problem.severity


def test_nothing_is_added_up_while_cells_are_wrong(altered):
    """A cell that is no number is one problem, and not a wrong sum as well."""
    problems = altered("arboles", {("checks",): {"suma": CHECK}},
                       arboles="barrio_id,especie,sembrados\nel-faro,ceiba,doce\n",
                       totales="fila,barrio,total\na,el-faro,12\n")  # fmt: skip

    assert ["type-error"] == [problem.code for problem in problems if problem.severity is Severity.ERROR]


NUMBERS = strategies.one_of(
    strategies.integers(-(10**17), 10**17).map(str),
    strategies.decimals(-1000, 1000, places=3, allow_nan=False, allow_infinity=False).map(str),
)


def _table(kind, cells):
    text = f"name: x\ntitle: X\nschema: {{fields: [{{name: g, type: string}}, {{name: n, type: {kind}}}]}}\n"
    descriptor = descriptors.parse(yaml_files.parse(text.encode(), "schemas/x.yaml"), "x", [])
    rows = "".join(f"{group},{cell}\n" for group, cell in cells)
    return descriptor, tables.load(f"g,n\n{rows}".encode(), "datasets/x.csv", descriptor)[0]


@given(strategies.lists(strategies.tuples(strategies.sampled_from("abc"), NUMBERS), min_size=1, max_size=40))
@settings(derandomize=True, deadline=None)
def test_sums_are_exact(cells):
    """Decimals and very large numbers add up to the last digit, whatever their order."""
    cells = [(group, "0" if Decimal(cell) == 0 else cell) for group, cell in cells]
    descriptor, table = _table("number", cells)
    expected: dict = {}
    for group, cell in cells:
        expected[(group,)] = expected.get((group,), Decimal(0)) + Decimal(cell)

    found = groups.group(table, descriptor, ["g"], groups.chosen(table, {}))

    assert expected == dict(zip(found.keys, groups.sums(table, "n", found), strict=True))


def test_numbers_too_large_for_64_bits_are_added_too():
    """The sum of many numbers of eighteen digits is exact beyond the reach of the machine's own integers."""
    descriptor, table = _table("integer", [("a", "999999999999999999")] * 12)

    found = groups.group(table, descriptor, ["g"], groups.chosen(table, {}))

    assert [Decimal(999999999999999999) * 12] == list(groups.sums(table, "n", found))


def test_of_many_findings_the_rest_is_counted(sound, write, problems_of):
    """A check that finds more than is listed says how many more there are."""
    rows = "".join(f"el-faro,{number},1\n" for number in range(MAX_PER_COLUMN + 7))
    arboles = sound["schemas/arboles.yaml"]
    arboles["checks"] = {
        "suma": {"sum": "sembrados", "by": ["especie"], "of": {**CHECK["of"], "by": ["fila"], "where": {}}}
    }
    arboles["schema"]["fields"][1]["constraints"] = {}

    found = problems_of(write({**sound, "datasets/arboles.csv": f"barrio_id,especie,sembrados\n{rows}",
                               "datasets/totales.csv": "fila,barrio,total\na,x,0\n"}))  # fmt: skip

    assert [7] == [problem.details["more"] for problem in found if problem.code == "too-many-problems"]
    assert MAX_PER_COLUMN == sum(problem.code == "sum-without-total" for problem in found)
