import hashlib
import io
import json
import zipfile

import pytest

from generator.problems import Refused
from generator.publish import packages
from generator.publish.packages import Source
from tests import invented


@pytest.fixture(name="where")
def _where(tmp_path):
    """The project of Villa Serena."""
    return invented.write(tmp_path, *invented.VILLA)


@pytest.fixture(name="made")
def _made(where):
    """What is published of its data, by path."""
    return {artifact.path: artifact for artifact in packages.artifacts(where, invented.villa())}


def unzip(data):
    """Return the files of a zip, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def test_every_dataset_has_its_file_and_its_package(made):
    """Beside each CSV stands its zip; the whole catalogue has a zip and a description of its own."""
    names = ("centros", "documentos", "encuesta", "oferta", "servicios", "visitas")
    expected = {f"data/{name}/{name}.{ending}" for name in names for ending in ("csv", "zip")}

    assert expected | {"data/villa-serena.zip", "datapackage.json"} <= set(made)


def test_a_published_csv_is_the_editor_s(where, made):
    """A CSV is copied byte for byte, and also into the zip."""
    written = (where.datasets / "visitas.csv").read_bytes()

    assert written == made["data/visitas/visitas.csv"].make()
    assert written == unzip(made["data/visitas/visitas.zip"].make())["visitas.csv"]


def test_a_package_is_closed_over_its_keys(made):
    """A zip holds the dataset and those that its foreign keys lead to, and no other."""
    found = unzip(made["data/visitas/visitas.zip"].make())

    assert {"datapackage.json", "centros.csv", "documentos.csv", "visitas.csv"} == set(found)
    assert ["visitas", "centros", "documentos"] == [
        part["name"] for part in json.loads(found["datapackage.json"])["resources"]
    ]


def test_a_dataset_without_keys_is_alone_in_its_package(made):
    """Nothing is added to a dataset that needs no other."""
    assert {"datapackage.json", "encuesta.csv"} == set(unzip(made["data/encuesta/encuesta.zip"].make()))


def test_equal_contents_are_equal_bytes(tmp_path_factory, made):
    """A zip of the same files has the same bytes, from another folder and however the files are listed."""
    other = invented.write(tmp_path_factory.mktemp("other"), *reversed(invented.VILLA))
    again = {artifact.path: artifact for artifact in packages.artifacts(other, invented.villa())}

    assert {path: artifact.make() for path, artifact in made.items()} == {
        path: artifact.make() for path, artifact in again.items()
    }


def test_files_stand_in_a_zip_by_their_names(tmp_path):
    """However the files are given, the description comes first and the rest in the order of their names."""
    for name in "abc":
        (tmp_path / f"{name}.csv").write_bytes(b"x\n1\n")
    source = {name: Source(tmp_path / f"{name}.csv", hashlib.sha256(b"x\n1\n").hexdigest()) for name in "bca"}

    assert ["datapackage.json", "a.csv", "b.csv", "c.csv"] == list(unzip(packages.pack("{}\n", source)))


def test_a_zip_bears_no_date_of_its_own(made):
    """Every file in a zip has the oldest date there is, and the rights of a plain file."""
    with zipfile.ZipFile(io.BytesIO(made["data/visitas/visitas.zip"].make())) as archive:
        assert {(packages.OLDEST, 0o644)} == {(info.date_time, info.external_attr >> 16) for info in archive.infolist()}


def test_a_resource_says_how_to_read_its_file(made, where):
    """The description tells path, encoding, dialect, size and hash, and keeps what the editor wrote."""
    (found,) = (part for part in json.loads(made["datapackage.json"].make())["resources"] if part["name"] == "visitas")

    assert ("data/visitas/visitas.csv", "utf-8", {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}) == (
        found["path"],
        found["encoding"],
        found["dialect"],
    )
    assert (where.datasets / "visitas.csv").stat().st_size == found["bytes"]
    assert found["hash"].startswith("sha256:")
    assert "Cuántas personas visitaron cada centro." == found["description"]
    assert "por-trimestre" in found["views"]


def test_the_root_names_the_catalogue(made):
    """The description of the whole carries the catalogue's metadata, and the version of the standard it follows."""
    found = json.loads(made["datapackage.json"].make())

    assert ("villa-serena", "Villa Serena en datos", packages.PROFILE) == (
        found["name"],
        found["title"],
        found["$schema"],
    )
    assert "CC-BY-4.0" == found["licenses"][0]["name"]


def test_a_key_to_its_own_dataset_is_written_as_the_standard_asks():
    """A foreign key to the dataset itself names no resource."""
    schema = """
name: oficinas
title: Oficinas
schema:
  fields: [{name: id, title: Código, type: string}, {name: de, title: De, type: string}]
  primaryKey: [id]
  foreignKeys: [{fields: [de], reference: {resource: oficinas, fields: [id]}}]
"""
    made = invented.build((schema, "id,de\na,\nb,a\n"))

    (found,) = packages.describe(made, ["oficinas"], name="oficinas")["resources"]

    assert "" == found["schema"]["foreignKeys"][0]["reference"]["resource"]


def test_a_file_that_changed_since_it_was_checked_is_not_published(where, made):
    """What was not checked is refused, alone and in every zip that holds it."""
    path = where.datasets / "centros.csv"
    path.write_bytes(path.read_bytes() + b"este,Centro Este,,\n")

    for name in ("data/centros/centros.csv", "data/visitas/visitas.zip"):
        with pytest.raises(Refused) as refused:
            made[name].make()
        assert [("file-changed", "datasets/centros.csv")] == [(p.code, p.file) for p in refused.value.problems]


def test_a_source_that_is_as_it_was_checked_is_read(tmp_path):
    """A file of the right hash gives its bytes."""
    (tmp_path / "x.csv").write_bytes(b"a\r\n1\r\n")

    assert b"a\r\n1\r\n" == Source(tmp_path / "x.csv", hashlib.sha256(b"a\r\n1\r\n").hexdigest()).read()
