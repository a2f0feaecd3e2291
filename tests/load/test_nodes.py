import pytest

from generator.load.nodes import is_name


def _told(node):
    return [(problem.code, problem.line, problem.field) for problem in node.problems]


def test_known_keys_are_no_problem(node):
    """Keys that are among the known ones pass in silence."""
    root = node("name: arboles\ntitle: Árboles\n")

    root.only("name", "title", "description")

    assert [] == root.problems


def test_a_misspelt_key_is_told_with_the_nearest_known_one(node):
    """A key nobody knows is told at its line, with what was probably meant and all that can be."""
    root = node("name: arboles\ntitel: Árboles\n")

    root.only("name", "title")

    assert [("unknown-key", 2, "titel")] == _told(root)
    assert {"near": "title", "known": "name, title"} == root.problems[0].details


def test_a_strange_key_has_no_nearest_one(node):
    """Where nothing is near, nothing is suggested."""
    root = node("zzz: 1\n")

    root.only("name", "title")

    assert "" == root.problems[0].details["near"]


@pytest.mark.parametrize("written", ["5", "2.5", "true", "[a]", "{a: b}"])
def test_a_text_is_never_made_of_something_else(node, written):
    """A number, boolean, list or mapping where a text belongs is told, not converted."""
    root = node(f"\n\ntitle: {written}\n")

    assert "" == root.text("title")
    assert [("wrong-type", 3, "title")] == _told(root)
    assert {"expected": "text"} == root.problems[0].details


def test_an_absent_text_is_its_default(node):
    """An absent key and a blank one give the default."""
    root = node("title:\nnotes: ''\n")

    assert ["x", "x", "x"] == [root.text(key, "x") for key in ("title", "notes", "name")]
    assert [] == root.problems


@pytest.mark.parametrize("text", ["other: 1\n", "title:\n", "title: ''\n"])
def test_a_required_text_must_be_there(node, text):
    """A required key that is absent or blank is told by its name."""
    root = node(text)

    assert "" == root.required("title")
    assert [("missing-key", {"key": "title"})] == [(problem.code, problem.details) for problem in root.problems]


@pytest.mark.parametrize(("written", "read"), [("true", True), ("false", False), ("", False)])
def test_a_flag_is_true_or_false(node, written, read):
    """A flag is a boolean, false when it is blank."""
    assert read is node(f"share: {written}\n").flag("share")


@pytest.mark.parametrize("written", ["yes", "no", "1", "'true'"])
def test_a_flag_written_as_something_else_is_told(node, written):
    """`yes` is a word: it does not switch anything on."""
    root = node(f"share: {written}\n")

    assert root.flag("share") is False
    assert [("wrong-type", 1, "share")] == _told(root)


def test_a_list_of_texts_is_read(node):
    """A list of texts is read in order."""
    assert ("a", "b") == node("keywords: [a, b]\n").texts("keywords")


@pytest.mark.parametrize("written", ["a", "[a, 1]", "[a, [b]]", "{a: b}", "[a, null]"])
def test_what_is_no_list_of_texts_is_told(node, written):
    """A single text, or a list with something else in it, is no list of texts."""
    root = node(f"keywords: {written}\n")

    assert () == root.texts("keywords")
    assert [("wrong-type", 1, "keywords")] == _told(root)


@pytest.mark.parametrize(("written", "read"), [("id", ("id",)), ("[id]", ("id",)), ("[a, b]", ("a", "b")), ("", ())])
def test_one_name_counts_as_a_list_of_one(node, written, read):
    """Keys and groups may be written as one name or as several."""
    assert read == node(f"primaryKey: {written}\n").names("primaryKey")


def test_a_child_knows_its_place(node):
    """A problem inside a mapping is told by its whole path and its own line."""
    root = node("schema:\n  fields:\n    - name: especie\n      tipo: string\n")

    (item,) = root.child("schema").items("fields")
    item.only("name", "type")

    assert [("unknown-key", 4, "schema.fields.0.tipo")] == _told(root)


@pytest.mark.parametrize("written", ["", "null", "5", "[a]", "texto"])
def test_a_mapping_that_is_none_is_told(node, written):
    """A key whose mapping was left blank is not taken for an absent key."""
    root = node(f"entity: {written}\n")

    assert root.child("entity") is None
    assert [("wrong-type", 1, "entity")] == _told(root)


def test_an_absent_mapping_is_none(node):
    """A key that is not written asks for nothing."""
    root = node("name: arboles\n")

    assert (None, []) == (root.child("entity"), root.problems)


def test_entries_are_the_mappings_of_a_mapping(node):
    """Named mappings are read one by one; one left blank is told."""
    root = node("views:\n  uno: {title: A}\n  dos:\n")

    assert ["uno"] == [name for name, _ in root.entries("views")]
    assert [("wrong-type", 3, "views.dos")] == _told(root)


def test_items_that_are_no_mappings_are_told_one_by_one(node):
    """In a list of mappings, each item that is something else is told at its own line."""
    root = node("sources:\n  - {title: A}\n  - texto\n  -\n")

    assert 1 == len(list(root.items("sources")))
    assert [("wrong-type", 3, "sources.1"), ("wrong-type", 4, "sources.2")] == _told(root)


def test_a_mapping_where_a_list_belongs_is_told(node):
    """A list is not guessed from a mapping."""
    root = node("sources: {title: A}\n")

    assert [] == list(root.items("sources"))
    assert [("wrong-type", 1, "sources")] == _told(root)


@pytest.mark.parametrize("text", ["arboles", "arboles-2024", "a", "1", "x" * 60, "2024-q1"])
def test_names_for_addresses(text):
    """Lower-case ASCII letters, digits and single hyphens, up to 60 characters, can be an address for ever."""
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Arboles",
        "árboles",
        "a b",
        "a_b",
        "a--b",
        "-a",
        "a-",
        "a.b",
        "a/b",
        "..",
        "x" * 61,
        "a\n",
        "\u0661",
        "\uff41",
    ],
)
def test_names_that_are_no_address(text):
    """Anything else is refused: it would have to be escaped, or changed one day."""
    assert not is_name(text)
