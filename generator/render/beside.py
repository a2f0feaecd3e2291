"""What a page needs beside its text: the drawings and the files of rows that it names, noted while it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.render import citations, svg

if TYPE_CHECKING:
    from generator.derive.evidence import Evidence
    from generator.derive.extracts import Extract
    from generator.derive.figures import Figure
    from generator.derive.works import Work
    from generator.render.svg import Drawing
    from generator.render.words import Words


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """The files that the page at `path` names."""

    words: Words
    path: str
    drawings: list[Drawing] = field(default_factory=list)
    extracts: list[Extract] = field(default_factory=list)

    def namespace(self) -> dict[str, Any]:
        """Return the functions that note what is named, by the names that templates use."""
        return {
            "drawing": self.drawing, "rows": self.rows, "cited": self.cited, "cited_part": self.cited_part,
        }  # fmt: skip

    def drawing(self, figure: Figure) -> Drawing | None:
        """Return the drawing of a figure's chart, and note it; None where it has no chart."""
        if figure.chart is None:
            return None
        self.drawings.append(svg.prepare(figure.chart, self.words, source=self._source(figure)))
        return self.drawings[-1]

    def rows(self, extract: Extract) -> str:
        """Return the address of a file of rows, and note it."""
        self.extracts.append(extract)
        return extract.path

    def _source(self, figure: Figure) -> str:
        """Return the line below a picture that is taken away: the documents, the dataset and the site."""
        documents = [self.words.term(found.document) for found in figure.provenance.citations]
        say, work = self.words.say, figure.evidence.work
        told = say("evidence.picture.source", documents=self.words.enumerate(documents)) if documents else ""
        data = say("evidence.picture.data", dataset=work.title, site=work.site)
        return f"{told} {data}".strip()

    def cited(self, work: Work) -> str:
        """Return the citation of a dataset."""
        return citations.text(work, self.words)

    def cited_part(self, evidence: Evidence, title: str, anchor: str) -> str:
        """Return the citation of a figure, or of a table of rows, on this page."""
        root = evidence.work.root
        url = f"{root}{self.path}#{anchor}" if root else ""
        if title == evidence.work.title:
            return citations.text(evidence.work, self.words, url=url)
        return citations.text(evidence.work, self.words, part=title, url=url)
