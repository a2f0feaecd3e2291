"""`new` and `fix`, as an editor uses them: real files, damaged as spreadsheets damage them."""

import csv
import io
import re
import shutil

import pytest
import yaml
from hypothesis import HealthCheck, given, settings, strategies as st

from generator import editing
from generator.__main__ import main
from generator.load import package
from generator.project import Project, survey
from tests import building

CSV = "datasets/mediciones.csv"
REAL = (
    "usuarios-cali", "pqrsd-organismo-trimestre", "percepcion-atencion", "encuestas-atencion", "cali-servicios",
    "transparencia-organismos", "puntos-atencion",
)  # fmt: skip
UNSAID = {"fuente_lineas", "codigo_lineas", "sede_lineas"}
"""Fields that happen to hold only whole numbers: that they are references to lines is not in the table."""

DESCRIPTOR = """
name: siembras
title: Siembras
description: Árboles que se sembraron.
observation: Una siembra.
sources: [{title: Cuaderno}]
temporal: {start: 2024-01-01, end: 2024-12-31}
accrualPeriodicity: irregular
modified: 2025-01-15
nextUpdate: null
schema:
  fields:
    - {name: codigo, type: string, constraints: {required: true, pattern: '^[0-9]{5}$'}}
    - {name: lugar, type: string, constraints: {required: true}}
    - {name: fecha, type: date, constraints: {required: true}}
    - {name: arboles, type: integer, unit: árboles, constraints: {minimum: 0}}
    - {name: metros, type: number, unit: metros, constraints: {minimum: 0}}
  primaryKey: [codigo]
"""
SOUND = (
    "codigo,lugar,fecha,arboles,metros\n"
    "05001,Peñón,2024-01-31,1250,2.5\n"
    '05002,"Loma, La",2024-02-01,950,1234.75\n'
    "05003,El Faro,2024-12-11,12000,3\n"
    "05004,Bogotá,2024-03-04,,0.125\n"
)


def spanish(text):
    """Return a table as a Spanish spreadsheet saves it: semicolons, its own dates, points of thousands, commas."""
    rows = list(csv.reader(io.StringIO(text)))
    for row in rows[1:]:
        row[2] = "/".join(reversed(row[2].split("-")))
        row[3] = f"{int(row[3]):,}".replace(",", ".") if row[3] else ""
        whole, _, rest = row[4].partition(".")
        row[4] = f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")
    return "".join(";".join(row) + "\r\n" for row in rows)


DAMAGES = {
    "saved in Spanish, in Windows' encoding": lambda text: spanish(text).encode("cp1252"),
    "saved in Spanish, as UTF-8 with its mark": lambda text: spanish(text).encode("utf-8-sig"),
    "saved as Unicode text": lambda text: spanish(text).replace(";", "\t").encode("utf-16"),
    "saved for another spreadsheet": lambda text: b"sep=;\r\n" + spanish(text).encode("cp1252"),
    "saved with commas in Windows' encoding": lambda text: text.replace("\n", "\r\n").encode("cp1252"),
    "saved on an old Mac": lambda text: text.replace("\n", "\r").encode(),
    "saved as UTF-8 with its mark": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "pasted from a web page": lambda text: (
        text.replace("El Faro", "El\u00a0Faro\u00a0").replace("950", " 950").encode()
    ),
    "typed on a Mac": lambda text: (
        text.replace("ñ", "n\u0303").replace("ó", "o\u0301").replace("á", "a\u0301").encode()
    ),
    "dates as they are shown": lambda text: re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\3/\2/\1", text).encode(),
    "thousands as they are shown": lambda text: text.replace("1250", "1.250").replace("12000", "12.000").encode(),
    "labels with spaces, no last line end": lambda text: text.replace("lugar,", "lugar ,").removesuffix("\n").encode(),
}


