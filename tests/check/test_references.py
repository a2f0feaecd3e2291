import pytest

from generator import check

ARBOLES = "schemas/arboles.yaml"
FIELD = ("schema", "fields")


def _told(problems):
    return [(p.code, p.file, p.field, p.value) for p in problems]


def test_a_sound_project_has_no_problems(faults):
    """The sound project of the fixtures is sound."""
    assert [] == faults({})


KEYS = [
    ({"resource": "barios", "fields": ["id"]}, ("unknown-dataset", "foreignKeys", "barios")),
    ({"resource": "barrios", "fields": ["codigo"]}, ("unknown-field", "foreignKeys.reference", "codigo")),
    ({"resource": "barrios", "fields": ["id", "nombre"]}, ("foreign-key-shape", "foreignKeys", None)),
    ({"resource": "barrios", "fields": []}, ("foreign-key-shape", "foreignKeys", None)),
    ({"resource": "barrios", "fields": ["orden"]}, ("foreign-key-type", "foreignKeys", "barrio_id")),
]


@pytest.mark.parametrize(("reference", "expected"), KEYS)
def test_a_foreign_key_leads_to_a_field_of_its_type(altered, reference, expected):
    """The dataset and the field that a foreign key names exist, in the same number and of the same type."""
    found = altered("arboles", {("schema", "foreignKeys", 0, "reference"): reference})

    assert [(expected[0], ARBOLES, *expected[1:])] == _told(found)


def test_what_it_could_be_is_said(altered):
    """A name that does not exist is told with those that do."""
    reference = {"resource": "barios", "fields": ["id"]}

    (problem,) = altered("arboles", {("schema", "foreignKeys", 0, "reference"): reference})

    assert {"known": "arboles, barrios"} == problem.details


NAMES = [
    ("barrios", {("label",): "titulo"}, [("unknown-field", "label", "titulo")]),
    ("barrios", {("entity", "order"): "puesto"}, [("unknown-field", "entity.order", "puesto")]),
    ("barrios", {("label",): None}, [("missing-key", "entity", None)]),
    ("barrios", {("schema", "primaryKey"): None}, [("entity-key", "entity", None)]),
    ("barrios", {("schema", "primaryKey"): ["id", "nombre"]}, [("entity-key", "entity", None)]),
    ("barrios", {("schema", "primaryKey"): ["orden"]}, [("entity-key", "entity", None)]),
    ("barrios", {("entity", "aliases"): "apodos"}, [("unknown-dataset", "entity.aliases", "apodos")]),
    ("barrios", {("entity", "aliases"): "arboles"}, [("entity-aliases", "entity.aliases", "arboles")]),
    ("arboles", {("label",): "nombre"}, [("unknown-field", "label", "nombre")]),
    (
        "arboles",
        {("provenance",): {"document": "hoja", "lines": "renglon"}},
        [("unknown-field", "provenance.document", "hoja"), ("unknown-field", "provenance.lines", "renglon")],
    ),
]


@pytest.mark.parametrize(("name", "changes", "expected"), NAMES)
def test_what_a_descriptor_names_exists(altered, name, changes, expected):
    """Label, order, provenance, aliases and the key of an entity are fields and datasets that can do their work."""
    found = altered(name, changes)

    assert [(code, f"schemas/{name}.yaml", field, value) for code, field, value in expected] == _told(found)


STATEMENTS = {
    **dict.fromkeys(("text", "stated", "unit", "rows", "value", "reason", "kind"), "especie"),
    "decimals": "sembrados", "parts": "comprobado", "observation": "opinión",
    "accepted": {"value": "especie", "date": "dia", "reason": "especie"},
}  # fmt: skip
FIELDS = [
    {"name": "especie", "type": "string"}, {"name": "sembrados", "type": "integer"},
    {"name": "comprobado", "type": "boolean"}, {"name": "dia", "type": "date"},
]  # fmt: skip
GAPS = {"text": "especie", "dataset": "especie"}
ROLES = [
    ({"glossary": {"term": "especie", "meaning": "especie"}}, []),
    ({"glossary": {"term": "sigla", "meaning": "especie"}}, [("unknown-field", "glossary.term", "sigla")]),
    ({"glossary": {"term": "especie", "meaning": "dia"}}, [("view-measure-type", "glossary.meaning", "dia")]),
    ({"gaps": GAPS}, []),
    ({"gaps": {**GAPS, "publisher": "especie", "since": "dia"}}, []),
    ({"gaps": {**GAPS, "text": "falta"}}, [("unknown-field", "gaps.text", "falta")]),
    ({"gaps": {**GAPS, "since": "desde"}}, [("unknown-field", "gaps.since", "desde")]),
    ({"gaps": {**GAPS, "dataset": "conjunto"}}, [("unknown-field", "gaps.dataset", "conjunto")]),
    ({"gaps": {**GAPS, "dataset": "sembrados"}}, [("view-measure-type", "gaps.dataset", "sembrados")]),
    ({"statements": STATEMENTS}, []),
    ({"statements": {**STATEMENTS, "rows": "filas"}}, [("unknown-field", "statements.rows", "filas")]),
    (
        {"statements": {**STATEMENTS, "accepted": {**STATEMENTS["accepted"], "date": "fecha"}}},
        [("unknown-field", "statements.accepted.date", "fecha")],
    ),
    ({"statements": {**STATEMENTS, "decimals": "especie"}}, [("view-measure-type", "statements.decimals", "especie")]),
    ({"statements": {**STATEMENTS, "parts": "especie"}}, [("view-measure-type", "statements.parts", "especie")]),
    ({"statements": {**STATEMENTS, "observation": "lo que sea"}}, []),
    ({"statements": STATEMENTS, "primaryKey": ["especie", "dia"]}, [("entity-key", "statements", None)]),
]


