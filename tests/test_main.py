"""The command line: what it answers, where, and how it exits."""

import json

import pytest

from generator.__main__ import main
from tests import building

CSV = "datasets/mediciones.csv"
HINT = "Los números van sin separador de miles y con punto decimal; las fechas, AAAA-MM-DD."
FAULT = {
    "code": "type-error",
    "severity": "error",
    "file": "datasets/mediciones.csv",
    "line": 3,
    "record": 3,
    "column": 3,
    "field": "litros",
    "value": "1.35%",
    "message": "Dice «1.35%»; se esperaba número entero.",
    "hint": HINT,
    "frictionless": "type-error",
}


@pytest.fixture(name="project")
def _project(tmp_path):
    """Return a sound project, not built."""
    return building.town(tmp_path / "town")


@pytest.fixture(name="call")
def _call(capsys):
    """Return a function that runs one command and gives its exit code, its output and its complaints."""

    def call(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        return code, *capsys.readouterr()

    return call


def test_a_sound_project_exits_0(project, call):
    """`validate` on a sound project says how much it found, and exits 0."""
    told = "Todo en orden: 2 conjuntos de datos, 9 filas. Avisos: 0.\n"

    assert (0, told, "") == call("validate", "--project", project)


def test_a_project_with_warnings_only_exits_0(project, call):
    """Missing metadata are told, but stop nothing."""
    building.edit(project / "schemas/pozos.yaml", "observation: Un pozo.\n", "")

    code, told, _ = call("validate", "--project", project)

    assert 0 == code
    assert told.startswith("Aviso: schemas/pozos.yaml, línea 1, observation\n  Falta «observation»")
    assert told.endswith("Todo en orden: 2 conjuntos de datos, 9 filas. Avisos: 1.\n")


def test_an_unsound_project_exits_1(project, call):
    """`validate` tells each fault with its place on the output, and exits 1."""
    building.edit(project / CSV, "1350", "1.35%")

    told = (
        "Error: datasets/mediciones.csv, línea 3, columna C litros\n"
        f"  Dice «1.35%»; se esperaba número entero. {HINT} [type-error]\n"
        "Hay 1 error. No se publica nada hasta corregirlo. Avisos: 0.\n"
    )

    assert (1, told, "") == call("validate", "--project", project)


def test_only_the_named_datasets_are_checked(project, call):
    """With names, `validate` tells the faults of those datasets alone."""
    building.edit(project / CSV, "1350", "1.35%")

    assert (0, "Todo en orden: 1 conjuntos de datos, 3 filas. Avisos: 0.\n", "") == call(
        "validate", "--project", project, "pozos"
    )
    assert 1 == call("validate", "--project", project, "mediciones")[0]


def test_json_is_one_object_in_the_promised_shape(project, call):
    """`--format json` prints the object of the design, key by key, and nothing else."""
    building.edit(project / CSV, "1350", "1.35%")

    code, told, complaints = call("validate", "--project", project, "--format", "json")

    assert (1, "") == (code, complaints)
    report = json.loads(told)
    assert ["valid", "datasets", "rows", "more", "problems"] == list(report)
    assert (False, 2, 9, 0) == (report["valid"], report["datasets"], report["rows"], report["more"])
    assert [list(FAULT.items())] == [list(problem.items()) for problem in report["problems"]]


def test_json_of_a_sound_project_counts(project, call):
    """For a sound project the object says so, with the datasets and rows read."""
    told = call("validate", "--project", project, "--format", "json")[1]

    assert {"valid": True, "datasets": 2, "rows": 9, "more": 0, "problems": []} == json.loads(told)


def test_markdown_is_fit_for_a_pull_request(project, call):
    """`--format markdown` prints a summary and a list, and no value in it becomes markup."""
    building.edit(project / CSV, "1350", "<b>`|")

    told = (
        "**Hay 1 error. No se publica nada hasta corregirlo. Avisos: 0.**\n\n"
        "- `datasets/mediciones.csv, línea 3, columna C litros`: "
        f"Dice «‹b›'¦»; se esperaba número entero. {HINT} (`type-error`)\n"
    )

    assert (1, told, "") == call("validate", "--project", project, "--format", "markdown")


def test_github_prints_annotations(project, call):
    """`--format github` prints one annotation per fault, escaped, and the summary."""
    building.edit(project / CSV, "1350", "1.35%")

    told = (
        "::error file=datasets/mediciones.csv,line=3,title=type-error::datasets/mediciones.csv, línea 3, columna C litros: "
        f"Dice «1.35%25»; se esperaba número entero. {HINT}\n"
        "Hay 1 error. No se publica nada hasta corregirlo. Avisos: 0.\n"
    )

    assert (1, told, "") == call("validate", "--project", project, "--format", "github")


def test_github_has_the_whole_report_on_the_page_of_the_run(project, call, tmp_path, monkeypatch):
    """Where GitHub names a file for it, the report in Markdown is added to what stands there."""
    building.edit(project / CSV, "1350", "1.35%")
    page = tmp_path / "summary.md"
    page.write_text("# Antes\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))

    call("validate", "--project", project, "--format", "github")

    assert page.read_text("utf-8").startswith("# Antes\n**Hay 1 error.")
    assert "- `datasets/mediciones.csv, línea 3, columna C litros`: Dice" in page.read_text("utf-8")


def test_html_is_one_page(project, call):
    """`--format html` prints a whole page and nothing else."""
    building.edit(project / CSV, "1350", "1.35%")

    code, told, complaints = call("validate", "--project", project, "--format", "html")

    assert (1, "") == (code, complaints)
    assert told.startswith('<!doctype html>\n<html lang="es">')
    assert told.endswith("</html>\n")


def test_a_limit_cuts_the_list_and_counts_the_rest(project, call):
    """`--limit` lists so many problems, and the report says how many more there are."""
    building.edit(project / CSV, "1350", "1.35%")
    building.edit(project / CSV, "bajo,2024-Q1,800", "bajo,2024-Q1,x")

    report = json.loads(call("validate", "--project", project, "--format", "json", "--limit", "1")[1])

    assert (False, 1, 1) == (report["valid"], len(report["problems"]), report["more"])


def test_rows_are_counted_where_they_can_be_read(project, call):
    """A file that is no table has no rows to count; those of the others are counted, errors or not."""
    (project / CSV).write_bytes(b"PK\x03\x04")

    assert 3 == json.loads(call("validate", "--project", project, "--format", "json")[1])["rows"]


def test_a_code_is_explained(call, tmp_path):
    """`explain` needs no project, and tells what a code means."""
    code, told, complaints = call("explain", "type-error", "--project", tmp_path)

    assert (0, "") == (code, complaints)
    assert told.startswith("type-error: El valor no es del tipo de su columna\n")


def test_without_a_code_all_are_listed(call):
    """`explain` alone lists every code with its title."""
    code, told, _ = call("explain")

    assert 0 == code
    assert "type-error " in told


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("type-eror", "«type-eror» no es un código de problema. ¿Quiso decir type-error, "),
        ("zzzzzzzzz", "«zzzzzzzzz» no es un código de problema.\n"),
    ],
)
def test_a_code_that_does_not_exist_is_wrong_usage(call, code, expected):
    """`explain` of no code says which it may be, where one is near, and exits 2."""
    status, told, complaint = call("explain", code)

    assert (2, "") == (status, told)
    assert complaint.startswith(expected)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("validate", "--limit", "-1"),
        ("publish",),
        ("build", "--jobs", "many"),
        ("validate", "--format", "xml"),
        ("validate", "--nothing"),
        ("serve", "now"),
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_2(call, arguments):
    """A command that is not understood gets its usage and one Spanish sentence, and exits 2."""
    code, told, complaint = call(*arguments)

    assert (2, "") == (code, told)
    assert complaint.startswith("usage: generator")
    assert complaint.endswith("\nNo se entiende la orden. Vea la ayuda con --help.\n")