@pytest.fixture(name="call")
def _call(capsys):
    """Return a function that runs one command and gives its exit code, its output and its complaints."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return call


@pytest.fixture(name="project")
def _project(tmp_path):
    """Return a sound project with one dataset."""
    for folder, text, ending in (("schemas", DESCRIPTOR, "yaml"), ("datasets", SOUND, "csv")):
        (tmp_path / "town" / folder).mkdir(parents=True)
        (tmp_path / "town" / folder / f"siembras.{ending}").write_text(text, encoding="utf-8")
    return tmp_path / "town"


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_a_spreadsheet_damages_is_mended_to_the_letter(project, call, damage):
    """`fix --write` gives the bytes back that stood there before the spreadsheet, and the checks find nothing left."""
    path = project / "datasets/siembras.csv"
    path.write_bytes(DAMAGES[damage](SOUND))

    code, told, _ = call("fix", "--write", "--project", project)

    assert (0, SOUND) == (code, path.read_text(encoding="utf-8"))
    assert told.endswith("Todo en orden: 1 conjuntos de datos, 4 filas. Avisos: 0.\n")


def test_nothing_is_written_unless_asked_for(project, call):
    """`fix` alone shows the difference, says how to write it, exits 1 and leaves the file as it is."""
    path = project / "datasets/siembras.csv"
    damaged = spanish(SOUND).encode("cp1252")
    path.write_bytes(damaged)

    code, told, _ = call("fix", "--project", project)

    assert (1, damaged) == (code, path.read_bytes())
    assert "@@ línea 4 @@\n-05003;El Faro;11/12/2024;12.000;3\n+05003,El Faro,2024-12-11,12000,3\n" in told
    assert told.endswith("Nada se ha escrito. Para arreglar 1 archivo, agregue --write.\n")


def test_a_sound_project_needs_no_mend(project, call):
    """Where nothing can be mended, `fix` says so and exits 0."""
    code, told, _ = call("fix", "siembras", "--project", project)

    assert (0, "No hay nada que se pueda arreglar con seguridad. Lo demás lo dice `generator validate`.\n") == (
        code,
        told,
    )


def test_what_is_in_doubt_is_left_and_told(project, call):
    """Dates that could be two days are not written; the checks then refuse them."""
    path = project / "datasets/siembras.csv"
    damaged = re.sub(r"2024-\d\d-\d\d", "03/04/2024", SOUND)
    path.write_text(damaged, encoding="utf-8")

    code, told, _ = call("fix", "--write", "--project", project)

    assert (1, damaged) == (code, path.read_text(encoding="utf-8"))
    assert "línea 2, columna C fecha: dice «03/04/2024» (4 celdas), y puede ser «2024-04-03» o «2024-03-04»." in told


def test_only_the_named_datasets_are_mended(tmp_path, call):
    """With names, `fix` looks at these datasets alone; a name that is none is a wrong call."""
    project = building.town(tmp_path / "town")
    (project / CSV).write_bytes((project / CSV).read_bytes().replace(b"\n", b"\r\n"))

    assert (0, 1, 2) == tuple(call("fix", name, "--project", project)[0] for name in ("pozos", "mediciones", "nada"))


def test_a_file_that_is_too_large_is_told(project, call, monkeypatch):
    """A file beyond the limit is neither read nor passed over in silence."""
    monkeypatch.setattr(editing, "MAX_MENDED", 10)

    code, told, _ = call("fix", "--project", project)

    assert (1, True) == (code, told.startswith("datasets/siembras.csv\n  ? pasa de 0 MB, y aquí no se arregla"))


def test_a_file_whose_descriptor_is_broken_is_left_alone(project, call):
    """Without fields to compare with, nothing is certain about a header."""
    (project / "schemas/siembras.yaml").write_text("name: [", encoding="utf-8")
    (project / "datasets/siembras.csv").write_bytes(b"a;b\r\n")

    assert 0 == call("fix", "--project", project)[0]


@pytest.fixture(scope="module", name="drafts")
def _drafts(tmp_path_factory):
    """Return a copy of this repository's data in which some tables are there again, with drafted descriptors."""
    folder = tmp_path_factory.mktemp("city")
    for name in ("datasets", "schemas"):
        shutil.copytree(building.ROOT / name, folder / name)
    for name in REAL:
        main(["new", f"borrador-{name}", str(building.ROOT / f"datasets/{name}.csv"), "--project", str(folder)])
    return folder, package.load(Project(folder), survey(Project(folder))).descriptors


@pytest.mark.parametrize("name", REAL)
def test_drafts_of_real_tables_have_the_types_and_keys_that_people_gave_them(drafts, name):
    """The draft of a published CSV agrees with the descriptor that people wrote: types, key and foreign keys."""
    written, drafted = (drafts[1][key].schema for key in (name, f"borrador-{name}"))
    told = [field for field in written.names if field not in UNSAID]

    assert [written.get(field).type for field in told] == [drafted.get(field).type for field in told]
    assert [written.get(field).is_period for field in told] == [drafted.get(field).is_period for field in told]
    assert written.primary_key == drafted.primary_key
    assert {key.target for key in written.foreign_keys} == {key.target for key in drafted.foreign_keys} - {name}


def test_drafts_of_real_tables_pass_up_to_their_blanks(drafts, call):
    """All that the checks find in the drafts is what a person has still to say."""
    names = [f"borrador-{name}" for name in REAL]

    code, told, _ = call("validate", *names, "--format", "json", "--project", drafts[0])
    found = {problem["code"] for problem in yaml.safe_load(told)["problems"] if "borrador" in problem["file"]}

    assert (0, {"metadata-missing"}) == (code, found)


