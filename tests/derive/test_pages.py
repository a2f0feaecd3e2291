import dataclasses

import pytest

from generator.derive import site_pages  # noqa: F401 -- it knows every kind of page
from generator.derive.pages import Page, Section

CLASSES = [Section, Page, *Page.__subclasses__()]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_field_that_a_template_may_use_is_explained(kind):
    """Each field of a page says, in one line, what a template finds in it."""
    unexplained = [field.name for field in dataclasses.fields(kind) if not str(field.metadata.get("help", "")).strip()]

    assert [] == unexplained


def test_there_are_pages_to_explain():
    """The contract speaks of all kinds of page, of what they share and of their sections."""
    assert {
        "CataloguePage", "ComparePage", "DatasetPage", "DirectoryPage", "EntityPage", "HomePage", "Page", "ProblemPage", "Section", "ThemePage",
    } <= {kind.__name__ for kind in CLASSES}  # fmt: skip