def test_an_unknown_dataset_is_wrong_usage(project, call):
    """`validate` with the name of no dataset names those there are, and exits 2."""
    code, told, complaint = call("validate", "--project", project, "posos")

    assert (2, "") == (code, told)
    assert "«posos» no es un conjunto de datos. Los conjuntos son: " in complaint
    assert "mediciones, pozos" in complaint


@pytest.mark.parametrize("verb", ["validate", "build", "serve"])
def test_a_folder_without_project_is_wrong_usage(tmp_path, call, verb):
    """Every verb says so when the folder is no project, and exits 2."""
    told = f"«{tmp_path}» no es un proyecto: no tiene la carpeta datasets/ ni schemas/.\n"

    assert (2, "", told) == call(verb, "--project", tmp_path)


@pytest.mark.parametrize("verb", ["validate", "build", "serve"])
def test_help_is_spanish(call, verb):
    """`--help` describes every verb and option in Spanish, and exits 0."""
    code, told, _ = call(verb, "--help")

    assert 0 == code
    assert "carpeta del proyecto (por defecto, la actual)" in told


def test_the_exit_code_reaches_the_shell(project):
    """Run as a command, the process exits with the same codes, and speaks UTF-8 in any locale."""
    building.edit(project / CSV, "1350", "1.35%")

    done = building.run("validate", "--project", project, LC_ALL="C", LANG="C")

    assert (1, "") == (done.returncode, done.stderr)
    assert "línea 3" in done.stdout
