"""The door to SQLite: rules over the published tables, run in memory, where nothing but reading is allowed."""

from __future__ import annotations

import datetime
import math
import re
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.load.schemas import Field
    from generator.model.catalog import Catalog, Dataset

Value = str | int | float | None

AFFINITIES = {"integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
FUNCTIONS = frozenset({
    "abs", "avg", "coalesce", "count", "dense_rank", "group_concat", "ifnull", "iif", "instr", "julianday", "lag",
    "lead", "length", "like", "lower", "ltrim", "max", "min", "nullif", "rank", "replace", "round", "row_number",
    "rtrim", "substr", "substring", "sum", "total", "trim", "upper",
})  # fmt: skip
"""What a rule may call: everything else could read files, the clock or chance."""

JULIAN = 1_721_424.5
"""The Julian day on which day 1 of the year 1 began, less one."""

STEP = 1_000
MAX_STEPS = 100_000
"""A rule is stopped after this many times `STEP` instructions of SQLite, some seconds."""

MAX_SECONDS = 30
"""A rule whose single instructions take long is stopped after this time."""

MAX_LENGTH = 100_000
"""Bytes of the longest text that a rule may make."""

MAX_READ = 100_000
"""Rows that a rule may read."""

MAX_SIZE = 50_000_000
"""Characters that these rows may hold; a cell counts as `CELL` at least."""

CELL = 8


class RuleError(Exception):
    """A rule that SQLite refuses, that takes too long, or that does not give one value."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The value of a rule (None: no data), the rows it was computed from, and the (dataset, field) pairs it read."""

    value: Value
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    read: frozenset[tuple[str, str]]

    @property
    def datasets(self) -> tuple[str, ...]:
        """The datasets that were read."""
        return tuple(sorted({dataset for dataset, _ in self.read}))


@dataclass(frozen=True, slots=True)
class Rule:
    """Two queries: `rows` gives the rows read; `value` gives one value from them, which it knows as `name`."""

    name: str
    rows: str
    value: str


def table_of(dataset: str) -> str:
    """Return the name of the table of a dataset: SQL takes no hyphens."""
    return dataset.replace("-", "_")


@contextmanager
def runner(catalog: Catalog, rules: Iterable[Rule]) -> Iterator[Callable[[Rule], Answer]]:
    """Give a function that answers `rules` from the tables they name, which alone are read into memory.

    The function raises RuleError.
    """
    words = {word for rule in rules for word in re.findall(r"\w+", rule.rows)}
    named = [dataset for dataset in catalog.datasets.values() if table_of(dataset.name) in words]
    with closing(sqlite3.connect(":memory:")) as connection:
        for dataset in named:
            _fill(connection, dataset)
        connection.create_function("julianday", 1, _julian_day, deterministic=True)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_LENGTH)
        yield lambda rule: _answer(connection, rule, {table_of(dataset.name): dataset.name for dataset in named})


def _fill(connection: sqlite3.Connection, dataset: Dataset) -> None:
    """Make the table of a dataset: what is missing is NULL, dates are ISO texts, booleans 0 and 1."""
    schema, texts = dataset.descriptor.schema, dataset.table.texts
    columns = ", ".join(f'"{field.name}" {AFFINITIES.get(field.type, "TEXT")}' for field in schema.fields)
    name = table_of(dataset.name)
    connection.execute(f'CREATE TABLE "{name}" ({columns})')
    cells = ([cell(field, text, schema.missing_values) for text in texts[field.name]] for field in schema.fields)
    marks = ", ".join("?" * len(schema.fields))
    connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', zip(*cells, strict=True))  # noqa: S608 - names


def cell(field: Field, text: str, missing: Iterable[str]) -> Value:
    """Return the text of a cell as SQLite holds it; NULL where it is missing."""
    if text in missing:
        return None
    match field.type:
        case "integer" | "year":
            return int(text)
        case "number":
            return float(text)
        case "boolean":
            return int(text in field.true_values)
        case _:
            return text


def _julian_day(text: str | None) -> float | None:
    """Return the Julian day of an ISO date, as SQLite's own function does, which would also take `now`."""
    return None if text is None else datetime.date.fromisoformat(text).toordinal() + JULIAN


def _answer(connection: sqlite3.Connection, rule: Rule, tables: dict[str, str]) -> Answer:
    read: set[tuple[str, str]] = set()
    connection.set_progress_handler(_stop(), STEP)
    connection.set_authorizer(_guard(read, tables))
    try:
        cursor = connection.execute(rule.rows)
        columns = tuple(str(column[0]) for column in cursor.description or ())
        rows = _fetch(cursor)
        connection.set_authorizer(_guard(read, {table for table, _ in read}))  # the value knows those rows alone
        whole = f'WITH "{rule.name}" AS ({rule.rows}) {rule.value}'
        found = connection.execute(whole).fetchmany(2)
    except (sqlite3.Error, sqlite3.Warning, OverflowError) as error:
        raise RuleError(str(error)) from error
    if len(found) != 1 or len(found[0]) != 1 or not _is_value(found[0][0]):
        raise RuleError(f"{len(rows)} × {len(columns)} → {found!r:.100}")
    named = frozenset((tables[table], field) for table, field in read if table in tables)
    return Answer(found[0][0], columns, rows, named)


def _fetch(cursor: sqlite3.Cursor) -> tuple[tuple[Value, ...], ...]:
    """Return the rows of a query, which are values, and not more than a rule may read."""
    rows: list[tuple[Value, ...]] = []
    size = 0
    for row in cursor:
        rows.append(row)
        size += sum(max(CELL, len(cell)) if isinstance(cell, str) else CELL for cell in row)
        if len(rows) > MAX_READ or size > MAX_SIZE or not all(map(_is_value, row)):
            raise RuleError(f"{len(rows)} × {len(row)}: {row!r:.100}")
    return tuple(rows)


def _is_value(cell: object) -> bool:
    """Tell whether a cell is a value: not bytes, and no number without end."""
    return not isinstance(cell, bytes) and not (isinstance(cell, float) and math.isinf(cell))


def _stop() -> Callable[[], int]:
    """Return what SQLite asks every `STEP` instructions: whether the rule has taken too long."""
    steps, end = iter(range(MAX_STEPS)), time.monotonic() + MAX_SECONDS
    return lambda: int(next(steps, None) is None or time.monotonic() > end)


def _guard(
    read: set[tuple[str, str]], tables: Collection[str]
) -> Callable[[int, str | None, str | None, str | None, str | None], int]:
    """Return what SQLite asks before each action: only reading `tables` and known functions pass; `read` notes them."""

    def allow(action: int, first: str | None, second: str | None, *_: Sequence[str | None] | str | None) -> int:
        name, other = first or "", second or ""
        if action == sqlite3.SQLITE_READ:
            if name in tables:
                read.add((name, other))
            is_known = name in tables or not (other or name.startswith("sqlite_"))  # a named subquery has no columns
        else:
            is_known = action == sqlite3.SQLITE_SELECT
            is_known |= action == sqlite3.SQLITE_FUNCTION and other.lower() in FUNCTIONS
        return sqlite3.SQLITE_OK if is_known else sqlite3.SQLITE_DENY

    return allow
