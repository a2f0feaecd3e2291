"""The shape of a table: the labels that its descriptor says, and as many cells in each row."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, zip_longest
from typing import TYPE_CHECKING

from generator.problems import Problem

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor
    from generator.load.texts import Texts

MAX_ROWS = 10_000
"""Rows of a wrong shape that are told one by one; one more problem says how many are left out."""


def labels(header: Sequence[str], file: str, descriptor: Descriptor) -> Iterator[Problem]:
    """Compare the header with the fields: same names, same order, letter for letter."""
    expected = descriptor.schema.names
    for column, (found, wanted) in enumerate(zip_longest(header, expected), start=1):
        first = header.index(found) + 1 if found and wanted is not None else column
        if first < column:
            yield Problem("duplicate-label", file, line=1, record=1, column=column, field=wanted, value=found,
                          details={"first": first, "expected": wanted}, frictionless="duplicate-label")  # fmt: skip
        elif found != wanted:
            yield _label(file, column, found, wanted)


def _label(file: str, column: int, found: str | None, wanted: str | None) -> Problem:
    """Return the problem of one label: missing, too many, blank, a look-alike, or another one than expected."""
    counterpart: str | None
    if found is None or wanted is None:
        code = counterpart = "missing-label" if found is None else "extra-label"
    elif not found.strip():
        code = "blank-label"
        counterpart = None if found else code
    else:
        code = "label-variant" if _folded(found) == _folded(wanted) else "incorrect-label"
        counterpart = None if found.strip() == wanted else "incorrect-label"
    details = {"expected": wanted or "", "points": _points(found or "", wanted or "")}
    return Problem(code, file, line=1, record=1, column=column, field=wanted, value=found, details=details,
                   frictionless=counterpart)  # fmt: skip


def _folded(label: str) -> str:
    """Return what is left of a label when nobody looks at case, spaces, hidden characters and the form of accents."""
    text = unicodedata.normalize("NFKC", label).casefold()
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Cc"))


def _points(found: str, wanted: str) -> str:
    """Return the code points of the signs that only the label in the file has."""
    signs = [sign for sign in dict.fromkeys(found) if sign not in wanted]
    return ", ".join(f"U+{ord(sign):04X}" for sign in signs or dict.fromkeys(found))


def rows(found: Texts, file: str, descriptor: Descriptor) -> tuple[list[Problem], Mapping[int, Sequence[str]]]:
    """Report the records whose number of cells is not the header's, and those that hold no value at all.

    Returns:
        The problems, and the records that they are about by their position.
    """
    missing = {"", *descriptor.schema.missing_values}
    names = _names(found.header, descriptor.schema.names)
    faulty = {
        number: record
        for number, record in enumerate(found.records)
        if len(record) != len(names) or missing.issuperset(record)
    }
    problems: list[Problem] = []
    told = 0
    for number, record in faulty.items():
        if max(told, len(problems)) >= MAX_ROWS:
            break
        told += 1
        line = found.lines[number]
        if missing.issuperset(record[: len(names)]):
            problems.append(Problem("blank-row", file, line=line, record=number + 2, frictionless="blank-row"))
            continue
        problems += _uneven((file, line, number + 2), record, names)
    if len(faulty) > told:
        details = {"more": len(faulty) - told, "total": len(faulty)}
        problems.append(Problem("too-many-problems", file, details=details))
    return problems, faulty


def _names(header: Sequence[str], fields: Sequence[str]) -> Sequence[str]:
    """Return the names of the columns of a file: the fields, then further labels, numbered as Frictionless does it."""
    names = list(fields[: len(header)])
    for label in header[len(fields) :]:
        numbered = (f"{label}{number}" for number in count(2))
        names.append(label if label not in names else next(name for name in numbered if name not in names))
    return names


def _uneven(where: tuple[str, int, int], record: Sequence[str], names: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each cell that a row (its file, line and record) lacks, or has too many."""
    details = {"found": len(record), "expected": len(names)}
    for number, name in enumerate(names[len(record) :], start=len(record) + 1):
        yield Problem("missing-cell", *where, column=number, field=name, details=details, frictionless="missing-cell")
    for number, cell in enumerate(record[len(names) :], start=len(names) + 1):
        yield Problem("extra-cell", *where, column=number, value=cell, details=details, frictionless="extra-cell")
