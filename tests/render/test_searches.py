import json

from generator.derive import entries, site_pages
from generator.derive.finders import SearchPage
from generator.render import searches, words
from tests import invented
from tests.derive.test_entries import VILLA

GAP = "Falta 1 de 3: está sin dato, que no es lo mismo que cero."
HOSTILE = '</script><script>alert(1)</script> "; alert(2); //\u2028'


def index(*datasets, build=invented.build, **site):
    """Return the value that the script assigns."""
    made = build(*datasets, **site)
    (page,) = (page for page in site_pages.derive(made) if isinstance(page, SearchPage))
    text = searches.script(page, words.load(made.site))
    start, end = f"globalThis.{searches.GLOBAL} = ", ";\n"
    assert (start, end) == (text[: len(start)], text[-len(end) :])
    return json.loads(text[len(start) : -len(end)])


def test_an_item_says_what_a_result_shows():
    """Kind, title, address with its file, word for its kind, names, mention, answer."""
    found = index(*VILLA)
    answers = [item for item in found["items"] if found["kinds"][item[0]] == "answer"]

    assert list(entries.KINDS) == found["kinds"]
    assert [
        0, "¿Cuántos fueron a Centro Sur?", "centros/sur/index.html#visitas-por-centro", "centro", "", "",
        f"Centro Sur recibió 500\xa0visitas en 2024. Ocupa el puesto 2 entre los 2 centros que tienen dato. {GAP}",
    ] in answers  # fmt: skip


def test_a_thing_stands_before_its_answers():
    """The search shows a thing with the answer that follows it."""
    found = index(*VILLA)
    places = [(found["kinds"][item[0]], item[2]) for item in found["items"]]
    at = places.index(("entity", "centros/sur/index.html"))

    assert ("answer", "centros/sur/index.html#visitas-por-centro") == places[at + 1]


def test_the_city_s_synonyms_and_the_language_s_small_words_go_along():
    """What people say instead, and the words that find nothing, are data."""
    found = index(*VILLA, site="synonyms: {gente: visitas}")

    assert {"gente": "visitas"} == found["synonyms"]
    assert {"donde", "el", "que"} <= set(found["skipped"])
    assert {"found", "none", "all"} == set(found["words"])


def test_no_text_ends_the_value():
    """Whatever a title says, the script assigns one value and runs nothing else."""
    schema, rows = invented.CENTRES
    hostile = rows.replace("Centro Norte", '"' + HOSTILE.replace('"', '""') + '"')

    assert HOSTILE.strip() in " ".join(item[1] for item in index((schema, hostile), build=invented.unchecked)["items"])


def test_a_mention_is_short():
    """A long description is cut: the index is for phones."""
    schema, rows = invented.CENTRES
    found = index((schema.replace("Los centros de Villa Serena.", "palabra " * 200), rows))

    assert searches.MAX_TEXT == max(len(item[5]) for item in found["items"])
