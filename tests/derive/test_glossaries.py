from generator.derive import glossaries, site_pages
from tests import invented

WORDS = (
    """
name: palabras
title: Palabras
schema:
  fields:
    - {name: id, title: Identificador, type: string}
    - {name: palabra, title: Palabra, type: string}
    - {name: dice, title: Qué dice, type: string}
  primaryKey: id
glossary: {term: palabra, meaning: dice}
views: {}
""",
    """id,palabra,dice
1,UNO,"Unión
Obrera"
2,ÁB C,Algo
3,ab-c,Otra cosa
4,zz,
5,<b>,Negrita
""",
)


def test_words_are_listed_in_the_order_of_the_alphabet():
    """Each has an anchor of its own, in plain letters; one that nobody explains is listed too."""
    made = invented.build(WORDS)

    found = [(entry.id, entry.term, entry.meaning) for entry in glossaries.entries(made)]

    assert [
        ("b", "<b>", "Negrita"),
        ("ab-c", "ÁB C", "Algo"),
        ("ab-c--2", "ab-c", "Otra cosa"),
        ("uno", "UNO", "Unión Obrera"),
        ("zz", "zz", ""),
    ] == found
    assert "glossary/" in list(site_pages.addresses(made))
    assert "glossary/" in [page.path for page in site_pages.derive(made)]


def test_without_words_there_is_no_page():
    """A town without a glossary has neither the page nor its address."""
    made = invented.villa()

    assert () == glossaries.entries(made)
    assert "glossary/" not in list(site_pages.addresses(made))
