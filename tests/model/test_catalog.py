import pytest

from generator.model import catalog
from generator.model.catalog import Entity, Relation

FIELDS = [{"name": "id", "type": "string"}, {"name": "otro", "type": "string"}]


@pytest.fixture(name="build")
def _build(town, load):
    """Return a function that builds the catalogue of the sound town with some files changed."""

    def build(changes):
        found = load(town(changes))
        assert () == found.problems
        return catalog.build(found)

    return build


@pytest.fixture(name="linked")
def _linked(write, load):
    """Return a function that builds a catalogue of datasets of one row, each pointing to others: {"a": ["b", "c"]}."""

    def linked(links):
        files = {}
        for name, targets in links.items():
            keys = [{"fields": ["otro"], "reference": {"resource": target, "fields": ["id"]}} for target in targets]
            schema = {"fields": FIELDS, "primaryKey": ["id"], "foreignKeys": keys}
            files[f"schemas/{name}.yaml"] = {"name": name, "title": name, "schema": schema}
            files[f"datasets/{name}.csv"] = "id,otro\nuno,uno\n"
        return catalog.build(load(write(files)))

    return linked


def test_entities_stand_in_the_order_of_their_field(build):
    """The directory follows the field that the descriptor names."""
    found = build({}).entities["barrios"]

    assert ["la-loma", "el-faro"] == list(found)


def test_an_entity_knows_its_name_its_address_and_its_row(build):
    """Each row of an entity dataset has a title, a page and its place in the table."""
    found = build({}).entities["barrios"]

    assert Entity("barrios", "el-faro", "El Faro", "barrios/el-faro/", row=0) == found["el-faro"]


def test_without_an_order_entities_stand_by_their_label(build, sound):
    """Without a field to order by, names are ordered as people do: accents and case do not count, ñ follows n."""
    barrios = sound["schemas/barrios.yaml"]
    del barrios["entity"]["order"]
    table = "id,nombre,orden\nz,Zona,1\na,Árbol,2\nb,abeto,3\nn,Nuez,4\ne,Ñandú,5\no,Nz,6\nx,azul,7\nel-faro,U,8\nla-loma,V,9\n"

    found = build({"schemas/barrios.yaml": barrios, "datasets/barrios.csv": table}).entities["barrios"]

    expected = ["abeto", "Árbol", "azul", "Nuez", "Nz", "Ñandú", "U", "V", "Zona"]
    assert expected == [entity.title for entity in found.values()]


def test_entities_of_equal_order_stand_as_in_the_file(build):
    """Where the order says nothing, the editor's does; what has no order comes last."""
    table = "id,nombre,orden\nb,B,1\nx,X,\na,A,1\nel-faro,F,10\nla-loma,L,9\n"

    found = build({"datasets/barrios.csv": table}).entities["barrios"]

    assert ["b", "a", "la-loma", "el-faro", "x"] == list(found)


def test_an_entity_without_a_label_is_called_by_its_id(build):
    """A page needs a title, and the id is always there."""
    found = build({"datasets/barrios.csv": "id,nombre,orden\nel-faro,,1\nla-loma,La Loma,2\n"}).entities["barrios"]

    assert "el-faro" == found["el-faro"].title


def test_the_site_renames_addresses(build):
    """A segment renames the addresses of a kind and of the catalogue, and changes nothing else."""
    found = build({"site_src/site.yaml": "segments: {barrios: sectores, data: datos}\n"})

    assert "sectores/el-faro/" == found.entities["barrios"]["el-faro"].path
    assert ("sectores/", "datos/arboles/") == (found.directory("barrios"), found.path("arboles"))
    assert "barrios" == found.entities["barrios"]["el-faro"].kind


def test_addresses_are_the_names_unless_the_site_renames_them(build):
    """Without a site, a dataset's name and `data` are the addresses."""
    found = build({})

    assert ("barrios/", "data/arboles/") == (found.directory("barrios"), found.path("arboles"))


