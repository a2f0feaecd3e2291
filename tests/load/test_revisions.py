from tests.conftest import ARBOLES


def test_revisions_need_a_day_and_a_reason(faults):
    """A reason without a day, a day that is none, or an unknown key are told at their line."""
    told = [{"reason": "x"}, {"date": "2024-02-30", "reason": "x"}, {"date": "2024-01-01"}, {"fecha": "x"}]
    found = faults({"schemas/arboles.yaml": {**ARBOLES, "revisions": told}})

    assert {"missing-key", "wrong-shape", "unknown-key"} == {code for code, *_ in found}


def test_revisions_are_read(town, load):
    """A recorded reason says when, why, and optionally of which row and column."""
    one = {"date": "2024-01-01", "reason": "Se contó dos veces.", "field": "sembrados", "key": "el-faro, ceiba"}
    found = load(town({"schemas/arboles.yaml": {**ARBOLES, "revisions": [one]}}))

    assert [tuple(one.values())] == [
        (told.date, told.reason, told.field, told.key) for told in found.descriptors["arboles"].revisions
    ]


def test_withdrawn_datasets_say_why(town, load, faults):
    """The catalogue says since when and why a dataset is gone, and what took its place: a dataset that exists."""
    told = {"parques": {"date": "2024-01-01", "reason": "La fuente se cerró.", "successor": "barrios"}}
    found = load(town({"schemas/datapackage.yaml": {"name": "todo", "withdrawn": told}}))

    assert "La fuente se cerró." == found.metadata.withdrawn["parques"].reason
    wrong = {"parques": {"date": "ayer", "successor": "nada"}, "Con Espacio": {"date": "2024-01-01", "reason": "x"}}
    codes = [code for code, *_ in faults({"schemas/datapackage.yaml": {"name": "todo", "withdrawn": wrong}})]
    assert sorted(["missing-key", "unknown-dataset", "wrong-shape", "wrong-shape"]) == sorted(codes)
