import json
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.compare import isomorphic

from generator.artifacts import Written
from generator.publish import catalogues, products
from generator.render import words
from tests import invented

pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib")
"""The readers of rdflib use what rdflib itself has deprecated."""

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


def graphs(site=SITE):
    """Return the catalogue in its two syntaxes, with the sizes of the files of one dataset, as two graphs."""
    made = invented.villa(site)
    found = {artifact.path: artifact for artifact in catalogues.artifacts(made, words.load(made.site))}
    ledger = {"data/visitas/visitas.csv": Written(123, "c0ffee00")}
    return [
        rdflib.Graph().parse(data=found[path].late(ledger), format=form, publicID="https://example.org/root/")
        for path, form in (("catalog.jsonld", "json-ld"), ("catalog.ttl", "turtle"))
    ]


@pytest.mark.parametrize("site", [SITE, ""], ids=["somewhere", "anywhere"])
def test_both_syntaxes_say_the_same(site):
    """JSON-LD and Turtle are the same graph, read by somebody else."""
    one, other = graphs(site)

    assert len(one) > 100
    assert isomorphic(one, other)


def test_no_text_breaks_turtle():
    """A title with quotes, backslashes and lines of its own is the same title in both."""
    title = 'a "b" \\ c\n<d> .'
    metadata = invented.PACKAGE.replace("Villa Serena en datos", json.dumps(title))
    made = invented.build(*invented.VILLA, metadata=metadata)
    (turtle,) = (one for one in catalogues.artifacts(made, words.load(made.site)) if one.path == "catalog.ttl")

    graph = rdflib.Graph().parse(data=turtle.make(), format="turtle", publicID="https://example.org/")

    assert title in {str(found) for found in graph.objects(None, rdflib.DCTERMS.title)}


def judged(graph):
    """Tell whether a graph keeps the rules of DCAT-AP, and what is said of it."""
    conforms, _, said = pyshacl.validate(graph, shacl_graph=str(Path(__file__).parent / "dcat-ap.ttl"))
    return conforms, said


@pytest.mark.parametrize("site", [SITE, ""], ids=["somewhere", "anywhere"])
def test_the_catalogue_keeps_the_rules_of_dcat_ap(site):
    """What DCAT-AP 3 makes mandatory is there, and whatever is there is of the kind that it asks for."""
    conforms, said = judged(graphs(site)[0])

    assert conforms, said


def test_a_broken_rule_is_seen():
    """The rules are no yes-men: a file without an address, or a publisher without a name, breaks them."""
    for path in (rdflib.DCAT.accessURL, rdflib.FOAF.name):
        graph = graphs()[0]
        graph.remove((next(graph.subjects(path)), path, None))
        assert not judged(graph)[0]


def test_files_are_told_with_size_and_checksum():
    """A distribution whose file was written says how large it is, and by which checksum it is known."""
    graph = graphs()[0]
    (size,) = graph.objects(None, rdflib.DCAT.byteSize)
    (checksum,) = graph.objects(None, rdflib.URIRef("http://spdx.org/rdf/terms#checksumValue"))

    assert (123, "c0ffee00") == (size.toPython(), str(checksum))
