"""From `site_src/site.yaml` to Site: the city's name, language, addresses and publisher, all of them optional."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.load.nodes import Node, is_name
from generator.load.views import slots
from generator.load.yaml_files import YamlFile
from generator.problems import MILD, Problem, Severity

KEYS = (
    "name",
    "description",
    "language",
    "locale",
    "url",
    "notice",
    "publisher",
    "contact",
    "bar",
    "footer",
    "feedback",
    "security",
    "segments",
    "home",
    "words",
    "menu",
    "severities",
    "synonyms",
)
WAYS = ("ways", "press", "editors")
FEEDBACK_SLOTS = ("subject", "body", "dataset", "page", "row")


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere: an address of the web, or a path of this site that ends in a slash."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class FooterGroup:
    """A group of links at the foot of every page, under a title, with a line of text where there is one."""

    title: str
    text: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Finder:
    """A question on the home page whose answers are the pages of an entity dataset; `note` helps to answer it."""

    title: str
    entities: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the home page leads with: questions to find a page by, figures as (dataset, view), and ways in.

    The ways are for citizens, for reporters (`press`) and for `editors`.
    """

    intro: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    ways: tuple[Link, ...] = ()
    press: tuple[Link, ...] = ()
    editors: tuple[Link, ...] = ()
    finder: tuple[Finder, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """This city's words; every default is neutral, so that a project without `site_src/` is a site too."""

    name: str = ""
    description: str = ""
    language: str = "es"
    locale: str = "es_CO"
    url: str = ""
    notice: str = ""
    publisher: Link | None = None
    contact: Link | None = None
    bar: Link | None = None
    footer: tuple[FooterGroup, ...] = ()
    feedback: str = ""
    security: Link | None = None
    segments: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, object] = field(default_factory=dict)
    home: HomePage = HomePage()
    menu: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)

    def segment(self, name: str) -> str:
        """Return the city's own word in addresses for an entity dataset, or for one of the engine's own words."""
        return self.segments.get(name, name)


def parse(source: YamlFile, problems: list[Problem]) -> Site:
    """Read `site.yaml`; what is wrong with it goes to `problems`."""
    root = Node(source, source.value, problems).only(*KEYS)
    publisher = root.child("publisher")
    bar = root.child("bar")
    segments, home, words = (root.child(key) for key in ("segments", "home", "words"))
    contact, security = root.child("contact"), root.child("security")
    synonyms = root.child("synonyms")
    return Site(
        name=root.text("name"),
        description=root.text("description"),
        language=root.text("language", "es"),
        locale=root.text("locale", "es_CO"),
        url=_url(root, "url"),
        notice=root.text("notice"),
        publisher=_link(publisher) if publisher else None,
        contact=_link(contact) if contact else None,
        bar=_link(bar) if bar else None,
        footer=tuple(_footer_group(item) for item in root.items("footer")),
        feedback=_feedback(root),
        security=_link(security) if security else None,
        segments=_segments(segments) if segments else {},
        words=dict(words.value) if words else {},
        home=_home(home) if home else HomePage(),
        menu=root.texts("menu"),
        severities=_severities(root),
        synonyms={word: synonyms.text(word) for word in synonyms.value} if synonyms else {},
    )


def _severities(root: Node) -> Mapping[str, Severity]:
    """Read how much warnings and notes weigh here; errors cannot be weighed otherwise."""
    node = root.child("severities")
    found = {}
    for code in node.only(*MILD).value if node else ():
        text = node.text(code) if node else ""
        if text in tuple(Severity):
            found[code] = Severity(text)
        elif node and isinstance(node.value[code], str):
            node.report("wrong-choice", code, value=text, known=", ".join(Severity))
    return found


def _feedback(root: Node) -> str:
    """Read where faults of the data are told: an address of mail, or one of the web with slots."""
    text = root.text("feedback")
    unknown = slots(text) - set(FEEDBACK_SLOTS)
    if text and (unknown or not text.startswith(("mailto:", "https://", "http://"))):
        root.report("wrong-shape", "feedback", value=text)
        return ""
    return text


def _link(node: Node) -> Link:
    node.only("title", "path")
    return Link(node.required("title"), node.required("path"))


def _footer_group(node: Node) -> FooterGroup:
    node.only("title", "text", "links")
    return FooterGroup(node.required("title"), node.text("text"), tuple(_link(item) for item in node.items("links")))


def _url(root: Node, key: str) -> str:
    text = root.text(key)
    try:
        return site_address(text)
    except ValueError:
        root.report("wrong-shape", key, value=text)
    return text


def site_address(text: str) -> str:
    """Return the address of a site with a slash at its end; blank when it is.

    Raises:
        ValueError: it is no address of the web.
    """
    if text and not text.startswith(("https://", "http://")):
        raise ValueError(text)
    return text if not text or text.endswith("/") else text + "/"


def _segments(node: Node) -> Mapping[str, str]:
    segments = {name: node.text(name) for name in node.value}
    for name, segment in segments.items():
        if isinstance(node.value[name], str) and not is_name(segment):
            node.report("wrong-shape", name, value=segment)
    return segments


def _home(node: Node) -> HomePage:
    node.only("intro", "figures", "finder", *WAYS)
    figures = []
    for text in node.texts("figures"):
        dataset, _, view = text.partition("/")
        figures.append((dataset, view))
    ways, press, editors = (tuple(_link(item) for item in node.items(key)) for key in WAYS)
    finder = tuple(_finder(item) for item in node.items("finder"))
    return HomePage(node.text("intro"), tuple(figures), ways, press, editors, finder)


def _finder(node: Node) -> Finder:
    node.only("title", "entities", "note")
    return Finder(node.required("title"), node.required("entities"), node.text("note"))
