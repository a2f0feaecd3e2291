import pytest

from generator.load.site import Site
from generator.render import words


@pytest.fixture(scope="session", name="spanish")
def _spanish():
    """The words of a site in the Spanish of Colombia."""
    return words.load(Site())