def test_other_names_of_an_entity_come_from_another_dataset(build, sound):
    """The names under which an entity also appears are gathered in their order, each once."""
    barrios = sound["schemas/barrios.yaml"]
    barrios["entity"]["aliases"] = "apodos"
    fields = [{"name": "barrio", "type": "string"}, {"name": "apodo", "type": "string"}]
    key = {"fields": ["barrio"], "reference": {"resource": "barrios", "fields": ["id"]}}
    apodos = {
        "name": "apodos",
        "title": "Apodos",
        "label": "apodo",
        "schema": {"fields": fields, "foreignKeys": [key]},
    }
    table = "barrio,apodo\nel-faro,Punta Faro\nel-faro,EL FARO\nel-faro,Punta Faro\n"

    where = {
        "schemas/barrios.yaml": barrios,
        "schemas/apodos.yaml": {**_advised(sound), **apodos},
        "datasets/apodos.csv": table,
    }
    found = build(where).entities["barrios"]

    assert {"la-loma": (), "el-faro": ("Punta Faro", "EL FARO")} == {name: one.aliases for name, one in found.items()}


def _advised(sound):
    left_out = ("name", "title", "schema")
    return {key: value for key, value in sound["schemas/arboles.yaml"].items() if key not in left_out}


def test_foreign_keys_to_entities_are_relations(build):
    """Rows that point to entities belong on their pages."""
    assert (Relation("arboles", "barrio_id", "barrios"),) == build({}).relations


def test_the_source_of_rows_is_no_relation_of_its_pages(build, sound):
    """A document is an entity too, but what was taken from it is not what it is about."""
    arboles = sound["schemas/arboles.yaml"]
    arboles["provenance"] = {"document": "barrio_id", "lines": "especie"}

    found = build({"schemas/arboles.yaml": arboles})

    assert (Relation("arboles", "barrio_id", "barrios", is_provenance=True),) == found.relations
    assert [] == list(found.relations_to("barrios"))


def test_relations_are_found_by_their_kind(build):
    """The relations to a kind are those of its pages."""
    found = build({})

    assert [Relation("arboles", "barrio_id", "barrios")] == list(found.relations_to("barrios"))
    assert [] == list(found.relations_to("arboles"))


def test_the_entity_that_a_cell_points_to_is_found(build):
    """A cell of a foreign key leads to its entity; a blank one, and a field that is no key, lead nowhere."""
    found = build({})

    assert "El Faro" == found.entity("arboles", "barrio_id", "el-faro").title
    assert [None, None] == [found.entity("arboles", "barrio_id", ""), found.entity("arboles", "especie", "ceiba")]


def test_rows_are_named_by_their_label(build):
    """A dataset with a label names each row by its key; one without names none."""
    found = build({})

    assert {"el-faro": "El Faro", "la-loma": "La Loma"} == found.datasets["barrios"].labels
    assert {} == found.datasets["arboles"].labels


def test_rows_are_found_by_their_cells(build):
    """The positions of the rows that hold a text are known, in order; of a text that is nowhere there are none."""
    trees = build({}).datasets["arboles"]

    assert [[0, 1], [2], []] == [trees.rows_with("barrio_id", name) for name in ("el-faro", "la-loma", "la-ría")]


CLOSURES = [
    ({"a": []}, "a", ("a",)),
    ({"a": ["b"], "b": []}, "a", ("a", "b")),
    ({"a": ["b"], "b": []}, "b", ("b",)),
    ({"z": ["b"], "b": ["a"], "a": []}, "z", ("z", "a", "b")),
    ({"a": ["a"]}, "a", ("a",)),
    ({"a": ["b"], "b": ["a"]}, "a", ("a", "b")),
    ({"a": ["b"], "b": ["a"]}, "b", ("b", "a")),
    ({"a": ["b"], "b": ["c"], "c": ["a", "c"]}, "b", ("b", "a", "c")),
    ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, "a", ("a", "b", "c", "d")),
]


@pytest.mark.parametrize(("links", "name", "expected"), CLOSURES)
def test_a_dataset_is_closed_over_its_foreign_keys(linked, links, name, expected):
    """A dataset comes first, then, in order, all that its keys lead to, through circles and back to itself."""
    assert expected == linked(links).closure(name)


def test_a_dataset_without_pages_is_no_entity(build):
    """Only the datasets whose descriptor says so get pages."""
    assert ["barrios"] == list(build({}).entities)
