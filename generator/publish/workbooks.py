"""A dataset as a workbook: its rows as a real table, then what its columns mean, where it comes from, what to know."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.publish.spreadsheets import CREATED, HEAD, height, lay_out, look

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from generator.derive.exports import Export
    from generator.load.schemas import Field
    from generator.load.tables import Table
    from generator.render.words import Words

WIDEST = 68
"""Characters that a column has room for: a checksum fits."""

BUTTON = 4
"""Characters that the button of a column's filter takes."""

SAMPLE = 200
"""Rows that are looked at to find how wide a column is."""

EXACT = 10**15
"""Numbers from here on lose digits in a spreadsheet, and are written as text."""

COLUMNS = ("dataset.name", "dataset.column", "dataset.description", "dataset.type", "dataset.unit", "dataset.points_to")
FACTS = (
    "title",
    "description",
    "row_is",
    "source",
    "publisher",
    "license",
    "modified",
    "coverage",
    "method",
    "address",
)


@dataclass(frozen=True, slots=True)
class Heads:
    """The words of a workbook: names of its sheets, heads of the dictionary, facts about the source, a title column."""

    sheets: tuple[str, str, str, str]
    columns: tuple[str, ...]
    facts: Mapping[str, str]
    types: Mapping[str, str]
    title_of: str


def heads(words: Words) -> Heads:
    """Return the words of all workbooks in the language of the site."""
    sheets = ("form.data", "workbook.dictionary", "workbook.source", "workbook.notes")
    types = ("string", "integer", "number", "boolean", "date", "year")
    names: Any = tuple(words.say(key) for key in sheets)
    return Heads(
        names, tuple(words.say(key) for key in COLUMNS), {key: words.say(f"workbook.{key}") for key in FACTS},
        {kind: words.say(f"type.{kind}") for kind in types}, str(words.catalogue["workbook.title_of"]),
    )  # fmt: skip


def write(table: Table, export: Export, words: Heads, digest: str) -> bytes:
    """Return the workbook of a table."""
    import xlsxwriter

    data, descriptor = io.BytesIO(), export.descriptor
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({
            "title": descriptor.title, "subject": descriptor.description[:255], "created": CREATED,
            "author": ", ".join(who.title for who in descriptor.contributors),
            "keywords": ", ".join(descriptor.keywords),
        })  # fmt: skip
        rows, dictionary, source, notes = (book.add_worksheet(name) for name in words.sheets)
        _rows(book, rows, (table, export, words))
        _list(book, dictionary, list(_dictionary(export, words)), words.columns)
        _list(book, source, [*_facts(export, words), ("SHA-256", digest)])
        _list(book, notes, [(note,) for note in descriptor.notes] or [("—",)])
    return data.getvalue()


def _rows(book: Workbook, sheet: Worksheet, what: tuple[Table, Export, Heads]) -> None:
    """Write the rows as a table that can be filtered, the title of each id beside it."""
    table, export, words = what
    columns: list[dict[str, Any]] = []
    head, wide = book.add_format(HEAD), 0
    for field in export.descriptor.schema.fields:
        form = book.add_format(look(field.type))
        wide += _column(sheet, len(columns), (field.name, _cells(table, field)), form)
        columns.append({"header": field.name, "format": form, "header_format": head})
        if field.name in export.titles:
            titles = (export.titles[field.name].get(text, "") for text in table.texts[field.name])
            name, form = words.title_of.format(name=field.name), book.add_format(look("string"))
            wide += _column(sheet, len(columns), (name, titles), form)
            columns.append({"header": name, "header_format": head})
    sheet.add_table(0, 0, max(1, len(table)), len(columns) - 1, {
        "columns": columns, "name": "t_" + export.descriptor.name.replace("-", "_"), "style": "Table Style Light 9",
    })  # fmt: skip
    sheet.freeze_panes(1, 0)
    lay_out(sheet, wide)


def _cells(table: Table, field: Field) -> Iterable[Any]:
    """Yield the cells of a column: values as such, what is missing for a reason as that reason."""
    for row, text in enumerate(table.texts[field.name]):
        value = table.value(field.name, row)
        is_large = isinstance(value, (int, float)) and abs(value) >= EXACT
        yield text if value is None or is_large else value


def _column(sheet: Worksheet, number: int, what: tuple[str, Iterable[Any]], form: Format) -> int:
    """Write the cells of a column, given its name, and return how wide it is: room for the name and its button."""
    name, cells = what
    width = max(10, len(name) + BUTTON)
    for row, cell in enumerate(cells, start=1):
        if isinstance(cell, bool):
            sheet.write_boolean(row, number, cell, form)
        elif isinstance(cell, (int, float)):
            sheet.write_number(row, number, cell, form)
        elif isinstance(cell, datetime.date):
            sheet.write_datetime(row, number, cell, form)
        elif cell:
            sheet.write_string(row, number, cell, form)
        if row <= SAMPLE:
            width = max(width, len(str(cell)) + 2)
    sheet.set_column(number, number, min(width, WIDEST), form)
    return min(width, WIDEST)


def _dictionary(export: Export, words: Heads) -> Iterable[Sequence[str]]:
    schema = export.descriptor.schema
    for field in schema.fields:
        reference = schema.reference(field.name)
        unit, target = field.unit.other if field.unit else "", reference.target if reference else ""
        yield field.name, field.title, field.description, words.types[field.type], unit, target


def _facts(export: Export, words: Heads) -> Iterable[Sequence[str]]:
    descriptor = export.descriptor
    told = {
        "title": descriptor.title, "description": descriptor.description, "row_is": descriptor.observation,
        "source": "; ".join(source.title for source in descriptor.sources),
        "publisher": "; ".join(who.title for who in descriptor.contributors), "license": "; ".join(export.licenses),
        "modified": descriptor.modified, "coverage": " – ".join(descriptor.temporal or ()),
        "method": descriptor.method, "address": export.address,
    }  # fmt: skip
    return [(words.facts[key], text) for key, text in told.items() if text]


def _list(book: Workbook, sheet: Worksheet, rows: Sequence[Sequence[str]], header: Sequence[str] = ()) -> None:
    """Write texts below their header, each row as high as they need; the first of several is in bold."""
    bold, plain = (book.add_format({"text_wrap": True, "valign": "top", "bold": is_bold}) for is_bold in (True, False))
    longest = (max(map(len, column)) for column in zip(*rows, *[header] * bool(header), strict=True))
    widths = [min(length + 2, WIDEST) for length in longest]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.write_row(0, 0, header, book.add_format(HEAD))
    for number, row in enumerate(rows, start=1 if header else 0):
        sheet.set_row(number, height(row, widths))
        for place, text in enumerate(row):
            sheet.write_string(number, place, text, bold if place == 0 and len(row) > 1 else plain)
    sheet.freeze_panes(1 if header else 0, 0)
    lay_out(sheet, sum(widths))
