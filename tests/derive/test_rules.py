import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from generator.derive import rules
from generator.derive.rules import FUNCTIONS, MAX_LENGTH, MAX_READ, Rule, RuleError
from tests import announced

ALL = "SELECT * FROM recaudo_sedes"
COUNT = "SELECT count(*) FROM filas"
HUGE = f"replace(replace('{'a' * 1000}', 'a', '{'a' * 1000}'), 'a', 'aaaaaaaaaa')"
"""Ten million letters, if it were allowed."""


def product(query, count=20):
    """Return a query with MANY in it: the product of so many tables, of 4 rows each."""
    return query.replace("MANY", ", ".join(f"recaudo_sedes t{number}" for number in range(count)))


@pytest.fixture(scope="module", name="town")
def _town():
    """Bahía Mirlo; nothing in it can be changed."""
    return announced.town()


@pytest.fixture(name="ask")
def _ask(town):
    """Return a function that answers one rule, whose rows are known as `filas`."""

    def ask(rows, value=COUNT):
        rule = Rule("filas", rows, value)
        with rules.runner(town, [rule]) as run:
            return run(rule)

    return ask


@pytest.fixture(name="refusal")
def _refusal(ask):
    """Return a function that gives the reason for which a rule is refused."""

    def refusal(rows, value=COUNT):
        with pytest.raises(RuleError) as caught:
            ask(rows, value)
        return str(caught.value)

    return refusal


def test_a_rule_gives_its_value_and_the_rows_it_read(ask):
    """The value, the names of the columns, the rows and the datasets are kept."""
    found = ask("SELECT sede_id, recibos FROM recaudo_sedes WHERE recibos > 0", "SELECT sum(recibos) FROM filas")

    assert (1235, ("sede_id", "recibos")) == (found.value, found.columns)
    assert (("loma", 1200), ("loma", 35)) == found.rows
    assert ("recaudo-sedes",) == found.datasets


def test_every_dataset_read_is_named_by_its_own_name(ask):
    """A join names both datasets, in the order of the alphabet, with the hyphens that SQL does not take."""
    found = ask("SELECT nombre FROM sedes JOIN recaudo_sedes ON sede_id = id WHERE recibos = 1200")

    assert (1, ("recaudo-sedes", "sedes")) == (found.value, found.datasets)


def test_a_dataset_that_is_only_mentioned_is_not_read(ask):
    """A name in a text is no table."""
    assert ("sedes",) == ask("SELECT id, 'recaudo_sedes' AS t FROM sedes").datasets


def test_cells_have_the_values_of_their_types(ask):
    """Numbers are numbers, booleans 0 and 1, codes and periods texts with their zeros."""
    found = ask("SELECT periodo, recibos, tasa, nota FROM recaudo_sedes WHERE nota = '007'")
    branches = ask("SELECT id, abierta FROM sedes")

    assert (("2024-Q1", 1200, 0.0, "007"),) == found.rows
    assert [str, int, float, str] == [type(cell) for cell in found.rows[0]]
    assert (("muelle", 1), ("loma", 0)) == branches.rows


def test_blank_and_declared_missing_are_null_and_zero_is_zero(ask):
    """«Sin dato» is NULL, «no aplica» is NULL, and 0 is 0."""
    found = ask("SELECT recibos, tasa, nota FROM recaudo_sedes ORDER BY sede_id, periodo")

    assert ((1200, 0.0, "007"), (35, 50.25, None), (0, 12.5, "cero"), (None, None, None)) == found.rows


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("SELECT count(*) FROM filas", 4),
        ("SELECT count(recibos) FROM filas", 3),
        ("SELECT count(*) FROM filas WHERE recibos = 0", 1),
        ("SELECT count(*) FROM filas WHERE recibos IS NULL", 1),
        ("SELECT count(*) FROM filas WHERE nota = ''", 0),
        ("SELECT sum(recibos) FROM filas WHERE recibos IS NULL", None),
        ("SELECT sum(recibos) FROM filas WHERE recibos = 0", 0),
        ("SELECT max(nota) FROM filas WHERE sede_id = 'loma'", "007"),
        ("SELECT round(avg(tasa), 2) FROM filas", 20.92),
        ("SELECT CASE WHEN sum(recibos) > 5 THEN 'sí' ELSE 'no' END FROM filas", "sí"),
        (
            "SELECT sede_id FROM (SELECT sede_id, rank() OVER (ORDER BY recibos DESC) AS r FROM filas) WHERE r = 1",
            "loma",
        ),
    ],
)
def test_a_rule_tells_no_data_from_zero(ask, value, expected):
    """A sum of nothing is no data, a sum of zeros is zero, and blanks are never texts."""
    assert expected == ask(ALL, value).value


@pytest.mark.parametrize(
    "rows", ["WITH a AS (SELECT id FROM sedes) SELECT id FROM a", "VALUES (1), (2)", "SELECT 1 AS a UNION SELECT 2"]
)
def test_a_query_may_be_made_of_queries(ask, rows):
    """Named subqueries, lists of values and unions are reading too."""
    assert 2 == ask(rows).value


