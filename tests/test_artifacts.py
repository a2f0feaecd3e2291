import pytest

from generator.artifacts import Artifact, gather, is_safe


def _artifact(path, source="schemas/arboles.yaml"):
    return Artifact(path, bytes, source)


def test_artifacts_of_different_paths_are_all_kept_in_their_order():
    """Nothing is lost and nothing is sorted."""
    given = (_artifact("b/index.md"), _artifact("a/index.md"))

    assert (given, ()) == gather(given)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("barrios/index.md", "barrios/index.md"),
        ("Barrios/index.md", "barrios/index.md"),
        ("barrios/INDEX.MD", "barrios/index.md"),
    ],
)
def test_two_claims_to_one_path_are_a_problem(first, second):
    """Paths that some file system takes for one are a collision, told with both claimants."""
    kept, problems = gather([_artifact(first, "schemas/a.yaml"), _artifact(second, "schemas/b.yaml")])

    assert [first] == [artifact.path for artifact in kept]
    assert [("path-collision", "schemas/b.yaml", second, {"other": "schemas/a.yaml"})] == [
        (p.code, p.file, p.value, p.details) for p in problems
    ]


def test_a_file_where_another_needs_a_folder_is_a_collision():
    """`datos` cannot be a file and the folder of `datos/arboles.csv` at once."""
    _, problems = gather([_artifact("datos/arboles.csv", "b"), _artifact("datos", "a")])

    assert [("path-collision", "a", "datos", {"other": "b"})] == [
        (p.code, p.file, p.value, p.details) for p in problems
    ]


def test_contents_are_not_made_while_paths_are_gathered():
    """The paths are known before the first byte is made."""

    def fail():
        raise AssertionError

    kept, _ = gather([Artifact("a.md", fail)])

    assert ["a.md"] == [artifact.path for artifact in kept]


SAFE = ["index.md", "datos/arboles/arboles.csv", "a-b_c.0.svg", "SHA256SUMS", "x" * 120, "console.md", "com10.csv"]
UNSAFE = [
    "",
    "/index.md",
    "a//b",
    "a/",
    ".",
    "..",
    "../a",
    "a/../b",
    "a/...",
    "nombre.",
    "año.md",
    "an\u0303o.md",
    "a b.md",
    "a\\b.md",
    "C:.md",
    "a\nb",
    "a.md\n",
    "a\x00.md",
    "x" * 121,
    "con",
    "CON.md",
    "datos/aux.csv",
    "nul",
    "lpt1.txt",
    "COM9",
    "{{7*7}}",
    "<b>",
    "?.md",
    "*",
]


@pytest.mark.parametrize("path", SAFE)
def test_portable_names_are_safe(path):
    """A path of ASCII letters, digits, dots, hyphens and underscores is taken by every file system."""
    assert is_safe(path)


@pytest.mark.parametrize("path", UNSAFE)
def test_names_that_some_system_refuses_or_changes_are_unsafe(path):
    """Empty, climbing, reserved, accented, overlong or trailing-dot names are refused."""
    assert not is_safe(path)


def test_an_unsafe_path_is_told_and_not_kept():
    """An unsafe path becomes a problem of whoever claims it."""
    kept, problems = gather([_artifact("../fuera.md", "datasets/barrios.csv")])

    assert () == kept
    assert [("unsafe-path", "datasets/barrios.csv", "../fuera.md")] == [(p.code, p.file, p.value) for p in problems]
