import pytest

from generator.load.descriptors import Named
from generator.load.package import PackageMetadata, Theme

PLAIN = "name: {name}\ntitle: A\nschema: {{fields: [{{name: a, type: string}}]}}\n"
CATALOGUE = """
name: puerto-lirio
title: Puerto Lirio en datos
description: Todo lo que se cuenta en el puerto.
homepage: https://puerto-lirio.example/
version: 0.1.0
keywords: [árboles]
licenses: [{name: CC0-1.0, title: Dominio público}]
contributors: [{title: Municipio de Puerto Lirio, roles: [creator]}]
sources: [{title: Cuaderno del guardaparques}]
themes:
  verde: {title: Lo verde, description: Árboles y parques.}
  agua: {title: El agua}
"""


def _pairs(problems):
    return [(problem.code, problem.file) for problem in problems]


def test_a_sound_project_is_read_whole(town, load):
    """Every dataset has its descriptor and its table, in the order of their names, and nothing is wrong."""
    found = load(town({}))

    assert () == found.problems
    assert ["arboles", "barrios"] == list(found.descriptors) == list(found.tables)
    assert {"arboles": 3, "barrios": 2} == {name: len(table) for name, table in found.tables.items()}


def test_the_catalogue_s_metadata_are_read(town, load):
    """What `datapackage.yaml` says of the catalogue is kept."""
    found = load(town({"schemas/datapackage.yaml": CATALOGUE}))

    assert () == found.problems
    assert ("puerto-lirio", "Puerto Lirio en datos", "0.1.0") == (
        found.metadata.name,
        found.metadata.title,
        found.metadata.version,
    )
    assert (Named("Dominio público", name="CC0-1.0"),) == found.metadata.licenses
    assert (Named("Municipio de Puerto Lirio", roles=("creator",)),) == found.metadata.contributors
    assert (Named("Cuaderno del guardaparques"),) == found.metadata.sources
    assert (Theme("verde", "Lo verde", "Árboles y parques."), Theme("agua", "El agua")) == found.metadata.themes


def test_a_project_without_metadata_has_neutral_ones(town, load):
    """`datapackage.yaml` is optional."""
    assert PackageMetadata() == load(town({})).metadata


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"datasets/arboles.csv": None}, ("csv-missing", "schemas/arboles.yaml", "datasets/arboles.csv")),
        ({"datasets/calles.csv": "a\nx\n"}, ("descriptor-missing", "datasets/calles.csv", "schemas/calles.yaml")),
        ({"datasets/datapackage.csv": "a\nx\n"}, ("dataset-name", "datasets/datapackage.csv", None)),
        ({"datasets/leame.txt": "x"}, ("stray-file", "datasets/leame.txt", ".csv")),
        ({"datasets/ARBOLES.CSV": "x"}, ("stray-file", "datasets/ARBOLES.CSV", ".csv")),
        ({"datasets/arboles.xlsx": b"PK"}, ("stray-file", "datasets/arboles.xlsx", ".csv")),
        ({"datasets/2024/arboles.csv": "a\n"}, ("stray-file", "datasets/2024/arboles.csv", ".csv")),
        ({"datasets/arboles.csv.bak": "a\n"}, ("stray-file", "datasets/arboles.csv.bak", ".csv")),
        ({"datasets/arboles": "a\n"}, ("stray-file", "datasets/arboles", ".csv")),
        ({"schemas/arboles.yml": "a: b"}, ("stray-file", "schemas/arboles.yml", ".yaml")),
        ({"schemas/arboles.json": "{}"}, ("stray-file", "schemas/arboles.json", ".yaml")),
    ],
)
def test_a_file_without_its_other_half_or_its_place_is_told(town, load, changes, expected):
    """A missing half names what is expected, and a file that does not belong is not skipped in silence."""
    code, file, half = expected

    problems = [p for p in load(town({**changes})).problems if p.file == file]

    assert [(code, half)] == [(p.code, p.details.get("expected")) for p in problems]


def test_a_missing_descriptor_is_told_even_for_the_first_dataset(write, load):
    """Only data is half a project."""
    found = load(write({"datasets/arboles.csv": "a\nx\n"}))

    assert [("descriptor-missing", "datasets/arboles.csv")] == _pairs(found.problems)


@pytest.mark.parametrize(
    "files", [{}, {"schemas/datapackage.yaml": CATALOGUE}, {"site_src/site.yaml": "name: Lirio\n"}]
)
def test_a_project_without_datasets_is_told(write, load, files):
    """Metadata and words without data are no catalogue."""
    assert [("no-datasets", "datasets")] == _pairs(load(write(files)).problems)


def test_a_broken_descriptor_does_not_hide_the_other_problems(town, load):
    """Everything that can be read is read: one broken file does not hide what is wrong in another."""
    found = load(town({"schemas/barrios.yaml": "a: [\n", "datasets/arboles.csv": ""}))

    assert [("yaml-error", "schemas/barrios.yaml"), ("empty-file", "datasets/arboles.csv")] == _pairs(found.problems)
    assert ["arboles"] == list(found.descriptors)
    assert {} == found.tables


def test_a_csv_whose_descriptor_is_broken_is_not_called_orphan(town, load):
    """The descriptor is there; that it is broken is told once."""
    assert [("yaml-error", "schemas/arboles.yaml")] == _pairs(load(town({"schemas/arboles.yaml": "a: [\n"})).problems)


def test_refused_files_are_told_with_the_rest(town, load):
    """What the survey refused is among the problems of the package."""
    where = town({"datasets/arboles.csv": None})
    (where.datasets / "arboles.csv").symlink_to(where.datasets / "barrios.csv")

    assert [("file-not-regular", "datasets/arboles.csv"), ("csv-missing", "schemas/arboles.yaml")] == _pairs(
        load(where).problems
    )


BROKEN = [
    ("nombre: x", [("unknown-key", "nombre")]),
    ("title: 5", [("wrong-type", "title")]),
    ("version: 0.1", [("wrong-type", "version")]),
    ("keywords: árboles", [("wrong-type", "keywords")]),
    ("homepage: [a]", [("wrong-type", "homepage")]),
    ("themes: [verde]", [("wrong-type", "themes")]),
    ("themes: {verde: }", [("wrong-type", "themes.verde")]),
    ("themes: {verde: {description: x}}", [("missing-key", "themes.verde")]),
    ("themes: {verde: {title: x, titulo: y}}", [("unknown-key", "themes.verde.titulo")]),
    ("themes: {Lo Verde: {title: x}}", [("wrong-shape", "themes")]),
    ("licenses: [{path: x}]", [("missing-key", "licenses.0")]),
]


@pytest.mark.parametrize(("text", "expected"), BROKEN, ids=[text for text, _ in BROKEN])
def test_broken_metadata_are_told_once_where_they_stand(faults, text, expected):
    """The keys of `datapackage.yaml` are a closed set at every level, each of its kind."""
    file = "schemas/datapackage.yaml"

    found = faults({file: f"name: puerto-lirio\n{text}\n"})

    assert [(code, file, 2, field) for code, field in expected] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: Lirio\n", [("missing-key", None)]),
        ("name: Puerto Lirio\n", [("wrong-shape", "name")]),
        ("name: 5\n", [("wrong-type", "name")]),
        ("name: ../x\n", [("wrong-shape", "name")]),
    ],
)
def test_the_catalogue_has_a_name_for_addresses(faults, text, expected):
    """The catalogue's name is that of its package, and obeys the same rule as a dataset's."""
    found = faults({"schemas/datapackage.yaml": text})

    assert expected == [(code, field) for code, _, _, field in found]
