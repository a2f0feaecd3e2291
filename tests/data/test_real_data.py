"""This repository's own data: what is published today is sound, agrees with itself, and says where it comes from.

These tests are about the data, not about the engine: a red one here is a mistake in `datasets/` or `schemas/`.
"""

import datetime
from pathlib import Path

import frictionless
import pytest
import yaml

from generator import check, project
from generator.check import sites
from generator.load import package
from generator.project import Project

ROOT = Path(__file__).parent.parent.parent
NAMES = sorted(path.stem for path in (ROOT / "schemas").glob("*.yaml") if path.stem != "datapackage")
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DIALECT = {"csv": {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}}
CONTENT = {
    "cali": 23,
    "organismos": 28,
    "servicios": 18,
    "cali-servicios": 23 * 18,
    "pqrsd-organismo-trimestre": 28 * 4,
    "pqrsd-tipo-semestre": 24 * 2,
    "plan-2025-actividades": 24,
    "plan-2025-tareas": 42,
    "presupuesto-participativo-organismos": 15,
    "gobierno-proyectos-inversion": 10,
    "temas-priorizados": 30,
    "cooperacion-acciones": 28,
    "organismos-variantes": 120,
    "nombres-variantes": 78,
    "glosario": 53,
    "afirmaciones": 281,
    "sistemas": 65,
}
"""How many rows the sources have, counted by hand."""

ORDERS = {"puesto", "puesto_estructura", "orden", "renglon", "sesion", "decimales"}
"""Numbers that are a place in a list, or a number of digits: they count nothing."""

OWN = {"cali-mapa", "documentos", "menu-transparencia", "menu-transparencia-conjuntos", "sistemas-conjuntos"}
"""The sources themselves, and what this site writes: which of its datasets answer to a system or to the law's menu,
and how it draws the centres on a map."""


@pytest.fixture(scope="module", name="found")
def _found():
    """The whole catalogue, read once."""
    where = Project(ROOT)
    return package.load(where, project.survey(where))


@pytest.fixture(scope="module", name="frame")
def _frame(found):
    """Return a function that gives the typed table of a dataset."""
    return lambda name: found.tables[name].frame


@pytest.fixture(scope="module", name="raw")
def _raw():
    """Return a function that gives what a descriptor says, read by another reader than ours."""
    read = {
        name: yaml.safe_load((ROOT / "schemas" / f"{name}.yaml").read_text("utf-8")) for name in [*NAMES, "datapackage"]
    }
    return read.__getitem__


def test_nothing_is_wrong_and_nothing_is_missing(found):
    """The catalogue validates without an error and without a warning."""
    assert [] == [*check.check(found), *sites.check(found)]


def test_every_dataset_is_read(found):
    """Each descriptor has its table."""
    assert NAMES == sorted(found.descriptors) == sorted(found.tables)


def test_frictionless_finds_the_whole_package_sound(raw):
    """Frictionless, by itself, validates every table with its keys and foreign keys."""
    resources = [
        {
            "name": name,
            "type": "table",
            "path": f"datasets/{name}.csv",
            "format": "csv",
            "encoding": "utf-8",
            "dialect": DIALECT,
            "schema": raw(name)["schema"],
        }
        for name in NAMES
    ]
    descriptor = {"$schema": PROFILE, "name": "todo", "resources": resources}

    report = frictionless.Package.from_descriptor(descriptor, basepath=str(ROOT)).validate()

    assert [] == report.flatten(["name", "rowNumber", "fieldName", "type", "note"])
    assert report.valid


@pytest.mark.parametrize(("name", "rows"), CONTENT.items())
def test_no_row_of_the_sources_is_lost(frame, name, rows):
    """The tables have as many rows as the sources: a centre, agency, service, pair, quarter or semester each."""
    assert rows == len(frame(name))


def test_every_pair_of_centre_and_service_is_answered(frame):
    """Each service is said to be offered or not in each centre: no pair is missing, none is twice."""
    pairs = frame("cali-servicios")

    assert 23 * 18 == len(pairs[["cali_id", "servicio_id"]].drop_duplicates())
    assert not pairs["ofrece"].isna().any()


WHOLES = [
    ("pqrsd-organismo-trimestre", "comunicaciones", "periodo", "pqrsd-organismo-totales", {"fila": "total"}),
    ("pqrsd-organismo-trimestre", "comunicaciones", "organismo_id", "pqrsd-organismo-totales", {"fila": "organismo"}),
    ("pqrsd-tipo-semestre", "comunicaciones", "periodo", "pqrsd-tipo-totales", {"fila": "total"}),
    ("pqrsd-tipo-semestre", "comunicaciones", "tipo_id", "pqrsd-tipo-totales", {"fila": "tipo"}),
    ("encuestas-tramites-en-linea", "encuestas", "periodo", "encuestas-totales", {"medicion": "satisfacción en línea"}),
]


@pytest.mark.parametrize("whole", WHOLES, ids=lambda whole: f"{whole[0]} by {whole[2]}")
def test_the_rows_add_up_to_the_published_totals(frame, whole):
    """What the report adds up is what its own rows add up to, group by group."""
    name, measure, group, totals, where = whole
    published = frame(totals)
    for field, value in where.items():
        published = published[published[field] == value]
    computed = frame(name).groupby(group)[measure].sum()

    stated = published.set_index(group)[measure]

    assert computed.to_dict() == stated.reindex(computed.index).to_dict()


