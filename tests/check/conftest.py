"""Fixtures of this room: one column, one table or one descriptor of the town at a time."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from generator.problems import Problem
from generator.project import Project

Faults = Callable[..., list[Problem]]


@pytest.fixture(name="column")
def _column(write: Callable[[Mapping], Project], problems_of: Callable[[Project], list[Problem]]) -> Faults:
    """Return a function that gives the problems of a table whose second column, `campo`, is a field with some cells."""

    def column(field: Mapping[str, Any], *cells: str, **schema: Any) -> list[Problem]:
        fields = [{"name": "fila", "type": "string"}, {"name": "campo", **field}]
        rows = "".join(f'{number},"{cell}"\n' for number, cell in enumerate(cells, start=1))
        descriptor = {"name": "medidas", "title": "Medidas", "schema": {"fields": fields, **schema}}
        where = write({"schemas/medidas.yaml": descriptor, "datasets/medidas.csv": f"fila,campo\n{rows}"})
        return [problem for problem in problems_of(where) if problem.code != "metadata-missing"]

    return column


@pytest.fixture(name="altered")
def _altered(
    sound: dict[str, Any], write: Callable[[Mapping], Project], problems_of: Callable[[Project], list[Problem]]
) -> Faults:
    """Return a function that gives the problems of the sound town with one descriptor changed.

    `changes` maps a path of keys to its new value, `None` to take the key away.
    """

    def altered(name: str, changes: Mapping[tuple, Any], **files: str) -> list[Problem]:
        descriptor = sound[f"schemas/{name}.yaml"]
        for (*path, last), value in changes.items():
            place: Any = descriptor
            for key in path:
                place = place[key]
            if value is None:
                del place[last]
            else:
                place[last] = value
        tables = {f"datasets/{stem}.csv": text for stem, text in files.items()}
        return problems_of(write({**sound, **tables}))

    return altered
