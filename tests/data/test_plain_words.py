"""What the site says in its own words is easy to read: «normal» or easier on the INFLESZ scale.

INFLESZ (Barrio-Cantalejo and others, Anales del Sistema Sanitario de Navarra 31-2, 2008) reads the perspicuity of
Szigriszt-Pazos (1993), 206.835 - 62.3 syllables / words - words / sentences, as: below 40 very hard, 40 to 55 somewhat
hard, 55 to 65 normal, 65 to 80 quite easy, above that very easy. It is computed by textstat, which parts words as a
typesetter does and so finds fewer syllables than are spoken («á-re-a»); so it is computed a second time with the
syllables that are spoken, and the lower of the two counts.

What is read is what the site says itself: leads, findings, descriptions, notes, explanations. Tables and other cells of
rows, citations, titles and what stands between «» are words of documents, and not ours to change. Neither is the
official name of an office, a service or a sigla:
where a sentence has one, it is read as one short word («Ana»), without its meaning in brackets, and a number is read
as «diez», so that neither a long name nor the points of 1.234.567 are taken for hard prose or for ends of sentences.
"""

import collections
import dataclasses
import functools
import itertools
import re
from pathlib import Path

import lxml.html
import markdown
import pytest
import textstat

from generator import pipeline, project
from generator.derive import site_pages
from generator.derive.finders import LettersPage
from generator.derive.pages import EntityPage
from generator.project import Project
from generator.render import frames, surroundings, templates

ROOT = Path(__file__).parents[2]
NORMAL = 55
FEWEST_WORDS = 60
"""A text of fewer words says little of how a type of page reads; such pages are read together with all others."""

NOT_OURS = (
    "//table|//nav|//form|//script|//h1|//h2|//h3|//figcaption|//summary|//code|//pre|//button|//dt"
    "|//*[contains(@class,'source') or contains(@class,'cite') or contains(@class,'files') or contains(@class,'sr')"
    " or contains(@class,'aliases') or contains(@class,'crumbs') or contains(@class,'near')]"
    "|//ul[@class='directory' or @class='plain' or @class='gaps']|//dl[@class='glossary']|//*[contains(@class,'review')]"
)
PROSE = "//p|//li|//dd"
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
WORD = re.compile(r"[^\W\d_]+")
VOWELS = re.compile("[aeiouáéíóúü]+")
SILENT = re.compile("(?<=q)u|(?<=g)u(?=[eiéí])")
STRONG, PARTED = set("aeoáéó"), set("íú")
QUOTED = re.compile("«[^»]+»")
HARD = 40
FEWEST_IN_A_SENTENCE = 8


def said(html, title, names=()):
    """Return the texts that a page says itself, each ending as a sentence, names and numbers in short."""
    tree = lxml.html.fromstring(f"<div>{html}</div>")
    for found in tree.xpath(NOT_OURS):
        found.drop_tree()
    for link in tree.xpath("//a"):
        shorten(link)
    for note in tree.xpath("//span[@class='note']"):
        note.text = f". {note.text or ''}"
    texts = [" ".join(found.text_content().split()) for found in tree.xpath(PROSE)]
    for name in (title, *names):
        texts = [text.replace(name, "Ana") for text in texts]
    texts = [QUOTED.sub("Ana", text) for text in texts]
    ended = (NUMBER.sub("diez", text).replace(" . ", ". ").rstrip(" .;:") + "." for text in texts)
    return list(dict.fromkeys(text for text in ended if len(text.split()) > 2))


def shorten(link):
    """Put a short name in the place of a link's text, and leave out the meaning in brackets behind a word of a trade."""
    if link.get("class") == "term" and (link.tail or "").startswith(" ("):
        link.tail = link.tail.partition(")")[2]
    link.text = "Ana"
    for child in list(link):
        link.remove(child)


