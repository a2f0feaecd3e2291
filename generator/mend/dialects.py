"""From text to records and back: which mark separates the cells, and where each record stands."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.load.descriptors import DELIMITERS
from generator.load.texts import MAX_CELL

SEPARATOR = re.compile(r'"?sep=(.)"?\n')
"""The line in which a spreadsheet may say which mark separates the cells."""

MAX_HEADER = 1_000_000
"""Characters in which the header must end."""

WIDE = re.compile("[\u00a0\u202f]")
"""The spaces at which no line may break."""

EDGES = "".join(
    chr(code) for code in range(0x3001) if chr(code).isspace() and chr(code) not in "\n\r\x0b\x0c\x85\u2028\u2029"
)
"""What is space in a line."""


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of a record, and the lines it was read from, as they stand; no cells: a blank line."""

    cells: Sequence[str]
    raw: str
    line: int


@dataclass(frozen=True, slots=True)
class Dialect:
    """The mark that separates cells, and whether a line before the header says so."""

    delimiter: str
    is_told: bool = False


def cleaned(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a cell without what nobody sees, and the kinds of mend that it took."""
    if text.isascii() and text == text.strip(EDGES):
        return text, ()
    kinds = []
    for kind, mended in (("nbsp", WIDE.sub(" ", text)), ("spaces", text.strip(EDGES)),
                         ("form", unicodedata.normalize("NFC", text))):  # fmt: skip
        kinds += [kind] if mended != text else []
    whole = unicodedata.normalize("NFC", WIDE.sub(" ", text).strip(EDGES))
    return whole, tuple(kind for kind in kinds if kind != "nbsp" or WIDE.search(text.strip(EDGES)))


def find(text: str, names: Sequence[str], delimiter: str) -> Dialect | None:
    """Return how the header of `text` splits into `names`; None where no mark does.

    Without names, a header may be any labels that are told apart, and only one mark may split it.
    """
    told = SEPARATOR.match(text)
    if told and told[1] in DELIMITERS:
        return Dialect(told[1], is_told=True) if _is_header(text[told.end() :], names, told[1]) else None
    if _is_header(text, names, delimiter):
        return Dialect(delimiter)
    others = [mark for mark in DELIMITERS if mark != delimiter and _is_header(text, names, mark)]
    return Dialect(others[0]) if len(others) == 1 else None


def _is_header(text: str, names: Sequence[str], delimiter: str) -> bool:
    try:
        record = next(records(text[:MAX_HEADER], delimiter), None)
    except csv.Error:
        return False
    labels = [cleaned(label)[0] for label in record.cells] if record else []
    if names:
        return tuple(labels) == tuple(names)
    return len(labels) > 1 and all(labels) and len(set(labels)) == len(labels)


def records(text: str, delimiter: str) -> Iterator[Record]:
    """Yield the records of `text`, whose lines end in LF.

    Raises:
        csv.Error: the quotes are not those of a CSV.
    """
    csv.field_size_limit(MAX_CELL)
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    lines = lines if lines[-1] else lines[:-1]
    reader = csv.reader(iter(lines), delimiter=delimiter, strict=True)
    begin, known = 0, dict[str, str]()
    for cells in reader:
        yield Record(
            [known.setdefault(cell, cell) for cell in cells], "".join(lines[begin : reader.line_num]), begin + 1
        )
        begin = reader.line_num


def write(cells: Sequence[str], delimiter: str) -> str:
    """Return a record as text: quotes only around the cells that need them."""
    return (delimiter.join(_quoted(cell, delimiter) for cell in cells) or '""') + "\n"


def _quoted(cell: str, delimiter: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in (delimiter, '"', "\n", "\r")) else cell
