import frictionless
import pytest

from generator.load.descriptors import Named
from generator.load.roles import EntityKind, Provenance
from generator.problems import Severity

WHOLE = """
name: arboles
title: Árboles sembrados
description: Cuántos árboles sembró Puerto Lirio.
observation: Un barrio y una especie.
theme: verde
keywords: [árboles, parques]
licenses: [{name: CC0-1.0, title: Dominio público, path: "https://example.org/cc0"}]
sources: [{title: Cuaderno del guardaparques, path: "https://example.org/cuaderno"}]
contributors: [{title: Oficina de Parques, roles: [publisher]}]
temporal: {start: 2024-01-01, end: 2024-12-31}
spatial: Puerto Lirio
accrualPeriodicity: R/P1Y
modified: 2025-01-15
nextUpdate: 2026-01-15
method: Contados uno a uno.
notes: [Faltan los del muelle.]
dialect: {delimiter: ";"}
label: especie
provenance: {document: hoja, lines: renglones}
entity: {singular: árbol, plural: árboles, order: orden, aliases: apodos}
schema: {fields: [{name: especie, type: string}]}
"""


def test_everything_a_descriptor_says_is_kept(describe):
    """Each key of the documentation has its place in the descriptor."""
    found, problems = describe(WHOLE)

    assert [] == problems
    assert ("arboles", "Árboles sembrados", "verde") == (found.name, found.title, found.theme)
    assert ("Cuántos árboles sembró Puerto Lirio.", "Un barrio y una especie.") == (
        found.description,
        found.observation,
    )
    assert ("árboles", "parques") == found.keywords
    assert (Named("Dominio público", "https://example.org/cc0", "CC0-1.0"),) == found.licenses
    assert (Named("Cuaderno del guardaparques", "https://example.org/cuaderno"),) == found.sources
    assert (Named("Oficina de Parques", roles=("publisher",)),) == found.contributors
    assert (("2024-01-01", "2024-12-31"), "Puerto Lirio") == (found.temporal, found.spatial)
    assert ("R/P1Y", "2025-01-15", "2026-01-15") == (found.periodicity, found.modified, found.next_update)
    assert ("Contados uno a uno.", ("Faltan los del muelle.",)) == (found.method, found.notes)
    assert (";", "especie") == (found.delimiter, found.label)
    assert Provenance("hoja", "renglones") == found.provenance
    assert EntityKind("árbol", "árboles", "orden", "apodos") == found.entity


def test_a_descriptor_may_be_short(describe):
    """Name, title and fields are enough."""
    found, problems = describe("name: arboles\ntitle: A\nschema: {fields: [{name: a, type: string}]}\n")

    assert [] == problems
    assert (",", None, None, None, ()) == (found.delimiter, found.temporal, found.entity, found.provenance, found.views)


def test_missing_metadata_are_warnings(problems_of, town):
    """What readers need to trust the figures is asked for, key by key, without stopping the publication."""
    short = "name: arboles\ntitle: A\nschema: {fields: [{name: a, type: string}]}\n"

    found = problems_of(town({"schemas/arboles.yaml": short, "datasets/arboles.csv": "a\nx\n"}))

    expected = ["accrualPeriodicity", "description", "modified", "nextUpdate", "observation", "sources", "temporal"]
    assert expected == [p.field for p in found]
    assert {("metadata-missing", Severity.WARNING, 1)} == {(p.code, p.severity, p.line) for p in found}


def test_an_unannounced_update_is_said_with_null(describe):
    """`nextUpdate: null` says that nobody has announced one."""
    found, problems = describe(
        "name: arboles\ntitle: A\nnextUpdate: null\nschema: {fields: [{name: a, type: string}]}\n"
    )

    assert ([], "") == (problems, found.next_update)