def test_new_copies_the_bytes_and_says_what_is_left(project, call, tmp_path):
    """A CSV from elsewhere is copied byte by byte; the answer names both files and the number of questions."""
    source = tmp_path / "barrios.csv"
    source.write_text("id,nombre\nel-faro,El Faro\nla-loma,La Loma\n", encoding="utf-8")

    code, told, _ = call("new", "barrios", source, "--project", project)
    questions = (project / "schemas/barrios.yaml").read_text(encoding="utf-8").count("# ? ¿")

    assert 0 == code
    assert source.read_bytes() == (project / "datasets/barrios.csv").read_bytes()
    assert (
        f"datasets/barrios.csv: copia de {source}, byte por byte.\n"
        f"schemas/barrios.yaml: borrador con {questions} preguntas por contestar (líneas «# ?»).\n"
        "Cuando las haya contestado: generator validate barrios\n"
    ) == told


def test_new_copies_nothing_that_is_in_its_place(project, call):
    """A CSV in the folder of datasets gets its descriptor beside it."""
    (project / "datasets/barrios.csv").write_text("id,n\na,1\n", encoding="utf-8")

    code, told, _ = call("new", "barrios", project / "datasets/barrios.csv", "--project", project)

    assert (0, True) == (code, told.startswith("schemas/barrios.yaml: borrador"))


def test_new_drafts_a_damaged_table_as_if_it_were_mended(project, call, tmp_path):
    """What `fix` could mend is told first; with the draft, `fix --write` mends it and only the blanks are left."""
    (tmp_path / "t.csv").write_bytes("id;lugar\r\n01;Peñón \r\n02;Bogotá\r\n".encode("cp1252"))

    code, told, _ = call("new", "lugares", tmp_path / "t.csv", "--project", project)
    mended = call("fix", "lugares", "--write", "--project", project)[0]

    assert (0, 0) == (code, mended)
    assert told.startswith("El archivo necesita estos arreglos")
    assert "id,lugar\n01,Peñón\n02,Bogotá\n" == (project / "datasets/lugares.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "file", "expected"),
    [
        ("siembras", "t.csv", "file-exists"),
        ("Lugares", "t.csv", "dataset-name"),
        ("datapackage", "t.csv", "dataset-name"),
        ("otro", "town/datasets/siembras.csv", "dataset-name"),
        ("lugares", "no.csv", "file-missing"),
        ("lugares", "link.csv", "file-not-regular"),
        ("lugares", "labels.csv", "field-name"),
        ("lugares", "empty.csv", "empty-file"),
        ("lugares", "header.csv", "no-rows"),
        ("lugares", "book.csv", "not-a-csv"),
        ("lugares", "ragged.csv", "missing-cell"),
    ],
)
def test_new_refuses_what_it_cannot_draft(project, call, tmp_path, name, file, expected):
    """A name that is taken or unfit, and a file that is no table, are refused; nothing is written."""
    before = building.tree(project)
    for path, data in {
        "t.csv": b"a,b\n1,2\n", "labels.csv": "Año,b\n1,2\n".encode(), "empty.csv": b"", "header.csv": b"a,b\n",
        "book.csv": b"PK\x03\x04", "ragged.csv": b"a,b\n1\n",
    }.items():  # fmt: skip
        (tmp_path / path).write_bytes(data)
    (tmp_path / "link.csv").symlink_to(tmp_path / "t.csv")

    code, _, told = call("new", name, tmp_path / file, "--project", project)

    assert (1, before) == (code, building.tree(project))
    assert f"[{expected}]" in told


def test_new_says_how_a_label_should_be_written(project, call, tmp_path):
    """A label that cannot be a field's name comes with the name nearest to it."""
    (tmp_path / "t.csv").write_text("Año Fiscal,b\n1,2\n", encoding="utf-8")

    assert "«anio_fiscal»" in call("new", "lugares", tmp_path / "t.csv", "--project", project)[2]


CELLS = st.sampled_from(
    ["", "1", "2", "2.5", "1.250", "x", "si", "no", "A-01", "2024", "2024-Q1", "2024-01-31", "31/12/2024", "norte", "no aplica", "true", "¿?", "a: b", "# c",
     "'", "[", "01"]
)  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width).filter(any), min_size=1, max_size=12)
    )
)
def test_the_draft_of_any_table_passes_up_to_its_blanks(tmp_path_factory, capsys, rows):
    """Whatever the cells are, what the draft declares is true of them."""
    folder = tmp_path_factory.mktemp("any")
    (folder / "datasets").mkdir()
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows([[f"c{number}" for number in range(len(rows[0]))], *rows])
    (folder / "datasets/t.csv").write_text(table.getvalue(), encoding="utf-8")

    drafted = main(["new", "t", str(folder / "datasets/t.csv"), "--project", str(folder)])
    capsys.readouterr()
    main(["validate", "t", "--format", "json", "--project", str(folder)])
    codes = {(found["code"], found["severity"]) for found in yaml.safe_load(capsys.readouterr().out)["problems"]}

    assert 0 == drafted
    assert {("metadata-missing", "warning")} == codes
