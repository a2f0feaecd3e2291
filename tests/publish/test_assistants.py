import re

from generator.derive import exports, site_pages
from generator.publish import assistants, products
from generator.render import words
from tests import invented
from tests.derive.test_entries import VILLA


def test_the_way_through_the_site_leads_somewhere(tmp_path):
    """llms.txt says what the site is, and each of its links leads to a file or to the Markdown of a page."""
    made = invented.villa()
    speech = words.load(made.site)
    where = invented.write(tmp_path, *invented.VILLA)
    there = {one.path for one in products.artifacts(where, made, speech)} | {"SHA256SUMS", exports.whole(made).path}
    there |= {f"{path}index.html.md" for path in site_pages.addresses(made)}

    text = assistants.write(made, speech).decode()
    links = re.findall(r"\]\(([^)]+)\)", text)

    assert text.startswith("# Villa Serena en datos\n\n> Los datos de un municipio inventado.\n")
    assert set() == set(links) - there
    assert {"data/visitas/index.html.md", "api/v1/index.json", "centros/index.html.md"} <= set(links)


def test_questions_and_changes_are_on_the_way():
    """llms.txt lists the page of questions, their answers as JSON, and what changed."""
    made = invented.build(*VILLA)
    links = re.findall(r"\]\(([^)]+)\)", assistants.write(made, words.load(made.site)).decode())

    assert {"questions/index.html.md", "questions/questions.json", "changes/index.html.md"} <= set(links)


def test_addresses_are_whole_where_the_site_says_where_it_stands():
    """With an address of the site every link is complete."""
    made = invented.villa("url: https://datos.example.org/\n")
    links = re.findall(r"\]\(([^)]+)\)", assistants.write(made, words.load(made.site)).decode())

    assert links
    assert [] == [link for link in links if not link.startswith("https://datos.example.org/")]
