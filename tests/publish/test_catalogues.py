import json

import pytest

from generator.publish import catalogues, products
from generator.render import words
from tests import invented

REQUIRED = {"title", "description", "keyword", "modified", "publisher", "contactPoint", "identifier", "accessLevel"}
"""What the Project Open Data Metadata Schema 1.1 asks of every dataset."""

SITE = """
url: https://datos.example.org/
locale: es_CO
contact: {title: Datos abiertos, path: "mailto:datos@example.org"}
"""


@pytest.fixture(name="read")
def _read():
    """Return a function that gives one of the two files, read as JSON."""

    def read(path, site=SITE):
        made = invented.villa(site)
        found = {artifact.path: artifact.make for artifact in catalogues.artifacts(made, words.load(made.site))}
        return json.loads(found[path]())

    return read


def visits(whole, key, title):
    """Return the dataset of visits of a catalogue."""
    (found,) = (one for one in whole[key] if one[title] == "Visitas a los centros")
    return found


def test_another_portal_can_harvest_every_dataset(read):
    """The catalogue by DCAT-US 1.1 has all that it asks for, with addresses that lead somewhere."""
    whole = read("data.json")
    found = visits(whole, "dataset", "title")

    assert "https://project-open-data.cio.gov/v1.1/schema" == whole["conformsTo"]
    assert len(invented.VILLA) == len(whole["dataset"])
    assert set() == REQUIRED - set(found)
    assert "Oficina de Cuentas" == found["publisher"]["name"]
    assert "mailto:datos@example.org" == found["contactPoint"]["hasEmail"]
    assert ("2025-03-09", "2024-01-01/2024-12-31", ["es-CO"]) == (
        found["modified"], found["temporal"], found["language"],
    )  # fmt: skip


def test_every_file_of_a_dataset_is_a_distribution(read, tmp_path):
    """Each format has its address, its media type and what it is for; each address is one that is published."""
    found = visits(read("data.json"), "dataset", "title")["distribution"]
    where = invented.write(tmp_path, *invented.VILLA, site=SITE)
    made = invented.villa(SITE)
    published = {
        f"https://datos.example.org/{one.path}" for one in products.artifacts(where, made, words.load(made.site))
    }

    assert {"CSV", "JSON", "PARQUET", "XLSX", "ZIP"} == {one["format"] for one in found}
    assert set() == {one["downloadURL"] for one in found} - published
    assert all(one["mediaType"] and one["description"] for one in found)


def test_the_catalogue_is_linked_data(read):
    """The same datasets as DCAT 3, their addresses relative to that of the site."""
    whole = read("catalog.jsonld")
    found = visits(whole, "dcat:dataset", "dct:title")

    assert ("dcat:Catalog", "https://datos.example.org/") == (whole["@type"], whole["@context"]["@base"])
    assert {"@type": "xsd:date", "@value": "2025-03-09"} == found["dct:modified"]
    assert "data/visitas/visitas.csv" in [one["@id"] for one in found["dcat:distribution"]]


def test_nothing_is_told_that_nobody_says(read):
    """A dataset without dates, place or contact has no such keys, rather than blank ones."""
    whole = read("data.json", "")
    (survey,) = (one for one in whole["dataset"] if one["identifier"] == "data/encuesta/")

    assert set() == {"contactPoint", "temporal", "spatial", "modified"} & set(survey)
    assert "@base" not in read("catalog.jsonld", "")["@context"]
