"""The door to pandas for computing: rows grouped and measured as a view says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from generator.load.views import View
    from generator.model.catalog import Dataset

MEASURE = "__measure"
"""The column of what is measured, which no field can be called."""

EXACT = 2**62
"""Integers whose sum stays below this one can be added in 64 bits."""


@dataclass(frozen=True, slots=True)
class Point:
    """One group: its key as texts, its value (None: no data), of how many rows, and how many of them lack a value.

    `decimals` are as many as its cells have. `rank` is 1 for the largest; groups of equal value share a rank, and
    `tied` counts them (1: alone). A group without data has no rank. `share` is the value over the whole, None where
    either is unknown.
    """

    key: tuple[str, ...]
    value: float | None
    rows: int
    gaps: int
    decimals: int = 0
    rank: int | None = None
    tied: int = 1
    share: float | None = None


def points(read: Sequence[int], group: tuple[str, ...], dataset: Dataset, view: View) -> list[Point]:
    """Return the groups in the order in which they first appear; rows without a value in their key form no group."""
    import pandas as pd

    missing = {"", *dataset.descriptor.schema.missing_values}
    texts = [dataset.table.texts[name] for name in group]
    frame = pd.DataFrame({name: column.codes for name, column in zip(group, texts, strict=True)}).take(read)
    for name, column in zip(group, texts, strict=True):
        blank = [code for code, text in enumerate(column.distinct) if text in missing]
        frame = frame[~frame[name].isin(blank)] if blank else frame
    measure = view.measure.field
    if measure:
        frame = frame.assign(**{MEASURE: dataset.table.series(measure).take(frame.index.to_numpy())})
    groups = frame.groupby(list(group), sort=False)
    sizes = groups.size()
    codes = [code if isinstance(code, tuple) else (code,) for code in sizes.index]
    keys = [tuple(column.distinct[part] for column, part in zip(texts, code, strict=True)) for code in codes]
    if not measure:
        return [Point(key, int(size), int(size), 0) for key, size in zip(keys, sizes, strict=True)]
    sums, counts = _sums(groups[MEASURE]), groups[MEASURE].count()
    decimals = _decimals(frame, groups, dataset, view)
    return [
        Point(key, _number(value, places), int(size), int(size - count), places)
        for key, value, size, count, places in zip(keys, sums, sizes, counts, decimals, strict=True)
    ]


def _sums(cells: Any) -> Any:
    """Return the sum of each group, missing where it has no value; too large for 64 bits, number by number."""
    column = cells.obj
    if column.dtype == "Int64" and column.astype("Float64").abs().sum() >= EXACT:
        return [sum(map(int, part.dropna())) if part.count() else None for _, part in cells]
    return cells.sum(min_count=1)


def _number(value: Any, decimals: int) -> float | None:
    """Return a sum as a Python number: whole where it is, and without the noise of binary fractions."""
    import pandas as pd

    if pd.isna(value):
        return None
    return int(value) if value == int(value) else round(float(value), decimals)


def _decimals(frame: pd.DataFrame, groups: Any, dataset: Dataset, view: View) -> list[int]:
    """Return the most decimals written in the cells of each group; whole numbers have none."""
    import pandas as pd

    if dataset.descriptor.schema.get(view.measure.field).type != "number":
        return [0] * groups.ngroups
    column, missing = dataset.table.texts[view.measure.field], dataset.descriptor.schema.missing_values
    written = [0 if text in missing else len(text.partition(".")[2]) for text in column.distinct]
    places = pd.Series(written, dtype="int64").take(column.codes[frame.index])
    places.index = frame.index
    return [int(count) for count in places.groupby(groups.ngroup(), sort=True).max()]
