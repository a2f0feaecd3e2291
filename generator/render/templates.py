"""The door to Jinja2: templates of the city over those of the engine, escaped, with no undefined name tolerated."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import jinja2
from markupsafe import Markup, escape

from generator.derive import terms
from generator.derive.terms import Awaited, Link, Missing, Names, NotApplicable, Sentence, Term, Tick
from generator.problems import Refused
from generator.project import DEFAULTS
from generator.render import broken, cells, explanations, linked, qr, times
from generator.render.beside import Beside
from generator.render.prose import Prose
from generator.render.surroundings import Surroundings

if TYPE_CHECKING:
    from generator.derive.extracts import Extract
    from generator.derive.pages import Page
    from generator.derive.provenances import Citation
    from generator.derive.records import Record
    from generator.project import Project
    from generator.render.svg import Drawing
    from generator.render.words import Words

CHARTS = "assets/charts/"
ALLOWED = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)


class Rendered(NamedTuple):
    """A page as Markdown, and the files that it names: its drawings, and the rows behind its figures."""

    text: str
    drawings: tuple[Drawing, ...]
    extracts: tuple[Extract, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Renderer:
    """Renders pages in the words of one site."""

    environment: jinja2.Environment
    words: Words
    root: Path
    around: Surroundings = field(default_factory=Surroundings)

    def page(self, page: Page, **context: object) -> Rendered:
        """Return the Markdown of a page, from the template named after its class (`entity.md.j2`), and what it names.

        Raises:
            Refused: the template is broken or uses a name that does not exist.
        """
        name = type(page).__name__.removesuffix("Page").lower()
        beside = Beside(self.words, page.path)
        prose, notices = self.around.prose(page, href), self.around.notices(page, self.words)
        helpers = Helpers(self.words, page.path, prose).namespace() | beside.namespace() | {"report": notices.report}
        try:
            template = self.environment.get_template(f"{name}.md.j2")
            text = template.render(page=page, h=helpers, **helpers, **context)
            return Rendered(text, tuple(beside.drawings), tuple(beside.extracts))
        except jinja2.TemplateError as error:
            raise Refused([broken.problem(error, self.root)]) from error


def renderer(project: Project, words: Words) -> Renderer:
    """Return the renderer whose templates are the project's own, or else the engine's defaults."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([project.site_src / "templates", DEFAULTS / "templates"]),
        autoescape=True,
        finalize=lambda value: flat(value) if type(value) is str else value,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{*",  # `{#` begins the anchor of a heading
        comment_end_string="*}",
    )
    return Renderer(environment, words, project.root)


@dataclass(frozen=True, slots=True, eq=False)
class Helpers:
    """The functions that templates call; everything they return is safe to stand in HTML."""

    words: Words
    path: str
    prose: Prose = field(default_factory=Prose)

    def namespace(self) -> dict[str, Any]:
        """Return the functions by the names that templates use."""
        return {
            "say": self.words.say, "t": self.term, "plain": self.words.term, "sentence": self.sentence,
            "href": partial(href, self.path), "a": self.link, "md": markdown, "meta": front_matter,
            "number": self.number,
            "day": self.day, "document": self.document, "is_void": terms.is_void,
            "is_gap": terms.is_gap, "prose": self.prose.mark, "asked": self.words.sentence,
            "updated": partial(times.updated, self.words), "expected": partial(times.expected, self.words),
            "linked": self.linked, "qr": qr.svg, **cells.helpers(self.words),
            "entry": partial(explanations.entry, self.words),
        }  # fmt: skip

    def term(self, term: Term) -> Markup:
        """Return a value as HTML: links as links, gaps told apart."""
        match term:
            case Link():
                return self.link(term)
            case Awaited():
                waits = Markup('{} <span class="gap">({})</span>')
                return waits.format(self.link(term.link), self.words.say("state.awaited"))
            case Names():
                items = [str(self.term(item)) for item in term.items]
                last = self.words.term(term.items[-1]) if term.items else ""
                return Markup(self.words.enumerate(items, last))
            case Missing():
                kind = "na" if term.label else "gap"
                return Markup('<span class="{}">{}</span>').format(kind, flat(self.words.term(term)))
            case NotApplicable() | Tick():
                return self.sign(term)
            case _:
                return escape(flat(self.words.term(term)))

    def sign(self, term: NotApplicable | Tick) -> Markup:
        """Return a sign that stands for a word, and the word for those who do not see the sign."""
        kind, sign = ("na", "—") if isinstance(term, NotApplicable) else ("yes", "✓") if term.there else ("no", "✗")
        shown = Markup('<span class="{}"><span aria-hidden="true">{}</span><span class="sr">{}</span></span>')
        return shown.format(kind, sign, self.words.term(term))

    def link(self, link: Link, text: str = "") -> Markup:
        """Return a link to a page of the site, or to another one."""
        return Markup('<a href="{}">{}</a>').format(href(self.path, link.path), flat(text or link.text))

    def sentence(self, sentence: Sentence) -> Markup:
        """Return a sentence as HTML, the names in it linked."""
        values = {name: self.term(term) for name, term in sentence.values.items()}
        if sentence.pattern:
            text = self.prose.mark(flat(sentence.pattern)).format(**values)
        else:
            text = Markup(self.words.say(sentence.key, sentence.number, **values))
        return text if text.startswith("<") else Markup(text[:1].upper() + text[1:])

    def linked(self, record: Record, citation: str) -> Markup:
        """Return what search engines for datasets read of a page, as a script that runs nothing."""
        url = record.whole.url
        address = (lambda path: f"{url}{path}") if url else partial(href, self.path)
        text = linked.script(linked.dataset(record, citation, address))
        return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))

    def document(self, citation: Citation) -> Markup:
        """Return a citation: the document and its lines."""
        lines = cells.lines(self.words, citation)
        many = 1 if lines.isdigit() else 2
        text = self.words.say("source.in_document", many, document=self.term(citation.document), lines=escape(lines))
        return Markup(text)

    def number(self, value: float) -> str:
        """Return a whole number."""
        return self.words.formatter.amount(value, 0)

    def day(self, text: str) -> str:
        """Return an ISO date in words."""
        return self.words.formatter.date(datetime.date.fromisoformat(text))


def href(origin: str, target: str) -> str:
    """Return the address of `target` (from the site's root) as seen from the page at `origin`.

    Addresses name their file, so that the site also works from a folder. Other hosts only by allowed schemes.
    """
    if ALLOWED.match(target):
        return target
    path, mark, anchor = target.partition("#")
    if not path or path.endswith("/"):
        path += "index.html"
    path = path.lstrip("/\\")
    up = "../" * origin.count("/") or "./" * (":" in path)  # a colon would begin an address of another scheme
    return up + path + mark + anchor


def flat(text: str) -> str:
    """Return data in one line, for a line of their own could begin a block of Markdown (```), even inside HTML."""
    return " ".join(text.splitlines())


def markdown(text: str) -> Markup:
    """Return data as text that Markdown leaves alone: every mark of punctuation as a character reference."""
    return Markup("".join(
        f"&#{ord(c)};" if c.isascii() and not c.isalnum() and c != " " else " " if c.isspace() else c for c in text
    ))  # fmt: skip


def front_matter(text: str) -> Markup:
    """Return data as a YAML scalar in double quotes, its HTML escaped: the theme puts it into pages as it is."""
    escaped = str(escape(" ".join(text.split()))).replace("\\", "\\\\")
    return Markup(f'"{escaped}"')
