"""Every page as Markdown beside its HTML: headings, sentences, lists, tables and links, and nothing of its layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import lxml.html

from generator.artifacts import Artifact

PAGE = "index.html"

CONTENT = "(//*[contains(concat(' ', @class, ' '), ' md-typeset ')][.//h1] | //main | //body)[last()]"
LEFT_OUT = {"script", "style", "form", "template", "svg", "button", "input", "select", "nav", "noscript", "head"}
TOC = "toc"
"""The list of headings: readers of Markdown make it themselves."""

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "details", "div", "dl", "fieldset", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "ol", "p", "pre", "section", "summary",
    "table", "ul",
}  # fmt: skip
MARK = re.compile(r"[\\`*_\[\]>]")
ENTITY = re.compile(r"<|&(?=#?\w+;)|~(?=~)|(?<=~)~")
"""What only a character reference keeps from being markup in every reader of Markdown."""

START = re.compile(r"^([0-9]*)([#+-]|(?<=[0-9])[.)])")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
WRAPS = {"strong": "**", "b": "**", "em": "*", "i": "*"}


def artifacts(site: Path) -> Iterator[Artifact]:
    """Yield the Markdown of every page of a built site."""
    for path in sorted(site.rglob(PAGE)):
        name = path.relative_to(site).as_posix()
        yield Artifact(f"{name}.md", partial(_converted, path), name)


def _converted(path: Path) -> bytes:
    return convert(path.read_bytes())


def convert(page: bytes) -> bytes:
    """Return the content of a page of HTML as Markdown, in which no text of it is markup."""
    tree: Any = lxml.html.document_fromstring(page, lxml.html.HTMLParser(encoding="utf-8"))
    (content,) = tree.xpath(CONTENT)[:1]
    return ("\n\n".join(part for part in _blocks(content) if part.strip()) + "\n").encode()


def _is_shown(element: Any) -> bool:
    return (
        isinstance(element.tag, str) and element.tag not in LEFT_OUT and element.get("class") != TOC
        and element.get("aria-hidden") != "true" and element.get("hidden") is None
    )  # fmt: skip


def _blocks(parent: Any) -> Iterator[str]:
    """Yield the blocks of an element; text and inline elements between them are paragraphs."""
    loose = [_text(parent.text)]
    for element in parent:
        if _is_shown(element) and element.tag in BLOCKS:
            yield _paragraph("".join(loose))
            loose = []
            yield from _block(element)
        elif _is_shown(element):
            loose.append(_inline(element))
        loose.append(_text(element.tail))
    yield _paragraph("".join(loose))


def _paragraph(text: str) -> str:
    return START.sub(r"\1\\\2", " ".join(text.split()))


def _block(element: Any) -> Iterator[str]:
    tag = element.tag
    if tag in SIMPLE:
        yield SIMPLE[tag](element)
    elif tag in {"ul", "ol"}:
        yield "\n".join(_item(item, "1." if tag == "ol" else "-") for item in element.iterchildren("li"))
    elif tag == "dl":
        yield "\n".join(_terms(element))
    elif tag == "table":
        yield from _table(element)
    elif tag != "hr":
        yield from _blocks(element)


def _heading(element: Any) -> str:
    return f"{'#' * int(element.tag[1])} {' '.join(_content(element).split())}"


def _code(element: Any) -> str:
    text = element.text_content()
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`{3,}", text))])
    return f"{fence}\n{text.strip(chr(10))}\n{fence}"


def _item(item: Any, mark: str) -> str:
    inside = "\n\n".join(part for part in _blocks(item) if part.strip())
    first, *others = inside.split("\n")
    indent = " " * (len(mark) + 1)
    return "\n".join([f"{mark} {first}", *(f"{indent}{line}".rstrip() for line in others)])


def _terms(element: Any) -> Iterator[str]:
    for child in element.iter("dt", "dd"):
        text = " ".join(_content(child).split())
        yield f"- **{text}**" if child.tag == "dt" else f"  - {_paragraph(text)}"


def _table(element: Any) -> Iterator[str]:
    yield from (f"**{' '.join(_content(caption).split())}**" for caption in element.iterchildren("caption"))
    rows = [[_cell(cell) for cell in row.iterchildren("th", "td")] for row in element.iter("tr")]
    width = max(map(len, rows), default=0)
    if width:
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
        yield "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _cell(cell: Any) -> str:
    return re.sub(r"(?<!\\)\|", r"\|", " ".join(_content(cell).split()))


def _content(element: Any) -> str:
    """Return what stands in an element, in one line."""
    parts = [_text(element.text)]
    for child in element:
        parts += [_inline(child) if _is_shown(child) else "", _text(child.tail)]
    return "".join(parts)


def _inline(element: Any) -> str:
    tag, inside = element.tag, _content(element)
    if tag == "a" and element.get("href") and inside.strip():
        return f"[{inside.strip()}]({_address(element.get('href'))})"
    if tag == "img":
        return f"![{_text(element.get('alt'))}]({_address(element.get('src', ''))})"
    if tag == "br":
        return " "
    if tag == "code" and element.text_content().strip():
        return _span(element.text_content())
    if tag in WRAPS and inside.strip():
        return f"{WRAPS[tag]}{inside.strip()}{WRAPS[tag]}"
    return f" {inside} " if tag in BLOCKS else inside


def _span(text: str) -> str:
    text = " ".join(text.split())
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


def _address(address: str) -> str:
    """Return an address, that of a page of the site turned into that of its Markdown."""
    path, mark, anchor = address.partition("#")
    if not SCHEME.match(path) and path.endswith(PAGE):
        path += ".md"
    return re.sub(r"[\s()<>\\]", lambda found: f"%{ord(found[0]):02X}", path + mark + anchor)


def _text(text: str | None) -> str:
    if not text:
        return ""
    return MARK.sub(r"\\\g<0>", ENTITY.sub(lambda mark: f"&#{ord(mark[0])};", text))


SIMPLE: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "p": lambda element: _paragraph(_content(element)),
    "pre": _code,
    "summary": lambda element: f"**{' '.join(_content(element).split())}**",
}
