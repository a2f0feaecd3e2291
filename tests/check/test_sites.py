import pytest

SITE = "site_src/site.yaml"
OWN = (
    "changes, compare, data, dictionary, glossary, a-z, problems, quality, questions, rows, search, site, template, verdicts, "
    "barrios"
)


@pytest.fixture(name="told")
def _told(sound, write, problems_of):
    """Return a function that gives the problems of the sound town, which has one figure and one undeclared, with a `site.yaml`."""

    def told(text):
        view = {"title": "Por especie", "group": "especie", "measure": {"aggregate": "count"}}
        files = {**sound, "datasets/siembras.csv": sound["datasets/arboles.csv"], SITE: text}
        files["schemas/siembras.yaml"] = {**sound["schemas/arboles.yaml"], "name": "siembras"}
        files["schemas/arboles.yaml"] = {**sound["schemas/arboles.yaml"], "views": {"por-especie": view}}
        return problems_of(write(files))

    return told


@pytest.mark.parametrize(
    "text",
    [
        "segments: {barrios: sectores, data: datos}\n",
        "home: {figures: [arboles/por-especie]}\n",
        "home: {figures: [siembras/sembrados]}\n",
        "segments: {}\n",
        "segments: {questions: preguntas, search: buscar, a-z: nombres}\n",
        "home: {finder: [{title: ¿Dónde vive?, entities: barrios}]}\n",
    ],
)
def test_what_a_site_names_may_exist(told, text):
    """Segments of entity datasets and of the catalogue, and figures that exist, are no problem."""
    assert [] == told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("segments: {arboles: plantas}\n", ("segments", "arboles", OWN)),
        ("segments: {bario: sectores}\n", ("segments", "bario", OWN)),
        ("home: {finder: [{title: x, entities: arboles}]}\n", ("home.finder.entities", "arboles", "barrios")),
        ("home: {figures: [arbol/por-especie]}\n", ("home.figures", "arbol", "arboles, barrios, siembras")),
        ("home: {figures: [arboles]}\n", ("home.figures", "", "por-especie")),
        ("home: {figures: [arboles/por-barrio]}\n", ("home.figures", "por-barrio", "por-especie")),
        ("home: {figures: [barrios/por-especie]}\n", ("home.figures", "por-especie", "")),
        ("home: {figures: [siembras/arboles]}\n", ("home.figures", "arboles", "sembrados")),
    ],
)
def test_what_a_site_names_must_exist(told, text, expected):
    """A segment of what has no pages, and a figure that nobody declared, are told with what could be meant."""
    found = [(p.code, p.file, p.field, p.value, p.details["known"]) for p in told(text)]

    assert [("wrong-choice", SITE, *expected)] == found
