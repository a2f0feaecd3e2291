import pytest

from generator.derive import lists
from generator.derive.terms import Awaited, Link, Missing, Names, NotApplicable, Quantity, Word
from generator.load.schemas import Unit
from tests import announced, invented

TASKS = Unit("tarea", "tareas")
PIER, HILL = Link("Sede del Muelle", "sedes/muelle/"), Link("Sede de la Loma", "sedes/loma/")
TAKINGS, BRANCHES = Link("Recaudo de las sedes", "data/recaudo-sedes/"), Link("Sedes", "data/sedes/")
PRUNINGS = Awaited(Link("Podas de árboles", "data/podas/"))


@pytest.fixture(scope="module", name="town")
def _town():
    """Bahía Mirlo, whose tasks are a list."""
    return announced.town()


@pytest.fixture(scope="module", name="figure")
def _figure(town):
    """The list of all tasks."""
    return invented.figure(town, "tareas", "lista")


def listed(**changes):
    """Return the table of the list of tasks, some lines of its view changed."""
    head, rows = announced.TASKS
    for old, new in changes.values():
        assert old in head
        head = head.replace(old, new)
    made = announced.build(*announced.OTHERS[:3], (head, rows), announced.EVIDENCE, metadata=announced.PACKAGE)
    return invented.figure(made, "tareas", "lista").table


def test_a_list_shows_its_rows_in_groups(figure):
    """Each group stands under its name with its count, in the order in which groups appear, what has none at the end."""
    names = [(row.mark, row.cells[0]) for row in figure.table.rows]

    assert [
        ("group", "Datos"),
        ("", "Publicar el recaudo"),
        ("", "Abrir el archivo"),
        ("group", "Árboles"),
        ("", "Contar los árboles"),
        ("", "Revisar las podas"),
        ("group", Missing()),
        ("", "Pintar la fachada"),
    ] == names
    assert [2, 2, 1] == [row.cells[1].amount for row in figure.table.rows if row.mark]


def test_a_list_has_a_column_for_its_state(figure):
    """The state stands beside what names the row; the columns have the titles of the fields they end in."""
    titles = [column.title for column in figure.table.columns]

    assert ["Tarea", Word("table.state"), "Meta", "Sede", "Abierta", "Conjunto de datos"] == titles


def test_cells_are_reached_forwards_and_backwards(figure):
    """A column ends in the row itself, in what it points to, or in all that point to it; blanks are gaps."""
    cells = {row.cells[0]: row.cells[1:] for row in figure.table.rows if not row.mark}

    assert (Word("state.published"), "corto plazo", PIER, Word("table.yes"), TAKINGS) == cells["Publicar el recaudo"]
    assert (Word("state.awaited"), "largo plazo", HILL, Word("table.no"), PRUNINGS) == cells["Contar los árboles"]
    assert (Word("state.partly"), "largo plazo", PIER, Word("table.yes"), Names((BRANCHES, PRUNINGS))) == cells[
        "Abrir el archivo"
    ]
    assert (Word("state.none"), "corto plazo", Missing(), Missing(), NotApplicable()) == cells["Pintar la fachada"]


def test_what_can_be_narrowed_down_is_told_by_place(figure):
    """The columns of the filter are known by their place; the state is narrowed down by its own column alone."""
    assert [1, 2] == sorted(figure.table.filters)


@pytest.mark.parametrize(
    ("filters", "state", "expected"),
    [
        ("[meta]", "pruebas.conjunto", [2]),
        ("[tarea]", "pruebas.conjunto", [0]),
        ("[meta, tarea]", "", [0, 1]),
        ("[pruebas.conjunto]", "", [4]),
        ("[]", "pruebas.conjunto", []),
    ],
)
def test_filters_keep_their_column_with_and_without_a_state(filters, state, expected):
    """The place of a column is that of the table as it is shown."""
    changes = {"filter": ("filter: [meta, pruebas.conjunto]", f"filter: {filters}")}
    if not state:
        changes["state"] = ("    state: pruebas.conjunto\n", "")

    assert expected == sorted(listed(**changes).filters)


def test_a_list_without_groups_is_in_the_order_of_the_file():
    """Without a group the rows stand as the editor wrote them."""
    table = listed(group=("    group: bloque\n", ""))

    assert [
        "Publicar el recaudo",
        "Contar los árboles",
        "Pintar la fachada",
        "Revisar las podas",
        "Abrir el archivo",
    ] == [row.cells[0] for row in table.rows]