WRITING = [
    "ATTACH DATABASE 'otra.db' AS otra",
    "DETACH DATABASE main",
    "PRAGMA user_version",
    "PRAGMA writable_schema = 1",
    "INSERT INTO sedes VALUES ('x', 'X', 1)",
    "UPDATE sedes SET id = 'x'",
    "DELETE FROM sedes",
    "CREATE TABLE x (a)",
    "CREATE TEMP TABLE x AS SELECT * FROM sedes",
    "CREATE VIEW x AS SELECT * FROM sedes",
    "DROP TABLE sedes",
    "ALTER TABLE sedes RENAME TO x",
    "VACUUM",
    "VACUUM INTO 'otra.db'",
    "BEGIN",
    "COMMIT",
    "ANALYZE",
    "REINDEX",
]


@pytest.mark.parametrize("statement", WRITING)
def test_nothing_but_reading_passes(refusal, statement):
    """Whatever writes, attaches, changes settings or begins something is refused."""
    assert refusal(statement)
    assert refusal("SELECT * FROM sedes", statement)


def test_a_refused_rule_leaves_no_file(refusal, tmp_path):
    """A path inside a rule is never written to, whether a table was loaded or not."""
    path = tmp_path / "otra.db"

    assert refusal(f"ATTACH DATABASE '{path}' AS otra")
    assert refusal(f"VACUUM INTO '{path}'")
    assert refusal(f"VACUUM INTO '{path}' -- sedes")
    assert [] == list(Path(tmp_path).iterdir())


CALLS = [
    *("load_extension('x')", "readfile('/etc/hostname')", "writefile('x', 'y')", "random()", "randomblob(8)"),
    *("date('now')", "datetime()", "strftime('%Y', 'now')", "julianday('now')", "unixepoch()", "CURRENT_TIMESTAMP"),
    *("CURRENT_DATE", "zeroblob(10)", "printf('%99999999d', 1)", "char(0)", "sqlite_version()", "changes()"),
    *("last_insert_rowid()", "hex(id)", "quote(id)", "glob('m*', id)", "json('[1]')", "likelihood(1, 0.5)"),
]


@pytest.mark.parametrize("call", CALLS)
def test_only_known_functions_can_be_called(refusal, call):
    """What could read files, the clock or chance, or is simply not needed, is refused in either query."""
    assert "function" in refusal("SELECT CALL AS a FROM sedes".replace("CALL", call))
    assert "function" in refusal("SELECT id FROM sedes", "SELECT CALL AS a FROM filas".replace("CALL", call))


@pytest.mark.parametrize("name", sorted(FUNCTIONS & {"abs", "lower", "length", "trim", "total", "upper", "coalesce"}))
def test_known_functions_can_be_called_in_any_case(ask, name):
    """The functions of the list work, whether written small or large."""
    arguments = "recibos, 1" if name == "coalesce" else "recibos"
    call = f"CALL({arguments})"
    query = "SELECT CALL FROM filas WHERE recibos = 35".replace("CALL", call)

    found = [ask(ALL, query.replace("CALL", form)).value for form in (name, name.upper())]

    assert found[0] == found[1] is not None


@pytest.mark.parametrize(
    "table",
    ["sqlite_master", "sqlite_schema", "sqlite_temp_master", "pragma_database_list", "pragma_table_info('sedes')",
     "json_each('[1, 2]')", "generate_series(1, 9)", "nada", "recaudo-sedes", "otra.sedes"],
)  # fmt: skip
def test_only_published_tables_can_be_read(refusal, table):
    """Neither SQLite's own tables nor functions that pose as tables are data."""
    assert refusal("SELECT * FROM TABLE, sedes".replace("TABLE", table))
    assert refusal("SELECT count(*) FROM TABLE, sedes".replace("TABLE", table))


def test_a_rule_reads_no_table_that_only_its_value_names(refusal):
    """The rows read are those of the first query: the second knows them, and no other table."""
    assert "no such table: sedes" in refusal("SELECT * FROM recaudo_sedes", "SELECT count(*) FROM sedes")


@pytest.mark.parametrize(
    "rows",
    [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3) SELECT i FROM n",
        product("SELECT count(*) AS c FROM MANY"),
        product("SELECT 1 AS c FROM MANY WHERE SUM < 0").replace("SUM", " + ".join(f"t{n}.recibos" for n in range(20))),
    ],
    ids=["recursive", "short recursive", "product", "empty product"],
)
def test_a_rule_that_never_ends_is_stopped(refusal, rows):
    """A recursion, or a product of tables that would take years, is refused within seconds."""
    assert refusal(rows) in ("not authorized", "interrupted")


def test_a_value_that_never_ends_is_stopped(refusal):
    """The bound holds for the second query too."""
    assert "interrupted" == refusal(ALL, product("SELECT count(*) FROM MANY").replace("recaudo_sedes", "filas"))


@pytest.mark.parametrize("rows", [f"SELECT {HUGE} AS a", f"SELECT length({HUGE}) AS a", f"SELECT {HUGE} || 'b' AS a"])
def test_a_huge_text_is_refused(refusal, rows):
    """No text of a rule grows beyond its bound, also where it would only be measured."""
    assert "string or blob too big" == refusal(rows)


