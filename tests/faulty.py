"""The smallest input by which each problem code is raised: changes to the small sound town, or a call where it takes one.

Whoever adds a code adds its input here: the test of all codes names those that are missing.
"""

import contextlib
import copy
import io
import json
import os
import subprocess
from collections.abc import Callable, Mapping
from typing import Any

from generator import bounds, pipeline, project
from generator.__main__ import main
from generator.check import sizes
from generator.check.columns import MAX_PER_COLUMN
from generator.derive import contrasts
from generator.load import limits
from generator.load.columns import encode
from generator.load.site import Site
from generator.problems import Problem, Refused
from generator.project import Project
from generator.publish import links, originals, site_builder, swap
from generator.render import reports, words
from tests import announced
from tests.announced import OPEN, TOTAL, UNKNOWN
from tests.conftest import ARBOLES, BARRIOS

Changes = Mapping[str, Any]

SCHEMA, TREES, PLACES = "schemas/arboles.yaml", "datasets/arboles.csv", "datasets/barrios.csv"
HEAD = "barrio_id,especie,sembrados\n"
ROW = "el-faro,ceiba,12\n"
DAY = {"name": "dia", "type": "date"}
PERIOD = "http://purl.org/dc/terms/PeriodOfTime"


def changed(descriptor: Mapping[str, Any], changes: Mapping[tuple[Any, ...], Any]) -> dict[str, Any]:
    """Return a descriptor with some of its keys, given as paths, changed or (None) left out."""
    made = copy.deepcopy(dict(descriptor))
    for (*path, last), value in changes.items():
        place: Any = made
        for key in path:
            place = place[key]
        if value is None:
            del place[last]
        else:
            place[last] = value
    return made


def trees(*changes: tuple[tuple[Any, ...], Any]) -> Changes:
    """Return the change of the descriptor of `arboles`."""
    return {SCHEMA: changed(ARBOLES, dict(changes))}


def places(*changes: tuple[tuple[Any, ...], Any]) -> Changes:
    """Return the change of the descriptor of `barrios`."""
    return {"schemas/barrios.yaml": changed(BARRIOS, dict(changes))}


def field(place: int, key: str, value: Any) -> Changes:
    """Return the change of one key of one field of `arboles`."""
    return trees((("schema", "fields", place, key), value))


def rows(text: str) -> Changes:
    """Return the change of the rows of `arboles`."""
    return {TREES: HEAD + text}


def column(cells: str, **described: Any) -> Changes:
    """Return a dataset of its own: one row number and one described column."""
    fields = [{"name": "fila", "type": "string"}, {"name": "campo", **described}]
    body = "".join(f"{number},{cell}\n" for number, cell in enumerate(cells.split("\n"), start=1))
    return {
        "schemas/medidas.yaml": {"name": "medidas", "title": "Medidas", "schema": {"fields": fields}},
        "datasets/medidas.csv": f"fila,campo\n{body}",
    }


def view(*changes: tuple[tuple[Any, ...], Any]) -> Changes:
    """Return a view of `arboles` with some keys changed."""
    one = {"title": "Por especie", "group": "especie", "measure": {"field": "sembrados", "aggregate": "sum"}}
    return trees((("views",), {"uno": changed(one, dict(changes))}))


def rule(**keys: Any) -> Changes:
    """Return a check of `arboles`."""
    return trees((("checks",), {"uno": keys}))


def city(text: str) -> Changes:
    """Return a `site.yaml`."""
    return {"site_src/site.yaml": text}


KEY = (("schema", "primaryKey"), ["barrio_id", "especie"])
FOREIGN = ("schema", "foreignKeys", 0)

