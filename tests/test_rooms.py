"""The architecture, read off the syntax tree: rooms, doors, sizes, and an engine without a word of any city."""

import ast
import csv
import functools
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "generator"
MODULES = sorted(ENGINE.rglob("*.py"))
MAX_LINES = 220

FLOORS = [
    {"problems"},
    {"project", "artifacts", "bounds"},
    {"load"},
    {"check", "draft", "mend", "model"},
    {"derive"},
    {"render"},
    {"publish"},
    {"pipeline"},
    {"comparing", "console", "editing", "preview"},
    {"commands"},
    {"__main__"},
]
"""From the ground up: a room knows itself and what lies below it."""

DOORS = {
    "frictionless": {"check/rows.py"},
    "altair": {"derive/shapes.py"},
    "jinja2": {"render/templates.py", "render/broken.py"},
    "markupsafe": {
        "render/frames.py",
        "render/notices.py",
        "render/prose.py",
        "render/qr.py",
        "render/templates.py",
        "render/times.py",
    },
    "segno": {"render/qr.py"},
    "babel": {"render/numbers.py"},
    "vl_convert": {"render/svg.py"},
    "lxml": {"publish/links.py", "publish/plain_pages.py"},
    "yaml": {"load/yaml_files.py"},
    "watchdog": {"preview.py"},
    "xlsxwriter": {"publish/forms.py", "publish/spreadsheets.py", "publish/workbooks.py"},
    "icalendar": {"publish/calendars.py"},
    "sqlite3": {"derive/rules.py", "publish/databases.py"},
    "pyarrow": {"load/arrow.py", "publish/parquets.py"},
    "numpy": {
        "load/arrow.py",
        "load/columns.py",
        "load/cuts.py",
        "render/pictures.py",
        "check/columns.py",
        "check/keys.py",
        "check/groups.py",
        "check/periods.py",
        "check/presence.py",
        "check/privacy.py",
    },
    "pandas": {"load/tables.py", "derive/groups.py"},
    "mkdocs": set(),
}
"""Each heavy library, and the modules that may know it; mkdocs is called as a program."""

PLACES = {
    "cali",
    "santiago",
    "colombia",
    "valle",
    "pacífico",
    "comuna",
    "comunas",
    "organismo",
    "organismos",
    "pqrsd",
    "alcaldía",
}
"""Words of the first city that need not be in any of its names."""

SHARED = {"bytes", "item", "sector", "sha256", "temporal"}
"""Names of the city's fields that are English, or the technical term, at once."""


@functools.cache
def _tree(path):
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _name(path):
    return path.relative_to(ENGINE).as_posix()


def _room(module):
    """Return the room of a module of the engine, given as `generator.room.module`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def _imports(path):
    """Yield the full names of what a module imports, wherever in it, the engine's own modules included."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)}: imports say where from"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _floor(room):
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def _texts(path):
    """Yield each text that a module holds, with its line; what stands alone is for whoever reads the code."""
    tree = _tree(path)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def _words(path):
    """Yield each name and each word of a text in a module, in lower case, with its line."""
    for node in ast.walk(_tree(path)):
        for name in (getattr(node, key, None) for key in ("id", "attr", "arg", "name", "asname")):
            if isinstance(name, str):
                yield getattr(node, "lineno", 0), name.lower()
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value.lower()


@functools.cache
def _city():
    """Return the names of this repository's datasets, fields, views and themes, and the words of its city."""
    names = set(PLACES)
    for path in (ROOT / "schemas").glob("*.yaml"):
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        names |= {path.stem, *(found.get("themes") or {}), *(found.get("views") or {})}
        names |= {field["name"] for field in found.get("schema", {}).get("fields", [])}
        entity = found.get("entity") or {}
        names |= {entity.get("singular", "").lower(), entity.get("plural", "").lower()}
    for path in (ROOT / "datasets").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            names |= {path.stem, *next(csv.reader(file))}
    return names - {"", "datapackage"} - SHARED


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_point_one_way(path):
    """A room imports from itself and from the floors below it, never from above or from beside."""
    own = _name(path).removesuffix(".py").split("/")[0]
    rooms = {_room(name) for name in _imports(path) if name.split(".")[0] == "generator"} - {own, "", "__version__"}
    level = _floor(own) if own != "__init__" else 0

    assert set() == {room for room in rooms if _floor(room) >= level}


