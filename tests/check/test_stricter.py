"""Where we are stricter than Frictionless on purpose: the reviewed list and the engine agree, case by case."""

import json
import re
from pathlib import Path

import frictionless
import pytest

from generator import check
from generator.load import descriptors, tables, yaml_files
from generator.load.package import Package, PackageMetadata
from generator.load.site import Site
from generator.problems import Severity

LIST = Path(__file__).parents[2] / "docs" / "stricter.md"
DIALECT = {"header": True, "headerRows": [1], "csv": {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}}

TEXT, WHOLE, DECIMAL, DAY = ({"type": kind} for kind in ("string", "integer", "number", "date"))
HEAD = "id,campo\n"

CASES = [
    # code, severity, the field `campo`, what else the schema says, the file
    ("type-error", "error", DECIMAL, {}, HEAD + "a,1_000.5\n"),
    ("type-error", "error", DECIMAL, {}, HEAD + "a,NaN\n"),
    ("type-error", "error", DECIMAL, {}, HEAD + "a,INF\n"),
    ("type-error", "error", DECIMAL, {}, HEAD + "a,1e400\n"),
    ("type-error", "error", WHOLE, {}, HEAD + "a,\u0663\u0664\n"),
    ("type-error", "error", WHOLE, {}, HEAD + "a,\uff11\uff12\n"),
    ("type-error", "error", WHOLE, {}, HEAD + "a,05001\n"),
    ("type-error", "error", WHOLE, {}, HEAD + "a,+5\n"),
    ("thousands-point", "error", DECIMAL, {}, HEAD + "a,950\nb,14.184\n"),
    ("thousands-doubt", "warning", DECIMAL, {}, HEAD + "a,1.050\nb,14.184\n"),
    ("too-many-digits", "error", WHOLE, {}, HEAD + "a,9007199254740993\n"),
    ("excel-error", "error", TEXT, {}, HEAD + "a,#N/A\n"),
    ("excel-error", "error", TEXT, {}, HEAD + "a,#¡REF!\n"),
    ("excel-error", "error", TEXT, {}, HEAD + "a,#¿NOMBRE?\n"),
    ("excel-error", "error", TEXT, {}, HEAD + "a,#DIV/0!\n"),
    ("excel-error", "error", TEXT, {}, HEAD + "a,#N/D\n"),
    ("excel-error", "error", TEXT, {}, HEAD + "a,########\n"),
    ("scientific", "error", TEXT, {}, HEAD + "a,8.90903E+11\n"),
    ("scientific", "error", TEXT, {}, HEAD + 'a,"8,90903E+11"\n'),
    ("unsafe-address", "error", TEXT, {}, HEAD + "a,javascript:alert(1)\n"),
    ("unsafe-address", "error", TEXT, {}, HEAD + "a,file:///etc/passwd\n"),
    ("formula", "warning", TEXT, {}, HEAD + "a,=SUM(A1)\n"),
    ("forbidden-character", "error", TEXT, {}, HEAD + "a,Educaci\ufffdn\n"),
    ("forbidden-character", "error", TEXT, {}, HEAD + "a,x\u202ey\n"),
    ("forbidden-character", "error", TEXT, {}, HEAD + "a,x\u200by\n"),
    ("forbidden-character", "error", TEXT, {}, HEAD + "a,x\x1by\n"),
    ("forbidden-character", "error", TEXT, {}, HEAD + "a,x\x00y\n"),
    ("mojibake", "error", TEXT, {}, HEAD + "a,SecretarÃ\u00ada\n"),
    ("mojibake", "error", TEXT, {}, HEAD + "a,niÃ±o\n"),
    ("mojibake", "error", TEXT, {}, HEAD + "a,MAÃ‘ANA\n"),
    ("mojibake", "error", TEXT, {}, HEAD + "a,â€œlistoâ€\u009d\n"),
    ("not-composed", "warning", TEXT, {}, HEAD + "a,Polici\u0301a\n"),
    ("mixed-script", "warning", TEXT, {}, HEAD + "a,P\u043elicia\n"),
    ("surrounding-space", "error", TEXT, {}, HEAD + "a,x \n"),
    ("surrounding-space", "error", {"type": "string", "constraints": {"required": True}}, {}, HEAD + 'a,"  "\n'),
    ("constraint-pattern", "error", {"type": "string", "constraints": {"pattern": "a|b"}}, {}, HEAD + "x,ax\n"),
    ("key-twin", "error", TEXT, {"primaryKey": ["campo"]}, HEAD + "a,Policía\nb,Polici\u0301a\n"),
    ("key-twin", "error", TEXT, {"primaryKey": ["campo"]}, HEAD + "a,Policía\nb,POLICÍA\n"),
    ("key-twin", "error", TEXT, {"primaryKey": ["campo"]}, HEAD + "a,Policía Vial\nb,Policía\u00a0Vial\n"),
    ("key-twin", "error", TEXT, {"primaryKey": ["campo"]}, HEAD + "a,Policía Vial\nb,Policía  Vial\n"),
    ("key-twin", "error", TEXT, {"primaryKey": ["campo"]}, HEAD + "a,Policia\nb,P\u043elicia\n"),
    ("key-twin", "error", {"type": "string", "constraints": {"unique": True}}, {}, HEAD + "a,x\nb,X\n"),
    ("key-twin", "error", TEXT, {"primaryKey": ["id", "campo"]}, HEAD + "a,x\nA,x\n"),
    ("swallowed-rows", "error", DECIMAL, {"third": True}, 'id,campo,nota\na,1,"calle 5\nb,2,calle 6\nc,3,"\n'),
    ("swallowed-rows", "warning", TEXT, {"third": True}, 'id,campo,nota\na,x,"calle 5\nb,y,calle 6\nc,z,"\n'),
    ("label-variant", "error", TEXT, {}, "id,campo \na,x\n"),
    ("no-rows", "error", TEXT, {}, HEAD),
    ("final-newline", "warning", TEXT, {}, HEAD + "a,x"),
    ("quote-error", "error", TEXT, {}, HEAD + 'a,"de"f\n'),
    ("quote-error", "error", TEXT, {}, HEAD + 'a,"de\nb,x\n'),
    ("line-ends", "error", TEXT, {}, "id,campo\ra,x\r"),
    ("pattern-loose", "warning", {"type": "string", "constraints": {"pattern": "a|b"}}, {}, HEAD + "x,a\n"),
    ("count-without-minimum", "warning", {"type": "integer", "unit": "árboles"}, {}, HEAD + "x,-1\n"),
    ("unused-key", "error", {"type": "string", "trueValues": ["x"]}, {}, HEAD + "a,x\n"),
    ("contradiction", "error", {"type": "string", "constraints": {"minLength": 5, "maxLength": 2}}, {}, HEAD + "a,\n"),
    ("unknown-key", "error", {"type": "string", "constraint": {"required": True}}, {}, HEAD + "a,\n"),
    ("unknown-key", "error", TEXT, {"primarykey": ["id"]}, HEAD + "a,x\na,x\n"),
    ("unknown-key", "error", {"type": "number", "groupChar": "."}, {}, HEAD + "a,14.5\n"),
    ("wrong-choice", "error", {"type": "string", "format": "uri"}, {}, HEAD + "a,javascript:alert(1)\n"),
    ("wrong-choice", "error", {"type": "date", "format": "any"}, {}, HEAD + "a,03/04/2024\n"),
    ("field-type", "error", {"type": "geopoint"}, {}, HEAD + 'a,"1.234,5"\n'),
    ("field-type", "error", {"type": "any"}, {}, HEAD + "a,x\n"),
]  # fmt: skip


