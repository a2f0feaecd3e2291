"""Projects of invented towns, from texts: what the tests of derive, render and publish ask about."""

import tempfile
from pathlib import Path

import yaml

from generator import check, project
from generator.derive import figures, site_pages
from generator.derive.figures import Figure
from generator.derive.pages import Page
from generator.derive.summaries import Scope
from generator.load import package
from generator.model import catalog
from generator.model.catalog import Catalog
from generator.problems import refuse_if_any
from generator.project import Project

Texts = tuple[str, str]
"""A descriptor in YAML and the CSV it describes."""

CENTRES: Texts = (
    """
name: centros
title: Centros de atención
description: Los centros de Villa Serena.
observation: Un centro.
schema:
  fields:
    - {name: id, title: Identificador, type: string}
    - {name: nombre, title: Nombre, type: string}
    - {name: barrio, title: Barrio, type: string}
    - {name: abierto_desde, title: Abierto desde, type: date}
  primaryKey: id
label: nombre
entity: {singular: centro, plural: centros}
views: {}
""",
    """id,nombre,barrio,abierto_desde
norte,Centro Norte,El Faro,2019-03-09
sur,Centro Sur,,2020-11-30
isla,Isla Mayor,La Ribera,
""",
)

SERVICES: Texts = (
    """
name: servicios
title: Servicios
schema:
  fields:
    - {name: id, title: Identificador, type: string}
    - {name: nombre, title: Nombre, type: string}
    - {name: orden, title: Orden, type: integer}
    - {name: oficina, title: Oficina, type: string}
  primaryKey: id
label: nombre
entity: {singular: servicio, plural: servicios, order: orden}
views: {}
""",
    """id,nombre,orden,oficina
registro,Registro de vecinos,2,Oficina del Registro
agua,Recibo del agua,1,
poda,Poda de árboles,3,Oficina de Parques
""",
)

OFFER: Texts = (
    """
name: oferta
title: Qué se puede hacer en cada centro
theme: atencion
schema:
  fields:
    - {name: centro_id, title: Centro, type: string}
    - {name: servicio_id, title: Servicio, type: string}
    - {name: ofrece, title: Se ofrece, type: boolean}
  primaryKey: [centro_id, servicio_id]
  foreignKeys:
    - {fields: centro_id, reference: {resource: centros, fields: id}}
    - {fields: servicio_id, reference: {resource: servicios, fields: id}}
views:
  aqui:
    title: Qué se puede hacer aquí
    group: servicio_id
    measure: {field: ofrece, aggregate: presence}
    columns: [servicio_id.oficina]
    elsewhere: true
    pages: [centros]
  por-centro:
    title: Cuántos servicios ofrece cada centro
    group: centro_id
    measure: {field: ofrece, aggregate: presence}
    order: -value
    pages: [theme, dataset, centros]
""",
    """centro_id,servicio_id,ofrece
norte,registro,true
norte,agua,true
norte,poda,false
sur,registro,true
sur,agua,false
sur,poda,false
isla,registro,false
isla,agua,false
isla,poda,
""",
)

VISITS: Texts = (
    """
name: visitas
title: Visitas a los centros
description: Cuántas personas visitaron cada centro.
theme: atencion
contributors: [{title: Oficina de Cuentas, roles: [publisher]}]
temporal: {start: 2024-01-01, end: 2024-12-31}
accrualPeriodicity: R/P3M
modified: 2025-03-09
schema:
  fields:
    - {name: centro_id, title: Centro, type: string}
    - {name: periodo, title: Periodo, type: string, rdfType: "http://purl.org/dc/terms/PeriodOfTime"}
    - {name: visitas, title: Visitas, type: integer, unit: {one: visita, other: visitas}}
    - {name: documento_id, title: Documento, type: string}
    - {name: lineas, title: Líneas, type: string}
  primaryKey: [centro_id, periodo]
  foreignKeys:
    - {fields: centro_id, reference: {resource: centros, fields: id}}
    - {fields: documento_id, reference: {resource: documentos, fields: id}}
provenance: {document: documento_id, lines: lineas}
views:
  por-trimestre:
    title: Visitas por trimestre
    group: periodo
    measure: {field: visitas, aggregate: sum}
    share: true
  por-centro:
    title: Visitas por centro
    group: centro_id
    measure: {field: visitas, aggregate: sum}
    order: -value
    share: true
    lead: {whole: "Villa Serena recibió {value} en 2024.", entity: "{name} recibió {value} en 2024."}
""",
    """centro_id,periodo,visitas,documento_id,lineas
norte,2024-Q1,1000,informe,3
norte,2024-Q2,1500,informe,4
sur,2024-Q1,300,informe,7-8
sur,2024-Q2,200,informe,9
isla,2024-Q1,,informe,12
""",
)

