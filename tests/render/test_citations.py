import json
import re
import string

import pytest
from hypothesis import example, given, settings, strategies as st

from generator.derive.works import Work
from generator.render import citations

WORK = Work(
    name="visitas", title="Visitas", publisher="Villa Serena", site="Villa Serena en datos", date="2025-03-09",
    version="2025-03-09-0a1b2c3d", license="CC BY 4.0", url="https://datos.example.org/data/visitas/",
    root="https://datos.example.org/", language="es-CO",
)  # fmt: skip
PRINTED = {name: sign for sign, name in citations.BIBTEX.items()}
ENTRY = re.compile(r"@misc\{([a-z0-9-]+),\n(.*)\}\n", re.DOTALL)
ANY = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
MARKS = st.text(alphabet="\\{}~^&%$#_@\",=' aZñ", min_size=1, max_size=20)


def read(data):
    """Read an entry as BibTeX does: fields between braces, which are counted whatever stands before them."""
    key, body = ENTRY.fullmatch(data.decode()).groups()
    fields, at = {}, 0
    while at < len(body):
        name, brace, rest = re.match(r"  ([a-z]+) = (\{)(.*)", body[at:], re.DOTALL).groups()
        depth, end = 1, 0
        while depth:
            depth += {"{": 1, "}": -1}.get(rest[end], 0)
            end += 1
        fields[name] = rest[: end - 1]
        assert rest[end : end + 2] == ",\n", brace
        at = len(body) - len(rest) + end + 2
    return key, fields


def printed(value):
    """Return what TeX prints of a field."""
    names = sorted(PRINTED, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, names)), lambda found: PRINTED[found[0]], value)


def test_a_citation_names_publisher_title_site_date_version_and_address(spanish):
    """As text, all that is needed to find the same bytes again."""
    expected = (
        "Villa Serena. «Visitas». Villa Serena en datos. Actualización: 9 de marzo de 2025. "
        "Versión 2025-03-09-0a1b2c3d. Licencia: CC BY 4.0. https://datos.example.org/data/visitas/"
    )

    assert expected == citations.text(WORK, spanish)


def test_a_figure_is_cited_as_part_of_its_dataset(spanish):
    """The title of the figure stands before that of the dataset, and the address is its own."""
    found = citations.text(WORK, spanish, part="Visitas por canal", url="https://x.org/#a")

    assert found.startswith("Villa Serena. «Visitas por canal», en «Visitas». ")
    assert found.endswith(" https://x.org/#a")


def test_what_nobody_says_is_left_out(spanish):
    """Without date, licence and address the citation says that the date is missing, and nothing of the rest."""
    bare = Work("v", "Visitas", "Villa", "Datos", "", "0a1b2c3d", "", "", "", "es")

    assert "Villa. «Visitas». Datos. Actualización: sin dato. Versión 0a1b2c3d." == citations.text(bare, spanish)
    assert {"author", "title", "version", "howpublished"} == set(read(citations.bibtex(bare))[1])
    assert {"issued", "URL", "license"}.isdisjoint(json.loads(citations.csl(bare))[0])


def test_bibtex_has_the_fields_that_styles_print():
    """The entry names author, title, year, version and address."""
    key, fields = read(citations.bibtex(WORK))

    assert "visitas" == key
    assert {
        "author": "{Villa Serena}", "title": "{Visitas}", "year": "2025", "month": "3", "date": "2025-03-09",
        "version": "2025-03-09-0a1b2c3d", "howpublished": "Villa Serena en datos",
        "url": "https://datos.example.org/data/visitas/", "note": "CC BY 4.0",
    } == fields  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=300)
@given(title=ANY | MARKS, publisher=ANY | MARKS)
@example(title="}", publisher="\\{")
@example(title="100 % de 5_a & #3 ~ ^ $", publisher="\\")
def test_no_text_breaks_out_of_a_bibtex_field(title, publisher):
    """Whatever a title or a publisher consists of, the entry has the same fields, and TeX prints just that."""
    work = Work("v", title, publisher, "Datos", "2025-03-09", "x", "", "", "", "es")
    _, fields = read(citations.bibtex(work))

    assert {"author", "title", "year", "month", "date", "version", "howpublished"} >= set(fields)
    assert " ".join(title.split()) == printed(fields["title"][1:-1])
    assert " ".join(publisher.split()) == printed(fields["author"][1:-1])


@settings(derandomize=True, deadline=None, max_examples=100)
@given(title=ANY | MARKS)
def test_csl_json_is_read_back(title):
    """The item is JSON, its type and its date as the schema of CSL has them."""
    (item,) = json.loads(citations.csl(Work("v", title, "Villa", "Datos", "2025-03-09", "x", "", "", "", "es")))

    assert ("dataset", title, {"date-parts": [[2025, 3, 9]]}) == (item["type"], item["title"], item["issued"])
    assert [{"literal": "Villa"}] == item["author"]


@pytest.mark.parametrize("sign", sorted(set(string.punctuation)))
def test_an_address_is_one_word_in_bibtex(sign):
    """No sign in an address ends its field."""
    url = f"https://x.org/{sign}/"
    _, fields = read(citations.bibtex(Work("v", "T", "P", "S", "2025-03-09", "x", "", url, "", "es")))

    assert fields["url"].startswith("https://x.org/")
    assert {"{", "}"}.isdisjoint(fields["url"])
