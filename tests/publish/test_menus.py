import pytest

from generator.artifacts import Artifact
from generator.publish import menus
from generator.render import words
from tests import invented

PAGES = (Artifact("acerca/index.md", b"x".upper), Artifact("legal/privacidad/index.md", b"x".upper))


def menu(site="", pages=()):
    """Return the menu of Villa Serena, and the values of what is wrong with it."""
    made = invented.villa(site)
    speech = words.load(made.site)
    return menus.build(made, speech, pages), [problem.value for problem in menus.check(made, speech, pages)]


def test_the_menu_holds_the_hubs():
    """Without a choice the menu leads home, to each directory, each theme and the catalogue: to no single entity."""
    expected = [
        {"Inicio": "index.md"},
        {"Centros": "centros/index.md"},
        {"Documentos": "documentos/index.md"},
        {"Servicios": "servicios/index.md"},
        {"Atención a la ciudadanía": "atencion/index.md"},
        {"Datos": "data/index.md"},
        {"De la A a la Z": "a-z/index.md"},
    ]

    assert (expected, []) == menu()


def test_the_city_chooses_and_orders():
    """With `menu` the chosen hubs stand in its order, after the home page."""
    found, wrong = menu("menu: [data, centros]\nsegments: {data: datos, centros: sedes}\n")

    assert [{"Inicio": "index.md"}, {"Datos": "datos/index.md"}, {"Centros": "sedes/index.md"}] == found
    assert [] == wrong


def test_the_city_s_own_pages_are_hubs():
    """A page of the city's own is chosen by its path, and titled by itself."""
    found, wrong = menu("menu: [acerca, legal/privacidad]\n", PAGES)

    assert [{"Inicio": "index.md"}, "acerca/index.md", "legal/privacidad/index.md"] == found
    assert [] == wrong


@pytest.mark.parametrize("name", ["centro", "obras", "acerca", "visitas"])
def test_what_is_no_hub_is_reported(name):
    """A misspelt name, a theme without datasets, a page that is not there or a plain dataset is no entry."""
    assert [name] == menu(f"menu: [centros, {name}]\n")[1]
