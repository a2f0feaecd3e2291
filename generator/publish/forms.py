"""The door to XlsxWriter: forms that an editor fills in with a spreadsheet, one sheet to write and two to look up."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.artifacts import Artifact
from generator.derive import absences, labels
from generator.publish.spreadsheets import CREATED, FORMATS, HEAD, height, lay_out, look

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from generator.load.schemas import Field
    from generator.model.catalog import Catalog, Dataset
    from generator.render.words import Words

LAST_ROW = 5000
"""The rows of the sheet that are prepared: formats and drop-downs reach down to here."""

CRITERIA = {"date": "date", "integer": "integer", "year": "integer", "number": "decimal"}
BOUNDS: Mapping[str, tuple[Any, Any]] = {
    "date": (datetime.date(1900, 1, 1), datetime.date(2999, 12, 31)),
    "integer": (-(10**15), 10**15),
    "year": (1000, 9999),
    "number": (-1e15, 1e15),
}
"""The least and the greatest value of a type that a spreadsheet keeps exactly, where the field sets no limit."""

FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
MAX_SHEET = 29
SHEETS = 3
"""What the name of a sheet cannot hold, how long it may be (with a number before it, 31), and how many there are."""

MAX_NOTE = 255
"""Characters that a spreadsheet shows of the message of a cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column to fill in: its name as the CSV has it, what to write, and the values it may hold with their labels."""

    name: str
    type: str
    facts: tuple[str, ...]
    choices: tuple[tuple[str, str], ...] = ()
    limits: tuple[Any, Any] | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A workbook to be: its title, its columns, the names of its three sheets and the heads of the third."""

    title: str
    columns: tuple[Column, ...]
    sheets: tuple[str, str, str]
    heads: tuple[str, ...]
    refusal: str


def artifacts(catalog: Catalog, words: Words) -> Iterator[Artifact]:
    """Yield the forms of every dataset that is, or was, awaited: a workbook and a bare header."""
    for dataset in catalog.datasets.values():
        files = absences.forms(dataset, catalog)
        if not files:
            continue
        made = describe(dataset, catalog, words)
        header = dataset.descriptor.delimiter.join(column.name for column in made.columns) + "\n"
        for file in files:
            make = partial(write, made) if file.format == "XLSX" else partial(str.encode, header)
            yield Artifact(file.path, make, dataset.descriptor.file)


def describe(dataset: Dataset, catalog: Catalog, words: Words) -> Form:
    """Return the form of a dataset in the words of the site."""
    sheets = _sheets(words.say("form.data"), words.say("form.lists"), words.say("form.columns"))
    heads = ("dataset.name", "dataset.column", "dataset.description", "dataset.type", "dataset.unit", "form.example")
    columns = tuple(_column(field, dataset, catalog, words) for field in dataset.descriptor.schema.fields)
    return Form(dataset.descriptor.title, columns, sheets, tuple(map(words.say, heads)), words.say("form.refusal"))


def _sheets(data: str, lists: str, columns: str) -> tuple[str, str, str]:
    """Return the names of the sheets as a spreadsheet takes them: short, without its own signs, none twice."""
    first, second, third = (FORBIDDEN.sub(" ", name).strip()[:MAX_SHEET] for name in (data, lists, columns))
    is_clear = all((first, second, third)) and len({name.casefold() for name in (first, second, third)}) == SHEETS
    return (first, second, third) if is_clear else (f"1 {first}", f"2 {second}", f"3 {third}")


def _column(field: Field, dataset: Dataset, catalog: Catalog, words: Words) -> Column:
    schema = dataset.descriptor.schema
    is_required = field.constraints.get("required") or field.name in schema.primary_key
    kind = words.say(f"type.{field.type}") + (f", {words.say('dataset.required')}" if is_required else "")
    example = "" if field.example is None else str(field.example)
    facts = (field.title, field.description, kind, field.unit.other if field.unit else "", example)
    written = tuple(item for item in schema.missing_values.items() if item[0])  # `no aplica` fits any column
    choices = tuple(_choices(field, dataset, catalog))
    limits = None if written else _limits(field)
    return Column(field.name, field.type, facts, (*choices, *written) if choices else (), limits)


