from generator.derive import problem_pages
from generator.load import codes
from tests import invented


def test_every_code_has_a_page_and_the_list_leads_to_it():
    """The list stands first, and links to the page of each code in order."""
    listed, *pages = problem_pages.derive(invented.villa())

    assert "problems/" == listed.path
    assert list(codes.known()) == [page.code for page in pages]
    assert [link.path for link in listed.links] == [page.path for page in pages]


def test_the_addresses_are_those_of_the_pages():
    """What is claimed before pages are made is what they take."""
    made = invented.villa()

    assert [page.path for page in problem_pages.derive(made)] == list(problem_pages.addresses(made))
