import textwrap

import frictionless
import pytest

from generator.load.constraints import CONSTRAINTS, LIMITS, SUPPORTED
from generator.load.schemas import TYPES, ForeignKey, Unit


@pytest.fixture(name="schema")
def _schema(describe):
    """Return a function that reads the YAML of a schema, whose first line is line 4 of the descriptor."""

    def schema(text):
        head = "name: arboles\ntitle: A\nschema:\n"
        found, problems = describe(head + textwrap.indent(textwrap.dedent(text), "  "))
        return found.schema, problems

    return schema


@pytest.fixture(name="field")
def _field(schema):
    """Return a function that reads one field in flow style, on line 5."""

    def field(text):
        found, problems = schema(f"fields:\n- {{name: campo, {text}}}\n")
        return found.fields[0], problems

    return field


def test_everything_a_field_says_is_kept(field):
    """Title, description, unit, constraints and meaning are read."""
    found, problems = field(
        "title: Campo, type: integer, description: Qué es, unit: árboles, example: 5, constraints: {minimum: 0}"
    )

    assert [] == problems
    assert ("campo", "Campo", "integer", "Qué es") == (found.name, found.title, found.type, found.description)
    assert (Unit("árboles", "árboles"), 5, {"minimum": 0}) == (found.unit, found.example, found.constraints)


def test_a_field_without_title_is_called_by_its_name(field):
    """The name stands in for the title."""
    found, _ = field("type: string")

    assert "campo" == found.title


def test_a_unit_has_a_singular_and_a_plural(field):
    """A unit with two forms keeps both."""
    found, problems = field("type: integer, unit: {one: árbol, other: árboles}")

    assert ([], Unit("árbol", "árboles")) == (problems, found.unit)


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("http://purl.org/dc/terms/PeriodOfTime", (True, False, False)),
        ("http://purl.org/dc/terms/source", (False, True, False)),
        ("http://www.w3.org/ns/dcat#Dataset", (False, False, True)),
        ("http://purl.org/dc/terms/title", (False, False, False)),
    ],
)
def test_a_field_can_hold_periods_sources_or_datasets(field, uri, expected):
    """`rdfType` says that a field holds periods, where rows come from, or names of datasets."""
    found, _ = field(f'type: string, rdfType: "{uri}"')

    assert expected == (found.is_period, found.is_source, found.is_dataset)


def test_booleans_may_have_words_of_their_own(field):
    """The words for true and false are those of the descriptor."""
    found, problems = field("type: boolean, trueValues: [sí], falseValues: [no]")

    assert ([], ("sí",), ("no",)) == (problems, found.true_values, found.false_values)


@pytest.mark.parametrize("kind", TYPES)
def test_only_integers_and_numbers_are_added(field, kind):
    """Years and dates are ordered, not added."""
    found, _ = field(f"type: {kind}")

    assert (kind in ("integer", "number")) is found.is_numeric


def test_keys_are_read(schema):
    """A primary key and foreign keys are read whether they are written as one name or as a list."""
    found, problems = schema("""
        fields: [{name: a, type: string}, {name: b, type: string}]
        primaryKey: a
        foreignKeys:
          - {fields: b, reference: {resource: barrios, fields: id}}
          - {fields: [a, b], reference: {resource: calles, fields: [x, y]}}
          - {fields: b, reference: {fields: a}}
          - {fields: b, reference: {resource: "", fields: a}}
    """)

    assert ([], ("a",), ("a", "b")) == (problems, found.primary_key, found.names)
    assert (
        ForeignKey(("b",), "barrios", ("id",)),
        ForeignKey(("a", "b"), "calles", ("x", "y")),
        ForeignKey(("b",), "arboles", ("a",)),
        ForeignKey(("b",), "arboles", ("a",)),
    ) == found.foreign_keys


def test_a_reference_is_found_by_its_field(schema):
    """The foreign key of one field is found by that field; one of two fields is no reference of either."""
    found, _ = schema("""
        fields: [{name: a, type: string}, {name: b, type: string}]
        foreignKeys:
          - {fields: b, reference: {resource: barrios, fields: id}}
          - {fields: [a, b], reference: {resource: calles, fields: [x, y]}}
    """)

    assert "barrios" == found.reference("b").target
    assert found.reference("a") is None


