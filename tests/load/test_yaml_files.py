import pytest
from hypothesis import given, settings, strategies as st

from generator.load import yaml_files
from generator.load.yaml_files import MAX_DEPTH, MAX_YAML_BYTES
from generator.problems import Problem, Refused

SCALARS = [
    ("no", "no"),
    ("yes", "yes"),
    ("on", "on"),
    ("No", "No"),
    ("TRUE", "TRUE"),
    ("NULL", "NULL"),
    ("2024-01-01", "2024-01-01"),
    ("2024-01-01 10:00:00", "2024-01-01 10:00:00"),
    ("12:30:45", "12:30:45"),
    ("010", "010"),
    ("0x1F", "0x1F"),
    ("1_000", "1_000"),
    ("1e3", "1e3"),
    (".5", ".5"),
    ("5.", "5."),
    (".nan", ".nan"),
    (".inf", ".inf"),
    ("+1", "+1"),
    ("=", "="),
    ("'5'", "5"),
    ('"true"', "true"),
    ("''", ""),
    ("5", 5),
    ("-5", -5),
    ("0", 0),
    ("5.25", 5.25),
    ("true", True),
    ("false", False),
    ("null", None),
    ("~", None),
    ("", None),
]


def _refusal(data):
    with pytest.raises(Refused) as caught:
        yaml_files.parse(data if isinstance(data, bytes) else data.encode(), "schemas/arboles.yaml")
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(("written", "read"), SCALARS)
def test_nothing_is_guessed_about_a_value(written, read):
    """Only plain integers, decimals, `true`, `false` and null are not text: `no` is a word and a date is as written."""
    found = yaml_files.parse(f"clave: {written}".encode(), "x.yaml").value["clave"]

    assert (type(read), read) == (type(found), found)


def test_every_key_and_item_remembers_its_line():
    """The line of each value is known by its path of keys, the first line of the file being 1."""
    data = b"# comentario\nname: arboles\nschema:\n  fields:\n    - name: especie\n    - {name: sembrados,\n       type: integer}\n"

    lines = yaml_files.parse(data, "x.yaml").lines

    expected = {
        ("name",): 2,
        ("schema",): 3,
        ("schema", "fields"): 4,
        ("schema", "fields", 0): 5,
        ("schema", "fields", 0, "name"): 5,
        ("schema", "fields", 1): 6,
        ("schema", "fields", 1, "name"): 6,
        ("schema", "fields", 1, "type"): 7,
    }
    assert expected == {path: lines[path] for path in expected}


@pytest.mark.parametrize("data", [b"", b"# nada\n", b"\xef\xbb\xbf"])
def test_a_file_that_says_nothing_is_an_empty_mapping(data):
    """A blank file is no error here: what must be in it is missing, and that is told."""
    assert {} == yaml_files.parse(data, "x.yaml").value


def test_a_byte_order_mark_is_tolerated():
    """Editors on Windows write one, and it is no part of the first key."""
    assert {"name": "arboles"} == yaml_files.parse(b"\xef\xbb\xbfname: arboles\n", "x.yaml").value


REFUSED = [
    ("a: 1\nb: 2\na: 3\n", "yaml-duplicate-key", 3),
    ("a: {x: 1, x: 2}\n", "yaml-duplicate-key", 1),
    ("a: 1\nb: &uno 1\n", "yaml-error", 2),
    ("a: &uno [1]\nb: *uno\n", "yaml-error", 1),
    ("a: *uno\n", "yaml-error", 1),
    ("a: 1\nb: !!timestamp 2024-01-01\n", "yaml-error", 2),
    ("a: !!binary aGk=\n", "yaml-error", 1),
    ("a: !!float .nan\n", "yaml-error", 1),
    ("a: !!python/object/apply:os.getcwd []\n", "yaml-error", 1),
    ("a: !Nota de prueba\n", "yaml-error", 1),
    ("? [a, b]\n: 1\n", "yaml-error", 1),
    ("a: 1\n? {b: 1}\n: 2\n", "yaml-error", 2),
    ("a: 1\n---\nb: 2\n", "yaml-error", 2),
    ("- a\n- b\n", "yaml-error", 1),
    ("solo texto\n", "yaml-error", 1),
    ("a: b\n\tc: d\n", "yaml-error", 2),
    ("a: 'sin cerrar\n", "yaml-error", 2),
    ("a: [1, 2\n", "yaml-error", 2),
    ("a: b: c\n", "yaml-error", 1),
    ("a: 1\nb: \x07\n", "yaml-error", 2),
    (b"a: 1\nb: 2\nc: \xf1\n", "yaml-error", 3),
    ("a: 1\nb: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "yaml-error", 2),
]


@pytest.mark.parametrize(("data", "code", "line"), REFUSED)
def test_what_is_not_plain_yaml_is_refused_at_its_line(data, code, line):
    """Repeated keys, anchors, aliases, tags, keys that are no text, depth and broken syntax are refused where they are."""
    problem = _refusal(data)

    assert (code, line) == (problem.code, problem.line)


def test_a_repeated_key_is_named():
    """The problem of a repeated key says which."""
    assert Problem("yaml-duplicate-key", file="schemas/arboles.yaml", line=2, value="title") == _refusal(
        "title: a\ntitle: b\n"
    )


def test_the_deepest_allowed_file_is_read():
    """As many levels as the limit allows are read."""
    data = "a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)

    assert list(yaml_files.parse(data.encode(), "x.yaml").value) == ["a"]


@pytest.mark.parametrize(
    "data",
    ["a: " + "[" * 1_000_000, "a: " + "{b: " * 400_000, "- " * 500_000, "".join(" " * n + "a:\n" for n in range(1500))],
    ids=["lists", "mappings", "items", "blocks"],
)
def test_depth_without_bounds_neither_crashes_nor_stalls(data):
    """A file of nothing but opening brackets is refused before it is built, and the process lives."""
    problem = _refusal(data)

    assert ("yaml-error", f"more than {MAX_DEPTH} levels") == (problem.code, problem.details["reason"])


def test_an_alias_bomb_is_refused_before_it_unfolds():
    """A few lines of aliases that would unfold into gigabytes are refused at the first anchor."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]

    problem = _refusal("\n".join(lines))

    assert ("yaml-error", 1) == (problem.code, problem.line)


def test_an_oversized_file_is_refused():
    """A descriptor beyond the limit is no descriptor."""
    assert "file-too-large" == _refusal(b"a: " + b"x" * MAX_YAML_BYTES).code


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.binary(max_size=60) | st.text(alphabet="ab:-[]{}&*!|>'\"%@`#,? \n\t~0", max_size=60).map(str.encode))
def test_any_bytes_give_a_mapping_or_a_refusal(data):
    """Whatever the bytes, the answer is a mapping with text keys or problems; nothing else is ever raised."""
    try:
        found = yaml_files.parse(data, "x.yaml").value
    except Refused:
        found = {}

    assert all(isinstance(key, str) for key in found)