@pytest.mark.parametrize(("roles", "expected"), ROLES)
def test_the_fields_of_a_role_exist_and_can_do_their_work(altered, roles, expected):
    """What tells of gaps and of statements names fields that exist, of the type that the role reads."""
    key = roles.get("primaryKey", ["especie"])
    changes = {
        ("schema",): {"fields": FIELDS, "primaryKey": key},
        **{(role,): roles[role] for role in roles if role != "primaryKey"},
    }
    table = "especie,sembrados,comprobado,dia\nbarrios,1,true,2024-01-01\n"

    found = altered("arboles", changes, arboles=table)

    assert [(code, ARBOLES, field, value) for code, field, value in expected] == _told(found)


def test_a_theme_is_one_of_the_catalogue(sound, write, problems_of):
    """The theme of a dataset is a theme of `datapackage.yaml`, when that has any."""
    sound["schemas/arboles.yaml"]["theme"] = "vrede"
    metadata = "name: lirio\nthemes: {verde: {title: Lo verde}}\n"

    found = problems_of(write({**sound, "schemas/datapackage.yaml": metadata}))

    assert [("unknown-theme", ARBOLES, "theme", "vrede")] == _told(found)


def _fields(number, extra):
    fields = [{"name": "barrio_id", "type": "string"}, {"name": "especie", "type": "string"}]
    fields.append({"name": "sembrados", "type": "integer"})
    fields[number] |= extra
    return fields


VALUES = [
    (2, {"constraints": {"minimum": 0.5}}, "sembrados.minimum", "0.5"),
    (2, {"constraints": {"enum": [1, "dos"]}}, "sembrados.enum", "dos"),
    (2, {"constraints": {"maximum": True}}, "sembrados.maximum", "True"),
    (2, {"example": "muchos"}, "sembrados.example", "muchos"),
    (1, {"constraints": {"enum": ["ceiba", 5]}}, "especie.enum", "5"),
    (1, {"constraints": {"enum": ["ceiba", None]}}, "especie.enum", "None"),
    (1, {"example": 5}, "especie.example", "5"),
]


@pytest.mark.parametrize(("number", "extra", "expected"), [(number, extra, rest) for number, extra, *rest in VALUES])
def test_limits_and_examples_are_values_of_their_field(altered, number, extra, expected):
    """A limit, a listed value or an example that no cell could hold is told."""
    found = altered("arboles", {FIELD: _fields(number, extra)})

    place, value = expected
    assert [("constraint-value", ARBOLES, f"schema.fields.{place}", value)] == _told(found)


@pytest.mark.parametrize(
    ("number", "extra"),
    [
        (2, {"constraints": {"minimum": 0, "maximum": 5000, "enum": [12, "1200"]}}),
        (2, {"example": 5}),
        (1, {"example": "ceiba"}),
    ],
)
def test_sound_limits_are_no_problem(altered, number, extra):
    """Numbers may be written with or without quotes."""
    assert [] == altered("arboles", {FIELD: _fields(number, extra)})


def test_rows_of_a_broken_descriptor_are_not_blamed(altered):
    """Cells are checked only against a descriptor that is sound itself."""
    found = altered("arboles", {("label",): "nada"}, arboles="barrio_id,especie,sembrados\nx,y,z\n")

    assert ["unknown-field"] == [p.code for p in found]


def test_only_the_datasets_asked_for_are_checked(town, load):
    """Whoever asks for one dataset hears of its cells, not of another's."""
    found = load(town({
        "datasets/arboles.csv": "barrio_id,especie,sembrados\nel-faro,x,1\n",
        "datasets/barrios.csv": "id,nombre,orden\nel-faro,El Faro,uno\nla-loma,La Loma,1\n",
    }))  # fmt: skip

    assert {"datasets/arboles.csv"} == {p.file for p in check.check(found, ["arboles"])}
    assert {"datasets/arboles.csv", "datasets/barrios.csv"} == {p.file for p in check.check(found)}
