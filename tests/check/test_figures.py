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
