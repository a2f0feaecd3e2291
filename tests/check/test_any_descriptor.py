"""Whatever a descriptor says, the answer is a catalogue or problems: nothing is raised, and nothing unsound passes."""

import copy
import dataclasses
import json

import frictionless
import pytest

from generator import check
from generator.check import sites
from generator.load import descriptors, site, tables, yaml_files
from generator.load.package import Package, PackageMetadata
from generator.load.site import Site
from generator.model import catalog
from generator.problems import Severity

JUNK = [None, "zzz", "barrios", 5, True, [], {}, [None], [{}], {"zzz": None}, "{value"]
SITE = {
    "name": "Puerto Lirio",
    "language": "es",
    "url": "https://puerto-lirio.example/",
    "publisher": {"title": "Municipio", "path": "https://puerto-lirio.example/"},
    "segments": {"barrios": "sectores"},
    "home": {"intro": "Hola.", "figures": ["arboles/por-especie"], "ways": [{"title": "A", "path": "b/"}]},
    "menu": ["barrios"],
}
VIEW = {
    "title": "Por especie",
    "group": ["especie"],
    "measure": {"field": "sembrados", "aggregate": "sum"},
    "mark": "bar",
    "order": "-value",
    "share": True,
    "whole": {"dataset": "barrios", "field": "orden", "where": {"id": "el-faro"}},
    "where": {"barrio_id": "el-faro"},
    "encode": {"x": "especie"},
    "columns": ["barrio_id", "barrio_id.nombre", ["especie"]],
    "pages": ["theme", "barrios"],
    "lead": {"whole": "Hay {value}.", "entity": "{name}: {value}."},
}


def _paths(value, path=()):
    """Yield the path of every value inside a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in items:
        yield (*path, key)
        yield from _paths(child, (*path, key))


def _with(value, path, junk):
    """Return a copy of a value with something else at a path."""
    changed = copy.deepcopy(value)
    place = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = junk
    return changed


def _parse(value, file):
    return yaml_files.parse(json.dumps(value, ensure_ascii=False).encode(), file)


def _read(name, descriptor, csv):
    """Return a package of one dataset."""
    problems = []
    found = descriptors.parse(_parse(descriptor, f"schemas/{name}.yaml"), name, problems)
    table, faults = tables.load(csv.encode(), f"datasets/{name}.csv", found)
    read = {} if table is None else {name: table}
    return Package(PackageMetadata(), Site(), {name: found}, read, (*problems, *faults))


def _joined(*packages, words):
    """Return the package of all datasets of some packages, with the words of a site."""
    problems = []
    return Package(
        PackageMetadata(),
        site.parse(_parse(words, "site_src/site.yaml"), problems),
        {name: found for part in packages for name, found in part.descriptors.items()},
        {name: table for part in packages for name, table in part.tables.items()},
        (*(problem for part in packages for problem in part.problems), *problems),
    )


@pytest.fixture(name="whole")
def _whole(sound):
    """Return the descriptors of the sound town with every key that a descriptor can have."""
    arboles, barrios = sound["schemas/arboles.yaml"], sound["schemas/barrios.yaml"]
    arboles |= {
        "views": {"por-especie": VIEW},
        "keywords": ["a"],
        "licenses": [{"name": "CC0-1.0", "title": "A", "path": "https://puerto-lirio.example/"}],
        "contributors": [{"title": "A", "roles": ["publisher"]}],
        "notes": ["a"],
        "method": "a",
        "dialect": {"delimiter": ","},
        "theme": "verde",
        "provenance": {"document": "especie", "lines": "sembrados"},
    }
    arboles["schema"]["missingValues"] = [""]
    arboles["schema"]["fields"][2] |= {
        "example": "5",
        "unit": {"one": "árbol", "other": "árboles"},
        "format": "default",
    }
    barrios["schema"]["fields"].append(
        {"name": "abierto", "type": "boolean", "trueValues": ["sí"], "falseValues": ["no"]}
    )
    return {"arboles": arboles, "barrios": barrios}


@pytest.fixture(name="csvs")
def _csvs(sound):
    return {
        "arboles": sound["datasets/arboles.csv"],
        "barrios": "id,nombre,orden,abierto\nel-faro,F,2,sí\nla-loma,L,1,no\n",
    }


def _judge(package):
    """Check a package; what passes is built, and Frictionless takes its schemas for valid."""
    problems = [p for p in (*check.check(package), *sites.check(package)) if p.severity is Severity.ERROR]
    assert all(problem.file for problem in problems)
    if not problems:
        catalog.build(package)
        for descriptor in package.descriptors.values():
            frictionless.Schema.from_descriptor(json.loads(json.dumps(descriptor.raw["schema"])))
    return problems


def test_the_whole_descriptors_are_sound(whole, csvs):
    """What the other tests put junk into has no problem to begin with."""
    assert [] == _judge(_joined(*(_read(name, whole[name], csvs[name]) for name in whole), words=SITE))


@pytest.mark.parametrize("junk", JUNK, ids=repr)
@pytest.mark.parametrize("name", ["arboles", "barrios"])
def test_junk_anywhere_in_a_descriptor_is_refused_or_harmless(whole, csvs, junk, name):
    """Whatever stands at whatever place of a descriptor, the answer is problems, or a catalogue that is sound."""
    (other,) = set(whole) - {name}
    beside = _read(other, whole[other], csvs[other])

    for path in _paths(whole[name]):
        _judge(_joined(_read(name, _with(whole[name], path, junk), csvs[name]), beside, words=SITE))


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_junk_anywhere_in_a_site_is_refused_or_harmless(whole, csvs, junk):
    """Whatever stands at whatever place of `site.yaml`, the answer is problems or a site."""
    package = _joined(*(_read(name, whole[name], csvs[name]) for name in whole), words=SITE)

    for path in _paths(SITE):
        problems = []
        words = site.parse(_parse(_with(SITE, path, junk), "site_src/site.yaml"), problems)
        problems += sites.check(dataclasses.replace(package, site=words))

        assert {"site_src/site.yaml"} >= {problem.file for problem in problems}
