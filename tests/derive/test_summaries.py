import math
from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from generator.derive import summaries
from generator.derive.summaries import Scope
from tests import invented

SCHEMA = """
name: obras
title: Obras
schema:
  fields:
    - {{name: barrio, title: Barrio, type: string, constraints: {{{constraints}}}}}
    - {{name: periodo, title: Periodo, type: string, rdfType: "http://purl.org/dc/terms/PeriodOfTime"}}
    - {{name: cantidad, title: Cantidad, type: number, unit: obras}}
views:
  obras: {{title: Obras, {view}}}
"""
SUM = "group: barrio, measure: {field: cantidad, aggregate: sum}"
MISSING = '[{value: "", label: ""}, {value: no aplica, label: no aplica}, {value: n.d. aún, label: no disponible}]'
TOTALS = (
    """
name: totales
title: Totales
schema:
  fields:
    - {name: fila, title: Fila, type: string}
    - {name: total, title: Total, type: integer, unit: obras}
views: {}
""",
    "fila,total\nobras,200\notra,7\nsin,\n",
)


def summarise(rows, view=SUM, constraints=""):
    """Return the answer to a view of rows such as `el-faro,2024,3`."""
    text = "".join(f"{row}\n" for row in ("barrio,periodo,cantidad", *rows))
    made = invented.build((SCHEMA.format(view=view, constraints=constraints), text), TOTALS)
    dataset = made.datasets["obras"]
    return summaries.summarise(dataset, dataset.descriptor.views[0], made)


def values(summary):
    """Return the value of each group, in the summary's order."""
    return [(point.key[0], point.value) for point in summary.points]


def test_a_sum_adds_the_cells_of_each_group():
    """A group's value is the sum of its rows' cells."""
    summary = summarise(["faro,2023,3", "ribera,2023,10", "faro,2024,4"])

    assert [("faro", 7), ("ribera", 10)] == values(summary)


def test_a_count_counts_rows():
    """A count needs no field: a group's value is how many rows it has, blank cells or not."""
    summary = summarise(["faro,2023,", "faro,2024,", "ribera,2024,1"], "group: barrio, measure: {aggregate: count}")

    assert [("faro", 2), ("ribera", 1)] == values(summary)


def test_a_value_is_the_one_cell_of_its_group():
    """A `value` view takes the cell as it stands, with its decimals."""
    summary = summarise(["faro,2024,86.50"], "group: barrio, measure: {field: cantidad, aggregate: value}")

    assert [(86.5, 2)] == [(point.value, point.decimals) for point in summary.points]


def test_presence_counts_what_is_there(villa):
    """A presence view counts the pairs that are true; a group where none is has zero, not a gap."""
    dataset = villa.datasets["oferta"]

    summary = summaries.summarise(dataset, dataset.descriptor.views[1], villa)

    assert [("norte", 2), ("sur", 1), ("isla", 0)] == values(summary)


def test_decimals_add_up_without_binary_noise():
    """Cells of 0.1 and 0.2 add up to 0.3, with one decimal."""
    (point,) = summarise(["faro,2024,0.1", "faro,2024,0.2"]).points

    assert (0.3, 1) == (point.value, point.decimals)


def test_a_whole_sum_of_decimals_is_a_whole_number():
    """Cells of 0.5 and 1.5 add up to the integer 2."""
    (point,) = summarise(["faro,2024,0.5", "faro,2024,1.5"]).points

    assert "2" == repr(point.value)


def test_sums_of_very_large_numbers_are_exact():
    """The largest integers that a cell may hold add up exactly, beyond what 64 bits hold."""
    rows = [f"{place},999999999999999999" for place in ["norte"] * 12]
    schema = """
name: gastos
title: Gastos
schema:
  fields:
    - {name: lugar, title: Lugar, type: string}
    - {name: pesos, title: Pesos, type: integer, unit: pesos}
views:
  gasto: {title: Gasto, group: lugar, measure: {field: pesos, aggregate: sum}}
"""
    made = invented.unchecked((schema, "".join(f"{row}\n" for row in ("lugar,pesos", *rows))))
    dataset = made.datasets["gastos"]

    summary = summaries.summarise(dataset, dataset.descriptor.views[0], made)

    assert 12 * 999999999999999999 == summary.total


def test_a_group_without_data_is_a_gap_and_not_zero():
    """A group whose cells are all blank has no value, no rank and no share."""
    (point, _) = summarise(["faro,2024,", "ribera,2024,5"]).points

    assert (None, None, None) == (point.value, point.rank, point.share)


def test_zero_is_a_value():
    """A group whose cells are zero has the value 0 and a rank."""
    points = summarise(["faro,2024,0", "ribera,2024,5"]).points

    assert [(0, 2), (5, 1)] == [(point.value, point.rank) for point in points]


def test_gaps_are_counted():
    """A summary says how many of its groups have no value."""
    summary = summarise(["faro,2024,", "ribera,2024,5", "isla,2024,"])

    assert (2, 5) == (summary.gaps, summary.total)


