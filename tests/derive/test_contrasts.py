import csv
import io

import pytest

from generator.derive import contrasts
from generator.derive.verdicts import Verdict
from generator.problems import Severity
from tests import announced
from tests.announced import AVERAGE, OPEN, OPINION, TOTAL, UNKNOWN

ROWS, VALUE = "SELECT sede_id, recibos FROM recaudo_sedes", "SELECT sum(recibos) FROM filas"


def verdicts(town):
    """Return each statement's verdict by its id."""
    return {one.id: one.verdict for one in contrasts.derive(town)}


def one(**cells):
    """Return the only statement of a town, changed, and what is still to be said about it."""
    town = announced.town({**TOTAL, **cells})
    return contrasts.derive(town), [(p.code, p.field, p.value, str(p.severity)) for p in contrasts.check(town)]


@pytest.fixture(scope="module", name="town")
def _town():
    """Bahía Mirlo with a statement of each verdict."""
    return announced.town()


def test_every_statement_has_its_verdict(town):
    """A sound town has each verdict once, in the order of the rows, and nothing is left to be said."""
    expected = {"total": Verdict.HOLDS, "media": Verdict.ROUNDING, "abiertas": Verdict.FAILS,
                "tasa-q2": Verdict.UNDECIDED, "amable": Verdict.OBSERVATION}  # fmt: skip

    assert list(expected.items()) == list(verdicts(town).items())
    assert () == contrasts.check(town)


def test_a_statement_keeps_what_its_row_says(town):
    """Its words, its value, its unit, its rule, its review and its source stand beside what was computed."""
    found = {one.id: one for one in contrasts.derive(town)}["abiertas"]

    assert ("afirmaciones", "Están abiertas dos sedes", "2", "sedes", None) == (
        found.dataset, found.text, found.stated, found.unit, found.decimals,
    )  # fmt: skip
    assert (OPEN["filas"], OPEN["calculo"]) == (found.rule.rows, found.rule.value)
    assert ("1", ("2025-02-03", "El informe contó la sede cerrada.")) == (found.computed, found.accepted)
    assert ["Informe de 2024"] == [citation.document.text for citation in found.provenance.citations]


def test_without_a_rule_nothing_is_computed(town):
    """An observation has no rule, no answer and no value, but a reason."""
    found = {one.id: one for one in contrasts.derive(town)}["amable"]

    assert (None, None, "", OPINION["motivo"]) == (found.rule, found.answer, found.computed, found.reason)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("SELECT 1235", "1235"),
        ("SELECT 1235.0", "1235"),
        ("SELECT 0.1 + 0.2", "0.3"),
        ("SELECT 0.0", "0"),
        ("SELECT 1e20", "100000000000000000000"),
        ("SELECT 'La Loma'", "La Loma"),
        ("SELECT '007'", "007"),
        ("SELECT NULL", ""),
    ],
)
def test_the_computed_value_has_the_digits_that_matter(value, expected):
    """A number is told without the noise of binary fractions, without a point it does not need, and never as a power."""
    (found,), _ = one(calculo=value)

    assert expected == found.computed


def test_what_all_rows_read_have_in_common_is_whom_a_statement_is_about(town):
    """A rule that read one branch's rows alone is about that branch; one that read all rows is about none."""
    found = {one.id: one.entities for one in contrasts.derive(town)}

    assert ("sede_id", "loma") in found["media"]
    assert ("id", "muelle") in found["abiertas"]
    assert frozenset() == found["total"] == found["amable"]


def test_the_rules_run_once(town):
    """Every page that asks hears the same statements."""
    assert contrasts.derive(town) is contrasts.derive(town)


CELLS = [
    ("recaudo-sedes", 3, "recibos", "1300", {"total": Verdict.FAILS}),
    ("recaudo-sedes", 3, "tasa", "1", {"media": Verdict.FAILS}),
    ("recaudo-sedes", 4, "tasa", "50.4", {"media": Verdict.HOLDS}),
    ("recaudo-sedes", 2, "tasa", "13.5", {"tasa-q2": Verdict.FAILS}),
    ("recaudo-sedes", 1, "nota", "otra", {}),
    ("sedes", 2, "abierta", "sí", {"abiertas": Verdict.HOLDS}),
    ("sedes", 1, "nombre", "Sede Vieja", {}),
    ("tareas", 1, "meta", "largo plazo", {}),
]


def _changed(name, line, field, cell):
    """Return the texts of a dataset of the town with one cell changed."""
    head, rows = next(texts for texts in announced.OTHERS if f"name: {name}\n" in texts[0])
    table = list(csv.reader(io.StringIO(rows)))
    table[line][table[0].index(field)] = cell
    return head, "".join(",".join(row) + "\n" for row in table)


@pytest.mark.parametrize(("name", "line", "field", "cell", "expected"), CELLS)
def test_one_cell_changes_the_verdicts_of_the_statements_that_read_it(town, name, line, field, cell, expected):
    """When a cell changes, exactly the statements whose rules read it may have another verdict."""
    stated = [{**row, "motivo": row.get("motivo", "")} for row in announced.STATEMENTS]

    changed = announced.town(*stated, replaced=(_changed(name, line, field, cell),))

    before, after = verdicts(town), verdicts(changed)
    assert expected == {key: after[key] for key in after if before[key] is not after[key]}


