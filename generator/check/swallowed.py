"""Cells that swallowed rows: a quote opens by mistake, and the next one, lines below, happens to close the cell."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from generator.load import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.load.descriptors import Descriptor
    from generator.load.schemas import Field

LEAST_COLUMNS = 3
"""A line of text with one comma looks like a row of two columns; with as many as a wider table has, it hardly does."""


def found(texts: Collection[str], descriptor: Descriptor) -> dict[str, tuple[str, bool]]:
    """Return the texts that hold a whole line like a row, that line, and whether its cells are of the columns' types.

    The first and the last line of a text are parts of rows themselves, and are not looked at.
    """
    fields = descriptor.schema.fields
    if len(fields) < LEAST_COLUMNS:
        return {}
    lines = {text: _row(text.split("\n")[1:-1], len(fields), descriptor.delimiter) for text in texts if "\n" in text}
    return {text: (line, _is_typed(line.split(descriptor.delimiter), fields)) for text, line in lines.items() if line}


def _row(lines: Sequence[str], width: int, delimiter: str) -> str:
    """Return the first of some lines that has as many delimiters as a row."""
    return next((line.rstrip("\r") for line in lines if line.count(delimiter) == width - 1), "")


def _is_typed(texts: Sequence[str], fields: Sequence[Field]) -> bool:
    """Tell whether cells are of the types of their columns, one of which at least is not of texts."""
    typed = [(field, text) for field, text in zip(fields, texts, strict=True) if field.type != "string" and text]
    for field, text in typed:
        try:
            cells.parse(field, text)
        except cells.InvalidError:
            return False
    return bool(typed)
