import itertools
import re

import lxml.html
import markdown as markdown_library
from hypothesis import given, settings, strategies as st

from generator.problems import Problem, Severity
from generator.render import markup
from generator.render.tallies import Report

TYPE = Problem(
    "type-error",
    file="datasets/visitas.csv",
    line=7,
    record=5,
    column=3,
    field="visitas",
    value="1.000",
    details={"type": "integer", "suggestion": "1000"},
    frictionless="type-error",
)
ADVICE = Problem("metadata-missing", file="schemas/visitas.yaml", line=1, field="modified", severity=Severity.WARNING)
REPORT = Report(6, 26, (TYPE, ADVICE))


def test_a_pull_request_is_told_in_markdown(spanish):
    """Each problem is one item of a list, under the closing line."""
    lines = markup.markdown(REPORT, spanish).splitlines()

    assert "**Hay 1 error. No se publica nada hasta corregirlo. Avisos: 1.**" == lines[0]
    assert (
        "- `datasets/visitas.csv, línea 7, columna C visitas`: Dice «1.000»; se esperaba número entero. Escriba «1000». (`type-error`)"
        == lines[2]
    )


TEXT = st.text(alphabet="a%:,\n\r`<>|*_[]()#!&\"'\\", max_size=30)


def problem(file, value):
    """Return a problem of a file and a value of any letters."""
    return Problem(
        "foreign-key", file=file, line=3, record=3, column=1, field="x", value=value, details={"target": value}
    )


@settings(derandomize=True, deadline=None, max_examples=100)
@given(file=TEXT, value=TEXT)
def test_no_text_becomes_markup_of_a_pull_request(file, value, spanish):
    """Whatever file and value, the Markdown is one line in bold and a list of one item: no link, image, heading or HTML."""
    text = markup.markdown(Report(1, 1, (problem(file, value),)), spanish)
    made = markdown_library.markdown(text)

    assert {"p", "strong", "ul", "li", "code", "em"} >= set(re.findall(r"<(\w+)", made))
    assert 1 == made.count("<li>")


def page(report, words):
    """Return the HTML report as a tree."""
    return lxml.html.document_fromstring(markup.html(report, words))


def test_the_page_needs_no_other_file(spanish):
    """No script, no style sheet, no picture, no frame: one file that can be sent by mail."""
    tree = page(REPORT, spanish)

    assert [] == tree.xpath("//script|//link|//img|//iframe|//@src|//@onclick")
    assert all(target.startswith("#") for target in tree.xpath("//@href"))


def test_the_page_can_be_read_by_ear(spanish):
    """It has its language, one title, headings that skip no level, a table with headers, and every link leads somewhere."""
    tree = page(REPORT, spanish)
    levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3")]

    assert "es" == tree.get("lang")
    assert tree.findtext(".//title").startswith("Informe de los datos: Hay 1 error.")
    assert 1 == levels.count(1)
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert ["Los archivos con algo por revisar"] == [caption.text for caption in tree.iter("caption")]
    assert 5 == len(tree.xpath("//thead//th[@scope='col']"))
    assert {target[1:] for target in tree.xpath("//@href")} <= set(tree.xpath("//@id"))


def test_the_page_tells_all_of_a_problem_and_what_its_code_means(spanish):
    """Place, message, hint, and below them the entry of each code in the catalogue."""
    told = " ".join(page(REPORT, spanish).text_content().split())

    assert "Error: línea 7, columna C visitas Dice «1.000»; se esperaba número entero. Escriba «1000»." in told
    assert "El valor no es del tipo de su columna (type-error)" in told
    assert "Escriba2024-01-31" in told


def test_the_page_leads_to_the_site_where_its_address_is_known(spanish):
    """Where the site has an address, each code links to its own page there."""
    report = Report(6, 26, (TYPE,), pages="https://example.org/problemas/")
    links = [target for target in page(report, spanish).xpath("//@href") if not target.startswith("#")]

    assert ["https://example.org/problemas/type-error/index.html", "https://example.org/problemas/index.html"] == links


@settings(derandomize=True, deadline=None, max_examples=60)
@given(file=TEXT, value=TEXT)
def test_no_text_becomes_markup_of_the_page(file, value, spanish):
    """Whatever file and value, the page has the same elements as for plain ones."""
    tags = [element.tag for element in page(Report(1, 1, (problem("x", "x"),)), spanish).iter()]

    assert tags == [element.tag for element in page(Report(1, 1, (problem(file, value),)), spanish).iter()]


def test_what_is_beyond_the_limit_is_counted(spanish):
    """Markdown and page say how many problems they do not show."""
    report = Report(6, 26, (TYPE, ADVICE), limit=1)

    assert markup.markdown(report, spanish).endswith("\nHay 1 problema más que no se muestra aquí.\n")
    assert "Hay 1 problema más que no se muestra aquí." in page(report, spanish).text_content()