def test_a_text_within_the_bound_is_given(ask):
    """A long text is no offence."""
    found = ask(f"SELECT replace('{'a' * 100}', 'a', '{'b' * 100}') AS a", "SELECT length(a) FROM filas")

    assert 10_000 == found.value < MAX_LENGTH


def test_too_many_rows_are_refused(refusal):
    """A rule reads a bounded number of rows."""
    assert f"{MAX_READ + 1} × 1: (1,)" == refusal(product("SELECT 1 AS a FROM MANY", 9))


def test_many_rows_of_long_texts_are_refused(refusal):
    """What a rule reads is bounded in letters too: many rows, each within bounds, are stopped."""
    long = (
        product("SELECT replace('AAA', 'a', 'BBB') AS a FROM MANY", 7)
        .replace("AAA", "a" * 300)
        .replace("BBB", "b" * 300)
    )

    assert " × 1: ('bbb" in refusal(long)


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ("SELECT 1 AS a; SELECT 2", COUNT),
        (ALL, "SELECT 1; SELECT 2"),
        (ALL, "SELECT 1; DROP TABLE recaudo_sedes"),
        (f"{ALL};", COUNT),
        ("SELECT 1 AS a) SELECT 1 --", COUNT),
        ("-- nada", COUNT),
        (";", COUNT),
        ("SELEC * FROM sedes", COUNT),
        (ALL, "-- nada"),
        (ALL, ";"),
        ("SELECT ? AS a", COUNT),
        ("SELECT :a AS a", COUNT),
        ("EXPLAIN SELECT 1", COUNT),
        ("SELECT CAST(x'ff' AS TEXT) AS a", COUNT),
        ("SELECT abs(-9223372036854775807 - 1) AS a", COUNT),
    ],
)
def test_each_part_is_one_query(refusal, rows, value):
    """Two statements, none, broken ones and ones with gaps to fill are refused with SQLite's words."""
    assert refusal(rows, value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("SELECT 1 FROM filas WHERE 0", "4 × 5 → []"),
        ("SELECT recibos FROM filas LIMIT 2", "4 × 5 → [(0,), (None,)]"),
        ("SELECT 1, 2", "4 × 5 → [(1, 2)]"),
        ("SELECT x'41'", "4 × 5 → [(b'A',)]"),
        ("SELECT 9e999", "4 × 5 → [(inf,)]"),
        ("SELECT -9e999", "4 × 5 → [(-inf,)]"),
    ],
)
def test_a_rule_gives_one_value(refusal, value, expected):
    """No row, two rows, two columns, bytes and numbers without end are no value, and the reason shows what came."""
    assert expected == refusal(ALL, value)


@pytest.mark.parametrize("rows", ["SELECT x'41' AS a", "SELECT CAST(id AS BLOB) AS a FROM sedes", "SELECT 9e999 AS a"])
def test_rows_hold_values(refusal, rows):
    """Bytes and numbers without end are not shown on pages, so no row holds them."""
    assert " × 1: (" in refusal(rows)


def test_rules_are_answered_one_after_the_other(town):
    """A rule that is refused or stopped leaves the next one its tables and its time."""
    good = Rule("filas", ALL, COUNT)
    bad = [Rule("filas", "DROP TABLE recaudo_sedes", COUNT), Rule("filas", "SELECT random() AS a", COUNT)]
    bad.append(Rule("filas", product("SELECT count(*) AS a FROM MANY"), COUNT))

    with rules.runner(town, [good, *bad]) as run:
        for rule in bad:
            with pytest.raises(RuleError):
                run(rule)
            assert 4 == run(good).value


def test_a_rule_that_reads_no_table_reads_no_dataset(ask):
    """A rule over nothing has a value and no source."""
    assert (1, ()) == (ask("SELECT 5 AS a").value, ask("SELECT 5 AS a").datasets)


def test_an_awaited_dataset_is_a_table_without_rows(ask):
    """A rule may name what is awaited: it reads no row, and a sum of it is no data."""
    found = ask("SELECT podas FROM podas", "SELECT sum(podas) FROM filas")

    assert (None, (), ("podas",)) == (found.value, found.rows, found.datasets)


WORDS = ["SELECT", "FROM", "sedes", "recaudo_sedes", "*", "id", "(", ")", ",", "1", "'a'", "UNION", "WHERE", "WITH", "AS",
         "a", "count(*)", "random()", "ATTACH", "PRAGMA", "INSERT INTO", "x'00'", ";", "--", "CREATE TABLE"]  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=200)
@given(rows=st.lists(st.sampled_from(WORDS), max_size=9), value=st.text(max_size=20))
def test_any_text_is_answered_or_refused(town, rows, value):
    """Whatever is written as a rule gives an answer or a clear refusal, and the tables stay as they are."""
    odd = Rule("filas", " ".join(rows), value if len(rows) % 2 else COUNT)
    good = Rule("filas", "SELECT * FROM recaudo_sedes, sedes", COUNT)
    with rules.runner(town, [odd, good]) as run:
        with contextlib.suppress(RuleError):
            run(odd)
        assert 8 == run(good).value
