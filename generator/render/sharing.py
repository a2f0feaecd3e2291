"""What the head of a page says to those who share it: keys of its front matter, which the frame turns into tags."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.derive.pages import EntityPage

if TYPE_CHECKING:
    from generator.derive.pages import Page
    from generator.render.cards import Card

OPENING = re.compile(r"\A\s*---\n")


def described(page: Page, card: Card | None) -> Page:
    """Return a page with the first things that its figures say as its description, where it has no better one.

    An entity's own only names it and its kind.
    """
    return replace(page, description=card.sentence) if isinstance(page, EntityPage) and card and card.source else page


def told(text: str, page: Page, *, picture: str, locale: str) -> str:
    """Return the Markdown of a page, its front matter completed: `modified` (ISO date), `picture` (path), `locale`.

    This is done here, for a city may have templates of its own.
    """
    keys = {"modified": page.modified, "picture": picture, "locale": locale}
    lines = "".join(f'{key}: "{value}"\n' for key, value in keys.items() if value)
    body = OPENING.sub("", text, count=1)
    return f"---\n{lines}{body}" if body != text else f"---\n{lines}---\n\n{text}"
