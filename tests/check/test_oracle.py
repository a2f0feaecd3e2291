"""Whatever the file and its descriptor: the errors of Frictionless are among ours, by type, record and field."""

import csv
import io
import json

import frictionless
from hypothesis import example, given, settings, strategies as st

from generator import check
from generator.load import descriptors, tables, yaml_files
from generator.load.package import Package, PackageMetadata
from generator.load.site import Site
from generator.problems import Severity

DIALECT = {"header": True, "headerRows": [1], "csv": {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}}
"""All that Frictionless would guess from the rows if it were not told: the header's row too."""

OF_FILES = {"quote-error", "line-ends", "sep-line", "not-a-csv", "empty-file", "delimiter"}
"""The codes of a file that cannot be split into records: nothing is said of its rows."""

OF_LABELS = {"blank-label", "duplicate-label", "extra-label", "incorrect-label", "missing-label"}
OF_ROWS = {"blank-row", "primary-key", "foreign-key"}

CONSTRAINTS = {
    "string": [{"pattern": "[a-z]+"}, {"minLength": 2}, {"maxLength": 2}, {"enum": ["a", "b", "el-faro"]}],
    "integer": [{"minimum": 0}, {"maximum": 20}, {"enum": [0, 1, 2]}],
    "number": [{"minimum": 0.5}, {"maximum": 20}, {"enum": [1, 2.5]}],
    "boolean": [{"enum": ["true"]}],
    "date": [{"minimum": "2024-01-01"}, {"maximum": "2024-12-31"}],
    "year": [{"minimum": 2000}, {"maximum": 2030}],
}
SOUND = {
    "string": ["a", "b", "ab", "el-faro", "ñ"],
    "integer": ["0", "1", "2", "-0", "15"],
    "number": ["1", "1.0", "2.5", "0.125", "-3"],
    "boolean": ["true", "false"],
    "date": ["2024-01-01", "2024-02-29", "2023-12-31"],
    "year": ["2024", "1999", "2031"],
}
ODD = [
    "", " ", "NA", "-", "01", "+1", "1e0", "1e5", " 1", "1 ", "NaN", "-inf", "1_0", "\u0661", "\uff11\uff12", "True", "1", "0.0",
    "14.184", "950", "1.234,5", "1,5", "24", "2024-1-1", "31/12/2024", "03/04/2024", "44927", "2024-02-30", "#N/D", "#REF!",
    "8.90903E+11", "SecretarÃ­a", "\ufffd", "\u200b", "a\u0301", "A", "\u0430", "x,y", 'di"jo', "dos\nlíneas", "=1+1", "{{7*7}}",
    "<b>", "null", "None", "a\tb", "\u00a0", "9007199254740993", "100000000000000000000", "0x10", "1,234", "\u202ea",
    "javascript:alert(1)", "'1", "1.", ".5", "--1", "1/2", "50%",
]  # fmt: skip
LINE_ENDS = ["\n", "\r\n"]


@st.composite
def _fields(draw):
    """Draw two to four fields of any type, each with some of its constraints."""
    kinds = draw(st.lists(st.sampled_from(list(SOUND)), min_size=2, max_size=4))
    fields = []
    for number, kind in enumerate(kinds):
        rules = {}
        for rule in draw(st.lists(st.sampled_from(CONSTRAINTS[kind]), max_size=2)):
            rules |= rule
        rules |= draw(st.sampled_from([{}, {}, {"required": True}, {"unique": True}]))
        fields.append({"name": f"c{number}", "type": kind, "constraints": rules})
    return fields


@st.composite
def _schemas(draw):
    """Draw a schema with a key of no, one or several fields, and marks of what is missing."""
    fields = draw(_fields())
    names = [field["name"] for field in fields]
    schema = {"fields": fields, "missingValues": draw(st.sampled_from([[""], [""], ["", "NA"], ["", "-", "0"]]))}
    key = draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
    return {**schema, "primaryKey": key} if key else schema


@st.composite
def _records(draw, fields, most=5):
    """Draw rows of sound and odd cells, some of them short, long or blank."""
    rows = []
    for _ in range(draw(st.integers(1, most))):
        row = [
            draw(st.sampled_from(SOUND[field["type"]]) | st.sampled_from(SOUND[field["type"]] + ODD))
            for field in fields
        ]
        shape = draw(st.sampled_from(["whole"] * 6 + ["short", "long", "blank", "none"]))
        rows.append({
            "whole": row, "short": row[: draw(st.integers(1, len(row) - 1))], "long": [*row, draw(st.sampled_from(ODD))],
            "blank": [""] * len(row), "none": [],
        }[shape])  # fmt: skip
    return rows


@st.composite
def _headers(draw, fields):
    """Draw the header of some fields: nearly always theirs, or one that is wrong in any way."""
    names = [field["name"] for field in fields]
    return draw(
        st.just(names)
        | st.just(names)
        | st.sampled_from([[*names, "de-mas"], names[:-1], [names[0].upper(), *names[1:]], [names[0], *names[:-1]]])
        | st.sampled_from(
            [["", *names[1:]], [f"{names[0]} ", *names[1:]], names[::-1], [*names, "", "x"], [*names, names[0]]]
        )
    )


@st.composite
def _written(draw, header, rows):
    """Write a table in any way of quoting and of ending lines."""
    buffer = io.StringIO()
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]))
    end = draw(st.sampled_from(LINE_ENDS))
    csv.writer(buffer, lineterminator=end, quoting=quoting).writerows([header, *rows])
    text = buffer.getvalue()
    return draw(st.sampled_from([text, text, text, text.removesuffix(end), text + end, "\ufeff" + text])).encode()


