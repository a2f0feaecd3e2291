"""What stands around every page: a template of the site builder, rendered once with the words of the city."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from generator.artifacts import Artifact
from generator.derive.pages import FramePage, NotFoundPage
from generator.load.segments import SEARCH_SEGMENT
from generator.render.templates import ALLOWED, href

if TYPE_CHECKING:
    from generator.derive.terms import Link
    from generator.load.site import Site
    from generator.render.templates import Renderer

HARMLESS = "/#:?&=@+,;.-_~%"
"""The signs of an address that mean nothing to a template."""


def frame(site: Site, name: str, menu: Sequence[Link], renderer: Renderer) -> Artifact:
    """Return the frame; the site builder fills in the content of each page, its title, its parts and its address."""
    page = FramePage("", name, site.description, (), site, tuple(menu), f"{site.segment(SEARCH_SEGMENT)}/")
    return Artifact("main.html", partial(str.encode, renderer.page(page, to=placed)[0]), "main.html")


def not_found(ways: Sequence[Link], renderer: Renderer) -> Artifact:
    """Return the page that a wrong address shows: a template of the site builder, for it is shown at any address."""
    say = renderer.words.say
    page = NotFoundPage("", say("not_found.title"), say("not_found.text"), (), tuple(ways))
    return Artifact("404.html", partial(str.encode, renderer.page(page, to=placed)[0]), "404.html")


def placed(path: str) -> Markup:
    """Return an address for a template of the site builder, which makes paths of the site relative to each page."""
    if ALLOWED.match(path):
        return Markup("{}").format(quote(path, safe=HARMLESS))
    return Markup("{{{{ '{}'|url }}}}").format(quote(href("", path), safe=HARMLESS))
