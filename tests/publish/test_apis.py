import json
from pathlib import PurePosixPath
from posixpath import normpath

import jsonschema
import openapi_spec_validator
import pytest

from generator import pipeline
from generator.derive import api_pages, exports, site_pages
from generator.publish import apis
from generator.render import api_answers, words
from tests import invented

SITE = "url: https://datos.example.org/\n"
SHAPES = {"index.json": "Index", "datasets": "Dataset"}

FROZEN = {
    "Index": "apiVersion title page description publisher version modified language licenses openapi datasets kinds files",
    "Dataset": "apiVersion title page name description observation theme keywords rows awaited modified nextUpdate periodicity "
    "temporal licenses sources portal notes method schema files figures quality history neighbours",
    "Kind": "apiVersion title page kind singular plural dataset entities",
    "Entity": "apiVersion title page kind id otherNames attributes record datasets awaited sourceOf neighbours",
    "Figure": "id title sentences table rowsRead rowsFile",
    "Table": "columns rows hidden",
    "File": "href format purpose bytes sha256",
}
"""What version 1 of the API promised: to be added to, never taken from."""


def produced(site=""):
    """Return every answer of the API of Villa Serena, by its path."""
    made = invented.villa(site)
    speech = words.load(made.site)
    beside = [api_answers.render(page, speech, made.site.url) for page in site_pages.derive(made)]
    found = [*apis.artifacts(made, speech), *(one for one in beside if one)]
    return {artifact.path: json.loads(artifact.make()) for artifact in found}


@pytest.fixture(name="told", scope="module")
def _told():
    """The answers of a site that does not say where it stands."""
    return produced()


def shape_of(path):
    """Return the name of the schema of an answer, by its path."""
    parts = PurePosixPath(path).parts
    if parts[-1] == "index.json":
        return "Index" if len(parts) == 3 else "Kind"
    return "Dataset" if parts[2] == "datasets" else "Entity"


def test_the_description_is_valid_openapi(told):
    """The description is sound by the specification itself."""
    openapi_spec_validator.validate(told[api_pages.DESCRIPTION])


def test_every_answer_has_its_described_shape(told):
    """Each file that is produced obeys the schema that the description gives for its address."""
    description = told[api_pages.DESCRIPTION]
    found = {path: answer for path, answer in told.items() if path != api_pages.DESCRIPTION}

    assert {"Index", "Dataset", "Kind", "Entity"} == {shape_of(path) for path in found}
    for path, answer in found.items():
        schema = {"$ref": f"#/components/schemas/{shape_of(path)}", "components": description["components"]}
        jsonschema.validate(answer, schema, cls=jsonschema.Draft202012Validator)


def test_a_shape_that_is_broken_is_seen(told):
    """The schemas are no yes-men: an answer without a promised property is refused."""
    description, answer = told[api_pages.DESCRIPTION], dict(told["api/v1/centros/norte.json"])
    del answer["otherNames"]
    schema = {"$ref": "#/components/schemas/Entity", "components": description["components"]}

    with pytest.raises(jsonschema.ValidationError, match="otherNames"):
        jsonschema.validate(answer, schema, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("name", FROZEN)
def test_no_promise_is_taken_back(told, name):
    """Every property that version 1 promised is still required."""
    required = told[api_pages.DESCRIPTION]["components"]["schemas"][name]["required"]

    assert set() == set(FROZEN[name].split()) - set(required)


def test_every_described_address_is_answered(told):
    """The paths of the description, filled with each of the values that it lists, are exactly the answers there are."""
    found = set()
    for path, way in told[api_pages.DESCRIPTION]["paths"].items():
        names = way["get"]["parameters"]
        values = names[0]["schema"]["enum"] if names else [""]
        found |= {f"api/v1{path}".replace("{" + (names[0]["name"] if names else "") + "}", value) for value in values}

    assert found == set(told) - {api_pages.DESCRIPTION}


def addresses(value):
    """Yield the addresses of an answer, wherever in it."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("href", "page", "openapi", "list", "previous", "next", "rowsFile", "latest") and isinstance(
                item, str
            ):
                yield item
            else:
                yield from addresses(item)
    elif isinstance(value, list):
        for item in value:
            yield from addresses(item)


def test_every_address_leads_somewhere(told, tmp_path):
    """Addresses start from the answer, and lead to a page, a file or another answer of the same site."""
    made = invented.villa()
    where = invented.write(tmp_path, *invented.VILLA)
    there = {artifact.path for artifact in pipeline.prepare(where).documents}
    there |= {f"{path}index.html" for path in site_pages.addresses(made)} | {"SHA256SUMS", exports.whole(made).path}

    assert {"data/visitas/rows/centros/norte.csv", "data/visitas/changes/index.html"} <= {
        normpath(f"{path.rpartition('/')[0]}/{address}") for path, one in told.items() for address in addresses(one)
    }
    for path, answer in told.items():
        if path == api_pages.DESCRIPTION:
            continue
        leads = {normpath(f"{path.rpartition('/')[0]}/{address}") for address in addresses(answer)}
        assert set() == leads - there, path


def test_addresses_are_whole_where_the_site_says_where_it_stands():
    """With an address of the site, every address of every answer begins with it."""
    answered = {path: answer for path, answer in produced(SITE).items() if path != api_pages.DESCRIPTION}
    found = [address for answer in answered.values() for address in addresses(answer)]

    assert found
    assert [] == [address for address in found if not address.startswith("https://datos.example.org/")]


def test_an_entity_is_told_with_its_values(told):
    """An entity has its row by fields, what each dataset says of it in numbers, and its neighbours."""
    found = told["api/v1/centros/sur.json"]
    (visits,) = (one for one in found["datasets"] if one["name"] == "visitas")

    assert {"id": "sur", "nombre": "Centro Sur", "barrio": None, "abierto_desde": "2020-11-30"} == found["record"]
    assert [500] == [row["cells"][2] for row in visits["figures"][1]["table"]["rows"] if row["mark"] == "this"]
    assert ["norte.json", "isla.json"] == [found["neighbours"][way].rpartition("/")[2] for way in ("previous", "next")]
    assert told["api/v1/centros/norte.json"]["neighbours"]["previous"] is None


def test_a_dataset_names_what_it_joins_with(told):
    """A dataset leads to those its foreign keys point to, and to those whose keys point to it."""
    near = told["api/v1/datasets/centros.json"]["neighbours"]

    assert ["oferta", "visitas"] == [one["name"] for one in near["pointedFrom"]]
    assert ["centros", "documentos"] == [
        one["name"] for one in told["api/v1/datasets/visitas.json"]["neighbours"]["pointsTo"]
    ]