BROKEN = [
    # What the third line says, and what is then wrong: code, line, field.
    ("titel: Otro", ("unknown-key", 3, "titel")),
    ("Title: Otro", ("unknown-key", 3, "Title")),
    ("views:", ("wrong-type", 3, "views")),
    ("description: 5", ("wrong-type", 3, "description")),
    ("observation: [a]", ("wrong-type", 3, "observation")),
    ("keywords: árboles", ("wrong-type", 3, "keywords")),
    ("keywords: [a, 2024]", ("wrong-type", 3, "keywords")),
    ("notes: una nota", ("wrong-type", 3, "notes")),
    ("sources: Cuaderno", ("wrong-type", 3, "sources")),
    ("sources: [Cuaderno]", ("wrong-type", 3, "sources.0")),
    ("sources: [{path: x}]", ("missing-key", 3, "sources.0")),
    ("sources: [{title: a, titulo: b}]", ("unknown-key", 3, "sources.0.titulo")),
    ("licenses: [{title: 4.0}]", ("wrong-type", 3, "licenses.0.title")),
    ("contributors: [{title: a, roles: publisher}]", ("wrong-type", 3, "contributors.0.roles")),
    ("modified: 15/01/2025", ("wrong-shape", 3, "modified")),
    ("modified: 2025-02-30", ("wrong-shape", 3, "modified")),
    ("modified: 2025", ("wrong-type", 3, "modified")),
    ("modified: \u0662\u0660\u0662\u0665-01-15", ("wrong-shape", 3, "modified")),
    ("modified: 20250115", ("wrong-type", 3, "modified")),
    ("nextUpdate: pronto", ("wrong-shape", 3, "nextUpdate")),
    ("accrualPeriodicity: anual", ("wrong-shape", 3, "accrualPeriodicity")),
    ("accrualPeriodicity: P1Y", ("wrong-shape", 3, "accrualPeriodicity")),
    ("temporal: 2024", ("wrong-type", 3, "temporal")),
    ("temporal: {start: 2024-01-01}", ("missing-key", 3, "temporal")),
    ("temporal: {start: 2024-01-01, fin: 2024-12-31, end: 2024-12-31}", ("unknown-key", 3, "temporal.fin")),
    ("temporal: {start: 2024-12-31, end: 2024-01-01}", ("wrong-shape", 3, "temporal.end")),
    ("temporal: {start: 2024-01-01, end: 2024-06-31}", ("wrong-shape", 3, "temporal.end")),
    ("dialect: ';'", ("wrong-type", 3, "dialect")),
    ("dialect: {delimitador: ';'}", ("unknown-key", 3, "dialect.delimitador")),
    ("dialect: {delimiter: ';;'}", ("wrong-choice", 3, "dialect.delimiter")),
    ("dialect: {delimiter: '\"'}", ("wrong-choice", 3, "dialect.delimiter")),
    ("dialect: {delimiter: ' '}", ("wrong-choice", 3, "dialect.delimiter")),
    ("entity: true", ("wrong-type", 3, "entity")),
    ("entity:", ("wrong-type", 3, "entity")),
    ("entity: {singular: árbol}", ("missing-key", 3, "entity")),
    ("entity: {singular: a, plural: b, orden: c}", ("unknown-key", 3, "entity.orden")),
    ("provenance: {document: hoja}", ("missing-key", 3, "provenance")),
    ("provenance: {document: hoja, lines: renglones, page: 3}", ("unknown-key", 3, "provenance.page")),
    ("label: [especie]", ("wrong-type", 3, "label")),
]


@pytest.mark.parametrize(("text", "expected"), BROKEN, ids=[text for text, _ in BROKEN])
def test_a_broken_key_is_told_once_where_it_stands(describe, text, expected):
    """A key that is unknown, of the wrong kind or of the wrong form is one problem, at its line and by its path."""
    _, problems = describe(f"name: arboles\ntitle: A\n{text}\nschema: {{fields: [{{name: a, type: string}}]}}\n")

    assert [expected] == [(p.code, p.line, p.field) for p in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: A\n", [("missing-key", {"key": "name"}), ("missing-key", {"key": "schema"})]),
        ("name: arboles\nschema: {fields: [{name: a, type: string}]}\n", [("missing-key", {"key": "title"})]),
        ("name: arboles\ntitle: A\n", [("missing-key", {"key": "schema"})]),
        ("name: arboles\ntitle: A\nschema: {}\n", [("missing-key", {"key": "fields"})]),
        ("name: arboles\ntitle: A\nschema: {fields: []}\n", [("missing-key", {"key": "fields"})]),
    ],
)
def test_what_must_be_said_is_asked_for(describe, text, expected):
    """Name, title and fields must be there."""
    _, problems = describe(text)

    assert expected == [(p.code, p.details) for p in problems]


@pytest.mark.parametrize("name", ["arbustos", "Arboles", "'2024'"])
def test_the_name_is_that_of_the_file(describe, name):
    """A descriptor whose name is not its file's stem is refused."""
    _, problems = describe(f"name: {name}\ntitle: A\nschema: {{fields: [{{name: a, type: string}}]}}\n")

    assert [("dataset-name", 1, "name", {"name": "arboles"})] == [
        (p.code, p.line, p.field, p.details) for p in problems
    ]


@pytest.mark.parametrize("stem", ["Arboles", "árboles", "arboles_2024", "arboles 2024", "a" * 61])
def test_a_file_name_that_is_no_address_is_refused(town, problems_of, stem):
    """A dataset's name becomes a public address, so its file bears a name that can be one."""
    where = town({
        f"schemas/{stem}.yaml": f"name: {stem}\ntitle: A\nschema: {{fields: [{{name: a, type: string}}]}}\n",
        f"datasets/{stem}.csv": "a\nx\n",
    })  # fmt: skip

    assert [("dataset-name", f"schemas/{stem}.yaml")] == [
        (p.code, p.file) for p in problems_of(where) if p.severity is Severity.ERROR
    ]


def test_the_value_at_fault_is_given(describe):
    """What is written in the wrong form is part of the problem."""
    _, (problem,) = describe("name: arboles\ntitle: A\nmodified: ayer\nschema: {fields: [{name: a, type: string}]}\n")

    assert "ayer" == problem.value


def test_frictionless_takes_the_whole_descriptor_for_its_own(describe):
    """Our keys beside those of Frictionless leave the descriptor a valid resource."""
    found, _ = describe(WHOLE)

    resource = {**found.raw, "path": "arboles.csv"}

    assert [] == list(frictionless.Resource.metadata_validate({**resource, "dialect": {"csv": resource["dialect"]}}))
