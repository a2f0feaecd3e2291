import pytest

VIEW = {"title": "Por especie", "group": "especie", "measure": {"field": "sembrados", "aggregate": "sum"}}


@pytest.fixture(name="told")
def _told(altered):
    """Return a function that gives (code, key, value) of what is wrong with the sound view, some keys changed."""

    def told(changes, name="arboles"):
        found = altered(name, {("views",): {"figura": {**VIEW, **changes}}})
        assert {f"schemas/{name}.yaml"} >= {p.file for p in found}
        return [(p.code, p.field.removeprefix("views.figura."), p.value) for p in found]

    return told


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"group": ["especie", "barrio_id"]},
        {"measure": {"aggregate": "count"}},
        {"where": {"especie": "ceiba"}},
        {"encode": {"x": "especie", "y": "sembrados"}},
        {"measure": {"aggregate": "count"}, "encode": {"x": "especie", "y": "count"}},
        {"columns": ["barrio_id", "barrio_id.nombre", ["barrio_id.orden", "especie"]]},
        {"pages": ["home", "theme", "dataset", "barrios"]},
        {"whole": {"dataset": "barrios", "field": "orden", "where": {"nombre": "El Faro"}}},
        {"group": ["especie", "barrio_id"], "measure": {"field": "sembrados", "aggregate": "value"}},
        {"measure": {"field": "sembrados", "aggregate": "value"}, "where": {"barrio_id": "el-faro"}},
    ],
)
def test_a_sound_view_is_no_problem(told, changes):
    """A view that names what exists and measures what can be measured passes."""
    assert [] == told(changes)


BROKEN = [
    ({"group": "espece"}, [("view-unknown-name", "group", "espece")]),
    ({"group": ["especie", "barrio"]}, [("view-unknown-name", "group", "barrio")]),
    ({"where": {"estado": "vivo"}}, [("view-unknown-name", "where", "estado")]),
    ({"measure": {"field": "plantados", "aggregate": "sum"}}, [("view-unknown-name", "measure", "plantados")]),
    ({"measure": {"field": "especie", "aggregate": "sum"}}, [("view-measure-type", "measure", "especie")]),
    ({"measure": {"field": "sembrados", "aggregate": "presence"}}, [("view-measure-type", "measure", "sembrados")]),
    ({"measure": {"field": "sembrados", "aggregate": "value"}}, []),
    ({"encode": {"x": "altura"}}, [("view-unknown-name", "encode.x", "altura")]),
    ({"encode": {"y": "barrio_id"}}, [("view-unknown-name", "encode.y", "barrio_id")]),
    ({"whole": {"dataset": "totales", "field": "n"}}, [("view-unknown-name", "whole.dataset", "totales")]),
    ({"whole": {"dataset": "barrios", "field": "n"}}, [("view-unknown-name", "whole", "n")]),
    (
        {"whole": {"dataset": "barrios", "field": "orden", "where": {"fila": "x"}}},
        [("view-unknown-name", "whole", "fila")],
    ),
    ({"pages": ["barios"]}, [("view-unknown-name", "pages", "barios")]),
    ({"pages": ["arboles"]}, [("view-unknown-name", "pages", "arboles")]),
    ({"columns": ["altura"]}, [("view-unknown-name", "columns", "altura")]),
    ({"columns": ["barrio_id.altura"]}, [("view-unknown-name", "columns", "barrio_id.altura")]),
    ({"columns": ["especie.nombre"]}, [("view-path", "columns", "especie.nombre")]),
    ({"columns": ["barrio_id.nombre.x"]}, [("view-path", "columns", "barrio_id.nombre.x")]),
    ({"columns": [["barrio_id.nombre", "nada"]]}, [("view-unknown-name", "columns", "nada")]),
]


@pytest.mark.parametrize(("changes", "expected"), [entry for entry in BROKEN if entry[1]])
def test_a_view_that_speaks_of_what_does_not_exist_is_told(told, changes, expected):
    """Fields, datasets, pages, channels and paths of a view lead somewhere, and its measure can be measured."""
    assert expected == told(changes)


DATASET = {"rdfType": "http://www.w3.org/ns/dcat#Dataset", "constraints": {"enum": ["barrios", "arboles"]}}
LIST = {"title": "Los árboles", "measure": {"aggregate": "list"}, "columns": ["especie"]}


