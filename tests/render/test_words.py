import datetime
import re

import pytest

from generator.derive.terms import Link, Missing, Names, NotApplicable, Period, Quantity, Sentence, Share, Word
from generator.load.schemas import Unit
from generator.load.site import Site
from generator.render import words


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["agua"], "agua"),
        (["agua", "luz"], "agua y luz"),
        (["agua", "luz", "vías"], "agua, luz y vías"),
        (["agua", "impuestos"], "agua e impuestos"),
        (["agua", "Higiene"], "agua e Higiene"),
        (["agua", "Índice"], "agua e Índice"),
        (["agua", "hielo"], "agua y hielo"),
        (["agua", "yerba"], "agua y yerba"),
    ],
)
def test_lists_are_told_as_in_spanish(items, expected, spanish):
    """A list ends in «y», and in «e» before the sound of i, but not before that of «hielo»."""
    assert expected == spanish.enumerate(items)


def test_a_list_of_links_is_told_by_what_is_read(spanish):
    """Where items are markup the conjunction follows the text that is read."""
    assert "<b>agua</b> e <b>Isla</b>" == spanish.enumerate(["<b>agua</b>", "<b>Isla</b>"], "Isla")


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, "Hay 1 fila más en el archivo."),
        (0, "Hay 0 filas más en el archivo."),
        (7, "Hay 7 filas más en el archivo."),
    ],
)
def test_words_agree_with_their_number(count, expected, spanish):
    """A phrase with two forms takes the one of its number."""
    assert expected == spanish.say("table.hidden", count, count=count)


def test_the_number_may_stand_apart_from_what_is_said(spanish):
    """The number that chooses the form need not be the text that is told."""
    assert "2 conjuntos de datos, 1 fila." == spanish.say("page.counts", 1, datasets="2", rows="1")


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("Centro Norte", "Centro Norte"),
        (1234, "1.234"),
        (datetime.date(2025, 3, 9), "9 de marzo de 2025"),
        (Quantity(2500, Unit("visita", "visitas")), "2.500\u00a0visitas"),
        (Share(0.123), "12,3%"),
        (Period("2024-Q1"), "primer trimestre de 2024"),
        (Link("Centro Norte", "centros/norte/"), "Centro Norte"),
        (Missing(), "sin dato"),
        (Missing("no aplica"), "no aplica"),
        (NotApplicable(), "no aplica"),
        (Names((Link("Agua", "a/"), Period("2024-Q1"))), "Agua y primer trimestre de 2024"),
        (Word("table.yes"), "sí"),
    ],
)
def test_every_kind_of_value_has_its_words(term, expected, spanish):
    """Each kind of term is told as what it is."""
    assert expected == spanish.term(term)


def test_a_sentence_begins_with_a_capital(spanish):
    """The values fill the pattern, and the first letter is made large."""
    sentence = Sentence("lead.entity", {"name": "el faro", "value": Quantity(3, Unit("obra", "obras"))})

    assert "El faro: 3\u00a0obras." == spanish.sentence(sentence)


def test_a_pattern_of_the_city_is_told_as_it_stands(spanish):
    """A sentence with a pattern of its own needs no key."""
    assert "En 2024 hubo 3." == spanish.sentence(Sentence("", {"value": 3}, pattern="En 2024 hubo {value}."))


def problems(**changes):
    """Return code, field and value of what is wrong with a site's words."""
    return [(problem.code, problem.field, problem.value) for problem in words.check(Site(**changes))]


def test_the_default_site_speaks_soundly():
    """Without `site.yaml` nothing is wrong."""
    assert [] == problems()


def test_a_city_may_say_things_in_its_own_words():
    """A word that the city overrides is said in its form; the others stay."""
    site = Site(words={"table": {"total": "Suma"}})

    assert [] == problems(words=site.words)
    assert ("Suma", "Filas") == (words.load(site).say("table.total"), words.load(site).say("table.rows"))


def test_words_that_are_never_said_are_reported():
    """A misspelt key would never be heard: it is reported."""
    assert [("unknown-word", "words.table.totl", None)] == problems(words={"table": {"totl": "Suma"}})


@pytest.mark.parametrize("pattern", ["{nada}", {"one": "{count}", "other": "{cuenta}"}, "{", "{title.__class__}"])
def test_slots_that_are_never_filled_are_reported(pattern):
    """A slot that the engine does not fill is reported, in every form of the phrase."""
    assert ["unknown-slot"] == [code for code, _, _ in problems(words={"figure": {"rows_of": pattern}})]


@pytest.mark.parametrize("pattern", [None, 7, ["Suma"], {"one": "Suma", "other": None}])
def test_what_is_no_text_is_reported(pattern):
    """A word that is not a text, nor one text for one and another for several, is reported."""
    assert ["wrong-type"] == [code for code, _, _ in problems(words={"table": {"total": pattern}})]


def test_an_unknown_language_is_reported():
    """A language that the engine does not speak is reported, with those that it does."""
    (problem,) = words.check(Site(language="xx"))

    assert ("unknown-language", "language", "xx", "en, es") == (
        problem.code,
        problem.field,
        problem.value,
        problem.details["known"],
    )


def test_an_unknown_locale_is_reported():
    """A locale that does not exist is reported."""
    assert [("unknown-locale", "locale", "es_XX1")] == problems(locale="es_XX1")


@pytest.mark.parametrize("language", words.languages())
def test_every_language_says_the_same_things(language):
    """Each language has the same keys, with the same slots and the same forms: none can fail where another works."""
    spanish, other = words.read("es"), words.read(language)

    assert set(spanish) == set(other)
    plain = tuple(key for key in spanish if key.startswith("problem.") and key.endswith((".explain", ".example")))
    assert {key: words.slots_of(pattern) for key, pattern in spanish.items() if key not in plain} == {
        key: words.slots_of(pattern) for key, pattern in other.items() if key not in plain
    }


def test_every_word_that_templates_say_exists():
    """No template or module asks for a word that the catalogue does not have."""
    catalogue = words.read("es")
    asked = set()
    for path in sorted(words.WORDS.parent.parent.rglob("*")):
        if path.suffix in (".j2", ".py", ".html"):
            asked |= set(
                re.findall(
                    r"""(?:\bsay\(|\bWord\(|\bSentence\()\s*["']([a-z_]+(?:\.[a-z_]+)*)["']\s*[,)]""",
                    path.read_text("utf-8"),
                )
            )

    assert len(asked) > 60
    assert set() == asked - set(catalogue)