def test_blank_cells_of_a_group_with_data_are_counted():
    """A group of one known and one blank cell has the known value, and one gap."""
    (point,) = summarise(["faro,2023,4", "faro,2024,"]).points

    assert (4, 2, 1) == (point.value, point.rows, point.gaps)


def test_the_total_of_nothing_known_is_unknown():
    """Where every cell is blank there is no total, rather than zero."""
    assert summarise(["faro,2024,", "ribera,2024,"]).total is None


def test_equal_values_share_a_rank():
    """Ties get the same rank, and the next rank skips as many places: 1, 1, 3."""
    points = summarise(["faro,2024,5", "ribera,2024,5", "isla,2024,2"]).points

    assert [(1, 2), (1, 2), (3, 1)] == [(point.rank, point.tied) for point in points]


def test_a_ranking_leaves_gaps_out():
    """The ranking holds only the groups that have a value, the largest first."""
    summary = summarise(["faro,2024,", "ribera,2024,2", "isla,2024,5"])

    assert ["isla", "ribera"] == [point.key[0] for point in summary.ranked]


def test_a_share_is_a_part_of_the_total():
    """Where every row has a value, the whole is the total."""
    points = summarise(["faro,2024,25", "ribera,2024,75"]).points

    assert [0.25, 0.75] == [point.share for point in points]


def test_a_share_is_a_part_of_the_declared_whole():
    """A declared whole, found by its `where`, takes the place of the total."""
    whole = "whole: {dataset: totales, field: total, where: {fila: obras}}"
    points = summarise(["faro,2024,25", "ribera,2024,75"], f"{SUM}, {whole}").points

    assert [0.125, 0.375] == [point.share for point in points]


def test_a_declared_whole_holds_although_rows_lack_values():
    """A declared whole gives shares even where some rows are blank."""
    whole = "whole: {dataset: totales, field: total, where: {fila: obras}}"
    points = summarise(["faro,2024,50", "ribera,2024,"], f"{SUM}, {whole}").points

    assert [0.25, None] == [point.share for point in points]


def test_a_declared_whole_that_is_blank_gives_no_share():
    """Where the declared whole has no value, no share is told."""
    whole = "whole: {dataset: totales, field: total, where: {fila: sin}}"
    (point,) = summarise(["faro,2024,50"], f"{SUM}, {whole}").points

    assert point.share is None


def test_no_share_of_an_unknown_whole():
    """Where a row lacks its value and no whole is declared, nothing is a share of anything."""
    summary = summarise(["faro,2023,4", "faro,2024,", "ribera,2024,6"])

    assert (None, [None, None]) == (summary.whole, [point.share for point in summary.points])


def test_no_share_of_zero():
    """Where all is zero there is no share, and no division fails."""
    points = summarise(["faro,2024,0", "ribera,2024,0"]).points

    assert [None, None] == [point.share for point in points]


def test_periods_go_in_time():
    """Groups of a period field go from the earliest to the latest, however they are filed."""
    rows = ["faro,2024-Q2,1", "faro,2023-Q4,2", "faro,2024-Q1,3"]
    summary = summarise(rows, "group: periodo, measure: {field: cantidad, aggregate: sum}")

    assert ["2023-Q4", "2024-Q1", "2024-Q2"] == [point.key[0] for point in summary.points]


def test_listed_values_go_as_listed():
    """Groups of a field with an `enum` go in its order, not by the alphabet."""
    summary = summarise(["bajo,2024,1", "alto,2024,2", "medio,2024,3"], constraints="enum: [alto, medio, bajo]")

    assert ["alto", "medio", "bajo"] == [point.key[0] for point in summary.points]


def test_other_texts_go_as_filed():
    """Groups of a plain text field go in the order in which the file first names them."""
    summary = summarise(["ribera,2024,1", "faro,2024,2", "ribera,2024,3"])

    assert ["ribera", "faro"] == [point.key[0] for point in summary.points]


def test_entities_go_as_their_directory(villa):
    """Groups that point to entities go in the order of the directory."""
    dataset = villa.datasets["oferta"]

    summary = summaries.summarise(dataset, dataset.descriptor.views[0], villa)

    assert ["agua", "registro", "poda"] == [point.key[0] for point in summary.points]


@pytest.mark.parametrize(
    ("order", "expected"),
    [("value", ["isla", "faro", "ribera", "norte"]), ("-value", ["ribera", "faro", "isla", "norte"])],
)
def test_values_go_by_size_and_gaps_last(order, expected):
    """Ordered by value, upward or downward, the groups without data come last."""
    summary = summarise(["norte,2024,", "faro,2024,5", "ribera,2024,9", "isla,2024,2"], f"{SUM}, order: {order}")

    assert expected == [point.key[0] for point in summary.points]


def test_rows_without_a_group_are_counted_and_left_out():
    """A row whose group is blank is in no point; the summary counts it."""
    summary = summarise(["faro,2024,4", ",2024,6"])

    assert (1, 4) == (summary.unkeyed, summary.total)


