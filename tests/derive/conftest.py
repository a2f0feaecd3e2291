import pytest

from tests import invented


@pytest.fixture(scope="session", name="villa")
def _villa():
    """The catalogue of Villa Serena; nothing in it can be changed."""
    return invented.villa()
