"""The description of the API in OpenAPI 3.1: its addresses, and the shape of every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.derive import api_pages, entity_pages, records

if TYPE_CHECKING:
    from generator.model.catalog import Catalog
    from generator.render.words import Words

Told = dict[str, Any]
TEXT: Told = {"type": "string"}
MAYBE: Told = {"type": ["string", "null"]}
COUNT: Told = {"type": "integer", "minimum": 0}
TRUTH: Told = {"type": "boolean"}
ADDRESS: Told = {"type": "string", "format": "uri-reference"}
DAY: Told = {"type": ["string", "null"], "format": "date"}
VALUE: Told = {"type": ["string", "number", "boolean", "null"]}


def _ref(name: str) -> Told:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(item: Told) -> Told:
    return {"type": "array", "items": item}


def _shape(**properties: Told) -> Told:
    """Return an object that has all of these properties; others may be added to it later, none is taken away."""
    return {"type": "object", "properties": properties, "required": list(properties)}


LINK = _shape(name=TEXT, title=TEXT, href=ADDRESS)
NAMED = _shape(title=TEXT, path=MAYBE)
COMMON = {"apiVersion": {"const": "1"}, "title": TEXT, "page": ADDRESS}
SCHEMAS: Told = {
    "Index": _shape(
        **COMMON, description=TEXT, publisher=TEXT, version=MAYBE, modified=DAY, language=TEXT, licenses=_list(NAMED),
        openapi=ADDRESS,
        datasets=_list(
            _shape(name=TEXT, title=TEXT, theme=TEXT, rows=COUNT, awaited=TRUTH, page=ADDRESS, href=ADDRESS)
        ),
        kinds=_list(_shape(kind=TEXT, title=TEXT, entities=COUNT, page=ADDRESS, href=ADDRESS)),
        files=_list(_shape(href=ADDRESS, format=TEXT, purpose=TEXT)),
    ),
    "Dataset": _shape(
        **COMMON, name=TEXT, description=TEXT, observation=TEXT, theme=TEXT, keywords=_list(TEXT), rows=COUNT,
        awaited=TRUTH, modified=DAY, nextUpdate=DAY, periodicity=MAYBE,
        temporal={"type": ["object", "null"], "properties": {"start": DAY, "end": DAY}},
        licenses=_list(NAMED), sources=_list(NAMED),
        portal={"type": "object", "additionalProperties": MAYBE}, notes=_list(TEXT), method=MAYBE,
        schema={"type": "object"}, files=_list(_ref("File")), figures=_list(_ref("Figure")),
        quality=_list(_shape(criterion=TEXT, result=TEXT, measured=TEXT)),
        history=_shape(page=ADDRESS, state=TEXT, versions=COUNT, latest=MAYBE),
        neighbours=_shape(pointsTo=_list(LINK), pointedFrom=_list(LINK)),
    ),
    "Kind": _shape(
        **COMMON, kind=TEXT, singular=TEXT, plural=TEXT, dataset=ADDRESS,
        entities=_list(
            _shape(id=TEXT, title=TEXT, subtitle=TEXT, otherNames=_list(TEXT), page=ADDRESS, href=ADDRESS)
        ),
    ),
    "Entity": _shape(
        **COMMON, kind=TEXT, id=TEXT, otherNames=_list(TEXT), attributes=_list(_shape(title=TEXT, value=VALUE)),
        record={"type": "object", "additionalProperties": VALUE},
        datasets=_list(
            _shape(name=TEXT, title=TEXT, href=ADDRESS, figures=_list(_ref("Figure")),
                   rows={"oneOf": [_ref("Table"), {"type": "null"}]})
        ),
        awaited=_list(LINK), sourceOf=_list(_shape(name=TEXT, title=TEXT, href=ADDRESS, rows=COUNT)),
        neighbours=_shape(list=ADDRESS, dataset=ADDRESS, previous=MAYBE, next=MAYBE),
    ),
    "Figure": _shape(id=TEXT, title=TEXT, sentences=_list(TEXT), table=_ref("Table"), rowsRead=COUNT, rowsFile=MAYBE),
    "Table": _shape(
        columns=_list(_shape(title=TEXT, unit=MAYBE)), rows=_list(_shape(cells=_list(VALUE), mark=MAYBE)), hidden=COUNT,
    ),
    "File": _shape(
        href=ADDRESS, format=TEXT, purpose=TEXT, bytes={"type": ["integer", "null"], "minimum": 0}, sha256=MAYBE,
    ),
}  # fmt: skip


def derive(catalog: Catalog, words: Words) -> Told:
    """Return the description, its addresses relative to its own unless the site says where it stands."""
    whole = records.whole(catalog)
    paths = {
        "/index.json": _way("index", "Index", words),
        f"/{api_pages.DATASETS}/{{name}}.json": _way("dataset", "Dataset", words, name=list(catalog.datasets)),
    }
    for kind, entities in catalog.entities.items():
        title = entity_pages.directory(kind, catalog).link.text
        paths[f"/{kind}/index.json"] = _way("kind", "Kind", words, title=[title])
        paths[f"/{kind}/{{id}}.json"] = _way("entity", "Entity", words, title=[title], id=list(entities))
    license_ = next((one for one in whole.licenses), None)
    info: Told = {"title": whole.title, "version": "1", "description": words.say("api.intro")}
    if license_ is not None:
        info["license"] = {"name": license_.title or license_.name}
        info["license"] |= {"url": license_.path} if license_.path else {}
    return {
        "openapi": "3.1.0", "info": info,
        "servers": [{"url": f"{whole.url}{api_pages.ROOT}".rstrip("/") if whole.url else "."}],
        "paths": paths, "components": {"schemas": SCHEMAS},
    }  # fmt: skip


def _way(key: str, schema: str, words: Words, **choices: list[str]) -> Told:
    """Return what can be asked at an address: `choices` are the values of its parameters, `title` the kind's title."""
    title = choices.pop("title", [""])[0]
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "enum": values} if values else TEXT}
        for name, values in choices.items()
    ]
    summary = words.say(f"api.way.{key}") + (f" ({title})" if title else "")
    answer = {"description": words.say(f"api.way.{key}"), "content": {"application/json": {"schema": _ref(schema)}}}
    return {"get": {"summary": summary, "parameters": parameters, "responses": {"200": answer}}}
