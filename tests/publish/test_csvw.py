import csv
import io
import json
from posixpath import normpath

import pytest

from generator.publish import csvw
from tests import invented

DATATYPES = {"string", "integer", "decimal", "date", "gYear", "boolean"}


@pytest.fixture(name="told", scope="module")
def _told():
    """The description of each CSV of Villa Serena, by its path."""
    return {artifact.path: json.loads(artifact.make()) for artifact in csvw.artifacts(invented.villa())}


def test_each_csv_has_its_description_beside_it(told):
    """The description stands where the standard looks for it, and begins with that CSV."""
    for path, group in told.items():
        name = path.rpartition("/")[2].removesuffix("-metadata.json")
        assert name == group["tables"][0]["url"]
        assert ["http://www.w3.org/ns/csvw", {"@language": "es-CO"}] == group["@context"]
    assert len(invented.VILLA) == len(told)


def test_columns_are_those_of_the_file(told):
    """Each table names the columns of its CSV, in order, with types that the standard knows."""
    rows = {schema.split("name: ")[1].split("\n")[0]: text for schema, text in invented.VILLA}
    for path, group in told.items():
        for table in group["tables"]:
            name = normpath(f"{path.rpartition('/')[0]}/{table['url']}").split("/")[1]
            columns = table["tableSchema"]["columns"]
            kinds = {c["datatype"] if isinstance(c["datatype"], str) else c["datatype"]["base"] for c in columns}
            assert next(csv.reader(io.StringIO(rows[name]))) == [column["name"] for column in columns]
            assert kinds <= DATATYPES


def test_foreign_keys_lead_to_tables_of_the_group(told):
    """A program can follow every foreign key within one description."""
    keys = 0
    for group in told.values():
        columns = {table["url"]: {c["name"] for c in table["tableSchema"]["columns"]} for table in group["tables"]}
        for table in group["tables"]:
            for key in table["tableSchema"].get("foreignKeys", ()):
                keys += 1
                assert set(key["columnReference"]) <= columns[table["url"]]
                assert set(key["reference"]["columnReference"]) <= columns[key["reference"]["resource"]]
    assert 4 == keys
