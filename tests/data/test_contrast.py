"""What this site says of the documents' statements, of the systems they describe and of what is missing: all computed."""

import shutil
from pathlib import Path

import pytest

from generator import project
from generator.derive import contrasts, lists
from generator.derive.questions import Question
from generator.derive.verdicts import Verdict
from generator.load import package
from generator.model import catalog
from generator.project import Project

ROOT = Path(__file__).parent.parent.parent
AWAITED = {
    "usuarios-cali-servicio-mes",
    "pqrsd-tiempos-respuesta",
    "percepcion-trimestre",
    "satisfaccion-tramite-trimestre",
    "plan-2025-evidencias",
    "presupuesto-participativo-proyectos",
    "movilizadores-contratos",
    "movilizadores-avance",
    "dialogos-calendario",
    "dialogos-compromisos",
    "portafolio-tramites",
    "cali-direcciones",
}
"""What the city collects and had not published when the documents were read."""


def read(root):
    """Return the catalogue of the project at `root`."""
    where = Project(root)
    return catalog.build(package.load(where, project.survey(where)))


@pytest.fixture(scope="module", name="made")
def _made():
    """This repository's own catalogue."""
    return read(ROOT)


def test_every_statement_has_a_verdict_or_a_reason(made):
    """None of the 281 statements is left out; what has no computed value says why."""
    found = contrasts.derive(made)

    assert 281 == len(found)
    assert () == contrasts.check(made)
    silent = [one.id for one in found if one.verdict in (Verdict.UNDECIDED, Verdict.OBSERVATION) and not one.reason]
    assert [] == silent


def test_no_verdict_is_typed_in(made):
    """A verdict needs a value that a rule computed from rows; without one there is none."""
    decided = (Verdict.HOLDS, Verdict.ROUNDING, Verdict.FAILS)
    found = {one.id: one for one in contrasts.derive(made) if one.verdict in decided}

    assert len(found) > 200
    assert [] == [one.id for one in found.values() if not (one.rule and one.answer and one.answer.rows)]
    words = {"se cumple", "no se cumple", "redondeo", "no se puede comprobar"}
    columns = made.datasets["afirmaciones"].table.texts
    assert [] == [name for name, texts in columns.items() if words & {text.casefold() for text in texts}]


def test_a_difference_is_recorded_with_its_reason(made):
    """What does not hold was reviewed on a day, and says why it may be so."""
    failing = [one for one in contrasts.derive(made) if one.verdict is Verdict.FAILS]

    assert failing
    assert [] == [one.id for one in failing if not all(one.accepted)]


def test_one_cell_changes_only_what_depends_on_it(made, tmp_path):
    """A changed cell changes verdicts, and no verdict of a statement whose rule does not read its dataset."""
    for name in ("datasets", "schemas", "site_src"):
        shutil.copytree(ROOT / name, tmp_path / name)
    path = tmp_path / "datasets" / "pqrsd-organismo-trimestre.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",38635,", ",38636,"), encoding="utf-8")
    before = {one.id: one.computed for one in contrasts.derive(made)}
    readers = {
        one.id
        for one in contrasts.derive(made)
        if one.answer and ("pqrsd-organismo-trimestre", "comunicaciones") in one.answer.read
    }

    after = {one.id: one for one in contrasts.derive(read(tmp_path))}

    assert text != path.read_text(encoding="utf-8")
    changed = {name for name, one in after.items() if one.computed != before[name]}
    assert {"d2-021", "d2-032", "d2-036"} <= changed <= readers
    assert Verdict.FAILS is after["d2-021"].verdict
    assert Verdict.HOLDS is after["d2-022"].verdict


def test_each_of_the_systems_has_its_place(made):
    """Each of the 65 systems has datasets, published or awaited, or says why it has none."""
    systems = made.datasets["sistemas"]
    asked = Question(systems, systems.descriptor.views[0], made, None)
    states = {row: lists.state(asked, row) for row in range(len(systems.table))}
    reasons = systems.table.texts["motivo"]
    missing = systems.descriptor.schema.missing_values

    assert 65 == len(states)
    assert [] == [row for row, state in states.items() if state == "none" and reasons[row] in missing]
    assert {"published", "partly"} <= set(states.values())


def test_what_is_awaited_has_its_descriptor(made):
    """What the city collects but has not published waits with a complete descriptor, or has arrived."""
    assert {name for name in AWAITED if made.datasets[name].descriptor.awaited} == AWAITED


def test_what_was_lost_is_told(made):
    """The figures, images and lists that the documents lost are all there, each with whose it is to publish them."""
    gaps = made.datasets["lo-que-falta"].table.texts

    assert len(gaps["falta_id"]) >= 27
    assert "" not in set(gaps["responsable"])


def test_the_menu_of_the_law_is_whole(made):
    """The ten entries of the first level are there, in the order of the law."""
    table = made.datasets["menu-transparencia"].table.texts
    first = [number for number in table["numero"] if "." not in number]

    assert [str(number) for number in range(1, 11)] == first