FILES: Mapping[str, Changes] = {
    "withdrawn-published": {
        "schemas/datapackage.yaml": {
            "name": "todo",
            "withdrawn": {"arboles": {"date": "2024-01-01", "reason": "Se acabaron."}},
        },
    },
    "yaml-error": {SCHEMA: "a: [\n"},
    "yaml-duplicate-key": {SCHEMA: "name: a\nname: b\n"},
    "unknown-key": trees((("constraint",), 1)),
    "missing-key": trees((("title",), None)),
    "wrong-type": trees((("title",), 2024)),
    "wrong-shape": trees((("modified",), "15/01/2025")),
    "wrong-choice": city("menu: [nada]\n"),
    "dataset-name": trees((("name",), "otros")),
    "metadata-missing": trees((("observation",), None)),
    "field-name": field(1, "name", "Año"),
    "field-type": field(1, "type", "texto"),
    "field-duplicate": field(1, "name", "barrio_id"),
    "unknown-field": trees((("schema", "primaryKey"), ["nada"])),
    "unknown-dataset": trees(((*FOREIGN, "reference", "resource"), "nada")),
    "unknown-theme": {
        **trees((("theme",), "otro")),
        "schemas/datapackage.yaml": {"name": "todo", "themes": {"verde": {"title": "Verde"}}},
    },
    "pattern-error": field(1, "constraints", {"pattern": "["}),
    "constraint-value": field(2, "example", "doce"),
    "foreign-key-shape": trees(((*FOREIGN, "fields"), ["barrio_id", "especie"])),
    "foreign-key-type": trees(((*FOREIGN, "fields"), ["sembrados"])),
    "entity-aliases": places((("entity", "aliases"), "arboles")),
    "tiles-key": trees((("tiles",), {"row": "sembrados", "column": "sembrados"})),
    "entity-key": places((("schema", "primaryKey"), ["id", "nombre"])),
    "entity-id": {PLACES: "id,nombre,orden\nEl Faro,El Faro,2\n"},
    "view-group": view((("group",), ["especie", "barrio_id", "sembrados"])),
    "view-measure": view((("measure", "field"), None)),
    "view-measure-type": view((("measure", "field"), "especie")),
    "view-value-repeated": {**view((("measure", "aggregate"), "value")), **rows(f"{ROW}la-loma,ceiba,1\n")},
    "view-sum-of-shares": {
        SCHEMA: changed(dict(view()[SCHEMA]), {("schema", "fields", 2, "unit"): "%"}),
    },
    "view-unknown-name": view((("group",), "nada")),
    "view-path": trees(
        (
            ("views",),
            {
                "uno": {
                    "title": "Lista",
                    "measure": {"aggregate": "list"},
                    "columns": ["especie.nombre"],
                }
            },
        )
    ),
    "view-state": trees(
        (
            ("views",),
            {
                "uno": {
                    "title": "Lista",
                    "measure": {"aggregate": "list"},
                    "columns": ["especie"],
                    "state": "especie",
                }
            },
        )
    ),
    "unknown-slot": view((("lead",), {"whole": "En {mes}"})),
    "csv-missing": {TREES: None},
    "descriptor-missing": {"datasets/calles.csv": "a\nx\n"},
    "stray-file": {"datasets/notas.txt": "x"},
    "no-datasets": {
        SCHEMA: None,
        TREES: None,
        PLACES: None,
        "schemas/barrios.yaml": None,
        "schemas/datapackage.yaml": {"name": "todo"},
    },
    "not-a-csv": {TREES: b"PK\x03\x04"},
    "encoding-error": {TREES: f"{HEAD}el-faro,guayacán,1\n".encode("cp1252")},
    "forbidden-character": rows("el-faro,ce\x00iba,12\n"),
    "quote-error": rows('el-faro,"ceiba" x,12\n'),
    "empty-file": {TREES: ""},
    "no-rows": {TREES: HEAD},
    "too-many-columns": {TREES: "," * 600 + "\n"},
    "delimiter": {TREES: "barrio_id;especie;sembrados\nel-faro;ceiba;12\n"},
    "blank-label": {TREES: f"barrio_id,,sembrados\n{ROW}"},
    "incorrect-label": {TREES: f"barrio_id,clase,sembrados\n{ROW}"},
    "missing-label": {TREES: "barrio_id,especie\nel-faro,ceiba\n"},
    "extra-label": {TREES: "barrio_id,especie,sembrados,notas\nel-faro,ceiba,12,x\n"},
    "blank-row": rows(f"{ROW},,\n"),
    "extra-cell": rows("el-faro,ceiba,12,13\n"),
    "missing-cell": rows("el-faro,ceiba\n"),
    "required": rows(",ceiba,12\n"),
    "surrounding-space": rows("el-faro,ceiba ,12\n"),
    "type-error": rows("el-faro,ceiba,doce\n"),
    "constraint-enum": rows("el-faro,roble,12\n"),
    "constraint-pattern": column("x", type="string", constraints={"pattern": "[0-9]"}),
    "constraint-minimum": rows("el-faro,ceiba,-1\n"),
    "constraint-maximum": column("9", type="integer", constraints={"maximum": 5}),
    "constraint-minlength": column("a", type="string", constraints={"minLength": 2}),
    "constraint-maxlength": column("abc", type="string", constraints={"maxLength": 2}),
    "unique-error": column("a\na", type="string", constraints={"unique": True}),
    "primary-key": rows(ROW * 2),
    "foreign-key": rows("el-farol,ceiba,12\n"),
    "too-many-problems": column("\n".join(["x"] * (MAX_PER_COLUMN + 1)), type="integer"),
    "path-collision": {"site_src/pages/barrios.md": "# Otra\n"},
    "unsafe-path": {"site_src/pages/con.md": "# Otra\n"},
    "template-error": {"site_src/templates/home.md.j2": "{% if %}"},
    "unknown-locale": city("locale: es_XX1\n"),
    "unknown-language": city("language: klingon\n"),
    "unknown-word": city("words: {nothing: x}\n"),
    "sep-line": {TREES: f"sep=,\n{HEAD}{ROW}"},
    "line-ends": {TREES: f"{HEAD}el-faro,ceiba,12\rla-loma,ceiba,1\r"},
    "final-newline": rows("el-faro,ceiba,12"),
    "label-variant": {TREES: f"barrio_id,Especie,sembrados\n{ROW}"},
    "duplicate-label": {TREES: f"barrio_id,especie,especie\n{ROW}"},
    "excel-error": column("#N/D", type="string"),
    "scientific": column("8.90903E+11", type="string"),
    "unsafe-address": column("javascript:x()", type="string"),
    "mojibake": column("EducaciÃ³n", type="string"),
    "mixed-script": column("\u0421\u0430ll", type="string"),
    "not-composed": column("A\u0301rbol", type="string"),
    "formula": column("=A1+B1", type="string"),
    "thousands-point": column("14.184\n950", type="number"),
    "thousands-doubt": column("14.184\n1.050", type="number"),
    "ambiguous-date": column("03/04/2024", type="date"),
    "ambiguous-number": column('"1,234"', type="integer"),
    "excel-date": column("45000", type="date"),
    "too-many-digits": column("90071992547409931", type="integer"),
    "key-twin": {PLACES: "id,nombre,orden\nel-faro,El Faro,2\nla-loma,La Loma,1\nEl-faro,El Faro,3\n"},
    "swallowed-rows": rows('el-faro,"ceiba,12\nla-loma,ceiba,1\nla-loma,samán,3\nel-faro,guayacán",4\n'),
    "pattern-loose": field(1, "constraints", {"pattern": "ceiba|samán|guayacán"}),
    "count-without-minimum": field(2, "constraints", {}),
    "exclusive-limit": field(2, "constraints", {"exclusiveMinimum": 0}),
    "unused-key": field(1, "trueValues", ["sí"]),
    "contradiction": field(2, "constraints", {"minimum": 9, "maximum": 1}),
    "frictionless": {
        "schemas/medidas.yaml": {
            "name": "medidas",
            "title": "Medidas",
            "schema": {
                "fields": [{"name": "fila", "type": "integer"}, {"name": "nombre", "type": "string"}],
                "primaryKey": ["fila"],
            },
        },
        "datasets/medidas.csv": "fila,nombre\n01,a\n1,b\n",
    },
    "no-key": {PLACES: "id,nombre,orden\n,El Faro,2\n"},
    "too-many-pages": {
        PLACES: "id,nombre,orden\nla-loma,La Loma,1\nel-faro,El Faro,1\n"
        + "".join(f"b{number},Barrio {number},{number}\n" for number in range(1, sizes.MAX_PAGES)),
    },
    "too-many-lines": {
        **column("\n".join(f"v{number}" for number in range(sizes.MAX_LINES + 1)), type="string"),
        "schemas/medidas.yaml": {
            "name": "medidas",
            "title": "Medidas",
            "schema": {"fields": [{"name": "fila", "type": "string"}, {"name": "campo", "type": "string"}]},
            "views": {"uno": {"title": "Lista", "measure": {"aggregate": "list"}, "columns": ["campo"]}},
        },
    },
    "too-many-entries": field(1, "constraints", {"enum": [f"v{number}" for number in range(limits.MAX_ENUM + 1)]}),
    "acceptance-code": trees((("accepted",), [{"code": "type-error", "reason": "x", "date": "2025-01-01"}])),
    "acceptance-unused": trees((("accepted",), [{"code": "metadata-missing", "reason": "x", "date": "2025-01-01"}])),
    "check-kind": rule(severity="error"),
    "check-groups": rule(
        sum="sembrados", by=["barrio_id"], of={"dataset": "barrios", "field": "orden", "by": ["id", "nombre"]}
    ),
    "check-pointer": {"schemas/barrios.yaml": changed(BARRIOS, {("checks",): {"uno": {"each": "arboles"}}})},
    "period-shape": rule(periods="especie"),
    "period-missing": {
        SCHEMA: changed(
            ARBOLES,
            {
                ("schema", "fields", 1): {"name": "especie", "type": "string", "rdfType": PERIOD},
                ("checks",): {"uno": {"periods": "especie"}},
            },
        ),
        TREES: f"{HEAD}el-faro,2024-Q1,1\nel-faro,2024-Q3,1\n",
    },
    "presence-missing": {**rule(each="barrios"), **rows(ROW)},
    "presence-repeated": rule(each="barrios"),
    "personal-data": column("Atendida: C.C. 12345678", type="string"),
    "small-count": field(2, "smallest", 20),
    "sum-differs": {
        **rule(sum="sembrados", by=["barrio_id"], of={"dataset": "barrios", "field": "orden", "by": ["id"]}),
        **rows("el-faro,ceiba,12\nla-loma,ceiba,1\n"),
    },
    "sum-blank": rule(sum="sembrados", by=["barrio_id"], of={"dataset": "barrios", "field": "orden", "by": ["id"]}),
    "sum-without-parts": {
        **rule(sum="sembrados", by=["barrio_id"], of={"dataset": "barrios", "field": "orden", "by": ["id"]}),
        **rows(ROW),
    },
    "sum-without-total": {
        **rule(
            sum="sembrados",
            by=["barrio_id"],
            of={"dataset": "barrios", "field": "orden", "by": ["id"], "where": {"id": "el-faro"}},
        ),
    },
}
"""By code, the files of the town that change."""


