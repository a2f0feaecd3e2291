import pytest

from generator.load.site import Finder, FooterGroup, HomePage, Link, Site

WHOLE = """
name: Puerto Lirio en datos
description: Los árboles y los barrios.
language: es
locale: es_MX
url: https://datos.puerto-lirio.example/sitio
notice: No es una sede oficial.
publisher: {title: Municipio de Puerto Lirio, path: "https://puerto-lirio.example/"}
bar: {title: PAÍS, path: "https://pais.example/"}
footer:
  - {title: Contacto, text: Calle 1, links: [{title: Canales, path: canales/}]}
feedback: "https://puerto-lirio.example/avisos?titulo={subject}&texto={body}"
segments: {barrios: sectores, data: datos}
words: {page: {home: Portada}}
menu: [barrios, data]
home:
  intro: Bienvenida.
  figures: [arboles/por-especie]
  ways: [{title: Los barrios, path: sectores/}]
  finder:
    - {title: ¿Dónde vive?, entities: barrios, note: Por su nombre.}
    - {title: ¿Qué busca?, entities: arboles}
synonyms: {matas: árboles}
"""


def test_everything_a_site_says_is_kept(read_site):
    """Each key has its place in the site; the address ends in a slash."""
    found, problems = read_site(WHOLE)

    expected = Site(
        name="Puerto Lirio en datos",
        description="Los árboles y los barrios.",
        language="es",
        locale="es_MX",
        url="https://datos.puerto-lirio.example/sitio/",
        notice="No es una sede oficial.",
        publisher=Link("Municipio de Puerto Lirio", "https://puerto-lirio.example/"),
        bar=Link("PAÍS", "https://pais.example/"),
        footer=(FooterGroup("Contacto", "Calle 1", (Link("Canales", "canales/"),)),),
        feedback="https://puerto-lirio.example/avisos?titulo={subject}&texto={body}",
        segments={"barrios": "sectores", "data": "datos"},
        words={"page": {"home": "Portada"}},
        home=HomePage(
            "Bienvenida.",
            (("arboles", "por-especie"),),
            (Link("Los barrios", "sectores/"),),
            finder=(Finder("¿Dónde vive?", "barrios", "Por su nombre."), Finder("¿Qué busca?", "arboles")),
        ),
        menu=("barrios", "data"),
        synonyms={"matas": "árboles"},
    )
    assert ([], expected) == (problems, found)


def test_an_empty_site_is_the_neutral_one(read_site):
    """A file that says nothing changes nothing."""
    assert (Site(), []) == read_site("")


def test_a_project_without_a_site_has_the_neutral_one(town, load):
    """`site_src/` is optional."""
    assert Site() == load(town({})).site


def test_segments_rename_addresses(read_site):
    """A dataset's segment is its name unless the site renames it."""
    found, _ = read_site("segments: {barrios: sectores}\n")

    assert ("sectores", "arboles") == (found.segment("barrios"), found.segment("arboles"))


BROKEN = [
    ("nombre: x", ("unknown-key", "nombre")),
    ("name: 2024", ("wrong-type", "name")),
    ("url: puerto-lirio.example", ("wrong-shape", "url")),
    ("url: 'javascript:alert(1)'", ("wrong-shape", "url")),
    ("url: ftp://puerto-lirio.example/", ("wrong-shape", "url")),
    ("publisher: Municipio", ("wrong-type", "publisher")),
    ("publisher: {title: Municipio}", ("missing-key", "publisher")),
    ("publisher: {title: a, path: b, url: c}", ("unknown-key", "publisher.url")),
    ("bar: {title: a}", ("missing-key", "bar")),
    ("footer: {title: a}", ("wrong-type", "footer")),
    ("footer: [{text: a}]", ("missing-key", "footer.0")),
    ("footer: [{title: a, link: b}]", ("unknown-key", "footer.0.link")),
    ("footer: [{title: a, links: [{title: b}]}]", ("missing-key", "footer.0.links.0")),
    ("segments: {barrios: Los Barrios}", ("wrong-shape", "segments.barrios")),
    ("segments: {barrios: ../x}", ("wrong-shape", "segments.barrios")),
    ("segments: {barrios: }", ("wrong-type", "segments.barrios")),
    ("segments: {barrios: a/b}", ("wrong-shape", "segments.barrios")),
    ("menu: barrios", ("wrong-type", "menu")),
    ("words: hola", ("wrong-type", "words")),
    ("home: {figure: [a/b]}", ("unknown-key", "home.figure")),
    ("home: {figures: a/b}", ("wrong-type", "home.figures")),
    ("home: {ways: [{title: a}]}", ("missing-key", "home.ways.0")),
    ("home: {ways: [{title: a, path: b, x: c}]}", ("unknown-key", "home.ways.0.x")),
]


@pytest.mark.parametrize(("text", "expected"), BROKEN, ids=[text for text, _ in BROKEN])
def test_a_broken_key_is_told_once_where_it_stands(read_site, text, expected):
    """The keys of a site are a closed set at every level, each of its kind."""
    _, problems = read_site(f"\n{text}\n")

    assert [(*expected, 2)] == [(p.code, p.field, p.line) for p in problems]


def test_a_site_that_is_no_yaml_is_told(faults):
    """A broken `site.yaml` is a problem of the project."""
    assert [("yaml-error", "site_src/site.yaml", 2, None)] == faults({"site_src/site.yaml": "name: a\nb: c: d\n"})


@pytest.mark.parametrize(
    "text", ["ftp://x.example/", "javascript:alert(1)", "mailto:a@x.example?subject={whoever}", "mailto:{"]
)
def test_feedback_goes_to_an_address_with_known_slots(read_site, text):
    """Anything but mail or the web, and a slot that nothing fills, is refused."""
    found, problems = read_site(f"feedback: '{text}'\n")

    assert "" == found.feedback
    assert [("wrong-shape", "feedback", text)] == [(one.code, one.field, one.value) for one in problems]