@pytest.fixture(name="listed")
def _listed(altered):
    """Return a function that gives (code, key, value) of what is wrong with a list of a dataset."""

    def listed(changes, name="barrios"):
        view = {**LIST, "columns": ["nombre"] if name == "barrios" else ["especie"], **changes}
        species = {"name": "especie", "type": "string"}
        changed = {("views",): {"figura": view}}
        if name == "arboles":
            changed[("schema", "fields", 1)] = species
        return [(p.code, p.field.removeprefix("views.figura."), p.value) for p in altered(name, changed)]

    return listed


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("barrios", {}),
        ("barrios", {"columns": ["nombre", "arboles.especie"], "filter": ["nombre", "arboles.especie"]}),
        ("barrios", {"columns": [["arboles.especie", "nombre"]]}),
        ("barrios", {"group": "arboles.especie"}),
        ("barrios", {"columns": ["arboles.barrio_id.nombre"]}),
        ("arboles", {"group": "barrio_id.nombre", "columns": ["especie", "barrio_id.orden"]}),
        ("arboles", {"columns": ["barrio_id.arboles.especie"]}),
    ],
)
def test_the_paths_of_a_list_go_forwards_and_backwards(listed, name, changes):
    """A step of a path is a foreign key, or the name of a dataset with a foreign key to this one."""
    assert [] == listed(changes, name)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"columns": ["arbol.especie"]}, ("view-path", "columns", "arbol.especie")),
        ({"columns": ["barrios.nombre"]}, ("view-path", "columns", "barrios.nombre")),
        ({"columns": ["arboles"]}, ("view-unknown-name", "columns", "arboles")),
        ({"columns": ["arboles.altura"]}, ("view-unknown-name", "columns", "arboles.altura")),
        ({"columns": ["arboles.especie.x"]}, ("view-path", "columns", "arboles.especie.x")),
        ({"columns": ["nombre", "nombr"]}, ("view-unknown-name", "columns", "nombr")),
        ({"group": "zona"}, ("view-unknown-name", "group", "zona")),
        ({"group": "zona_id.nombre"}, ("view-path", "group", "zona_id.nombre")),
        ({"state": "arboles.especies"}, ("view-unknown-name", "state", "arboles.especies")),
        ({"state": "arboles.especie"}, ("view-state", "state", "arboles.especie")),
        ({"state": "nombre"}, ("view-state", "state", "nombre")),
        ({"state": "pruebas.conjunto"}, ("view-path", "state", "pruebas.conjunto")),
        ({"filter": ["orden"]}, ("view-unknown-name", "filter", "orden")),
        ({"group": "orden", "filter": ["orden"]}, ("view-unknown-name", "filter", "orden")),
        ({"columns": [["orden", "nombre"]], "filter": ["nombre"]}, ("view-unknown-name", "filter", "nombre")),
        ({"where": {"zona": "x"}}, ("view-unknown-name", "where", "zona")),
    ],
)
def test_a_list_that_speaks_of_what_does_not_exist_is_told(listed, changes, expected):
    """Columns, group and state lead somewhere, a state to names of datasets; a filter is one of the columns."""
    assert [expected] == listed(changes)


def test_a_state_ends_in_names_of_datasets(altered, sound):
    """A path to a field with names of datasets is a sound state, and may be a filter without being a column."""
    sound["schemas/arboles.yaml"]["schema"]["fields"][1] |= DATASET
    view = {**LIST, "columns": ["nombre"], "state": "arboles.especie", "filter": ["nombre", "arboles.especie"]}
    table = "barrio_id,especie,sembrados\nel-faro,barrios,1\nla-loma,arboles,2\n"

    assert [] == altered("barrios", {("views",): {"figura": view}}, arboles=table)


def test_the_lost_step_of_a_way_back_is_named(altered):
    """A step that is neither a key nor a dataset that points here is named."""
    (problem,) = altered("barrios", {("views",): {"figura": {**LIST, "columns": ["nombre", "arbol.especie"]}}})

    assert {"step": "arbol"} == problem.details


def test_what_it_could_be_is_said(altered):
    """A name that does not exist is told with those that do."""
    (problem,) = altered("arboles", {("views",): {"figura": {**VIEW, "group": "espece"}}})

    assert {"known": "barrio_id, especie, sembrados"} == problem.details


def test_the_lost_step_of_a_path_is_named(altered):
    """A path through a field that is no foreign key names the step that leads nowhere."""
    (problem,) = altered("arboles", {("views",): {"figura": {**VIEW, "columns": ["barrio_id.nombre.x"]}}})

    assert {"step": "nombre"} == problem.details


def test_shares_are_not_added(altered):
    """Percentages of several rows have no sum."""
    field = {"name": "sembrados", "type": "number", "unit": "%"}

    found = altered("arboles", {("schema", "fields", 2): field, ("views",): {"figura": VIEW}})

    assert [("view-sum-of-shares", "views.figura.measure", "sembrados")] == [(p.code, p.field, p.value) for p in found]


def test_a_single_value_has_a_single_row(altered):
    """A view of the one value of each group is refused when a group has two rows, with the second one's line."""
    view = {**VIEW, "measure": {"field": "sembrados", "aggregate": "value"}}
    table = "barrio_id,especie,sembrados\nel-faro,ceiba,1\nla-loma,samán,1\nla-loma,ceiba,2\n"

    (problem,) = altered("arboles", {("views",): {"figura": view}}, arboles=table)

    assert ("view-value-repeated", "ceiba") == (problem.code, problem.value)
    assert {"line": 4, "file": "datasets/arboles.csv"} == problem.details
