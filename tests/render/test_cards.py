import re
import xml.etree.ElementTree as ET

import pytest

from generator.derive import site_pages
from generator.derive.pages import EntityPage, HomePage
from generator.load.site import Site
from generator.render import cards, templates, typefaces, words
from generator.render.cards import Card
from tests import invented

HOSTILE = Card("</text><script>", "W" * 300 + "{{7*7}} <b>&amp; 漢字\x0b", "]]> <!-- " * 80, "\ufffe'\"" * 200)


def texts(card):
    """Yield each text of a picture: what it says, its size, its weight and where its line stands."""
    for found in ET.fromstring(cards.drawn(card)).iter("{http://www.w3.org/2000/svg}text"):  # noqa: S314 -- made here
        yield found.text, int(found.get("font-size")), found.get("font-weight"), int(found.get("y"))


@pytest.mark.parametrize("card", [HOSTILE, Card("", ""), Card("Villa", "Sede Norte", "Hay 3 cursos.", "Fuente: x")])
def test_every_text_is_large_enough_and_within_the_picture(card):
    """No text is smaller than 32 points, wider than its place or below another, whatever it says."""
    found = list(texts(card))
    heights = [y for _, _, _, y in found]

    assert all(size >= 32 for _, size, _, _ in found)
    assert all(
        typefaces.face("bold" if weight == "bold" else "regular").width(text, size) <= cards.ROOM
        for text, size, weight, _ in found
    )
    assert sorted(set(heights)) == heights
    assert all(40 < y < 600 for y in heights)


def test_colours_are_told_apart():
    """Every colour of a text meets 4.5 to 1 on the paper (WCAG 2.2, 1.4.3)."""

    def light(color):
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    contrasts = [(light(cards.PAPER) + 0.05) / (light(color) + 0.05) for color in (cards.INK, cards.SOFT, cards.ACCENT)]

    assert min(contrasts) >= 4.5


def test_a_picture_is_drawn_with_its_texts():
    """What is drawn is a picture of the size that networks ask for, with more in it than an empty one."""
    empty, full = cards.draw(Card("", "")), cards.draw(Card("Villa Serena", "Sede Norte", "Hay 3 cursos."))

    assert (1200).to_bytes(4) + (630).to_bytes(4) == full[16:24]
    assert 1000 < len(full) < 30_000
    assert len(empty) < len(full)
    assert full == cards.draw(Card("Villa Serena", "Sede Norte", "Hay 3 cursos."))


def test_a_hostile_title_is_drawn_as_text():
    """Nothing in a title ends the picture or is read as its markup."""
    assert cards.draw(HOSTILE)[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_page_is_told_by_its_first_figure():
    """The picture of an entity has its name, what the first figure says of it and the dataset; the home page's is shared."""
    catalog = invented.villa()
    speech = words.load(Site())
    pages = list(site_pages.derive(catalog))
    page = next(page for page in pages if isinstance(page, EntityPage) and any(part.figures for part in page.sections))
    home = next(page for page in pages if isinstance(page, HomePage))
    figures = [one for part in page.sections for one in part.figures]
    figure = next((one for one in figures if one.id == page.answer[0].anchor), figures[0])

    found = cards.of_page(page, speech, "Villa Serena")

    assert found == Card(
        "Villa Serena", page.title, " ".join(speech.sentence(one) for one in figure.sentences[:2]),
        f"Fuente: {figure.provenance.dataset.text}",
    )  # fmt: skip
    assert cards.SHARED == cards.path(page, None) == cards.path(home, cards.of_page(home, speech, "Villa Serena"))
    assert re.fullmatch(r"assets/cards/[0-9a-f]{20}\.png", cards.path(page, found))


def test_another_page_is_told_by_its_front_matter():
    """Title and description are read as the template wrote them; a page that is not listed has no picture of its own."""
    title, told = (templates.front_matter(text) for text in (HOSTILE.title, "a\\b"))
    head = f"---\ntitle: {title}\ndescription: {told}\n"

    assert Card("V", " ".join(HOSTILE.title.split()), "a\\b") == cards.of_text(f"{head}---\n# x\n", "V")
    assert None is cards.of_text(f"{head}search: {{exclude: true}}\n---\n", "V")
    assert None is cards.of_text("# no front matter\n", "V")
