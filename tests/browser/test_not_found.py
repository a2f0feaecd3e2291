"""What a wrong address shows."""

import pytest

pytestmark = pytest.mark.browser


def test_a_wrong_address_helps_on(opened, address):
    """In the language of the site, the page says what happened and leads to the home page and to every hub."""
    page = opened(address("404"))

    assert "Esta página no existe" == page.locator("h1").inner_text()
    assert "Inicio" == page.locator("article li a").first.inner_text()
    assert page.locator("article li a").count() >= 3