def test_a_group_may_stand_at_the_end_of_a_path():
    """Rows are gathered by what they point to, under its name and its page."""
    table = listed(group=("group: bloque", "group: sede_id"))

    assert [(PIER, 2), (HILL, 2), (Missing(), 1)] == [
        (row.cells[0], row.cells[1].amount) for row in table.rows if row.mark
    ]


def test_rows_without_a_group_stand_at_the_end():
    """What has no group comes last, wherever it stands in the file; several names are one group."""
    table = listed(group=("group: bloque", "group: pruebas.conjunto"))

    assert [(TAKINGS, 1), (PRUNINGS, 1), (Names((BRANCHES, PRUNINGS)), 1), (Missing(), 2)] == [
        (row.cells[0], row.cells[1].amount) for row in table.rows if row.mark
    ]


def test_the_first_column_that_is_not_blank_is_shown():
    """A list of paths is one column: the first that has something to say."""
    table = listed(columns=("sede_id.abierta", "[sede_id, bloque]"))

    last = {row.cells[0]: row.cells[4] for row in table.rows if not row.mark}
    assert (PIER, HILL, Missing()) == (
        last["Publicar el recaudo"], last["Contar los árboles"], last["Pintar la fachada"],
    )  # fmt: skip


def test_a_list_says_how_many_rows_and_in_which_states(figure):
    """The opening sentence counts the rows in their unit, and one more sentence each state that there is."""
    first, *rest = figure.sentences

    assert ("listed.whole", Quantity(5, TASKS, 0), 5) == (first.key, first.values["value"], first.number)
    assert [("published", 1), ("partly", 1), ("awaited", 1), ("none", 2)] == [
        (sentence.key.removeprefix("listed.state."), sentence.number) for sentence in rest
    ]


def test_the_list_of_an_entity_is_of_its_rows(town):
    """On an entity's page only its rows are listed, told in the city's own words."""
    found = invented.figure(town, "tareas", "lista", "sedes/loma")

    assert ["Contar los árboles", "Revisar las podas"] == [row.cells[0] for row in found.table.rows if not row.mark]
    assert "{name} tiene a su cargo {value}." == found.sentences[0].pattern
    assert ("Sede de la Loma", 2) == (found.sentences[0].values["name"], found.sentences[0].number)


def test_a_sentence_can_name_what_is_listed(town):
    """The cells of the first column stand by for the words of the city."""
    (sentence,) = invented.figure(town, "tareas", "lista", "sedes/loma").sentences[:1]

    assert Names(("Contar los árboles", "Revisar las podas")) == sentence.values["names"]


def test_a_list_without_a_unit_counts_rows():
    """Where nobody says what the rows are, they are rows."""
    head, rows = announced.TASKS
    plain = head.replace("    unit: {one: tarea, other: tareas}\n", "").replace("    lead:", "    #")
    made = announced.build(*announced.OTHERS[:3], (plain, rows), announced.EVIDENCE, metadata=announced.PACKAGE)

    assert "listed.rows" == invented.figure(made, "tareas", "lista").sentences[0].key


def test_a_list_has_no_chart_but_a_source(figure):
    """Rows are their own picture; where they come from is told as for any figure."""
    assert figure.chart is None
    assert (5, Link("Tareas del plan", "data/tareas/")) == (figure.provenance.rows, figure.provenance.dataset)


@pytest.mark.parametrize(
    ("where", "expected"), [("corto plazo", ["Publicar el recaudo", "Pintar la fachada"]), ("nunca", [])]
)
def test_a_list_may_be_of_some_rows(where, expected):
    """`where` keeps the rows of a list as those of any figure."""
    table = listed(where=("    group: bloque\n", f"    where: {{meta: {where}}}\n"))

    assert expected == [row.cells[0] for row in table.rows]


def test_a_long_list_says_how_many_rows_it_leaves_out():
    """A list ends somewhere, and says what is beyond its end."""
    head, _ = announced.TASKS
    rows = "id,tarea,meta,bloque,sede_id\n" + "".join(f"t{n},Tarea {n},,Uno,\n" for n in range(lists.MAX_ROWS + 7))
    evidence = (announced.EVIDENCE[0], "tarea_id,conjunto\nt1,podas\n")
    made = announced.build(*announced.OTHERS[:3], (head, rows), evidence, metadata=announced.PACKAGE)

    found = invented.figure(made, "tareas", "lista")

    assert (7, lists.MAX_ROWS) == (found.table.hidden, sum(not row.mark for row in found.table.rows))
    assert lists.MAX_ROWS + 7 == found.sentences[0].number
