import pytest

PARTS = {"sum": "sembrados", "of": {"dataset": "barrios", "field": "orden"}}


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ({**PARTS, "sum": "sembrado"}, ("unknown-field", "sembrado")),
        ({**PARTS, "by": ["barrio"], "of": {**PARTS["of"], "by": ["id"]}}, ("unknown-field", "barrio")),
        ({**PARTS, "where": {"barrio": "x"}}, ("unknown-field", "barrio")),
        ({**PARTS, "of": {"dataset": "barrio", "field": "orden"}}, ("unknown-dataset", "barrio")),
        ({**PARTS, "of": {"dataset": "barrios", "field": "nombre"}}, ("view-measure-type", "nombre")),
        ({"periods": "periodo"}, ("unknown-field", "periodo")),
        ({"periods": "sembrados"}, ("view-measure-type", "sembrados")),
        ({"each": "barrio"}, ("unknown-dataset", "barrio")),
        ({"each": "arboles"}, ("check-pointer", "arboles")),
        ({"each": "barrios", "where": {"activo": True}}, ("unknown-field", "activo")),
        ({"each": "barrios", "once-per": "mes"}, ("unknown-field", "mes")),
        ({"sum": {"especie": {"most": 2}}}, ("view-measure-type", "especie")),
        ({"sum": {"arbol": {"most": 2}}}, ("unknown-field", "arbol")),
    ],
)
def test_names_that_lead_nowhere_are_told(altered, check, expected):
    """A check that could not be made is a problem of its descriptor, never one that quietly passes."""
    (problem,) = altered("arboles", {("checks",): {"mi-control": check}})

    assert (*expected, "checks.mi-control", "schemas/arboles.yaml") == (
        problem.code, problem.value, problem.field, problem.file,
    )  # fmt: skip
