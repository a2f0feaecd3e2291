"""The pages of the site as values: what each holds, before any template."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.derive.absences import Gap, Waiting
    from generator.derive.dataset_pages import ColumnNote
    from generator.derive.dates import Due
    from generator.derive.evidence import Evidence
    from generator.derive.figures import Figure
    from generator.derive.finders import Finder
    from generator.derive.headlines import Headline
    from generator.derive.history_pages import Latest, Past
    from generator.derive.profiles import Fact, SourceUse
    from generator.derive.provenances import Provenance
    from generator.derive.quality_pages import Quality
    from generator.derive.records import Record
    from generator.derive.reviews import Note, Review, Reviews
    from generator.derive.sheets import Sheet
    from generator.derive.tables import FigureTable
    from generator.derive.terms import Link, Sentence, Term
    from generator.derive.tiles import TileMap
    from generator.derive.usages import Usages
    from generator.derive.works import Work
    from generator.load.cells import Value
    from generator.load.descriptors import Descriptor
    from generator.load.package import PackageMetadata, Theme
    from generator.load.site import Site


def _help(text: str) -> dict[str, str]:
    return {"help": text}


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a page offers: `path` from the site's root, its format and what it is for (a word's key)."""

    path: str
    format: str
    purpose: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page about one dataset: its figures, or a table of its rows."""

    id: str = field(metadata=_help("Anchor on the page"))
    title: str = field(metadata=_help("Title of the dataset"))
    dataset: Link = field(metadata=_help("The dataset's own page"))
    figures: tuple[Figure, ...] = field(default=(), metadata=_help("Figures, possibly none"))
    listing: FigureTable | None = field(default=None, metadata=_help("Rows as they are, for datasets without figures"))
    provenance: Provenance | None = field(default=None, metadata=_help("Where the rows of the listing come from"))
    evidence: Evidence | None = field(default=None, metadata=_help("What stands behind the listing"))
    download: Download | None = field(default=None, metadata=_help("The dataset's CSV"))
    files: tuple[Download, ...] = field(default=(), metadata=_help("Other files about it: the verdicts"))
    reviews: tuple[Reviews, ...] = field(default=(), metadata=_help("For a dataset of statements: by verdict"))
    sentences: tuple[Sentence, ...] = field(default=(), metadata=_help("What the reviews come to"))
    note: Note | None = field(default=None, metadata=_help("What documents state of the rows of the listing"))
    count: int = field(default=0, metadata=_help("How many rows it is about"))
    version: str = field(default="", metadata=_help("Which version of the dataset it tells of"))


@dataclass(frozen=True, slots=True)
class Page:
    """What every page has."""

    path: str = field(metadata=_help("Address from the site's root, with a final slash; blank for the home page"))
    title: str = field(metadata=_help("Title, as text"))
    description: str = field(metadata=_help("One sentence for search engines and link previews, as text"))
    crumbs: tuple[Link, ...] = field(metadata=_help("The way from the home page to here, this page left out"))
    modified: str = field(
        default="", kw_only=True, metadata=_help("ISO date of the newest rows on it; blank where there are none")
    )
    feed: str = field(default="", kw_only=True, metadata=_help("Path of the Atom feed of its changes, if it has one"))


@dataclass(frozen=True, slots=True)
class HomePage(Page):
    """The first page."""

    site: Site = field(metadata=_help("The city's words"))
    metadata: PackageMetadata = field(metadata=_help("The catalogue's metadata"))
    figures: tuple[Figure, ...] = field(metadata=_help("The figures that matter, declared in site.yaml"))
    directories: tuple[Directory, ...] = field(metadata=_help("Each entity kind with its entities"))
    finder: tuple[Finder, ...] = field(metadata=_help("The questions by which people find their page"))
    themes: tuple[Card, ...] = field(metadata=_help("The theme pages"))
    catalogue: Link = field(metadata=_help("The catalogue of datasets"))
    whole: Download = field(metadata=_help("The whole site as one file"))
    problems: Link = field(metadata=_help("What each fault of a file means"))
    counts: tuple[int, int] = field(metadata=_help("How many datasets, how many rows"))
    latest: Latest = field(metadata=_help("What changed last, and where all changes are told"))


@dataclass(frozen=True, slots=True)
class FramePage(Page):
    """What stands around the content of every page."""

    site: Site = field(metadata=_help("The city's words"))
    menu: tuple[Link, ...] = field(metadata=_help("The hubs of the menu, the home page first"))
    search: str = field(default="", metadata=_help("Address of the page of searches; blank where there is none"))


@dataclass(frozen=True, slots=True)
class NotFoundPage(Page):
    """What a wrong address shows."""

    ways: tuple[Link, ...] = field(metadata=_help("Where to go on: the hubs of the menu"))


@dataclass(frozen=True, slots=True)
class Card:
    """A link with a line about where it leads; `marks` are other names to search by, `updated` the day of its rows."""

    link: Link
    text: str = ""
    marks: tuple[str, ...] = ()
    facts: tuple[Term, ...] = ()
    updated: str = ""
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """An entity kind: the words for one and several, and its entities in order."""

    link: Link
    singular: str
    plural: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class DirectoryPage(Page):
    """All entities of a kind, and the figures that compare them."""

    directory: Directory = field(metadata=_help("The entities"))
    sections: tuple[Section, ...] = field(metadata=_help("Figures that rank these entities"))
    dataset: Link = field(metadata=_help("The dataset behind the list"))
    map: TileMap | None = field(metadata=_help("Where they are, schematically"))
    compare: Link | None = field(metadata=_help("The page on which they are compared"))


@dataclass(frozen=True, slots=True)
class EntityPage(Page):
    """One entity: its attributes, and every dataset that has rows about it."""

    kind: Directory = field(metadata=_help("The entity's kind"))
    facts: tuple[Fact, ...] = field(metadata=_help("Attributes of its row"))
    aliases: tuple[str, ...] = field(metadata=_help("Other names, for searching"))
    subtitle: str = field(metadata=_help("What stands beside its name in the directory"))
    provenance: Provenance = field(metadata=_help("Where its row comes from"))
    answer: tuple[Headline, ...] = field(metadata=_help("What the figures that matter most say first"))
    contents: tuple[Link, ...] = field(metadata=_help("The sections, as links to their anchors"))
    sections: tuple[Section, ...] = field(metadata=_help("Figures, those that matter most first"))
    more: tuple[Section, ...] = field(metadata=_help("Lists: what else there is about it"))
    waiting: tuple[Waiting, ...] = field(metadata=_help("Datasets about its kind whose rows are awaited"))
    derived: tuple[SourceUse, ...] = field(metadata=_help("For a source document: the datasets taken from it"))
    compare: Link | None = field(metadata=_help("Where it is compared with others of its kind"))
    map: TileMap | None = field(metadata=_help("Where it is among the others, schematically"))
    sheet: Sheet | None = field(metadata=_help("The sheet for a notice board, on paper"))
    previous: Link | None = field(metadata=_help("The entity before it"))
    next: Link | None = field(metadata=_help("The entity after it"))
    record: Mapping[str, Value] = field(metadata=_help("The cells of its row by their fields"))


@dataclass(frozen=True, slots=True)
class ThemePage(Page):
    """The figures of the datasets of one theme."""

    theme: Theme = field(metadata=_help("The theme"))
    sections: tuple[Section, ...] = field(metadata=_help("One per dataset"))
    waiting: tuple[Waiting, ...] = field(metadata=_help("Its datasets whose rows are awaited"))
    gaps: tuple[Gap, ...] = field(metadata=_help("What is known to be missing from its datasets"))


@dataclass(frozen=True, slots=True)
class CataloguePage(Page):
    """All datasets, by theme."""

    metadata: PackageMetadata = field(metadata=_help("The catalogue's metadata"))
    groups: tuple[tuple[str, tuple[Card, ...]], ...] = field(metadata=_help("Title of a theme, its datasets"))
    downloads: tuple[Download, ...] = field(metadata=_help("The whole catalogue"))
    beside: tuple[Link, ...] = field(metadata=_help("Pages about the data; their texts are words"))


@dataclass(frozen=True, slots=True)
class DatasetPage(Page):
    """One dataset: what a row is, its columns, its figures, its rows, its files."""

    descriptor: Descriptor = field(metadata=_help("The descriptor"))
    rows: int = field(metadata=_help("Number of rows"))
    licenses: tuple[Link, ...] = field(metadata=_help("Licences: title and address"))
    next_period: tuple[str, str] | None = field(metadata=_help("First and last day of the period after the data's"))
    due: Due | None = field(metadata=_help("By when there should be newer rows, if anybody says"))
    columns: tuple[ColumnNote, ...] = field(metadata=_help("The dictionary of columns"))
    figures: tuple[Figure, ...] = field(metadata=_help("Its figures"))
    preview: FigureTable = field(metadata=_help("Its first rows"))
    waiting: Waiting | None = field(metadata=_help("That its rows are awaited, if they are"))
    gaps: tuple[Gap, ...] = field(metadata=_help("What is known to be missing from it"))
    reviews: tuple[Review, ...] = field(metadata=_help("What documents state of it, the most serious first"))
    provenance: Provenance = field(metadata=_help("Where the rows come from"))
    downloads: tuple[Download, ...] = field(metadata=_help("Its files"))
    keys: tuple[str, ...] = field(metadata=_help("The keys of its first rows"))
    version: str = field(metadata=_help("Which version of its rows this is"))
    record: Record | None = field(metadata=_help("What catalogues tell of it; none while its rows are awaited"))
    usages: Usages | None = field(metadata=_help("How to open it, with lines to copy; none while its rows are awaited"))
    quality: Quality = field(metadata=_help("How each criterion of quality came out"))
    pointing: tuple[Link, ...] = field(metadata=_help("The datasets whose foreign keys point here"))
    portal: tuple[tuple[str, str], ...] = field(metadata=_help("Fields of portals of data: a word, and its value"))
    work: Work = field(metadata=_help("How to cite it"))
    citations: tuple[Download, ...] = field(metadata=_help("Its citation as files"))
    past: Past = field(metadata=_help("Its versions, and where its changes are told"))
