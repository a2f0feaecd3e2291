"""A build that cannot be published says why in Spanish, exits 1 and leaves the site that was there as it is."""

import os
from pathlib import Path

import pytest

from generator.publish import swap
from tests import building

READ_ONLY = (
    ("setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override") if os.geteuid() == 0 else ()
)  # fmt: skip
"""What makes the modes of folders count for root too."""


def no_larger_than(blocks: int) -> tuple[str, ...]:
    """Return a prefix under which no file grows beyond some blocks of 512 bytes: what a full disk does, anywhere."""
    return "/bin/sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh"


@pytest.fixture(name="published", scope="module")
def _published(tmp_path_factory):
    """Return a town with its site, which tests copy."""
    project = building.town(tmp_path_factory.mktemp("published") / "town")
    building.built(project)
    return project


@pytest.fixture(name="project")
def _project(published, tmp_path):
    """Return a town of one's own, with its site."""
    return building.town(tmp_path / "town", published)


def refused(project: Path, *arguments: object, prefix: tuple[str, ...] = ()) -> str:
    """Return what a build says that fails and leaves the site byte for byte."""
    before = building.tree(project / "build/site")
    done = building.build(project, *arguments, prefix=prefix)
    assert (1, "") == (done.returncode, done.stdout)
    assert before == building.tree(project / "build/site")
    assert "Traceback" not in done.stderr
    return done.stderr


LETTER = (
    "Error: datasets/mediciones.csv, línea 2, columna C litros\n"
    "  Dice «12oo»; se esperaba número entero. Los números van sin separador de miles y con punto decimal; las fechas, AAAA-MM-DD. [type-error]\n"
    "Hay 1 error. No se publica nada hasta corregirlo. Avisos: 0.\n"
)
BLANK_KEY = (
    "Error: datasets/mediciones.csv, línea 3, columna A pozo_id\n"
    "  La celda está en blanco y esta columna siempre lleva valor. Escriba el valor. [required]\n"
    "Hay 1 error. No se publica nada hasta corregirlo. Avisos: 0.\n"
)
SEMICOLONS = (
    "Error: datasets/mediciones.csv, línea 1, columna A\n"
    "  El encabezado viene separado por «;»; se esperaba «,». Excel usa el «separador de listas» de Windows: cámbielo a coma en la configuración regional y guarde de nuevo como «CSV UTF-8», o guarde con otra hoja de cálculo eligiendo la coma; también lo arregla `generator fix --write`. Si el archivo debe llevar «;», declárelo en «dialect» del descriptor. [delimiter]\n"
    "Hay 1 error. No se publica nada hasta corregirlo. Avisos: 0.\n"
)
CP1252 = (
    "Error: datasets/mediciones.csv, línea 8, columna A pozo_id\n"
    "  Las tildes y las eñes de este archivo están guardadas de una manera antigua, que aquí no se puede leer («rincón,2024-Q1,5»). En Excel: Archivo, Guardar como, y en el tipo elija «CSV UTF-8 (delimitado por comas)». [encoding-error]\n"
    "Hay 1 error. No se publica nada hasta corregirlo. Avisos: 0.\n"
)


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda data: data.replace(b"1200", b"12oo"), LETTER),
        (lambda data: data.replace(b"alto,2024-Q2", b",2024-Q2"), BLANK_KEY),
        (lambda data: data.replace(b",", b";"), SEMICOLONS),
        (lambda data: data + "rincón,2024-Q1,5\n".encode("cp1252"), CP1252),
    ],
    ids=["letter", "blank key", "semicolons", "cp1252"],
)
def test_a_damaged_csv_stops_the_build(project, damage, expected):
    """A damaged CSV leaves the site, and the message names file, line, column by letter and name, and value."""
    file = project / "datasets/mediciones.csv"
    file.write_bytes(damage(file.read_bytes()))

    assert expected == refused(project)