def refusal(act: Callable[[], object]) -> list[Problem]:
    """Return the problems for which something is refused."""
    try:
        act()
    except Refused as refused:
        return list(refused.problems)
    return []


def _link(where: Project) -> list[Problem]:
    (where.root / "fuera.csv").write_text("x", encoding="utf-8")
    (where.datasets / "enlace.csv").symlink_to(where.root / "fuera.csv")
    return refusal(lambda: pipeline.validate(where))


def _large(where: Project) -> list[Problem]:
    os.truncate(where.root / TREES, 10**10)  # a hole: it takes no room on the disk
    return refusal(lambda: pipeline.validate(where))


def _changed(where: Project) -> list[Problem]:
    made = {document.path: document for document in pipeline.prepare(where).documents}
    (where.root / TREES).write_text(HEAD + ROW, encoding="utf-8")
    return refusal(made["data/arboles/arboles.csv"].make)


def _many(where: Project) -> list[Problem]:
    for number in range(project.MAX_FILES + 1):
        (where.datasets / f"{number}.txt").touch()
    return list(project.survey(where).problems)


def _commit(where: Project) -> None:
    author = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    for command in (("init", "-q"), ("add", "."), (*author, "commit", "-q", "-m", "x")):
        subprocess.run(["git", "-C", str(where.root), *command], check=True)


