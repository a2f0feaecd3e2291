import pytest

CHECK = {"each": "barrios", "once-per": "especie"}


@pytest.fixture(name="found")
def _found(altered):
    """Return a function that gives what is found in some rows of the town's trees: each barrio once per kind of tree."""

    def found(rows, barrios="", **keys):
        files = {"arboles": f"barrio_id,especie,sembrados\n{rows}"} | ({"barrios": barrios} if barrios else {})
        changes = {("checks",): {"completo": {**CHECK, **keys}}, ("schema", "primaryKey"): None}
        problems = altered("arboles", changes, **files)
        return [(p.code, p.line, p.value, p.details.get("group"), p.details.get("missing")) for p in problems]

    return found


def test_everybody_once_in_each_period_is_sound(found):
    """Each entity once for each value is no problem."""
    assert [] == found("el-faro,ceiba,1\nla-loma,ceiba,\nla-loma,samán,1\nel-faro,samán,2\n")


def test_whoever_is_missing_is_named(found):
    """The problem says in which group who is missing."""
    expected = [("presence-missing", 4, None, "especie: samán", "la-loma")]

    assert expected == found("el-faro,ceiba,1\nla-loma,ceiba,2\nel-faro,samán,2\n")


def test_whoever_is_there_twice_is_named(found):
    """The problem stands at the first of the rows that repeat each other."""
    expected = [("presence-repeated", 2, "el-faro", "especie: ceiba", None)]

    assert expected == found("el-faro,ceiba,1\nla-loma,ceiba,2\nel-faro,ceiba,2\n")


def test_only_the_entities_that_are_meant_are_awaited(found):
    """With `where`, those that are closed need not be there."""
    barrios = "id,nombre,orden\nel-faro,El Faro,1\nla-loma,La Loma,2\n"

    assert [] == found("el-faro,ceiba,1\n", barrios, where={"orden": 1})


def test_without_periods_everybody_is_there_once_in_all(found):
    """Without `once-per`, the file as a whole is the group."""
    expected = [("presence-missing", 2, None, "arboles", "la-loma")]

    assert expected == found("el-faro,ceiba,1\n", **{"once-per": []})


def test_many_who_are_missing_are_counted(found):
    """Of many entities that are missing the first are named, and all are counted."""
    names = [f"b{number}" for number in range(100)]
    barrios = "id,nombre,orden\nel-faro,El Faro,1\n" + "".join(f"{name},{name},2\n" for name in names)

    ((_, _, _, _, missing),) = found("el-faro,ceiba,1\n", barrios)

    assert ", ".join(names[:12]) + ", …" == missing
