"""Fixtures of this room: columns of some cells."""

import pytest

from generator.draft import fields
from generator.load.columns import encode


@pytest.fixture(scope="session", name="drafted")
def _drafted():
    """Return a function that drafts a column of some cells, blanks being what is missing."""
    return lambda *cells: fields.draft("campo", encode(cells), [""])