FIELDS = [
    ("type: texto", [("field-type", "type")]),
    ("type: datetime", [("field-type", "type")]),
    ("type: 5", [("wrong-type", "type")]),
    ("tipo: string", [("unknown-key", "tipo"), ("missing-key", None)]),
    ("type: string, title: 5", [("wrong-type", "title")]),
    ("type: string, description: null", [("wrong-type", "description")]),
    ("type: string, format: email", [("wrong-choice", "format")]),
    ("type: date, format: '%d/%m/%Y'", [("wrong-choice", "format")]),
    ("type: boolean, trueValues: sí", [("wrong-type", "trueValues")]),
    ("type: boolean, trueValues: [1]", [("wrong-type", "trueValues")]),
    ("type: integer, unit: 5", [("wrong-type", "unit")]),
    ("type: integer, unit: {one: árbol}", [("missing-key", "unit")]),
    ("type: integer, unit: {one: a, other: b, many: c}", [("unknown-key", "unit.many")]),
    ("type: string, constraints: requerido", [("wrong-type", "constraints")]),
    ("type: string, constraints: null", [("wrong-type", "constraints")]),
    ("type: string, constraints: {require: true}", [("unknown-key", "constraints.require")]),
    ("type: string, constraints: {required: yes}", [("wrong-type", "constraints.required")]),
    ("type: string, constraints: {required: 1}", [("wrong-type", "constraints.required")]),
    ("type: string, constraints: {required: null}", [("wrong-type", "constraints.required")]),
    ("type: string, constraints: {unique: 'true'}", [("wrong-type", "constraints.unique")]),
    ("type: string, constraints: {enum: ceiba}", [("wrong-type", "constraints.enum")]),
    ("type: string, constraints: {minLength: '3'}", [("wrong-type", "constraints.minLength")]),
    ("type: string, constraints: {maxLength: true}", [("wrong-type", "constraints.maxLength")]),
    ("type: string, constraints: {maxLength: 2.5}", [("wrong-type", "constraints.maxLength")]),
    ("type: string, constraints: {pattern: 5}", [("wrong-type", "constraints.pattern")]),
    ("type: string, constraints: {pattern: '['}", [("pattern-error", "constraints.pattern")]),
    ("type: string, constraints: {pattern: '(?i)a'}", [("pattern-error", "constraints.pattern")]),
    ("type: string, constraints: {minimum: a}", [("unknown-key", "constraints.minimum")]),
    ("type: integer, constraints: {pattern: a}", [("unknown-key", "constraints.pattern")]),
    ("type: integer, constraints: {minimum: '0'}", [("wrong-type", "constraints.minimum")]),
    ("type: integer, constraints: {maximum: null}", [("wrong-type", "constraints.maximum")]),
    ("type: boolean, constraints: {minimum: 0}", [("unknown-key", "constraints.minimum")]),
    ("type: date, constraints: {minLength: 3}", [("unknown-key", "constraints.minLength")]),
]


@pytest.mark.parametrize(("text", "expected"), FIELDS, ids=[text for text, _ in FIELDS])
def test_a_broken_field_is_told_where_it_stands(field, text, expected):
    """A field's keys are a closed set, each of its kind, and its constraints are those that its type has."""
    _, problems = field(text)

    prefix = "schema.fields.0"
    assert [(code, f"{prefix}.{key}" if key else prefix) for code, key in expected] == [
        (p.code, p.field) for p in problems
    ]
    assert {5} == {p.line for p in problems}


@pytest.mark.parametrize("name", ["Especie", "año", "1a", "_a", "a-b", "a b", "a" * 61, "a.b"])
def test_a_field_name_is_plain(schema, name):
    """A field's name is lower-case ASCII letters, digits and underscores."""
    _, problems = schema(f"fields:\n- {{name: {name}, type: string}}\n")

    assert [("field-name", "schema.fields.0.name", name)] == [(p.code, p.field, p.value) for p in problems]