def _schema(field, more):
    fields = [{"name": "id", "type": "string"}, {"name": "campo", **field}]
    rest = {key: value for key, value in more.items() if key != "third"}
    return {"fields": [*fields, {"name": "nota", "type": "string"}] if more.get("third") else fields, **rest}


def _ours(schema, data):
    problems = []
    text = json.dumps({"name": "medidas", "title": "Medidas", "schema": schema}, ensure_ascii=False)
    found = descriptors.parse(yaml_files.parse(text.encode(), "schemas/medidas.yaml"), "medidas", problems)
    table, faults = tables.load(data.encode(), "datasets/medidas.csv", found)
    read = {} if table is None else {"medidas": table}
    package = Package(PackageMetadata(), Site(), {"medidas": found}, read, (*problems, *faults))
    return [problem for problem in check.check(package) if problem.code != "metadata-missing"]


def _listed():
    """Return the codes of the reviewed list: the first cell of each row of its tables."""
    return re.findall(r"^\| `([a-z-]+)` \|", LIST.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("code", "severity", "field", "more", "data"), CASES)
def test_what_frictionless_lets_through_is_told(code, severity, field, more, data):
    """Frictionless accepts the file with its descriptor; we say what is wrong, and claim no error of Frictionless."""
    schema = _schema(field, more)
    resource = frictionless.Resource(
        name="medidas", data=data.encode(), scheme="buffer", format="csv", encoding="utf-8",
        dialect=frictionless.Dialect.from_descriptor(DIALECT), schema=frictionless.Schema.from_descriptor(schema),
    )  # fmt: skip

    found = {problem.code: problem for problem in _ours(schema, data)}

    assert resource.validate().valid
    assert code in found
    assert (Severity(severity), None) == (found[code].severity, found[code].frictionless)


def test_every_case_of_the_list_is_tried_and_every_case_is_in_the_list():
    """The reviewed list and the cases name the same codes, each once in the list."""
    listed = _listed()

    assert sorted(set(listed)) == sorted(listed)
    assert {code for code, *_ in CASES} == set(listed)
