"""Fixtures of this room: the descriptor of a small table with a column of each kind."""

import pytest

from generator.load import descriptors, yaml_files
from generator.mend import files

DESCRIPTOR = b"""
name: siembras
title: Siembras
schema:
  fields:
    - {name: barrio, type: string}
    - {name: fecha, type: date}
    - {name: arboles, type: integer}
    - {name: metros, type: number}
"""


@pytest.fixture(scope="session", name="descriptor")
def _descriptor():
    """Return the descriptor of the table."""
    return descriptors.parse(yaml_files.parse(DESCRIPTOR, "schemas/siembras.yaml"), "siembras", [])


@pytest.fixture(scope="session", name="mend")
def _mend(descriptor):
    """Return a function that looks at some bytes, or a text as UTF-8, as the table's CSV."""

    def mend(content, encoding="utf-8"):
        data = content if isinstance(content, bytes) else content.encode(encoding)
        return files.mend(data, "datasets/siembras.csv", descriptor)

    return mend
