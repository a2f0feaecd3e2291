import re
from html import unescape
from urllib.parse import parse_qs, unquote

import pytest

from generator.load.site import Link, Site
from generator.render import words
from generator.render.notices import Notices, filled

HOSTILE = 'A&B "<b>" {row} %0D\r\nBcc: x@y.example ñ?#' + "x" * 400
MAIL = Site(contact=Link("Datos", "mailto:datos@example.org"))


def notices(site=MAIL):
    """Return how readers of a page of a site tell of a fault."""
    return Notices(site, words.load(site), "datos/x/", "Villa")


def address(text, attribute="href"):
    """Return an address in markup."""
    return unescape(re.search(f'{attribute}="([^"]*)"', text)[1])


def test_a_message_is_filled_in():
    """It names the site, the page, the dataset and its version, and asks for the row and for the right value."""
    found = address(notices().report("Árboles", "2025-01-15 abc"))
    path, _, query = found.partition("?")

    assert "mailto:datos@example.org" == path
    assert "Error en un dato: Árboles" == unquote(query.partition("&")[0].removeprefix("subject="))
    body = unquote(query.partition("&body=")[2])
    assert ["«Villa»", "Página: datos/x/", "Conjunto de datos: Árboles", "Versión: 2025-01-15 abc"] == [
        text
        for text in ("«Villa»", "Página: datos/x/", "Conjunto de datos: Árboles", "Versión: 2025-01-15 abc")
        if text in body
    ]
    assert body.count("\r\n") == body.count("\n") > 5


def test_a_hostile_title_stays_a_title():
    """No mark of it ends the address, begins a header of the mail, or becomes markup."""
    text = notices().report(HOSTILE, "1")
    found = address(text)

    assert "<b>" not in text
    assert re.fullmatch(r"mailto:datos@example\.org\?subject=[\w.~%-]*&body=[\w.~%-]*", found)
    assert "\n" not in unquote(found.partition("&body=")[0])
    assert len(found) < 2000


def test_rows_can_be_chosen():
    """The keys of the rows, and the address with a place for one, are there for the script."""
    text = notices().report("Árboles", "1", ['a"b', "<c>"])

    assert '["a\\"b", "<c>"]' == address(text, "data-rows")
    assert address(text).replace("%28escriba%20cu%C3%A1l%29", "%7Brow%7D") == address(text, "data-report")


@pytest.mark.parametrize("site", [Site(), Site(contact=Link("Datos", "https://example.org/"))])
def test_a_site_that_takes_no_mail_offers_none(site):
    """Without an address to write to there is no link."""
    assert "" == notices(site).report("Árboles", "1")


def test_a_form_has_its_slots_filled():
    """The address of a form says itself where subject and text go."""
    site = Site(feedback="https://example.org/new?title={subject}&body={body}&d={dataset}")
    query = parse_qs(address(notices(site).report("Á & B", "1")).partition("?")[2])

    assert (["Error en un dato: Á & B"], ["Á & B"]) == (query["title"], query["d"])


def test_an_address_of_mail_may_have_a_header_already():
    """What the city wrote stays, the rest is added."""
    assert "mailto:a@x.example?cc=b@x.example&subject=s&body=t" == filled(
        "mailto:a@x.example?cc=b@x.example", {"subject": "s", "body": "t"}
    )
