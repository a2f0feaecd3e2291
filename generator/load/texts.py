"""From bytes to the texts of a CSV's cells, with the line of each record: strict, nothing is sniffed or repaired."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.problems import Problem, Refused

MAX_CELL = 100_000
MAX_COLUMNS = 500
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\U000e0000-\U000e007f]"
)
"""Control, direction and zero-width characters, line separators that are no line ends, and the mark of lost text."""

CONFLICT = re.compile(rb"^(<{7}|>{7}) ", re.MULTILINE)
"""The marks that git leaves around the two sides of a conflict."""

MAGIC = (
    (b"PK\x03\x04", "xlsx"),
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"version https://git-lfs", "git-lfs"),
    (b"<", "html"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Texts:
    """The header, the records below it as texts, and the physical line on which each of these begins (header: 1)."""

    header: Sequence[str]
    records: Sequence[Sequence[str]]
    lines: Sequence[int]


def read(data: bytes, file: str, delimiter: str) -> Texts:
    """Split the bytes of a CSV into records.

    Raises:
        Refused: the bytes are not UTF-8 text, or not a table in the declared dialect.
    """
    text = _decode(data, file)
    found = FORBIDDEN.search(text)
    if found:
        raise Refused([_at(text, found.start(), "forbidden-character", file)])
    records, lines = _split(text, file, delimiter)
    if not records:
        raise Refused([Problem("empty-file", file=file, line=1, frictionless="source-error")])
    header = records[0]
    if len(header) == 1 or len(header) > MAX_COLUMNS:
        _check_delimiter(header, file, delimiter)
    return Texts(header, records[1:], lines[1:])


def _decode(data: bytes, file: str) -> str:
    conflict = CONFLICT.search(data)
    if conflict:
        line = data.count(b"\n", 0, conflict.start()) + 1
        raise Refused([Problem("not-a-csv", file=file, line=line, value="conflict", details={"kind": "conflict"})])
    body = data.removeprefix(codecs.BOM_UTF8)
    for magic, kind in MAGIC:
        if body.startswith(magic):
            raise Refused([Problem("not-a-csv", file=file, line=1, value=kind, details={"kind": kind})])
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start]
        line = before.count(b"\n") + 1
        start = before.rfind(b"\n") + 1
        rest = body[start:].split(b"\n", 1)[0]
        shown = rest.decode("cp1252", "replace").strip()[:80]
        raise Refused([
            Problem("encoding-error", file=file, line=line, record=None, value=shown, frictionless="encoding-error",
                    details={"byte": f"0x{body[error.start]:02X}", "offset": error.start - start + 1})
        ]) from None  # fmt: skip


def _split(text: str, file: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """Return the records that are not blank lines at the end, and the line on which each begins."""
    csv.field_size_limit(MAX_CELL)
    records: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(_physical(text), delimiter=delimiter, strict=True)
    begin = 1
    try:
        for record in reader:
            records.append(record)
            lines.append(begin)
            begin = reader.line_num + 1
    except csv.Error as error:
        raise Refused([
            Problem("quote-error", file=file, line=begin, record=len(records) + 1, details={"reason": str(error)})
        ]) from None  # fmt: skip
    while records and not records[-1]:
        records.pop()
        lines.pop()
    return records, lines


def _physical(text: str) -> Iterator[str]:
    """Yield the lines of `text` with their ends; only LF and CRLF end a line."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _check_delimiter(header: Sequence[str], file: str, delimiter: str) -> None:
    """Refuse a header in one piece that another common delimiter would split."""
    if len(header) > MAX_COLUMNS:
        raise Refused([Problem("too-many-columns", file=file, line=1, details={"limit": MAX_COLUMNS})])
    other = next((mark for mark in DELIMITERS if mark != delimiter and mark in header[0]), None)
    if other:
        raise Refused([
            Problem("delimiter", file=file, line=1, record=1, column=1, value=header[0],
                    details={"found": other, "expected": delimiter})
        ])  # fmt: skip


def _at(text: str, position: int, code: str, file: str) -> Problem:
    line = text.count("\n", 0, position) + 1
    offset = position - text.rfind("\n", 0, position)
    value = f"U+{ord(text[position]):04X}"
    return Problem(code, file=file, line=line, value=value, details={"offset": offset})
