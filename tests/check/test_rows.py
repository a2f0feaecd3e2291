"""Frictionless is the oracle: what it refuses we refuse, at the same record and field, in our own words."""

import csv
import io
import json

import frictionless
import pytest
from hypothesis import example, given, settings, strategies as st

from generator import check
from generator.load import descriptors, tables, yaml_files
from generator.load.package import Package, PackageMetadata
from generator.load.site import Site
from generator.problems import Severity

DIALECT = {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}

FIELDS = {
    "clave": {"type": "integer"},
    "codigo": {"type": "string", "constraints": {"pattern": "[a-z]{2}[0-9]*|sin", "minLength": 2, "maxLength": 4}},
    "clase": {"type": "string", "constraints": {"enum": ["ceiba", "samán", "sin dato"]}},
    "cantidad": {"type": "integer", "constraints": {"minimum": 0, "maximum": 500}},
    "puesto": {"type": "integer", "constraints": {"enum": [1, 2, 3]}},
    "altura": {"type": "number", "constraints": {"minimum": 0.5, "maximum": 99.5}},
    "vivo": {"type": "boolean", "trueValues": ["sí", "si"], "falseValues": ["no"]},
    "dia": {"type": "date", "constraints": {"minimum": "2024-01-01", "maximum": "2024-12-31"}},
    "anio": {"type": "year", "constraints": {"minimum": 2000, "maximum": 2030}},
}
SOUND = {
    "codigo": ["ab", "ab12", "sin", "zz"],
    "clase": ["ceiba", "samán", "sin dato"],
    "cantidad": ["0", "-0", "7", "500"],
    "puesto": ["1", "2", "3"],
    "altura": ["0.5", "0.50", "7", "99.5"],
    "vivo": ["sí", "si", "no"],
    "dia": ["2024-01-01", "2024-02-29", "2024-12-31"],
    "anio": ["2000", "2024", "2030"],
}
FAULTS = [
    ("clave", ""),
    ("clave", "1"),
    ("clave", "01"),
    ("clave", "x"),
    ("codigo", "AB"),
    ("codigo", "a"),
    ("codigo", "ab123"),
    ("codigo", "sinx"),
    ("clase", "Ceiba"),
    ("clase", ""),
    ("cantidad", "-1"),
    ("cantidad", "501"),
    ("cantidad", "1.5"),
    ("cantidad", "14.184"),
    ("cantidad", "NA"),
    ("puesto", "4"),
    ("altura", "0.4999"),
    ("altura", "99.50000000000001"),
    ("altura", "alto"),
    ("altura", "1,5"),
    ("vivo", "True"),
    ("vivo", "quizá"),
    ("dia", "2023-12-31"),
    ("dia", "31/12/2024"),
    ("dia", "2024-02-30"),
    ("anio", "1999"),
    ("anio", "24"),
]


def _csv(rows):
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()


def _schema(*, required=(), unique=(), missing=("",), key=("clave",)):
    fields = [{"name": name, **field} for name, field in FIELDS.items()]
    for field in fields:
        flags = {"required": field["name"] in required, "unique": field["name"] in unique}
        field["constraints"] = {**field.get("constraints", {}), **{flag: True for flag, on in flags.items() if on}}
    return {"fields": fields, "primaryKey": list(key), "missingValues": list(missing)}


def _package(**datasets):
    """Return the package of datasets given as (schema, rows); what could not be read is among its problems."""
    problems, found, read = [], {}, {}
    for name, (schema, rows) in datasets.items():
        text = json.dumps({"name": name, "title": name, "schema": schema}, ensure_ascii=False)
        found[name] = descriptors.parse(yaml_files.parse(text.encode(), f"schemas/{name}.yaml"), name, problems)
        table, faults = tables.load(_csv(rows), f"datasets/{name}.csv", found[name])
        problems += faults
        if table is not None:
            read[name] = table
    return Package(PackageMetadata(), Site(), found, read, tuple(problems))


def _ours(**datasets):
    return [problem for problem in check.check(_package(**datasets)) if problem.severity is Severity.ERROR]


def _theirs(**datasets):
    """Return the (type, record, field) of the errors of Frictionless, by dataset."""
    resources = [
        frictionless.Resource(
            name=name,
            data=_csv(rows),
            scheme="buffer",
            format="csv",
            encoding="utf-8",
            dialect=frictionless.Dialect.from_descriptor({"csv": DIALECT}),
            schema=frictionless.Schema.from_descriptor(schema),
        )
        for name, (schema, rows) in datasets.items()
    ]
    report = frictionless.Package(resources=resources).validate()
    assert [] == [error.message for error in report.errors]
    return {task.name: {_place(error.type, error.to_descriptor()) for error in task.errors} for task in report.tasks}


def _place(kind, error):
    return kind, error.get("rowNumber"), error.get("fieldName")


def _agreed(problems):
    """Return the places of the problems that name an error of Frictionless; a key's fault is its row's, not a field's."""
    return {
        (p.frictionless, p.record, None if p.frictionless in ("primary-key", "foreign-key") else p.field)
        for p in problems
        if p.frictionless
    }


@st.composite
def _tables(draw):
    """Draw a sound table of a few rows, header first, each cell a sound text or blank, each key another number."""
    rows = [
        [str(number), *(draw(st.sampled_from([*SOUND[name], ""])) for name in SOUND)]
        for number in range(1, draw(st.integers(2, 5)) + 1)
    ]
    return [list(FIELDS), *rows]


@settings(derandomize=True, max_examples=60, deadline=None)
@given(_tables())
def test_sound_tables_are_sound_for_both(rows):
    """A sound table has no problem here, and none in Frictionless."""
    assert ([], {"medidas": set()}) == (_ours(medidas=(_schema(), rows)), _theirs(medidas=(_schema(), rows)))