def _jump(where: Project) -> list[Problem]:
    """Commit the town, then take away all rows of its trees but one."""
    bounds_of = {"least": 0.5, "most": 2}
    made = changed(ARBOLES, {("checks",): {"uno": {"rows": bounds_of, "sum": {"sembrados": bounds_of}}}})
    (where.root / SCHEMA).write_text(json.dumps(made), encoding="utf-8")
    _commit(where)
    (where.root / TREES).write_text(HEAD + ROW, encoding="utf-8")
    return refusal(lambda: pipeline.validate(where))


def _hole(where: Project) -> list[Problem]:
    """Commit the town, then lose what git keeps of its trees."""
    _commit(where)
    found = subprocess.run(
        ["git", "-C", str(where.root), "rev-parse", f"HEAD:{TREES}"], check=True, capture_output=True
    )
    name = found.stdout.decode().strip()
    (where.root / ".git/objects" / name[:2] / name[2:]).unlink()
    return refusal(lambda: pipeline.validate(where))


def _page(body: str) -> Callable[[Project], list[Problem]]:
    """Return what is wrong with a finished site of one page."""

    def check(where: Project) -> list[Problem]:
        site = where.root / "site"
        site.mkdir()
        (site / "index.html").write_text(f"<!doctype html><html><body>{body}</body></html>", encoding="utf-8")
        return list(links.check(site))

    return check