IN_MARKDOWN = {
    "[x](../pozos/nadie/index.md)": ("site-builder", "../pozos/nadie/index.md"),
    "[x](../pozos/alto/index.md#nada)": ("site-builder", "../pozos/alto/index.md#nada"),
}
IN_HTML = {
    '<a href="nadie.html">x</a>': ("broken-link", "nadie.html"),
    '<a href="../pozos/alto/index.html#nada">x</a>': ("broken-anchor", "../pozos/alto/index.html#nada"),
    "![x](https://otra.example/x.png)": ("other-host", "https://otra.example/x.png"),
    "[x](javascript:alert(1))": ("unsafe-link", "javascript:alert(1)"),
}


@pytest.mark.parametrize("links", [IN_MARKDOWN, IN_HTML], ids=["Markdown", "HTML"])
def test_bad_links_in_a_city_page_stop_the_build(project, links):
    """Links that lead nowhere, ask another host or run a script are named with their page; nothing is published."""
    page = project / "site_src/pages/acerca.md"
    page.write_text("\n\n".join([page.read_text(encoding="utf-8"), *links]), encoding="utf-8")

    said = refused(project)

    assert "acerca/index." in said
    for code, link in links.values():
        assert link in said
        assert f"[{code}]" in said


@pytest.mark.parametrize("blocks", [2, 2000], ids=["while writing", "while sealing"])
def test_a_full_disk_stops_the_build(project, blocks):
    """When no more can be written, one line says so, wherever it happens."""
    building.edit(project / "datasets/mediciones.csv", "1200", "1201")

    assert refused(project, prefix=no_larger_than(blocks)) == (
        f"Error: {project / 'build'}\n"
        "  No se pudo leer o escribir: el archivo pasa del tamaño permitido. Libere espacio o revise los permisos; el sitio anterior sigue igual. [disk]\n"
        "Hay 1 error. No se publica nada hasta corregirlo. Avisos: 0.\n"
    )


def test_an_unwritable_folder_stops_the_build(project):
    """Where the folder beside the site takes no files, one line says that there is no permission."""
    folder = project / "elsewhere"
    building.town(folder / "site", project / "build/site")
    folder.chmod(0o555)
    before = building.tree(folder)
    building.edit(project / "datasets/mediciones.csv", "1200", "1201")
    try:
        said = refused(project, "--site-dir", folder / "site", prefix=READ_ONLY)
    finally:
        folder.chmod(0o755)

    assert f"Error: {folder / '.site.new'}\n  No se pudo leer o escribir: no hay permiso." in said
    assert before == building.tree(folder)


@pytest.mark.parametrize("name", ["notas.txt", "SHA256SUMS"])
def test_a_folder_with_other_things_is_never_replaced(project, tmp_path, name):
    """A folder that is no site of ours is refused and keeps its files, whatever they are called."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / name).write_text("0000  photo.png\n", encoding="utf-8")

    said = refused(project, "--site-dir", folder)

    assert f"La carpeta «{folder}» tiene otras cosas y no se va a reemplazar." in said
    assert "0000  photo.png\n" == (folder / name).read_text(encoding="utf-8")


def test_a_site_that_is_a_link_is_never_replaced(project, tmp_path):
    """A site folder that is a link is refused: what it points to is not ours."""
    link = tmp_path / "link"
    link.symlink_to(project / "build/site")

    assert f"La carpeta «{link}» tiene otras cosas" in refused(project, "--site-dir", link)


def test_a_second_build_at_once_is_refused(project):
    """While one build holds a project, another says so and ends."""
    with swap.alone(project / "build"):
        said = refused(project)

    assert "Otra construcción está en marcha en esta carpeta." in said


def test_what_is_no_regular_file_is_refused(project, tmp_path):
    """Links and pipes in the input folders are all named and never opened, so that nothing outside is published."""
    (tmp_path / "secret.csv").write_text("SECRET", encoding="utf-8")
    (project / "datasets/x.csv").symlink_to(tmp_path / "secret.csv")
    (project / "site_src/assets").symlink_to(tmp_path)
    os.mkfifo(project / "schemas/x.yaml")
    os.mkfifo(project / "site_src/pages/x.md")

    said = refused(project)

    for name in ("datasets/x.csv", "schemas/x.yaml", "site_src/assets", "site_src/pages/x.md"):
        assert f"Error: {name}\n  No es un archivo corriente, sino un enlace o un dispositivo." in said
    assert "SECRET" not in said