@pytest.mark.parametrize(("name", "text"), FAULTS, ids=[f"{name}={text}" for name, text in FAULTS])
def test_a_planted_fault_is_told_by_ourselves_where_frictionless_tells_it(name, text):
    """One fault in a sound table is found by us first, and agrees with Frictionless in type, record and field."""
    rows = [list(FIELDS), *([str(number), *(texts[0] for texts in SOUND.values())] for number in (1, 2, 3))]
    rows[2][list(FIELDS).index(name)] = text
    schema = _schema(required=("clase",))

    ours, theirs = _ours(medidas=(schema, rows)), _theirs(medidas=(schema, rows))["medidas"]

    assert {3} == {problem.record for problem in ours}
    assert theirs == _agreed(ours)
    assert {"frictionless"} != {problem.code for problem in ours}


CELLS = st.sampled_from(
    [
        "", "NA", "-", "0", "-0", "1", "01", "+1", "1.0", "1.00", "1e0", " 1", "1 ", "NaN", "inf", "1_0", "\u0661", "sí", "si",
        "no", "True", "1.5", "501", "ab", "AB", "ceiba", "2024", "24", "1999", "2024-01-01", "2024-1-1", "31/12/2024",
        "sin", "x,y", 'di"jo', "ñ",
    ]
)  # fmt: skip
NAMES = st.lists(st.sampled_from(list(FIELDS)), max_size=3, unique=True)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, min_size=len(FIELDS), max_size=len(FIELDS)), min_size=1, max_size=4),
    required=NAMES,
    unique=NAMES,
    missing=st.sampled_from([("",), ("", "NA"), ("-",)]),
    key=st.sampled_from([("clave",), ("altura",), ("vivo",), ("clave", "altura"), ("codigo", "vivo"), ()]),
)
def test_what_frictionless_refuses_is_never_passed(rows, **rules):
    """Whatever the cells and the rules, a table that Frictionless refuses is refused, error by error."""
    schema = _schema(**rules)
    whole = [list(FIELDS), *rows]

    ours, theirs = _ours(medidas=(schema, whole)), _theirs(medidas=(schema, whole))["medidas"]

    assert not theirs or ours
    if not any(kind == "blank-row" for kind, _, _ in theirs):
        told = {(p.record, p.field) for p in ours} | {
            (p.record, None) for p in ours if not p.field or p.field in schema["primaryKey"]
        }
        assert {(record, field) for _, record, field in theirs} <= told
        assert _agreed(ours) <= theirs
        is_stricter = any(p.frictionless is None for p in ours)
        assert is_stricter or "frictionless" not in {p.code for p in ours}


KEYS = {
    "text": ({"type": "string"}, ["a", "b", "c", ""]),
    "integer": ({"type": "integer"}, ["0", "-0", "1", ""]),
    "number": ({"type": "number"}, ["1", "1.0", "2.5", ""]),
}


@settings(derandomize=True, max_examples=60, deadline=None)
@given(data=st.data(), kind=st.sampled_from(list(KEYS)), missing=st.sampled_from([("",), ("", "b", "1")]))
def test_references_are_judged_as_frictionless_judges_them(data, kind, missing):
    """A foreign key of one or two fields is refused in the very records in which Frictionless refuses it."""
    field, texts = KEYS[kind]
    fields = [{"name": "n", "type": "integer"}, {"name": "a", **field}, {"name": "b", "type": "string"}]
    cells = st.tuples(st.sampled_from(texts), st.sampled_from(["x", "y", ""]))
    joined = data.draw(st.sampled_from([["a"], ["a", "b"]]))
    other = {"fields": fields, "missingValues": [""]}
    own = {"fields": fields, "missingValues": list(missing)}
    own["foreignKeys"] = [{"fields": joined, "reference": {"resource": "destino", "fields": joined}}]
    tables_of = [
        [
            ["n", "a", "b"],
            *([str(n), *pair] for n, pair in enumerate(data.draw(st.lists(cells, min_size=1, max_size=4)), start=100)),
        ]
        for _ in range(2)
    ]

    given_both = {"destino": (other, tables_of[0]), "origen": (own, tables_of[1])}
    ours = [problem for problem in _ours(**given_both) if problem.file == "datasets/origen.csv"]

    assert _theirs(**given_both)["origen"] == _agreed(ours)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["a", "b", "c", ""])), min_size=1, max_size=4))
@example([("a", "a")])
def test_references_to_the_same_dataset_are_judged_alike(pairs):
    """A dataset that points to itself is judged as Frictionless judges it."""
    schema = {
        "fields": [
            {"name": "n", "type": "integer"},
            {"name": "id", "type": "string"},
            {"name": "padre", "type": "string"},
        ]
    }
    rows = [["n", "id", "padre"], *([str(number), *pair] for number, pair in enumerate(pairs))]
    key = {"fields": ["padre"], "reference": {"resource": "", "fields": ["id"]}}

    ours = _ours(arbol=({**schema, "foreignKeys": [key]}, rows))

    assert _theirs(arbol=({**schema, "foreignKeys": [key]}, rows))["arbol"] == _agreed(ours)


def test_what_only_frictionless_refuses_is_told_in_its_words():
    """Two numbers that only Frictionless takes for one are told once where we refuse, and by its note where it does."""
    rows = [list(FIELDS), *([number, *(texts[0] for texts in SOUND.values())] for number in ("01", "1"))]

    ours = _ours(medidas=(_schema(), rows))

    assert [("type-error", 2, None), ("frictionless", 3, "primary-key")] == [
        (problem.code, problem.record, problem.frictionless) for problem in ours
    ]
    assert "the same as in the row at position 2" in ours[1].details["note"]