def _builder(where: Project) -> list[Problem]:
    (where.root / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    return refusal(lambda: site_builder.build(where.root, where.root / "site", 0))


def _running(where: Project) -> list[Problem]:
    def twice() -> None:
        with swap.alone(where.build), swap.alone(where.build):
            pass

    return refusal(twice)


def _told(where: Project, code: str, verb: str, *arguments: str) -> list[Problem]:
    """Return the problem of `code` if a command complains of it."""
    told = io.StringIO()
    with contextlib.redirect_stderr(told):
        main([verb, "--project", str(where.root), *arguments])
    return [Problem(code)] if f"[{code}]" in told.getvalue() else []


def _statement(*statements: Mapping[str, str]) -> Callable[[Project], list[Problem]]:
    return lambda _: list(contrasts.check(announced.town(*map(dict, statements))))


def _bound(**given: float) -> Callable[[Project], list[Problem]]:
    """Return what is refused of something endless under a bound."""

    def run(_: Project) -> list[Problem]:
        def endless() -> None:
            held = []
            with bounds.kept(**given):  # type: ignore[arg-type]
                while True:
                    held.append(bytearray(10**6) if len(held) < 200 else b"")

        return refusal(endless)

    return run


CALLS: Mapping[str, Callable[[Project], list[Problem]]] = {
    "file-not-regular": _link,
    "file-too-large": _large,
    "file-changed": _changed,
    "file-exists": lambda where: refusal(lambda: originals.create(where.root / TREES, b"x", TREES)),
    "file-edited": lambda where: refusal(lambda: originals.replace(where.root / TREES, b"x", b"y", TREES)),
    "file-missing": lambda where: _told(where, "file-missing", "new", "nada", str(where.root / "nada.csv")),
    "too-many-files": _many,
    "too-many-values": lambda _: refusal(
        lambda: limits.check_distinct([encode([str(n) for n in range(1000)])] * (limits.MAX_DISTINCT // 999), TREES)
    ),
    "too-much-text": lambda _: refusal(
        lambda: limits.check_distinct([encode(["x" * 10**6])] * (limits.MAX_TEXT // 10**6 + 1), TREES)
    ),
    "jump-rows": _jump,
    "jump-sum": _jump,
    "site-builder": _builder,
    "broken-link": _page('<a href="nada.html">x</a>'),
    "broken-anchor": _page('<a href="#nada">x</a>'),
    "other-host": _page('<img src="https://example.org/x.png" alt="">'),
    "unsafe-link": _page('<a href="javascript:x()">x</a>'),
    "build-running": _running,
    "disk": lambda where: [reports.disk(OSError(28, "full"), words.load(Site()), str(where.build))],
    "site-dir-foreign": lambda where: refusal(lambda: swap.check(where.root)),
    "usage": lambda where: _told(where, "usage", "validate", "nada"),
    "history-unreadable": _hole,
    "rule-error": _statement({**TOTAL, "calculo": "SELECT nada"}),
    "statement-reason": _statement({**UNKNOWN, "motivo": ""}),
    "statement-differs": _statement({**OPEN, "dif_valor": ""}),
    "statement-changed": _statement({**OPEN, "dif_valor": "77"}),
    "statement-settled": _statement({**TOTAL, "dif_valor": "77"}),
    "too-many-rows": lambda _: refusal(lambda: limits.check(b"\n" * (limits.MAX_LINES + 1), TREES, ",")),
    "too-many-cells": lambda _: refusal(lambda: limits.check(b"," * (limits.MAX_CELLS + 1), TREES, ",")),
    "too-much-time": _bound(seconds=0.2),
    "too-much-memory": _bound(memory=50 * 10**6),
}
"""By code, what raises it beside the checking of files: a build, a finished site, a statement, a bound."""
