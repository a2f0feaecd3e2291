import datetime

import pytest
from hypothesis import given, settings, strategies

from generator.check import groups, periods
from generator.load import descriptors, tables, yaml_files
from generator.problems import Severity

FIELD = {"type": "string"}


@pytest.mark.parametrize("text", ["2024", "2024-S1", "2024-S2", "2024-Q4", "2024-01", "2024-12", "2024-02-29"])
def test_a_period_is_written_as_it_was_read(text):
    """Years, semesters, quarters, months and days keep their form."""
    assert text == periods.write(*periods.place(text))


@pytest.mark.parametrize("text", ["2024-S3", "2024-Q5", "2024-13", "2024-T1", "24", "2024-02-30", "²024", "2024 "])
def test_what_is_no_period_has_no_place(text):
    """A third semester, a thirteenth month or a day that never was are nothing."""
    assert periods.place(text) is None


@given(strategies.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)), strategies.integers(0, 40))
@settings(derandomize=True, deadline=None)
def test_months_follow_each_other_across_years(day, months):
    """The month that comes `months` later has a place that is larger by as much."""
    later = day.year * 12 + day.month - 1 + months
    first, last = f"{day:%Y-%m}", f"{later // 12}-{later % 12 + 1:02d}"

    assert months == periods.place(last)[1] - periods.place(first)[1]


def _runs(cells):
    """Return the missing numbers, by group and kind, of a table of (group, year) cells."""
    text = "name: x\ntitle: X\nschema: {fields: [{name: g, type: string}, {name: p, type: string}]}\n"
    descriptor = descriptors.parse(yaml_files.parse(text.encode(), "schemas/x.yaml"), "x", [])
    rows = "".join(f"{group},{year}\n" for group, year in cells)
    table = tables.load(f"g,p\n{rows}".encode(), "datasets/x.csv", descriptor)[0]
    found = groups.group(table, descriptor, ["g"], groups.chosen(table, {}))
    runs = periods._runs(found, table.texts["p"], [periods.place(text) for text in table.texts["p"].distinct])  # noqa: SLF001
    return {key: [number for run in found for number in run.missing] for (key, _), found in runs.items()}


@given(strategies.lists(strategies.tuples(strategies.sampled_from("abc"), strategies.integers(2000, 2030)), min_size=1))
@settings(derandomize=True, deadline=None)
def test_holes_are_what_is_missing_between_the_first_and_the_last(cells):
    """Together with its years, the holes of each group are every year from its first to its last."""
    years = {group: {year for other, year in cells if other == group} for group, _ in cells}
    missing = {(group,): sorted({*range(min(own), max(own) + 1)} - own) for group, own in years.items()}

    assert {group: holes for group, holes in missing.items() if holes} == _runs(cells)


def _problems(column, cells, **keys):
    found = column(FIELD, *cells, checks={"seguidos": {"periods": "campo", **keys}})
    return [(problem.code, problem.line, problem.details.get("missing")) for problem in found]


@pytest.fixture(name="column")
def _column(write, problems_of):
    """Return a function that checks a table whose columns are `grupo` and `campo`, with some more keys."""

    def column(field, *cells, **keys):
        rows = "".join(
            f"{group},{cell}\n" for group, cell in (cell.split() if " " in cell else ("a", cell) for cell in cells)
        )
        fields = [{"name": "grupo", "type": "string"}, {"name": "campo", **field}]
        descriptor = {"name": "medidas", "title": "Medidas", "schema": {"fields": fields}, **keys}
        where = write({"schemas/medidas.yaml": descriptor, "datasets/medidas.csv": f"grupo,campo\n{rows}"})
        return [problem for problem in problems_of(where) if problem.code != "metadata-missing"]

    return column


def test_periods_in_a_row_are_sound(column):
    """No hole, in any order of rows, is no problem."""
    assert [] == _problems(column, ["2024-Q2", "2023-Q4", "2024-Q1", "2024-Q1"])


def test_a_missing_period_is_named_at_the_next_one(column):
    """The problem says which periods are missing, on the line of the first row after them."""
    assert [("period-missing", 3, "2023-Q4, 2024-Q1")] == _problems(column, ["2023-Q3", "2024-Q2"])


def test_each_group_has_its_own_first_and_last_period(column):
    """With `by`, whoever began later lacks nothing before."""
    cells = ["a 2022", "a 2023", "a 2024", "b 2024", "c 2022", "c 2024"]

    assert [("period-missing", 7, "2023")] == _problems(column, cells, by=["grupo"])


def test_periods_of_several_kinds_do_not_mix(column):
    """Quarters may stand beside the year that they make up."""
    assert [] == _problems(column, ["2024-Q1", "2024-Q2", "2024"])


def test_only_the_rows_that_are_meant_are_looked_at(column):
    """A `where` leaves the other rows out."""
    assert [] == _problems(column, ["a 2022", "a 2023", "b 2030"], where={"grupo": "a"})


def test_what_is_no_period_is_told(column):
    """A text whose place nobody knows is not passed over in silence."""
    assert [("period-shape", 3, None)] == _problems(column, ["2024-Q1", "T2"])


def test_a_long_hole_is_counted_and_not_listed_whole(column):
    """Of many missing periods the first are named, and all are counted."""
    (problem,) = column({"type": "date"}, "2000-01-01", "2024-01-01",
                        checks={"seguidos": {"periods": "campo", "severity": "note"}})  # fmt: skip

    assert (8765, Severity.NOTE) == (problem.details["count"], problem.severity)
    assert problem.details["missing"].endswith("2000-01-13, …")
