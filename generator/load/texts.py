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
MAX_TEXT = 600_000_000
"""Bytes of a whole file as one text: one sign beyond the Basic Multilingual Plane makes all others four bytes wide."""

WIDE = re.compile(rb"[\xf0-\xf4][\x80-\xbf]")
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e007f]"
)
"""Control, direction and zero-width characters, line separators that are no line ends, and the mark of lost text."""

SEP = re.compile("[\"']?sep=", re.IGNORECASE)
"""The first line with which a spreadsheet is told its delimiter: no row, and no other program's business."""

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
    text = _decode(data, file, delimiter)
    if SEP.match(text):
        raise Refused([Problem("sep-line", file=file, line=1, record=1, value=text.split("\n", 1)[0].strip())])
    records, lines = _split(text, file, delimiter)
    if not any(records):
        raise Refused([Problem("empty-file", file=file, line=1, frictionless="source-error")])
    header = records[0]
    if len(header) == 1 or len(header) > MAX_COLUMNS:
        _check_delimiter(header, file, delimiter)
    return Texts(header, records[1:], lines[1:])


def _decode(data: bytes, file: str, delimiter: str) -> str:
    conflict = CONFLICT.search(data)
    if conflict:
        line = data.count(b"\n", 0, conflict.start()) + 1
        raise Refused([Problem("not-a-csv", file=file, line=line, value="conflict", details={"kind": "conflict"})])
    body = data.removeprefix(codecs.BOM_UTF8)
    for magic, kind in MAGIC:
        if body.startswith(magic):
            raise Refused([Problem("not-a-csv", file=file, line=1, value=kind, details={"kind": kind})])
    if len(body) * (1 if body.isascii() else 4 if WIDE.search(body) else 2) > MAX_TEXT:
        raise Refused([Problem("too-much-memory", file=file, details={"limit": MAX_TEXT // 10**6})])
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        start = body.rfind(b"\n", 0, error.start) + 1
        line = body.count(b"\n", 0, start) + 1
        rest = body[start : start + MAX_CELL].split(b"\n", 1)[0]
        shown = rest.decode("cp1252", "replace").strip()[:80]
        bare = re.sub(rb'"[^"]*("|$)', b"", body[start : error.start])  # what is quoted separates nothing
        raise Refused([
            Problem("encoding-error", file=file, line=line, column=bare.count(delimiter.encode()) + 1, value=shown,
                    frictionless="encoding-error",
                    details={"byte": f"0x{body[error.start]:02X}", "offset": error.start - start + 1})
        ]) from None  # fmt: skip


def _split(text: str, file: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """Return the records, and the line on which each begins."""
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
        code = "line-ends" if "new-line" in str(error) else "quote-error"
        details = {"reason": str(error)}
        raise Refused([Problem(code, file=file, line=begin, record=len(records) + 1, details=details)]) from None
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