def test_every_room_has_its_floor():
    """A new room takes its place in the order before anything imports from it."""
    rooms = {_name(path).removesuffix(".py").split("/")[0] for path in MODULES} - {"__init__"}

    assert set().union(*FLOORS) == rooms


@pytest.mark.parametrize("library", DOORS)
def test_a_heavy_library_has_only_its_doors(library):
    """What might have to be replaced one day is known to few modules, so that it can be in an afternoon."""
    doors = {_name(path) for path in MODULES for name in _imports(path) if name.split(".")[0] == library}

    assert doors <= DOORS[library]
    assert doors or library == "mkdocs"


def test_mkdocs_is_called_in_one_place():
    """The site builder runs as a program of its own, from one module."""
    calls = ((path, node) for path in MODULES for node in ast.walk(_tree(path)) if isinstance(node, ast.List))
    callers = {
        _name(path)
        for path, node in calls
        if {"-m", "mkdocs"} <= {item.value for item in node.elts if isinstance(item, ast.Constant)}
    }

    assert {"publish/site_builder.py"} == callers


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_the_engine_knows_no_city(path):
    """No dataset, field, view, theme or place of this repository's city is named in the engine."""
    names = {re.escape(name) for name in _city()}
    pattern = re.compile(rf"(?<![\w-])({'|'.join(sorted(names, key=len, reverse=True))})(?![\w-])")

    assert [] == [(line, text) for line, text in _words(path) if pattern.search(text)]


def test_the_list_of_the_city_s_names_is_not_empty():
    """The names that the engine may not know are really read from the data."""
    assert {"cali", "organismos", "pqrsd-organismo-trimestre", "fuente_doc", "por-trimestre", "canales"} <= _city()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_the_engine_speaks_from_the_catalogue_of_words(path):
    """No text of a module is in Spanish: what people read comes from the catalogue of words."""
    spanish = re.compile(r"[áéíóúüñÁÉÍÓÚÜÑ¿¡«»]")

    assert [] == [(line, text) for line, text in _texts(path) if spanish.search(text)]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_what_is_public_says_what_it_is_for(path):
    """Every module, and every public class and function in it, has a docstring."""
    tree = _tree(path)
    public = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        and not node.name.startswith("_")
        and _is_outermost(tree, node)
    ]

    assert [] == [getattr(node, "name", _name(path)) for node in (tree, *public) if not ast.get_docstring(node)]


def _is_outermost(tree, node):
    """Tell whether a definition stands in the module or in one of its public classes, not inside a function."""
    homes = [
        tree,
        *(other for other in tree.body if isinstance(other, ast.ClassDef) and not other.name.startswith("_")),
    ]
    return any(node in home.body for home in homes)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_can_be_read_in_one_sitting(path):
    """A module that outgrows its length is two modules."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def test_the_templates_of_the_engine_know_no_city_either():
    """Templates, style sheets and words of the engine name no dataset, field, view or place of any city."""
    names = _city() - {"canales", "temas", "otros", "nombre", "tipo", "fecha", "periodo", "lugar"}
    long = {re.escape(name) for name in names if "-" in name or "_" in name or name in PLACES}
    pattern = re.compile(rf"(?<![\w-])({'|'.join(sorted(long))})(?![\w-])", re.IGNORECASE)
    files = [
        path for path in (ENGINE / "defaults").rglob("*.*") if path.suffix in {".j2", ".html", ".css", ".js", ".yaml"}
    ]

    assert files
    assert {} == {_name(path): found for path in files if (found := pattern.findall(path.read_text(encoding="utf-8")))}