DOCUMENTS: Texts = (
    """
name: documentos
title: Documentos
schema:
  fields:
    - {name: id, title: Identificador, type: string}
    - {name: titulo, title: Título, type: string}
    - {name: paginas, title: Páginas, type: integer, unit: páginas}
  primaryKey: id
label: titulo
entity: {singular: documento, plural: documentos}
views: {}
""",
    """id,titulo,paginas
informe,Informe de visitas 2024,40
""",
)

SATISFACTION: Texts = (
    """
name: encuesta
title: Cómo califican la atención
theme: atencion
schema:
  fields:
    - {name: canal, title: Canal, type: string, constraints: {enum: [ventanilla, teléfono, internet]}}
    - {name: respuesta, title: Respuesta, type: string, constraints: {enum: [buena, regular, mala]}}
    - {name: porcentaje, title: Porcentaje, type: number, unit: "%"}
  primaryKey: [canal, respuesta]
views:
  calificacion:
    title: Calificación por canal
    group: [canal, respuesta]
    measure: {field: porcentaje, aggregate: value}
""",
    """canal,respuesta,porcentaje
teléfono,buena,60.5
teléfono,regular,30
teléfono,mala,9.5
ventanilla,buena,81.2
ventanilla,mala,18.8
""",
)

PACKAGE = """
name: villa-serena
title: Villa Serena en datos
description: Los datos de un municipio inventado.
licenses: [{name: CC-BY-4.0, title: Atribución 4.0, path: "https://example.org/licencia"}]
themes:
  atencion: {title: Atención a la ciudadanía, description: Dónde y cómo se atiende.}
  obras: {title: Obras, description: Un tema sin datos.}
"""

VILLA = (CENTRES, SERVICES, OFFER, VISITS, DOCUMENTS, SATISFACTION)


def villa(site: str = "") -> Catalog:
    """Return the catalogue of Villa Serena, with the words of `site` (the text of a `site.yaml`)."""
    return build(*VILLA, site=site)


def build(*datasets: Texts, metadata: str = PACKAGE, site: str = "") -> Catalog:
    """Return the catalogue of some datasets.

    Raises:
        Refused: they are not sound.
    """
    with tempfile.TemporaryDirectory() as folder:
        where = write(Path(folder), *datasets, metadata=metadata, site=site)
        found = package.load(where, project.survey(where))
    refuse_if_any(check.check(found))
    return catalog.build(found)


def unchecked(*datasets: Texts, metadata: str = PACKAGE) -> Catalog:
    """Return the catalogue of datasets that the checks would refuse, for what must stand firm all the same."""
    with tempfile.TemporaryDirectory() as folder:
        where = write(Path(folder), *datasets, metadata=metadata)
        return catalog.build(package.load(where, project.survey(where)))


def write(folder: Path, *datasets: Texts, metadata: str = PACKAGE, site: str = "") -> Project:
    """Write a project into a folder that is there already, and return it."""
    where = Project(folder)
    for part in (where.datasets, where.schemas, where.site_src):
        part.mkdir()
    for schema, rows in datasets:
        name = yaml.safe_load(schema)["name"]
        (where.schemas / f"{name}.yaml").write_text(schema, encoding="utf-8")
        (where.datasets / f"{name}.csv").write_text(rows, encoding="utf-8", newline="")
    (where.schemas / "datapackage.yaml").write_text(metadata, encoding="utf-8")
    if site:
        (where.site_src / "site.yaml").write_text(site, encoding="utf-8")
    return where


def figure(made: Catalog, dataset: str, view: str, entity: str = "") -> Figure:
    """Return the figure of a view, for all rows or for an entity (`centros/norte`), as its page would have it."""
    found = made.datasets[dataset]
    (asked,) = (one for one in found.descriptor.views if one.id == view)
    if not entity:
        return figures.derive(found, asked, made)
    kind, _, name = entity.partition("/")
    (relation,) = (one for one in made.relations_to(kind) if one.dataset == dataset)
    return figures.derive(found, asked, made, Scope(relation.field, made.entities[kind][name]))


def page(made: Catalog, path: str) -> Page:
    """Return the page at an address."""
    return next(found for found in site_pages.derive(made) if found.path == path)
