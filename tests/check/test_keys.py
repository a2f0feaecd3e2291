import pytest

from generator.check.columns import MAX_PER_COLUMN

ID = {"type": "string"}
NUMBERED = {"type": "integer"}


def _told(problems):
    return [(p.code, p.line, p.field, p.value) for p in problems]


def test_a_repeated_primary_key_is_told_with_its_first_line(column):
    """A key stands once; the problem says where it stood first."""
    (problem,) = column(ID, "a", "b", "a", primaryKey=["campo"])

    assert [("primary-key", 4, "campo", "a")] == _told([problem])
    assert {"first": 2, "fields": "campo"} == problem.details
    assert ("primary-key", 2) == (problem.frictionless, problem.column)


def test_a_key_of_two_fields_is_repeated_only_as_a_whole(altered):
    """The same district twice and the same species twice are two keys, unless they meet."""
    table = "barrio_id,especie,sembrados\nel-faro,ceiba,1\nel-faro,samán,2\nla-loma,ceiba,3\nel-faro,ceiba,4\n"

    (problem,) = altered("arboles", {}, arboles=table)

    assert [("primary-key", 5, "barrio_id", "el-faro, ceiba")] == _told([problem])
    assert {"first": 2, "fields": "barrio_id, especie"} == problem.details


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        ({"type": "integer"}, ["0", "-0"]),
        ({"type": "number"}, ["1.50", "1.5"]),
        ({"type": "boolean", "trueValues": ["sí", "si"], "falseValues": ["no"]}, ["sí", "si"]),
    ],
)
def test_a_key_written_in_two_ways_is_one_key(column, field, cells):
    """Keys are compared by their value, as Frictionless compares them."""
    (problem,) = column(field, *cells, primaryKey=["campo"])

    assert [("primary-key", 3, "campo", cells[1])] == _told([problem])


@pytest.mark.parametrize("cells", [["a", "b"], ["01", "1"], ["a", "á"]])
def test_keys_of_text_are_compared_letter_for_letter(column, cells):
    """Accents and leading zeros make another key."""
    assert [] == column(ID, *cells, primaryKey=["campo"])


def test_a_blank_key_is_told_once(column):
    """A key must have a value, whether the field is called required or not; it is one problem, not two."""
    assert [("required", 3, "campo", "")] == _told(column(ID, "a", "", primaryKey=["campo"]))


def test_blank_keys_are_not_called_repeated(column):
    """Two blank keys are two missing values, not one value twice."""
    assert ["required", "required"] == [p.code for p in column(ID, "", "a", "", primaryKey=["campo"])]


def test_very_many_repeated_keys_are_summed_up(column):
    """Repeated keys are listed up to a bound, and one more problem says how many are left out."""
    problems = column(NUMBERED, *["1"] * (MAX_PER_COLUMN + 3), primaryKey=["campo"])

    assert [{"more": 2, "total": MAX_PER_COLUMN + 2}] == [p.details for p in problems if p.code == "too-many-problems"]


@pytest.mark.parametrize("name", ["El-Norte", "el faro", "el_faro", "ñ", "a/b", "..", "a--b", "x" * 61, "<b>"])
def test_the_id_of_an_entity_is_fit_for_an_address(altered, name):
    """The key of a row that gets a page is part of an address, and obeys its rule."""
    (problem,) = altered("barrios", {}, barrios=f"id,nombre,orden\nel-faro,El Faro,2\nla-loma,La Loma,1\n{name},X,3\n")

    assert [("entity-id", 4, "id", name)] == _told([problem])


def test_the_key_of_a_dataset_without_pages_may_be_anything(column):
    """Only the rows that get pages need ids fit for addresses."""
    assert [] == column(ID, "El Faro", "¿?", primaryKey=["campo"])


def test_a_foreign_key_that_leads_nowhere_is_told(altered):
    """A value that the other dataset does not have is told with where it should be, and the nearest one there."""
    (problem,) = altered("arboles", {}, arboles="barrio_id,especie,sembrados\nel-farro,ceiba,1\nla-loma,ceiba,1\n")

    assert [("foreign-key", 2, "barrio_id", "el-farro")] == _told([problem])
    assert {"target": "barrios", "near": "el-faro"} == problem.details
    assert "foreign-key" == problem.frictionless


def test_a_value_like_no_other_has_no_near_one(altered):
    """Where nothing is near, nothing is suggested."""
    (problem,) = altered("arboles", {}, arboles="barrio_id,especie,sembrados\nzzz,ceiba,1\n")

    assert "" == problem.details["near"]


