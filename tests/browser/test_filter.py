"""A list that can be narrowed down: with scripts by a choice for each of its columns, without them whole."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import announced, building, invented

pytestmark = pytest.mark.browser

LIST = "table:has(caption:text-is('Tareas del plan'))"
ROWS = f"{LIST} tbody tr:not(.group)"
GROUPS = f"{LIST} tr.group"
EVERY = ["Publicar el recaudo", "Abrir el archivo", "Contar los árboles", "Revisar las podas", "Pintar la fachada"]


@pytest.fixture(scope="module", name="theme")
def _theme(tmp_path_factory):
    """The address of the page of a theme with a list, in a built site opened from its folder."""
    folder = tmp_path_factory.mktemp("filter") / "town"
    folder.mkdir()
    invented.write(folder, *announced.OTHERS, metadata=announced.PACKAGE)
    return (building.built(folder) / "atencion/index.html").as_uri()


@pytest.fixture(name="seen")
def _seen():
    """Return a function that gives the names of the rows, and of the groups, that are to be seen on a page."""

    def seen(page):
        names = page.locator(ROWS).filter(visible=True).locator("th").all_inner_texts()
        groups = page.locator(GROUPS).filter(visible=True).locator("th").all_inner_texts()
        return [name.strip() for name in names], [group.split("\n")[0].split(" ")[0] for group in groups]

    return seen


def choice(page, name):
    """Return the choice with a name, as whoever only hears the page finds it."""
    return page.get_by_role("combobox", name=name, exact=True)


def status(page):
    """Return what the filter of the page says."""
    return page.get_by_role("status").filter(has_text="Filas").inner_text()


def test_each_column_of_the_filter_has_a_labelled_choice(opened, theme):
    """The choices are found by their labels, and offer every value once, in order, after all of them."""
    page = opened(theme)

    state = choice(page, "Filtrar por estado aquí")
    aim = choice(page, "Filtrar por meta")
    assert [1, 1, 2] == [state.count(), aim.count(), page.locator("form.filter select").count()]
    assert ["todo", "a la espera de datos", "publicado", "publicado en parte", "sin datos en este sitio"] == [
        option.strip() for option in state.locator("option").all_inner_texts()
    ]
    assert ["todo", "corto plazo", "largo plazo", "sin dato"] == aim.locator("option").all_inner_texts()


def test_at_first_every_row_is_there(opened, theme, seen):
    """Nothing is narrowed down before somebody asks for it."""
    page = opened(theme)

    assert (EVERY, ["Datos", "Árboles", "sin"]) == seen(page)
    assert "Filas a la vista: 5" == status(page)


def test_a_choice_hides_the_other_rows_and_the_groups_left_empty(opened, theme, seen):
    """Only rows with the chosen value stay, under the groups that still have one, and their number is said."""
    page = opened(theme)

    choice(page, "Filtrar por meta").select_option("largo plazo")

    assert (["Abrir el archivo", "Contar los árboles"], ["Datos", "Árboles"]) == seen(page)
    assert "Filas a la vista: 2" == status(page)


def test_choices_are_joined(opened, theme, seen):
    """Two choices keep the rows that fit both; where none does nothing is shown, and that is said."""
    page = opened(theme)

    choice(page, "Filtrar por meta").select_option("largo plazo")
    choice(page, "Filtrar por estado aquí").select_option("a la espera de datos")
    assert (["Contar los árboles"], ["Árboles"]) == seen(page)

    choice(page, "Filtrar por estado aquí").select_option("publicado")
    assert ([], []) == seen(page)
    assert "Filas a la vista: 0" == status(page)


def test_a_gap_can_be_chosen(opened, theme, seen):
    """Rows without a value are found like any other."""
    page = opened(theme)

    choice(page, "Filtrar por meta").select_option("sin dato")

    assert (["Revisar las podas"], ["Árboles"]) == seen(page)


def test_all_of_them_come_back(opened, theme, seen):
    """Whoever takes a choice back sees every row again."""
    page = opened(theme)
    aim = choice(page, "Filtrar por meta")

    aim.select_option("largo plazo")
    aim.select_option("todo")

    assert EVERY == seen(page)[0]
    assert "Filas a la vista: 5" == status(page)


def test_the_keyboard_is_enough(opened, theme, seen):
    """A choice is reached and changed by keys, and the page stays where it is."""
    page = opened(theme)
    choice(page, "Filtrar por meta").focus()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    assert ["Publicar el recaudo", "Pintar la fachada"] == seen(page)[0]
    assert theme == page.url.partition("#")[0].partition("?")[0]


@pytest.mark.parametrize("width", [360, 1280])
def test_without_scripts_every_row_is_there(opened, theme, seen, width):
    """No script, no choice: the whole list stands on the page."""
    page = opened(theme, width, java_script_enabled=False)

    assert 0 == page.locator("form.filter").count()
    assert (EVERY, ["Datos", "Árboles", "sin"]) == seen(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_filter_has_no_barrier(opened, theme, width, scheme):
    """Axe finds nothing, before a choice and after it, and the page does not scroll sideways."""
    page = opened(theme, width, color_scheme=scheme)
    assert [] == page.said
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    choice(page, "Filtrar por meta").select_option("largo plazo")
    found += Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]

    assert [] == [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]
    assert 0 >= page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_other_tables_have_no_filter(opened, theme):
    """Only a table that says by what it can be narrowed down gets choices."""
    assert 1 == opened(theme).locator("form.filter").count()
