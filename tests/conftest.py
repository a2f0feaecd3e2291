"""Fixtures for everyone: projects of Puerto Lirio, a town that does not exist, written as real files."""

import copy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import check, project
from generator.check import sites
from generator.load import package
from generator.load.package import Package
from generator.problems import Problem, ordered
from generator.project import Project

Content = str | bytes | Mapping | None
"""What a file holds: a text, bytes, or a value that is written as YAML; None: there is no such file."""

Write = Callable[[Mapping[str, Content]], Project]

ADVISED = {
    "description": "Texto de prueba.",
    "observation": "Una fila.",
    "sources": [{"title": "Cuaderno del guardaparques"}],
    "temporal": {"start": "2024-01-01", "end": "2024-12-31"},
    "accrualPeriodicity": "R/P1Y",
    "modified": "2025-01-15",
    "nextUpdate": None,
}
"""The metadata without which a descriptor earns warnings."""

BARRIOS = {
    "name": "barrios",
    "title": "Barrios",
    **ADVISED,
    "schema": {
        "fields": [
            {"name": "id", "type": "string", "constraints": {"required": True}},
            {"name": "nombre", "type": "string"},
            {"name": "orden", "type": "integer", "constraints": {"minimum": 1}},
        ],
        "primaryKey": ["id"],
    },
    "label": "nombre",
    "entity": {"singular": "barrio", "plural": "barrios", "order": "orden"},
}

ARBOLES = {
    "name": "arboles",
    "title": "Árboles sembrados",
    **ADVISED,
    "schema": {
        "fields": [
            {"name": "barrio_id", "type": "string", "constraints": {"required": True}},
            {"name": "especie", "type": "string", "constraints": {"enum": ["ceiba", "guayacán", "samán"]}},
            {"name": "sembrados", "type": "integer", "unit": "árboles", "constraints": {"minimum": 0}},
        ],
        "primaryKey": ["barrio_id", "especie"],
        "foreignKeys": [{"fields": ["barrio_id"], "reference": {"resource": "barrios", "fields": ["id"]}}],
    },
}

TOWN: Mapping[str, Content] = {
    "schemas/barrios.yaml": BARRIOS,
    "datasets/barrios.csv": "id,nombre,orden\nel-faro,El Faro,2\nla-loma,La Loma,1\n",
    "schemas/arboles.yaml": ARBOLES,
    "datasets/arboles.csv": "barrio_id,especie,sembrados\nel-faro,ceiba,12\nel-faro,samán,\nla-loma,guayacán,1200\n",
}
"""A small sound project: barrios get pages, and arboles point to them."""


@pytest.fixture(name="sound")
def _sound() -> dict[str, Any]:
    """Return the files of the small sound project, to be changed at will."""
    return copy.deepcopy(dict(TOWN))


@pytest.fixture(name="write")
def _write(tmp_path: Path) -> Write:
    """Return a function that writes files by their path into an empty project folder."""

    def write(files: Mapping[str, Content]) -> Project:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Mapping):
                path.write_text(yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False), encoding="utf-8")
            elif isinstance(content, bytes):
                path.write_bytes(content)
            elif content is not None:
                path.write_text(content, encoding="utf-8", newline="")
        return Project(tmp_path)

    return write


@pytest.fixture(name="town")
def _town(write: Write) -> Write:
    """Return a function that writes the small sound project with some files changed, added or (None) left out."""
    return lambda changes: write({**TOWN, **changes})


@pytest.fixture(name="load")
def _load() -> Callable[[Project], Package]:
    """Return a function that reads a project."""
    return lambda where: package.load(where, project.survey(where))


@pytest.fixture(name="problems_of")
def _problems_of(load: Callable[[Project], Package]) -> Callable[[Project], list[Problem]]:
    """Return a function that reads and checks a project, and gives its problems in a reader's order."""

    def problems_of(where: Project) -> list[Problem]:
        found = load(where)
        return list(ordered((*check.check(found), *sites.check(found))))

    return problems_of


@pytest.fixture(name="faults")
def _faults(town: Write, problems_of: Callable[[Project], list[Problem]]) -> Callable[..., list[tuple]]:
    """Return a function that changes the sound project and gives (code, file, line, field) of what is then wrong."""

    def faults(changes: Mapping[str, Content]) -> list[tuple]:
        return [(found.code, found.file, found.line, found.field) for found in problems_of(town(changes))]

    return faults