@st.composite
def _tables(draw):
    schema = draw(_schemas())
    rows = draw(_records(schema["fields"]))
    return schema, draw(_written(draw(_headers(schema["fields"])), rows))


def _ours(**datasets):
    problems, found, read = [], {}, {}
    for name, (schema, data) in datasets.items():
        text = json.dumps({"name": name, "title": name, "schema": schema}, ensure_ascii=False)
        found[name] = descriptors.parse(yaml_files.parse(text.encode(), f"schemas/{name}.yaml"), name, problems)
        table, faults = tables.load(data, f"datasets/{name}.csv", found[name])
        problems += faults
        if table is not None:
            read[name] = table
    package = Package(PackageMetadata(), Site(), found, read, tuple(problems))
    return [problem for problem in check.check(package) if problem.severity is Severity.ERROR]


def _theirs(**datasets):
    """Return the (type, record, field) of the errors of Frictionless, by dataset."""
    resources = [
        frictionless.Resource(
            name=name, data=data, scheme="buffer", format="csv", encoding="utf-8",
            dialect=frictionless.Dialect.from_descriptor(DIALECT),
            schema=frictionless.Schema.from_descriptor(schema),
        )
        for name, (schema, data) in datasets.items()
    ]  # fmt: skip
    report = frictionless.Package(resources=resources).validate()
    assert [] == [error.message for error in report.errors]
    return {task.name: {_place(error.to_descriptor()) for error in task.errors} for task in report.tasks}


def _place(error):
    return error["type"], error.get("rowNumber") or 1, error.get("fieldName") or None


def _places(problems):
    """Return the places of the problems that name an error of Frictionless; a fault of a row has no field."""
    return {
        (
            p.frictionless,
            p.record,
            None if p.frictionless in OF_ROWS | {"extra-label", "extra-cell"} else p.field or None,
        )
        for p in problems
        if p.frictionless
    }


def _is_whole(problems):
    return not OF_FILES & {problem.code for problem in problems}


@settings(derandomize=True, max_examples=300, deadline=None)
@given(_tables())
def test_the_errors_of_frictionless_are_among_ours(table):
    """For any table and schema, each error of Frictionless is one of ours, with its type, its record and its field."""
    ours, theirs = _ours(medidas=table), _theirs(medidas=table)["medidas"]

    if _is_whole(ours):
        assert set() == theirs - _places(ours)
    assert ours or not theirs


@settings(derandomize=True, max_examples=300, deadline=None)
@given(_tables())
def test_what_we_call_an_error_of_frictionless_is_one(table):
    """A problem names an error of Frictionless only where Frictionless raises it."""
    ours, theirs = _ours(medidas=table), _theirs(medidas=table)["medidas"]

    if _is_whole(ours):
        assert set() == _places(ours) - theirs


@st.composite
def _linked(draw):
    """Draw two tables and a foreign key of one or two fields from the second to the first, or to itself."""
    fields = draw(_fields())
    names = [field["name"] for field in fields]
    plain = [{**field, "constraints": {}} for field in fields]
    joined = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
    target = draw(st.sampled_from(["destino", ""]))
    others = draw(st.permutations(names).map(lambda order: order[: len(joined)])) if not target else joined
    types = {field["name"]: field["type"] for field in fields}
    others = others if [types[name] for name in others] == [types[name] for name in joined] else joined
    key = {"fields": joined, "reference": {"resource": target, "fields": others}}
    missing = {"missingValues": draw(st.sampled_from([[""], ["", "NA"]]))}
    written = [draw(_written(names, draw(_records(fields, 4)))) for _ in range(2)]
    return {
        "destino": ({"fields": plain, **missing}, written[0]),
        "origen": ({"fields": fields, **missing, "foreignKeys": [key]}, written[1]),
    }


SHORT = {"fields": [{"name": "c0", "type": "string"}, {"name": "c1", "type": "string"}]}
SHORT_KEY = {"fields": ["c1", "c0"], "reference": {"resource": "destino", "fields": ["c1", "c0"]}}


@settings(derandomize=True, max_examples=300, deadline=None)
@given(_linked())
@example({"destino": (SHORT, b"c0,c1\na,a\n"), "origen": ({**SHORT, "foreignKeys": [SHORT_KEY]}, b"c0,c1\na\n")})
def test_the_references_that_frictionless_refuses_are_among_ours(both):
    """A foreign key of one or several fields, to another table or its own, ragged rows or not, is judged alike."""
    ours, theirs = _ours(**both), _theirs(**both)

    for name in both:
        mine = [problem for problem in ours if problem.file == f"datasets/{name}.csv"]
        if _is_whole(ours):
            assert set() == theirs[name] - _places(mine)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(_schemas(), st.text(alphabet='ab1,"\n\r;. -', max_size=40))
@example({"fields": [{"name": "c0", "type": "string"}, {"name": "c1", "type": "integer"}]}, 'x,"1\n')
def test_what_frictionless_refuses_we_refuse(schema, text):
    """Whatever stands below the header, quotes and line ends at random, what Frictionless refuses is refused."""
    header = ",".join(field["name"] for field in schema["fields"])
    table = (schema, f"{header}\n{text}\n".encode())

    ours, theirs = _ours(medidas=table), _theirs(medidas=table)["medidas"]

    assert ours or not theirs