def test_rows_whose_group_does_not_apply_are_in_no_group():
    """A labelled missing value is no group either: the row is counted and left out."""
    schema = SCHEMA.format(view=SUM, constraints="").replace("views:", f"  missingValues: {MISSING}\nviews:")
    made = invented.build((schema, "barrio,periodo,cantidad\nfaro,2024,4\nno aplica,2024,6\n"))
    dataset = made.datasets["obras"]

    summary = summaries.summarise(dataset, dataset.descriptor.views[0], made)

    assert ([("faro", 4)], 1) == (values(summary), summary.unkeyed)


def test_the_words_for_missing_data_have_no_decimals():
    """A cell that says why it holds no number adds no decimals to its group, whatever points it is written with."""
    schema = SCHEMA.format(view=SUM, constraints="").replace("views:", f"  missingValues: {MISSING}\nviews:")
    made = invented.build((schema, "barrio,periodo,cantidad\nfaro,2024,4.5\nfaro,2024,n.d. aún\n"))
    dataset = made.datasets["obras"]

    (point,) = summaries.summarise(dataset, dataset.descriptor.views[0], made).points

    assert (4.5, 1, 1) == (point.value, point.decimals, point.gaps)


def test_a_condition_keeps_only_its_rows():
    """`where` keeps the rows whose fields hold exactly these texts."""
    summary = summarise(["faro,2023,4", "faro,2024,6"], f"{SUM}, where: {{periodo: '2024'}}")

    assert ([("faro", 6)], (1,)) == (values(summary), tuple(summary.rows))


def test_a_condition_that_no_row_meets_gives_no_point():
    """Where no row is left there are no points and no total."""
    summary = summarise(["faro,2023,4"], f"{SUM}, where: {{periodo: '1999'}}")

    assert ((), None) == (summary.points, summary.total)


def test_an_entity_has_its_own_rows(villa):
    """With a scope only the entity's rows are read."""
    dataset = villa.datasets["visitas"]
    scope = Scope("centro_id", villa.entities["centros"]["sur"])

    summary = summaries.summarise(dataset, dataset.descriptor.views[0], villa, scope)

    assert [("2024-Q1", 300), ("2024-Q2", 200)] == values(summary)


def test_two_groups_make_a_point_for_each_pair():
    """A view with two groups has one point for each pair that the rows hold."""
    rows = ["faro,2023,1", "faro,2024,2", "ribera,2024,3"]
    summary = summarise(rows, "group: [barrio, periodo], measure: {field: cantidad, aggregate: sum}")

    expected = [("faro", "2023", 1), ("faro", "2024", 2), ("ribera", "2024", 3)]
    assert expected == [(*point.key, point.value) for point in summary.points]


CELLS = st.one_of(
    st.just(""),
    st.integers(0, 10**6).map(str),
    st.integers(0, 10**6).map(lambda cents: f"{cents // 100}.{cents % 100:02}"),
)
ROWS = st.lists(st.tuples(st.sampled_from(["faro", "ribera", "isla", "norte", ""]), CELLS), min_size=1, max_size=25)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(rows=ROWS)
def test_totals_are_the_plain_sum_of_the_cells(rows):
    """Whatever the rows, the total is exactly the decimal sum of the cells that have a group and a value."""
    summary = summarise([f"{place},2024,{cell}" for place, cell in rows])
    cells = [Decimal(cell) for place, cell in rows if place and cell]

    assert (sum(cells) if cells else None) == (None if summary.total is None else Decimal(repr(summary.total)))


@settings(derandomize=True, deadline=None, max_examples=60)
@given(rows=ROWS)
def test_shares_add_up_to_one(rows):
    """Whatever the rows, the shares are all there and add up to one, or there is none."""
    summary = summarise([f"{place},2024,{cell}" for place, cell in rows])
    shares = [point.share for point in summary.points]
    has_whole = bool(summary.total) and all(cell for place, cell in rows if place)

    assert has_whole == any(share is not None for share in shares)
    assert not has_whole or math.isclose(1, sum(shares), rel_tol=1e-9)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(rows=ROWS)
def test_ranks_agree_with_sorting(rows):
    """Whatever the rows, a group's rank is one more than the number of groups with a larger value."""
    summary = summarise([f"{place},2024,{cell}" for place, cell in rows])
    known = [point.value for point in summary.points if point.value is not None]

    assert [1 + sum(other > value for other in known) for value in known] == [point.rank for point in summary.known]
    assert sorted(known, reverse=True) == [point.value for point in summary.ranked]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(rows=ROWS)
def test_every_row_is_in_one_group_or_counted(rows):
    """Whatever the rows, each is in exactly one point or among those without a group."""
    summary = summarise([f"{place},2024,{cell}" for place, cell in rows])

    assert len(rows) == sum(point.rows for point in summary.points) + summary.unkeyed