def _choices(field: Field, dataset: Dataset, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield the values that a cell may hold, each with its label, where they are known."""
    reference = dataset.descriptor.schema.reference(field.name)
    if reference:
        target = catalog.datasets[reference.target]
        for text in dict.fromkeys(target.table.texts[reference.target_fields[0]]):
            shown = labels.of_key(dataset, field.name, text, catalog)
            yield text, shown if isinstance(shown, str) else shown.text
    elif field.is_dataset:
        yield from ((name, other.descriptor.title) for name, other in catalog.datasets.items())
    elif field.type == "boolean":
        yield from ((values[0], "") for values in (field.true_values, field.false_values))
    else:
        yield from ((str(value), "") for value in field.constraints.get("enum", ()))


def _limits(field: Field) -> tuple[Any, Any] | None:
    """Return the least and the greatest value of a number or a date; None for other types."""
    if field.type not in BOUNDS:
        return None
    low, high = BOUNDS[field.type]
    least, greatest = field.constraints.get("minimum", low), field.constraints.get("maximum", high)
    if field.type == "date":
        return datetime.date.fromisoformat(str(least)), datetime.date.fromisoformat(str(greatest))
    return least, greatest


def write(form: Form) -> bytes:
    """Return the workbook of a form."""
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "default_date_format": FORMATS["date"]}) as book:
        book.set_properties({"title": form.title, "created": CREATED})
        head = book.add_format(HEAD)
        sheet, lists, notes = (book.add_worksheet(name) for name in form.sheets)
        _fill_in(book, sheet, form, head)
        _look_up(lists, form, head)
        _explain(book, notes, form, head)
    return data.getvalue()


def _fill_in(book: Workbook, sheet: Worksheet, form: Form, head: Format) -> None:
    """Write the sheet where rows go: the header of the CSV with notes, and what each column takes."""
    from xlsxwriter.utility import xl_col_to_name

    sheet.freeze_panes(1, 0)
    place = 0
    widths = [max(14, len(column.name) + 3) for column in form.columns]
    lay_out(sheet, sum(widths))
    for number, column in enumerate(form.columns):
        cells = book.add_format(look(column.type))
        sheet.set_column(number, number, widths[number], cells)
        sheet.write_string(0, number, column.name, head)
        sheet.write_comment(0, number, "\n".join(fact for fact in column.facts if fact), {"x_scale": 2})
        rule: dict[str, Any] = {}
        if column.choices:
            letter = xl_col_to_name(place)
            source = f"='{form.sheets[1]}'!${letter}$2:${letter}${len(column.choices) + 1}"
            rule = {"validate": "list", "source": source}
            place += 2
        elif column.limits:
            low, high = column.limits
            rule = {"validate": CRITERIA[column.type], "criteria": "between", "minimum": low, "maximum": high}
        if rule:
            rule |= {"error_title": column.name[:32], "error_message": form.refusal[:MAX_NOTE]}
            sheet.data_validation(1, number, LAST_ROW, number, rule)


def _look_up(sheet: Worksheet, form: Form, head: Format) -> None:
    """Write the values that columns may hold, each beside its label."""
    place = wide = 0
    for column in form.columns:
        if not column.choices:
            continue
        sheet.write_string(0, place, column.name, head)
        sheet.write_string(0, place + 1, column.facts[0], head)
        for beside, least in enumerate((20, 40)):
            width = max(least, *(len(choice[beside]) for choice in column.choices)) + 2
            sheet.set_column(place + beside, place + beside, width)
            wide += width
        for row, choice in enumerate(column.choices, start=1):
            for beside, text in enumerate(choice):
                sheet.write_string(row, place + beside, text)
        place += 2
    lay_out(sheet, wide)


def _explain(book: Workbook, sheet: Worksheet, form: Form, head: Format) -> None:
    """Write what each column means."""
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    widths = (24, 28, 60, 26, 18, 24)
    for number, (width, title) in enumerate(zip(widths, form.heads, strict=True)):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, title, head)
    for row, column in enumerate(form.columns, start=1):
        sheet.set_row(row, height((column.name, *column.facts), widths))
        for number, text in enumerate((column.name, *column.facts)):
            sheet.write_string(row, number, text, wrapped)
    sheet.freeze_panes(1, 1)
    lay_out(sheet, sum(widths))