@pytest.mark.parametrize(
    "year",
    [
        ("pqrsd-organismo-trimestre", "comunicaciones", "pqrsd-organismo-totales", "total-2024"),
        ("pqrsd-tipo-semestre", "comunicaciones", "pqrsd-tipo-totales", "total-2024"),
        ("encuestas-atencion", "encuestas", "encuestas-totales", "atencion-2024"),
        ("encuestas-tramites-en-linea", "encuestas", "encuestas-totales", "satisfaccion-en-linea-2024"),
    ],
)
def test_all_rows_add_up_to_the_total_of_the_year(frame, year):
    """The sum of all rows is the published total of the year."""
    name, measure, totals, key = year
    published = frame(totals).set_index("registro")[measure]

    assert published[key] == frame(name)[measure].sum()


@pytest.mark.parametrize(
    ("way", "key"), [("general", "satisfaccion-general-2024"), ("en línea", "satisfaccion-en-linea-2024")]
)
def test_the_answers_add_up_to_the_surveys(frame, way, key):
    """Each survey has one answer: the answers add up to the published number of surveys."""
    answers = frame("satisfaccion-tramites")

    assert (
        frame("encuestas-totales").set_index("registro")["encuestas"][key]
        == answers[answers["modalidad"] == way]["encuestas"].sum()
    )


def test_both_tables_of_communications_count_the_same_ones(frame):
    """By agency and by kind the communications of the year are the same number, the one that the report states."""
    totals = {frame(name)["comunicaciones"].sum() for name in ("pqrsd-organismo-trimestre", "pqrsd-tipo-semestre")}

    assert {338142} == totals


def test_published_shares_are_those_of_the_rows(frame):
    """The published percentage of each kind is its share of the total, rounded to two decimals."""
    table = frame("pqrsd-tipo-totales")
    kinds = table[table["fila"] == "tipo"]

    wrong = [
        kind
        for kind, count, share in zip(kinds["tipo_id"], kinds["comunicaciones"], kinds["porcentaje"], strict=True)
        if abs(100 * count / 338142 - share) > 0.00501
    ]

    assert [] == wrong


def test_users_of_some_centres_are_fewer_than_all(frame):
    """The centres whose users are published have fewer of them than all centres together."""
    assert 0 < frame("usuarios-cali")["usuarios"].sum() < frame("usuarios-cali-totales")["usuarios"].sum()


@pytest.mark.parametrize("name", NAMES)
def test_a_dataset_says_what_it_is(raw, name):
    """Each dataset has a title, a description, what a row is, a period, a rhythm, its dates and its sources."""
    descriptor = raw(name)

    for key in ("title", "description", "observation", "accrualPeriodicity"):
        assert descriptor[key].strip()
    assert descriptor["sources"]
    assert all(source["title"].strip() for source in descriptor["sources"])
    assert {"start", "end"} == set(descriptor["temporal"])
    assert isinstance(descriptor["modified"], datetime.date)
    assert "nextUpdate" in descriptor


@pytest.mark.parametrize("name", NAMES)
def test_a_dataset_may_be_used_again(raw, name):
    """Each dataset has a licence, its own or that of the catalogue, with its name and its address."""
    licences = raw(name).get("licenses") or raw("datapackage")["licenses"]

    assert licences
    assert all(licence["name"] and licence["path"].startswith("https://") for licence in licences)


@pytest.mark.parametrize("name", NAMES)
def test_a_dataset_belongs_to_a_theme(raw, name):
    """Each dataset is found on the page of a theme."""
    assert raw(name)["theme"] in raw("datapackage")["themes"]


@pytest.mark.parametrize("name", NAMES)
def test_every_column_says_what_it_holds(raw, name):
    """Each column has a title and a description."""
    fields = raw(name)["schema"]["fields"]

    assert [] == [field["name"] for field in fields if not field.get("title") or not field.get("description")]


@pytest.mark.parametrize("name", NAMES)
def test_every_quantity_has_a_unit(found, name):
    """Each number says what it counts, unless it is a key, an order or a place in one."""
    descriptor = found.descriptors[name]
    schema = descriptor.schema
    measured = {view.measure.field for view in descriptor.views if view.measure.aggregate in ("sum", "value")}
    ordering = {field.name for field in schema.fields if field.constraints.get("unique")} | {
        *schema.primary_key,
        *ORDERS,
    }

    without = {field.name for field in schema.fields if field.is_numeric and field.unit is None}

    assert set() == measured & without
    assert set() == without - ordering


@pytest.mark.parametrize("name", NAMES)
def test_every_row_says_where_it_comes_from(found, name):
    """Each row names its document and the lines in it; the documents themselves, and links, are of this site."""
    descriptor, table = found.descriptors[name], found.tables[name]
    provenance = descriptor.provenance

    assert provenance or descriptor.awaited or name in OWN
    if provenance:
        assert not table.frame[provenance.document].isna().any()
        assert not table.frame[provenance.lines].isna().any()


@pytest.mark.parametrize("name", NAMES)
def test_a_period_ends_after_it_begins(found, name):
    """Where rows have a first and a last day, the last is not before the first."""
    frame = found.tables[name].frame
    if not {"fecha_inicio", "fecha_fin"} <= set(frame.columns):
        return
    days = frame[["fecha_inicio", "fecha_fin"]].dropna()

    assert (days["fecha_inicio"] <= days["fecha_fin"]).all()


@pytest.mark.parametrize("name", NAMES)
def test_files_are_as_the_repository_keeps_them(name):
    """A CSV is UTF-8 without a byte order mark, with Unix line ends, and ends in one."""
    data = (ROOT / "datasets" / f"{name}.csv").read_bytes()

    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")
