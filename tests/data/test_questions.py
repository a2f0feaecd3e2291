"""The questions that people bring to a counter, answered by this repository's own data."""

import json
from pathlib import Path

import pytest

from generator import project
from generator.derive import site_pages
from generator.derive.finders import QuestionsPage
from generator.load import package
from generator.model import catalog
from generator.project import Project
from generator.render import answers, words

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module", name="asked")
def _asked():
    """The answers of this repository's own site, by their id."""
    where = Project(ROOT)
    made = catalog.build(package.load(where, project.survey(where)))
    (page,) = (page for page in site_pages.derive(made) if isinstance(page, QuestionsPage))
    found = json.loads(answers.text(page, words.load(made.site)))["questions"]
    return {one["id"]: one for one in found}


@pytest.mark.parametrize(
    ("name", "answer", "address"),
    [
        (
            "servicios-sisben-cali-servicios-lugares",
            "Sisben se ofrecía en 9 CALI en 2023. Son: CALI 1, CALI 6, CALI 7, CALI 13, CALI 15, CALI 16, CALI 18, CALI 20 y CALI 21.",
            "servicios/sisben/index.html#cali-servicios-lugares",
        ),
        (
            "servicios-ventanilla-unica-cali-servicios-lugares",
            "Ventanilla Única se ofrecía en 18 CALI en 2023.",
            "servicios/ventanilla-unica/index.html#cali-servicios-lugares",
        ),
        (
            "organismos-movilidad-pqrsd-organismo-trimestre-por-organismo",
            "Secretaría de Movilidad recibió 116.925 comunicaciones en 2024. Es el 34,6% del total y ocupa el puesto 1",
            "organismos/movilidad/index.html#pqrsd-organismo-trimestre-por-organismo",
        ),
        (
            "canales-contactos-lista",
            "El plan de 2025 da 6 contactos de la Alcaldía: Sótano 1, Centro Administrativo Municipal (CAM), 195,",
            "canales/index.html#canales-contactos-lista",
        ),
    ],
)
def test_what_people_ask_is_answered(asked, name, answer, address):
    """Where Sisben is done, which CALI have a ventanilla única, how much Movilidad received, how to get in touch."""
    assert asked[name]["answer"].startswith(answer)
    assert address == asked[name]["address"]


def test_everything_that_has_a_page_at_the_counter_has_an_answer(asked):
    """Each of the 18 services, the 23 CALI and the 28 organismos answers at least one question."""
    about = {(one["about"]["kind"], one["about"]["title"]) for one in asked.values()}
    kinds = [kind for kind, _ in about]

    assert (18, 23, 28) == tuple(kinds.count(kind) for kind in ("servicio", "CALI", "organismo"))


def test_every_answer_says_where_it_comes_from(asked):
    """Each has words, a dataset and at least one document with its lines, for all rows of this site have them."""
    assert [] == [name for name, one in asked.items() if not one["answer"] or not one["dataset"]["rows"]]
    assert [] == [name for name, one in asked.items() if not all(source["lines"] for source in one["sources"])]


def test_a_gap_is_an_answer_too(asked):
    """The report gives the users of four CALI only: of the others the answer says that there is no data, never zero."""
    told = [
        one["answer"]
        for name, one in asked.items()
        if name.endswith("-usuarios-cali-usuarios") and one["about"]["kind"]
    ]

    assert (23, 19) == (len(told), sum("sin dato de CALI" in text for text in told))
