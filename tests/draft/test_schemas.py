import pytest

from generator.draft import schemas
from generator.draft.outcomes import Pointer
from generator.load.columns import encode


@pytest.fixture(name="drafted")
def _drafted(town, load):
    """Return a function that drafts a table of some columns, beside the small sound project."""
    package = load(town({}))
    return lambda **columns: schemas.draft(
        "nuevo", {name: encode(cells) for name, cells in columns.items()}, package, ["no aplica"]
    )


def test_a_column_of_ids_points_to_its_dataset(drafted):
    """A column whose every value is an id of an entity is a foreign key to it, whatever its name."""
    found = drafted(lugar=["el-faro", "la-loma", "el-faro"], dia=["2024-01-01", "2024-01-01", "2024-01-02"])

    assert (Pointer("lugar", "barrios", "id"),) == found.pointers
    assert "^[a-z0-9]+(-[a-z0-9]+)*$" == found.fields[0].pattern


def test_a_column_of_almost_only_ids_is_asked_about(drafted):
    """When more than half of the values are ids, the draft asks, and names those that are none."""
    found = drafted(lugar=["el-faro", "la-loma", "cima"])

    assert () == found.pointers
    assert [("ask_pointer", {"dataset": "barrios", "value": "cima"})] == [
        (asked.key, asked.values) for asked in found.fields[0].questions
    ]


def test_the_shortest_set_of_columns_that_tells_rows_apart_is_the_key(drafted):
    """Two columns that together never repeat are the key, where neither is one alone; quantities never are."""
    found = drafted(
        lugar=["el-faro", "el-faro", "la-loma"], especie=["ceiba", "samán", "ceiba"], cuenta=["1", "2", "3"]
    )

    assert ("lugar", "especie") == found.primary_key


def test_the_period_belongs_to_a_key_that_points_elsewhere(drafted):
    """Next year the same ids come again: a key of ids of another dataset takes the period in."""
    found = drafted(lugar=["el-faro", "la-loma"], periodo=["2024", "2024"], cuenta=["1", "2"])

    assert (("lugar", "periodo"), (("lugar",),)) == (found.primary_key, found.other_keys)


def test_an_id_of_its_own_is_the_key_alone(drafted):
    """A column of ids that point nowhere is the key by itself, and has the pattern of its ids."""
    found = drafted(codigo=["A-01", "A-02"], periodo=["2024", "2024"])

    assert (("codigo",), "^[A-Z]+-[0-9]+$") == (found.primary_key, found.fields[0].pattern)


def test_rows_that_nothing_tells_apart_have_no_key(drafted):
    """Where rows repeat, no key is proposed."""
    assert () == drafted(lugar=["el-faro", "el-faro"], cuenta=["1", "1"]).primary_key


def test_marks_of_what_is_missing_are_found(drafted):
    """A known mark among numbers is missing everywhere, and the column is of numbers, not required."""
    found = drafted(lugar=["el-faro", "la-loma"], cuenta=["12", "no aplica"])

    assert ("", "no aplica") == found.missing
    assert ("integer", False) == (found.fields[1].type, found.fields[1].is_required)


def test_a_key_is_found_among_many_rows(drafted):
    """What repeats only after thousands of rows is no key."""
    ids = [f"a-{number}" for number in range(5000)]

    assert ("par",) == drafted(casi=[*ids[:-1], "a-0"], par=ids).primary_key
