import dataclasses

import pytest

from generator.derive import finders, pages
from generator.derive.pages import Page, Section

CLASSES = [
    kind
    for kind in {**vars(pages), **vars(finders)}.values()
    if isinstance(kind, type) and (kind is Section or issubclass(kind, Page))
]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_field_that_a_template_may_use_is_explained(kind):
    """Each field of a page says, in one line, what a template finds in it."""
    unexplained = [field.name for field in dataclasses.fields(kind) if not str(field.metadata.get("help", "")).strip()]

    assert [] == unexplained


def test_there_are_pages_to_explain():
    """The contract speaks of all six kinds of page, of what they share and of their sections."""
    assert {
        "CataloguePage", "DatasetPage", "DirectoryPage", "EntityPage", "HomePage", "Page", "Section", "ThemePage",
    } <= {kind.__name__ for kind in CLASSES}  # fmt: skip
