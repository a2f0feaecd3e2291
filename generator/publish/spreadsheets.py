"""What all workbooks have in common: how cells and headers look, how high rows are, how sheets are printed."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

CREATED = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
"""The date that the file says it was made on: the same for all, so that equal contents are equal bytes."""

FORMATS = {"date": "yyyy-mm-dd", "integer": "0", "year": "0", "number": "0.##########"}
"""How cells are written by the type of their field; all others are text, so that codes keep their leading zeros."""

HEAD = {"bold": True, "bottom": 1, "bg_color": "#E6EEF5"}
"""How the header of a sheet looks; a spreadsheet that knows no styles of tables shows it as well."""

A4 = 9
"""The number that spreadsheets give to this size of paper."""

LEGIBLE = 220
"""Characters side by side that can still be read on such a sheet."""

LINE = 15
"""Points from one line to the next."""


def lay_out(sheet: Worksheet, width: int) -> None:
    """Have a sheet printed with its header on each page: as wide as all columns, unless letters get too small."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.repeat_rows(0)
    if width <= LEGIBLE:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.repeat_columns(0)


def height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Return the points that a row of wrapped texts takes, for not every spreadsheet finds out by itself."""
    lines = (textwrap.wrap(text, max(1, width - 2)) for text, width in zip(texts, widths, strict=False))
    return LINE * max([1, *map(len, lines)])


def look(kind: str) -> dict[str, str]:
    """Return how cells of a type look; a day stands where the text beside which it may stand begins."""
    return {"num_format": FORMATS.get(kind, "@")} | ({"align": "left"} if kind == "date" else {})