SCHEMAS = [
    ("primaryKeys: a", ("unknown-key", "schema.primaryKeys", None)),
    ("primaryKey: b", ("unknown-field", "schema.primaryKey", "b")),
    ("primaryKey: [a, b]", ("unknown-field", "schema.primaryKey", "b")),
    ("primaryKey: [1]", ("wrong-type", "schema.primaryKey", None)),
    ("missingValues: NA", ("wrong-type", "schema.missingValues", None)),
    ("missingValues: [0]", ("wrong-type", "schema.missingValues", None)),
    ("foreignKeys: {fields: a}", ("wrong-type", "schema.foreignKeys", None)),
    ("foreignKeys: [{fields: a}]", ("missing-key", "schema.foreignKeys.0", None)),
    (
        "foreignKeys: [{fields: b, reference: {resource: barrios, fields: id}}]",
        ("unknown-field", "schema.foreignKeys", "b"),
    ),
    (
        "foreignKeys: [{field: a, fields: a, reference: {resource: x, fields: id}}]",
        ("unknown-key", "schema.foreignKeys.0.field", None),
    ),
    (
        "foreignKeys: [{fields: a, reference: {resource: x, field: id, fields: id}}]",
        ("unknown-key", "schema.foreignKeys.0.reference.field", None),
    ),
    ("foreignKeys: [{fields: a, reference: barrios}]", ("wrong-type", "schema.foreignKeys.0.reference", None)),
    (
        "foreignKeys: [{fields: a, reference: {resource: 5, fields: id}}]",
        ("wrong-type", "schema.foreignKeys.0.reference.resource", None),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SCHEMAS, ids=[text for text, _ in SCHEMAS])
def test_a_broken_schema_is_told_where_it_stands(schema, text, expected):
    """The keys of a schema are a closed set, and speak of fields that exist."""
    _, problems = schema(f"fields: [{{name: a, type: string}}]\n{text}\n")

    assert expected == (problems[0].code, problems[0].field, problems[0].value)
    assert {5} == {p.line for p in problems}


def test_a_field_described_twice_is_told(schema):
    """Two fields of one name are one too many."""
    _, problems = schema("fields: [{name: a, type: string}, {name: a, type: string}]\n")

    assert [("field-duplicate", "a")] == [(p.code, p.value) for p in problems]


def test_missing_values_may_have_labels(schema):
    """Version 2 of the Table Schema says why a value is missing."""
    found, problems = schema("""
        fields: [{name: a, type: string}]
        missingValues: [{value: "", label: ""}, {value: n/a, label: no aplica}]
    """)

    assert ([], {"": "", "n/a": "no aplica"}) == (problems, found.missing_values)


def test_without_missing_values_a_blank_cell_is_missing(schema):
    """The blank cell is missing unless the descriptor says otherwise."""
    found, _ = schema("fields: [{name: a, type: string}]\n")

    assert {"": ""} == found.missing_values


VALUES = {
    "required": True, "unique": True, "enum": ["1"], "pattern": "x", "minLength": 1, "maxLength": 1, "minimum": 1,
    "maximum": 1,
}  # fmt: skip


@pytest.mark.parametrize("constraint", [*CONSTRAINTS, *LIMITS])
@pytest.mark.parametrize("kind", TYPES)
def test_frictionless_knows_the_same_constraints_of_each_type(field, kind, constraint):
    """A constraint is refused here exactly when Frictionless would refuse the descriptor for it."""
    value = VALUES[constraint]
    written = f"[{value[0]}]" if isinstance(value, list) else str(value).lower()
    descriptor = {"name": "campo", "type": kind, "constraints": {constraint: value}}

    _, problems = field(f"type: {kind}, constraints: {{{constraint}: {written}}}")

    theirs = list(frictionless.Field.metadata_select_class(kind).metadata_validate(descriptor))
    assert (constraint in SUPPORTED[kind]) is not bool(theirs)
    assert bool(theirs) is bool(problems)
