import textwrap

import pytest

from generator.load.roles import Accepted, Awaited, EntityKind, Gaps, Glossary, Provenance, Statements

FIELDS = ("text", "stated", "decimals", "unit", "parts", "rows", "value", "reason", "kind", "observation")
PLAIN = "\n".join(f"  {field}: campo_{field}" for field in FIELDS)
ACCEPTED = "  accepted: {value: hallado, date: dia, reason: motivo}"


@pytest.fixture(name="read")
def _read(describe):
    """Return a function that reads a descriptor with some keys more, the first of them on line 4."""
    head = "name: arboles\ntitle: A\nschema: {fields: [{name: a, type: string}]}\n"
    return lambda text: describe(head + textwrap.dedent(text))


def _told(problems):
    return [(p.code, p.line, p.field, p.value or p.details.get("key") or p.details.get("near")) for p in problems]


def test_a_descriptor_without_roles_has_none(read):
    """What is not written is not there."""
    found, problems = read("")

    assert [] == problems
    assert (None,) * 5 == (found.provenance, found.entity, found.awaited, found.gaps, found.statements)


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("provenance: {document: doc, lines: lineas}", "provenance", Provenance("doc", "lineas")),
        ("entity: {singular: árbol, plural: árboles}", "entity", EntityKind("árbol", "árboles")),
        (
            "entity: {singular: a, plural: b, order: orden, aliases: apodos, subtitle: barrio, abbreviation: sigla}",
            "entity",
            EntityKind("a", "b", "orden", "apodos", "barrio", "sigla"),
        ),
        ("awaited: {reporter: Oficina, since: '2023'}", "awaited", Awaited("Oficina", "2023")),
        ("awaited: {reporter: Oficina, since: 2023}", "awaited", Awaited("Oficina", "2023")),
        ("awaited: {reporter: Oficina, since: 2023-05}", "awaited", Awaited("Oficina", "2023-05")),
        ("awaited: {reporter: Oficina, since: 2023-05-31}", "awaited", Awaited("Oficina", "2023-05-31")),
        ("glossary: {term: sigla, meaning: significado}", "glossary", Glossary("sigla", "significado")),
        ("gaps: {text: falta, dataset: conjunto}", "gaps", Gaps("falta", "conjunto")),
        (
            "gaps: {text: falta, dataset: conjunto, publisher: quien, since: desde}",
            "gaps",
            Gaps("falta", "conjunto", "quien", "desde"),
        ),
        (
            f"statements:\n{PLAIN}\n{ACCEPTED}",
            "statements",
            Statements(*(f"campo_{field}" for field in FIELDS), Accepted("hallado", "dia", "motivo")),
        ),
    ],
)
def test_everything_a_role_says_is_kept(read, text, role, expected):
    """Each key of the documentation has its place, and what is optional is blank when it is not written."""
    found, problems = read(text)

    assert ([], expected) == (problems, getattr(found, role))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("provenance: {document: d}", ("missing-key", 4, "provenance", "lines")),
        ("provenance: {document: d, lines: l, page: p}", ("unknown-key", 4, "provenance.page", "")),
        ("entity: {singular: a}", ("missing-key", 4, "entity", "plural")),
        ("entity: {singular: a, plural: b, alias: c}", ("unknown-key", 4, "entity.alias", "aliases")),
        ("awaited: {since: 2023}", ("missing-key", 4, "awaited", "reporter")),
        ("awaited: {reporter: O, since: 2023, untill: x}", ("unknown-key", 4, "awaited.untill", "")),
        ("awaited: {reporter: O}", ("wrong-shape", 4, "awaited.since", None)),
        ("awaited: {reporter: O, since: 23}", ("wrong-shape", 4, "awaited.since", "23")),
        ("awaited: {reporter: O, since: 2023-5}", ("wrong-shape", 4, "awaited.since", "2023-5")),
        ("awaited: {reporter: O, since: mayo}", ("wrong-shape", 4, "awaited.since", "mayo")),
        ("awaited: true", ("wrong-type", 4, "awaited", None)),
        ("awaited:", ("wrong-type", 4, "awaited", None)),
        ("glossary: {term: sigla}", ("missing-key", 4, "glossary", "meaning")),
        ("gaps: {dataset: c}", ("missing-key", 4, "gaps", "text")),
        ("gaps: {text: t}", ("missing-key", 4, "gaps", "dataset")),
        ("gaps: {text: t, dataset: c, publishr: p}", ("unknown-key", 4, "gaps.publishr", "publisher")),
        ("gaps: {text: t, dataset: 5}", ("wrong-type", 4, "gaps.dataset", None)),
        (f"statements:\n{PLAIN}", ("missing-key", 4, "statements", "accepted")),
        (
            f"statements:\n{PLAIN}\n  accepted: {{value: v, date: d}}",
            ("missing-key", 15, "statements.accepted", "reason"),
        ),
        (
            f"statements:\n{PLAIN}\n  accepted: {{value: v, date: d, reason: r, who: w}}",
            ("unknown-key", 15, "statements.accepted.who", ""),
        ),
        (f"statements:\n{PLAIN}\n{ACCEPTED}\n  sql: x", ("unknown-key", 16, "statements.sql", "")),
    ],
)
def test_what_a_role_lacks_or_misspells_is_told(read, text, expected):
    """The keys of a role are a closed set, and what is needed must be there: told at its line."""
    _, problems = read(text)

    assert [expected] == _told(problems)


@pytest.mark.parametrize("field", FIELDS)
def test_a_statement_needs_each_of_its_fields(read, field):
    """A dataset of statements names a field for every part of a statement."""
    lines = "\n".join(line for line in PLAIN.splitlines() if not line.startswith(f"  {field}:"))

    _, problems = read(f"statements:\n{lines}\n{ACCEPTED}")

    assert [("missing-key", 4, "statements", field)] == _told(problems)