def test_a_blank_foreign_key_points_nowhere_and_is_sound(altered):
    """A row may belong to nothing."""
    changes = {("schema", "fields", 0, "constraints"): None, ("schema", "primaryKey"): None}

    assert [] == altered("arboles", changes, arboles="barrio_id,especie,sembrados\n,ceiba,1\nel-faro,ceiba,1\n")


def test_a_dataset_may_point_to_itself(altered):
    """A foreign key without a dataset, or with its own, points to its own rows."""
    fields = [
        {"name": "id", "type": "string"},
        {"name": "nombre", "type": "string"},
        {"name": "orden", "type": "string"},
    ]
    key = [{"fields": "orden", "reference": {"resource": "barrios", "fields": "id"}}]
    table = "id,nombre,orden\nel-faro,El Faro,\nla-loma,La Loma,el-faro\nel-muelle,El Muelle,el-pozo\n"

    found = altered("barrios", {("schema", "fields"): fields, ("schema", "foreignKeys"): key}, barrios=table)

    assert [("foreign-key", 4, "orden", "el-pozo")] == _told(found)


def test_a_foreign_key_of_two_fields_is_found_as_a_whole(write, problems_of):
    """Both parts must stand in one row of the other dataset; a half-blank key is one that stands nowhere."""
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "integer"}, {"name": "n", "type": "string"}]
    key = [{"fields": ["a", "b"], "reference": {"resource": "zonas", "fields": ["a", "b"]}}]
    where = write({
        "schemas/zonas.yaml": {"name": "zonas", "title": "Z", "schema": {"fields": fields}},
        "datasets/zonas.csv": "a,b,n\nx,1,p\ny,2,q\n",
        "schemas/calles.yaml": {"name": "calles", "title": "C", "schema": {"fields": fields, "foreignKeys": key}},
        "datasets/calles.csv": "a,b,n\nx,1,p\nx,2,q\n,,r\nx,,s\n",
    })  # fmt: skip

    found = [p for p in problems_of(where) if p.code != "metadata-missing"]

    assert [("foreign-key", 3, "a", "x, 2"), ("foreign-key", 5, "a", "x, ")] == _told(found)


DATASET = {"type": "string", "rdfType": "http://www.w3.org/ns/dcat#Dataset"}


def test_a_cell_that_names_a_dataset_names_one_of_the_catalogue(column):
    """A name that no dataset has is told at its cell, with those there are and the nearest one."""
    (problem,) = column(DATASET, "medidas", "medida", "")

    assert [("unknown-dataset", 3, "campo", "medida")] == _told([problem])
    assert {"known": "medidas", "near": "medidas"} == problem.details
    assert (2, 3, "datasets/medidas.csv") == (problem.column, problem.record, problem.file)


def test_a_name_of_a_dataset_may_be_missing(column):
    """A blank cell, or one that is declared missing, names no dataset."""
    assert [] == column(DATASET, "medidas", "", "ninguno", missingValues=["", "ninguno"])


def test_a_gap_names_a_dataset_of_the_catalogue(altered):
    """What tells of gaps names datasets that exist, also where its field says nothing of datasets."""
    changes = {("gaps",): {"text": "nombre", "dataset": "especie"}, ("schema", "fields", 1): {"name": "especie", "type": "string"},
               ("schema", "fields", 2): {"name": "nombre", "type": "string"}}  # fmt: skip
    table = "barrio_id,especie,nombre\nel-faro,barrios,Falta\nla-loma,barios,Falta\n"

    (problem,) = altered("arboles", changes, arboles=table)

    assert [("unknown-dataset", 3, "especie", "barios")] == _told([problem])
    assert "barrios" == problem.details["near"]


def test_very_many_lost_references_are_summed_up(altered):
    """References that lead nowhere are listed up to a bound, and one more problem says how many are left out."""
    rows = "".join(f"nada-{number},ceiba,1\n" for number in range(MAX_PER_COLUMN + 5))

    problems = altered("arboles", {}, arboles=f"barrio_id,especie,sembrados\n{rows}")

    assert MAX_PER_COLUMN == sum(problem.code == "foreign-key" for problem in problems)
    assert [{"more": 5, "total": MAX_PER_COLUMN + 5}] == [p.details for p in problems if p.code == "too-many-problems"]


def test_references_to_a_dataset_that_cannot_be_read_are_not_blamed(altered):
    """When the other dataset is broken, that is the problem: what points to it is not called lost."""
    found = altered("arboles", {}, barrios="")

    assert [("empty-file", "datasets/barrios.csv")] == [(p.code, p.file) for p in found]
