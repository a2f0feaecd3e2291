import json

import pytest

from generator.derive import site_pages
from generator.derive.finders import QuestionsPage
from generator.render import answers, words
from tests import invented
from tests.derive.test_entries import VILLA


def answered(site=""):
    """Return the file of the answers of Villa Serena, as a value."""
    made = invented.build(*VILLA, site=site)
    (page,) = (page for page in site_pages.derive(made) if isinstance(page, QuestionsPage))
    return json.loads(answers.text(page, words.load(made.site)))


def test_an_answer_is_whole_for_a_program():
    """Question, answer, address, dataset and source stand together, in words and as parts."""
    (found,) = (one for one in answered()["questions"] if one["about"]["title"] == "Centro Norte")

    assert {
        "id": "centros-norte-visitas-por-centro",
        "question": "¿Cuántos fueron a Centro Norte?",
        "answer": "Centro Norte recibió 2.500 visitas en 2024. Ocupa el puesto 1 entre los 2 centros que tienen dato."
        " Falta 1 de 3: está sin dato, que no es lo mismo que cero.",
        "address": "centros/norte/index.html#visitas-por-centro",
        "about": {"title": "Centro Norte", "kind": "centro", "names": []},
        "dataset": {
            "name": "visitas",
            "title": found["dataset"]["title"],
            "address": "data/visitas/index.html",
            "rows": 5,
        },
        "sources": [
            {
                "document": "Informe de visitas 2024",
                "address": "documentos/informe/index.html",
                "lines": found["sources"][0]["lines"],
            }
        ],
    } == found
    assert found["sources"][0]["lines"].startswith("3-4;7-9;12")


def test_addresses_are_whole_where_the_site_says_where_it_stands():
    """With `url` a program can follow each address as it is."""
    found = answered("url: https://villa.example/datos")

    assert "https://villa.example/datos/" == found["address"]
    assert {"https://villa.example/datos"} == {
        one["address"].partition("/centros")[0].partition("/atencion")[0] for one in found["questions"]
    }


def test_the_shape_is_the_one_of_the_document(request):
    """The example in the documents has the keys that the file has, and no other."""
    text = (request.config.rootpath / "docs/respuestas.md").read_text("utf-8")
    example = json.loads(text.partition("```json\n")[2].partition("```")[0])

    assert _shape(example["questions"][0]) == _shape(answered()["questions"][0])
    assert set(example) == set(answered())


def _shape(value):
    return {key: _shape(item) if isinstance(item, dict) else type(item) for key, item in value.items()}


@pytest.mark.parametrize("city", ["", "language: en\nlocale: en_US"])
def test_the_language_is_the_site_s(city):
    """The file says in which language it answers."""
    assert ("en" if city else "es") == answered(city)["language"]