@pytest.fixture(scope="module", name="prose")
def _prose():
    """What all pages of each type say, every text once."""
    where = Project(ROOT)
    made = pipeline.examine(where)
    renderer = dataclasses.replace(templates.renderer(where, made.words), around=surroundings.of(made.catalog))
    found = collections.defaultdict(dict)
    labelled = [one for one in made.catalog.datasets.values() if one.descriptor.label]
    things = (text for one in labelled for text in one.table.texts[one.descriptor.label].distinct)
    offices = {who.title for dataset in made.catalog.datasets.values() for who in dataset.descriptor.contributors}
    offices |= {one.awaited.reporter for one in made.package.descriptors.values() if one.awaited}
    names = sorted({name for name in {*things, *offices} if len(name.split()) > 1}, key=lambda name: (-len(name), name))
    names += [entry.term for entry in renderer.around.entries]
    for page in site_pages.derive(made.catalog):
        kind = type(page).__name__.removesuffix("Page").lower()
        kind = f"{kind}-{page.kind.link.path.strip('/')}" if isinstance(page, EntityPage) else kind
        text = renderer.page(page, site_name="Ana")[0].split("\n---\n", 1)[-1]
        text = re.sub('<dl class="facts">.*?</dl>', "", text, flags=re.DOTALL) if isinstance(page, EntityPage) else text
        if not isinstance(page, LettersPage):  # it holds names alone
            found[kind] |= dict.fromkeys(said(text, page.title or "\0", names))
    for path in project.survey(where).below(where.site_src / "pages", ".md"):
        found["own"] |= dict.fromkeys(said(markdown.markdown(path.read_text("utf-8")), "\0", names))
    lost = frames.not_found([], renderer).make().decode()
    found["404"] |= dict.fromkeys(said(re.sub(r"\{%.*?%\}", "", lost), "\0"))
    return {kind: list(texts) for kind, texts in found.items()}


def spoken(word):
    """Return how many syllables of a Spanish word are spoken: two strong vowels, or an í or ú beside one, are parted."""
    word = re.sub(r"y\b", "i", SILENT.sub("", word.lower()))
    parted = sum(
        ({one, other} <= STRONG) or bool({one, other} & PARTED)
        for group in VOWELS.findall(word)
        for one, other in itertools.pairwise(group)
    )
    return max(1, len(VOWELS.findall(word)) + parted)


@functools.cache
def score(text):
    """Return the perspicuity of a text in Spanish, the lower of what textstat says and of what is spoken."""
    textstat.set_lang("es")
    words, sentences = WORD.findall(text), [one for one in SENTENCE.findall(text) if one.strip()]
    told = 206.835 - 62.3 * sum(map(spoken, words)) / len(words) - len(words) / len(sentences)
    return min(textstat.szigriszt_pazos(text), told)


def sentences(texts):
    """Return the sentences of texts that are long enough to be measured alone, the hardest first."""
    found = {one.strip() for text in texts for one in SENTENCE.findall(text)}
    return sorted((one for one in found if len(one.split()) >= FEWEST_IN_A_SENTENCE), key=lambda one: (score(one), one))


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("área", 3),
        ("Alcaldía", 4),
        ("ciudad", 2),
        ("guerra", 2),
        ("quejas", 2),
        ("ley", 1),
        ("organización", 5),
        ("y", 1),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    """Vowels that are spoken apart count apart, and those that are silent not at all."""
    assert count == spoken(word)


def test_every_type_of_page_reads_as_normal_or_easier(prose):
    """All that the pages of a type say has at least 55; when one has less, its hardest sentences are shown."""
    every = [text for texts in prose.values() for text in texts]
    kinds = {
        kind: texts if sum(len(text.split()) for text in texts) >= FEWEST_WORDS else every
        for kind, texts in prose.items()
    }
    scores = {kind: score(" ".join(texts)) for kind, texts in kinds.items()}

    assert {"home", "directory", "theme", "catalogue", "dataset", "own", "404", "glossary", "problem"} <= set(kinds)
    assert {} == {kind: (scores[kind], sentences(texts)[:15]) for kind, texts in kinds.items() if scores[kind] < NORMAL}


def test_no_sentence_is_very_hard(prose):
    """No sentence of eight words or more falls below 40: then it is cut in two, or says it in common words."""
    every = sentences([text for texts in prose.values() for text in texts])

    assert [] == [f"{score(one):.0f} {one}" for one in every if score(one) < HARD]
