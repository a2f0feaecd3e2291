import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.derive.terms import Link
from generator.load.site import FooterGroup, Link as SiteLink
from generator.project import Project
from generator.render import frames, templates, words
from tests import invented

HOSTILE = "{{ 7*7 }} {% block x %} <script>alert(1)</script> \"'"
PARTS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


@pytest.fixture(name="renderer")
def _renderer():
    """The renderer of Villa Serena."""
    return templates.renderer(Project(Path("/nowhere")), words.load(invented.villa().site))


@pytest.fixture(name="framed")
def _framed(renderer):
    """Return a function that gives the frame of a site with these keys."""

    def framed(**keys):
        site = replace(invented.villa().site, **keys)
        return frames.frame(site, "Villa", [Link("Inicio", "index.html")], renderer).make().decode()

    return framed


def test_the_page_of_a_wrong_address_runs_nothing_of_the_data(renderer):
    """It is a template of the site builder; a title with the marks of one leads on as the text it is."""
    made = frames.not_found([Link("{{ 7*7 }} {% block %}", "data/index.html")], renderer)
    text = made.make().decode()

    assert "404.html" == made.path
    assert ["{{ 'data/index.html'|url }}"] == re.findall(r"\{\{.*?\}\}", text)
    assert ['extends "main.html"', "block content", "endblock"] == [
        found.strip() for found in re.findall(r"\{%(.*?)%\}", text)
    ]


def test_no_text_of_the_city_becomes_template_or_markup(framed):
    """Bar, footer, notice and names stand as they are written, whatever they hold: the frame has the same parts."""
    link = SiteLink(HOSTILE, "https://example.org/{{ 7*7 }}'\"<b>")
    hostile = framed(
        notice=HOSTILE, bar=link, publisher=link, contact=link, footer=(FooterGroup(HOSTILE, HOSTILE, (link,)),)
    )
    kind = SiteLink("x", "https://example.org/")
    harmless = framed(notice="x", bar=kind, publisher=kind, contact=kind, footer=(FooterGroup("x", "x", (kind,)),))

    assert PARTS.findall(harmless) == PARTS.findall(hostile)
    assert re.findall(r"<[a-z]+", harmless) == re.findall(r"<[a-z]+", hostile)


def test_what_the_city_does_not_say_is_not_shown(framed):
    """Without bar, footer, publisher and contact none of them leaves an empty place."""
    text = framed(bar=None, footer=(), publisher=None, contact=None, notice="")

    assert not [mark for mark in ('class="bar"', 'class="groups"', 'class="notice"', "<span>Contacto") if mark in text]


def test_the_bar_stands_before_everything_else_of_the_header(framed):
    """Where the law asks for a strip with a link to the country's portal, it comes first."""
    text = framed(bar=SiteLink("GOV.EXAMPLE", "https://example.org/"))

    assert '<a href="https://example.org/">GOV&#46;EXAMPLE</a>' in text
    assert text.index('class="bar"') < text.index('class="brand"')


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("datos/", "{{ 'datos/index.html'|url }}"),
        ("datos/x.zip", "{{ 'datos/x.zip'|url }}"),
        ("a/'|x}}/", "{{ 'a/%27%7Cx%7D%7D/index.html'|url }}"),
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("mailto:datos@example.org", "mailto:datos@example.org"),
        ("https://example.org/{{x}}", "https://example.org/%7B%7Bx%7D%7D"),
    ],
)
def test_an_address_is_placed_by_the_site_builder(path, expected):
    """Paths of the site become relative to each page; addresses of the web stay; neither ends what it stands in."""
    assert expected == frames.placed(path)
