import pytest

from generator.derive import site_pages
from generator.derive.finders import LettersPage, QuestionsPage
from tests import invented
from tests.derive.test_entries import VILLA

NAMES = """
name: lugares
title: Lugares
schema:
  fields:
    - {name: id, title: Código, type: string}
    - {name: nombre, title: Nombre, type: string}
    - {name: sigla, title: Sigla, type: string}
    - {name: sede, title: Sede, type: string}
  primaryKey: id
label: nombre
entity: {singular: lugar, plural: lugares, aliases: apodos, abbreviation: sigla, subtitle: sede}
"""
OTHERS = """
name: apodos
title: Apodos
schema:
  fields: [{name: lugar_id, title: Lugar, type: string}, {name: apodo, title: Apodo, type: string}]
  primaryKey: [lugar_id, apodo]
  foreignKeys: [{fields: lugar_id, reference: {resource: lugares, fields: id}}]
label: apodo
"""


def letters(rows, others=""):
    """Return the list from A to Z of some places: each letter with its names."""
    schema = NAMES if others else NAMES.replace(" aliases: apodos,", "")
    named = ((OTHERS, f"lugar_id,apodo\n{others}"),) if others else ()
    made = invented.build((schema, f"id,nombre,sigla,sede\n{rows}"), *named)
    (page,) = (page for page in site_pages.derive(made) if isinstance(page, LettersPage))
    return page.letters


def listed(rows, others=""):
    """Return the texts of each letter."""
    return {letter.text: [name.text for name in letter.names] for letter in letters(rows, others)}


def test_accents_and_case_make_no_letter():
    """«Árbol», «abedul» and «Ébano» stand under A and E, in the order in which people look."""
    assert {"A": ["abedul", "Árbol"], "E": ["Ébano"]} == listed("a,Árbol,,\nb,abedul,,\nc,Ébano,,\n")


def test_a_letter_with_a_tilde_follows_its_own():
    """«Ñ» is a letter of its own between N and O."""
    assert ["N", "Ñ", "O"] == list(listed("a,Ñame,,\nb,Orilla,,\nc,Nuez,,\n"))
    assert ["letter-n", "letter-f1", "letter-o"] == [one.id for one in letters("a,Ñame,,\nb,Orilla,,\nc,Nuez,,\n")]


def test_numbers_stand_last_and_in_their_order():
    """2 comes before 10, at the start of a name and inside it; marks before a name do not count."""
    rows = "a,Sala 10,,\nb,Sala 2,,\nc,«Salón»,,\nd,24 horas,,\n"

    assert {"S": ["Sala 2", "Sala 10", "«Salón»"], "#": ["24 horas"]} == listed(rows)


def test_every_name_leads_to_its_thing():
    """Initials, other names and what stands beside a name are listed too, and lead to the name that the site uses."""
    found = {
        name.text: name
        for letter in letters("dap,Parques,DAP,El Faro\n", "dap,Jardines\ndap,PARQUES\n")
        for name in letter.names
    }

    assert {"Parques": False, "DAP": True, "El Faro": True, "Jardines": True} == {
        text: name.see for text, name in found.items()
    }
    assert {("Parques", "lugares/dap/")} == {(name.link.text, name.link.path) for name in found.values()}
    assert "El Faro" == found["Parques"].note


def test_questions_stand_by_kind_and_by_wording():
    """The same question about several things is one topic; that about all of them comes last."""
    made = invented.build(*VILLA)
    (page,) = (page for page in site_pages.derive(made) if isinstance(page, QuestionsPage))

    assert [("Centros de atención", [3]), ("", [1])] == [
        (group.title, [len(topic.answers) for topic in group.topics]) for group in page.groups
    ]
    assert {"name": "…"} == page.groups[0].topics[0].question.values
    assert "questions/questions.json" == page.download.path


def test_a_catalogue_without_things_has_no_list_of_names():
    """Where nothing has a page of its own there is nothing to list; the search is there all the same."""
    made = invented.build(invented.SATISFACTION)
    paths = [page.path for page in site_pages.derive(made)]

    assert "search/" in paths
    assert "a-z/" not in paths


@pytest.mark.parametrize(("segment", "path"), [("questions", "preguntas/"), ("search", "buscar/"), ("a-z", "nombres/")])
def test_a_city_names_these_pages(segment, path):
    """`segments` renames them."""
    made = invented.build(*VILLA, site=f"segments: {{{segment}: {path.strip('/')}}}")

    assert path in [page.path for page in site_pages.derive(made)]


def test_the_finder_asks_what_the_city_asks():
    """Each question of `home.finder` has the pages of its entity dataset, in their order."""
    made = invented.villa("home: {finder: [{title: ¿A dónde va?, entities: centros, note: Por su nombre.}]}")
    (asked,) = site_pages.home(made).finder

    assert ("¿A dónde va?", "Por su nombre.") == (asked.title, asked.note)
    assert [entity.path for entity in made.entities["centros"].values()] == [c.link.path for c in asked.directory.cards]