def test_a_changed_cell_changes_the_value_of_the_statements_that_read_it_alone(town):
    """The values found change with the cell, also where the verdict stays."""
    changed = announced.town(replaced=(_changed("recaudo-sedes", 4, "recibos", "36"),))

    before, after = ({one.id: one.computed for one in contrasts.derive(made)} for made in (town, changed))
    assert {"total": "1236"} == {key: after[key] for key in after if before[key] != after[key]}


SAID = [
    ({}, []),
    ({"valor": "1300"}, [("statement-differs", "valor", "1300", "error")]),
    (
        {"valor": "1300", "dif_valor": "1235"},
        [("required", "dif_fecha", "", "error"), ("required", "dif_motivo", "", "error")],
    ),
    ({"valor": "1300", "dif_valor": "1235", "dif_fecha": "2025-01-01", "dif_motivo": "Errata"}, []),
    ({"valor": "1300", "dif_valor": "1235.0", "dif_fecha": "2025-01-01", "dif_motivo": "Errata"}, []),
    (
        {"valor": "1300", "dif_valor": "1234", "dif_fecha": "2025-01-01", "dif_motivo": "Errata"},
        [("statement-changed", "dif_valor", "1234", "error")],
    ),
    (
        {"dif_valor": "1234", "dif_fecha": "2025-01-01", "dif_motivo": "Errata"},
        [("statement-settled", "dif_valor", "1234", "warning")],
    ),
    (
        {"valor": "1236", "decimales": "0", "dif_valor": "1235"},
        [("statement-settled", "dif_valor", "1235", "warning")],
    ),
    ({"calculo": "SELECT NULL"}, [("statement-reason", "motivo", "", "error")]),
    ({"calculo": "SELECT NULL", "motivo": "No se publicó."}, []),
    ({"filas": "", "calculo": ""}, [("statement-reason", "motivo", "", "error")]),
    ({"filas": ""}, [("statement-reason", "motivo", "", "error")]),
    ({"calculo": ""}, [("statement-reason", "motivo", "", "error")]),
    ({"filas": "", "calculo": "", "clase": "opinión"}, [("statement-reason", "motivo", "", "error")]),
    ({"clase": "opinión", "valor": "9999", "motivo": "Se notó al leer."}, []),
    ({"clase": "otra", "valor": "9999"}, [("statement-differs", "valor", "9999", "error")]),
    ({"calculo": "SELECT random()"}, [("rule-error", "calculo", "SELECT random()", "error")]),
]


@pytest.mark.parametrize(("cells", "expected"), SAID)
def test_what_an_editor_still_has_to_say(cells, expected):
    """A difference needs a review that still is true; nothing computed needs a reason; a rule must run."""
    assert expected == one(**cells)[1]


def test_a_statement_s_problem_stands_at_its_cell():
    """File, line, record, column and what was found are told, so that an editor finds the cell."""
    town = announced.town(TOTAL, {**AVERAGE, "valor": "30"})

    (problem,) = contrasts.check(town)

    assert ("datasets/afirmaciones.csv", 3, 3, 3) == (problem.file, problem.line, problem.record, problem.column)
    assert {"computed": "25.125", "review": "dif_valor"} == problem.details


def test_a_rule_that_cannot_run_says_what_sqlite_says():
    """The reason is SQLite's own, and the statement has no verdict."""
    town = announced.town(TOTAL, {**TOTAL, "id": "otra", "filas": "SELECT recibo FROM recaudo_sedes"})

    (problem,) = contrasts.check(town)

    assert (3, "calculo", {"reason": "no such column: recibo"}) == (problem.line, problem.field, problem.details)
    assert {"total": Verdict.HOLDS} == verdicts(town)


def test_the_parts_of_a_sum_are_the_rows_read():
    """Where rounded parts were added, the difference may be half a unit for each row."""
    parts = {"valor": "1237", "decimales": "0", "filas": ROWS, "calculo": VALUE}

    assert [Verdict.FAILS, Verdict.ROUNDING] == [
        one(**parts, partes=cell, dif_valor="1235", dif_fecha="2025-01-01", dif_motivo="x")[0][0].verdict
        for cell in ("false", "true")
    ]


def test_a_warning_stops_nothing():
    """A review of a difference that is gone is told, and the build goes on."""
    (problem,) = contrasts.check(announced.town({**TOTAL, "dif_valor": "1"}))

    assert Severity.WARNING is problem.severity


def test_a_town_without_statements_has_none():
    """A catalogue where nothing is stated runs no rule."""
    town = announced.build(*announced.OTHERS, metadata=announced.PACKAGE)

    assert ((), ()) == (contrasts.derive(town), contrasts.check(town))


def test_the_statement_that_no_data_decides_says_why(town):
    """Where the rule gives no data the verdict is open, and the row says why."""
    found = {one.id: one for one in contrasts.derive(town)}["tasa-q2"]

    assert (Verdict.UNDECIDED, None, UNKNOWN["motivo"]) == (found.verdict, found.answer.value, found.reason)
