"""Bahía Mirlo, a town that does not exist: what is awaited there, what is missing, and what its reports state."""

from generator.model.catalog import Catalog
from tests.invented import Texts, build

PERIOD = "http://purl.org/dc/terms/PeriodOfTime"
DATASET = "http://www.w3.org/ns/dcat#Dataset"

PACKAGE = """
name: bahia-mirlo
title: Bahía Mirlo en datos
themes:
  atencion: {title: Atención a la ciudadanía, description: Cómo se atiende.}
  contraste: {title: Contraste, description: Lo que dicen los informes.}
"""

BRANCHES: Texts = (
    """
name: sedes
title: Sedes
schema:
  fields:
    - {name: id, title: Identificador, type: string}
    - {name: nombre, title: Nombre, type: string}
    - {name: abierta, title: Abierta, type: boolean, trueValues: [sí], falseValues: [no]}
  primaryKey: id
label: nombre
entity: {singular: sede, plural: sedes}
views: {}
""",
    "id,nombre,abierta\nmuelle,Sede del Muelle,sí\nloma,Sede de la Loma,no\n",
)

TAKINGS: Texts = (
    f"""
name: recaudo-sedes
title: Recaudo de las sedes
theme: atencion
schema:
  fields:
    - {{name: sede_id, title: Sede, type: string}}
    - {{name: periodo, title: Periodo, type: string, rdfType: "{PERIOD}"}}
    - {{name: recibos, title: Recibos, type: integer, unit: recibos}}
    - {{name: tasa, title: Tasa, type: number, unit: "%"}}
    - {{name: nota, title: Nota, type: string}}
  primaryKey: [sede_id, periodo]
  foreignKeys: [{{fields: sede_id, reference: {{resource: sedes, fields: id}}}}]
  missingValues: [{{value: "", label: ""}}, {{value: no aplica, label: no aplica}}]
views:
  por-sede:
    title: Recibos por sede
    group: sede_id
    measure: {{field: recibos, aggregate: sum}}
""",
    """sede_id,periodo,recibos,tasa,nota
muelle,2024-Q1,0,12.5,cero
muelle,2024-Q2,,no aplica,
loma,2024-Q1,1200,0,007
loma,2024-Q2,35,50.25,no aplica
""",
)

PRUNINGS: Texts = (
    f"""
name: podas
title: Podas de árboles
description: Cuántos árboles podó cada sede.
theme: atencion
accrualPeriodicity: R/P3M
awaited: {{reporter: Oficina de Arbolado, since: 2023-05}}
schema:
  fields:
    - {{name: sede_id, title: Sede, type: string, constraints: {{required: true}}}}
    - {{name: periodo, title: Periodo, type: string, rdfType: "{PERIOD}"}}
    - {{name: codigo, title: Código, type: string, description: Con sus ceros., example: "007"}}
    - {{name: especie, title: Especie, type: string, constraints: {{enum: [ceiba, samán]}}}}
    - {{name: podas, title: Podas, type: integer, unit: {{one: poda, other: podas}}, constraints: {{minimum: 0}}}}
    - {{name: altura, title: Altura, type: number, unit: metros}}
    - {{name: urgente, title: Urgente, type: boolean, trueValues: [sí], falseValues: [no]}}
    - {{name: dia, title: Día, type: date, constraints: {{minimum: "2023-01-01"}}}}
    - {{name: anio, title: Año, type: year}}
    - {{name: publicado_en, title: Publicado en, type: string, rdfType: "{DATASET}"}}
  primaryKey: [sede_id, periodo]
  foreignKeys: [{{fields: sede_id, reference: {{resource: sedes, fields: id}}}}]
views:
  por-sede:
    title: Podas por sede
    group: sede_id
    measure: {{field: podas, aggregate: sum}}
  tareas:
    title: Las podas, una por una
    measure: {{aggregate: list}}
    unit: {{one: poda, other: podas}}
    columns: [codigo, especie, sede_id]
""",
    "sede_id,periodo,codigo,especie,podas,altura,urgente,dia,anio,publicado_en\n",
)

TASKS: Texts = (
    """
name: tareas
title: Tareas del plan
theme: atencion
schema:
  fields:
    - {name: id, title: Código, type: string}
    - {name: tarea, title: Tarea, type: string}
    - {name: meta, title: Meta, type: string}
    - {name: bloque, title: Bloque, type: string}
    - {name: sede_id, title: Sede, type: string}
  primaryKey: id
  foreignKeys: [{fields: sede_id, reference: {resource: sedes, fields: id}}]
label: tarea
views:
  lista:
    title: Tareas del plan
    measure: {aggregate: list}
    unit: {one: tarea, other: tareas}
    group: bloque
    columns: [tarea, meta, sede_id, sede_id.abierta, pruebas.conjunto]
    filter: [meta, pruebas.conjunto]
    state: pruebas.conjunto
    lead: {entity: "{name} tiene a su cargo {value}."}
""",
    """id,tarea,meta,bloque,sede_id
t1,Publicar el recaudo,corto plazo,Datos,muelle
t2,Contar los árboles,largo plazo,Árboles,loma
t3,Pintar la fachada,corto plazo,,
t4,Revisar las podas,,Árboles,loma
t5,Abrir el archivo,largo plazo,Datos,muelle
""",
)

EVIDENCE: Texts = (
    f"""
name: pruebas
title: Pruebas de las tareas
schema:
  fields:
    - {{name: tarea_id, title: Tarea, type: string}}
    - {{name: conjunto, title: Conjunto de datos, type: string, rdfType: "{DATASET}"}}
  primaryKey: [tarea_id, conjunto]
  foreignKeys: [{{fields: tarea_id, reference: {{resource: tareas, fields: id}}}}]
views: {{}}
""",
    "tarea_id,conjunto\nt1,recaudo-sedes\nt2,podas\nt5,sedes\nt5,podas\n",
)

MISSING: Texts = (
    f"""
name: faltantes
title: Lo que falta
schema:
  fields:
    - {{name: id, title: Código, type: string}}
    - {{name: falta, title: Qué falta, type: string}}
    - {{name: conjunto, title: Conjunto, type: string, rdfType: "{DATASET}"}}
    - {{name: responsable, title: Responsable, type: string}}
    - {{name: desde, title: Desde, type: string, rdfType: "{PERIOD}"}}
  primaryKey: id
gaps: {{text: falta, dataset: conjunto, publisher: responsable, since: desde}}
views: {{}}
""",
    """id,falta,conjunto,responsable,desde
f1,El recaudo de abril,recaudo-sedes,Oficina de Cuentas,2024-04
f2,Las podas de la Loma,podas,,
f3,El horario de las sedes,sedes,Alcaldía,2023
""",
)

REPORTS: Texts = (
    """
name: informes
title: Informes
schema:
  fields: [{name: id, title: Identificador, type: string}, {name: titulo, title: Título, type: string}]
  primaryKey: id
label: titulo
entity: {singular: informe, plural: informes}
views: {}
""",
    "id,titulo\ninforme-2024,Informe de 2024\n",
)

STATED = """
name: afirmaciones
title: Lo que afirman los informes
theme: contraste
schema:
  fields:
    - {name: id, title: Código, type: string}
    - {name: enunciado, title: Enunciado, type: string}
    - {name: valor, title: Valor, type: string}
    - {name: unidad, title: Unidad, type: string}
    - {name: decimales, title: Decimales, type: integer}
    - {name: partes, title: Suma de redondeados, type: boolean}
    - {name: filas, title: Filas, type: string}
    - {name: calculo, title: Cálculo, type: string}
    - {name: motivo, title: Motivo, type: string}
    - {name: clase, title: Clase, type: string}
    - {name: dif_valor, title: Valor hallado, type: string}
    - {name: dif_fecha, title: Fecha, type: date}
    - {name: dif_motivo, title: Por qué se acepta, type: string}
    - {name: informe_id, title: Informe, type: string}
    - {name: lineas, title: Líneas, type: string}
  primaryKey: id
  foreignKeys: [{fields: informe_id, reference: {resource: informes, fields: id}}]
provenance: {document: informe_id, lines: lineas}
statements:
  text: enunciado
  stated: valor
  unit: unidad
  decimals: decimales
  parts: partes
  rows: filas
  value: calculo
  reason: motivo
  kind: clase
  observation: opinión
  accepted: {value: dif_valor, date: dif_fecha, reason: dif_motivo}
"""

NAMES = (
    "id", "enunciado", "valor", "unidad", "decimales", "partes", "filas", "calculo", "motivo", "clase", "dif_valor",
    "dif_fecha", "dif_motivo", "informe_id", "lineas",
)  # fmt: skip

TOTAL = {
    "id": "total", "enunciado": "Se expidieron 1235 recibos", "valor": "1235", "unidad": "recibos",
    "filas": "SELECT sede_id, periodo, recibos FROM recaudo_sedes", "calculo": "SELECT sum(recibos) FROM filas",
}  # fmt: skip
"""A statement that holds."""

AVERAGE = {
    "id": "media", "enunciado": "La tasa media de la Loma fue del 25,2 %", "valor": "25.2", "unidad": "%",
    "decimales": "1", "filas": "SELECT sede_id, tasa FROM recaudo_sedes WHERE sede_id = 'loma'",
    "calculo": "SELECT avg(tasa) FROM filas",
}  # fmt: skip
"""A statement that differs by rounding: the value is 25.125."""

OPEN = {
    "id": "abiertas", "enunciado": "Están abiertas dos sedes", "valor": "2", "unidad": "sedes",
    "filas": "SELECT id, abierta FROM sedes WHERE abierta", "calculo": "SELECT count(*) FROM filas",
    "dif_valor": "1", "dif_fecha": "2025-02-03", "dif_motivo": "El informe contó la sede cerrada.",
}  # fmt: skip
"""A statement that fails, with a review that still is true."""

UNKNOWN = {
    "id": "tasa-q2", "enunciado": "La tasa del Muelle subió en el segundo trimestre", "valor": "",
    "filas": "SELECT tasa FROM recaudo_sedes WHERE sede_id = 'muelle' AND periodo = '2024-Q2'",
    "calculo": "SELECT tasa FROM filas", "motivo": "La tasa no se publicó.",
}  # fmt: skip
"""A statement whose rule finds no data."""

OPINION = {
    "id": "amable", "enunciado": "El personal es amable", "clase": "opinión", "motivo": "Es una opinión del informe.",
}  # fmt: skip
"""A statement that no rule can decide."""

STATEMENTS = (TOTAL, AVERAGE, OPEN, UNKNOWN, OPINION)
SOURCE = {"informe_id": "informe-2024", "lineas": "4"}

OTHERS = (BRANCHES, TAKINGS, PRUNINGS, TASKS, EVIDENCE, MISSING, REPORTS)


def stated(*statements: dict[str, str]) -> Texts:
    """Return the dataset of statements with these rows; the cells they do not name are blank."""
    quoted = (
        ",".join(f'"{({**SOURCE, **row}).get(name, "").replace(chr(34), chr(34) * 2)}"' for name in NAMES)
        for row in statements
    )
    return STATED, "\n".join((",".join(NAMES), *quoted)) + "\n"


def town(*statements: dict[str, str], replaced: tuple[Texts, ...] = (), site: str = "") -> Catalog:
    """Return the catalogue of Bahía Mirlo with statements, `STATEMENTS` when none are given; some texts replaced."""
    every = {_name(texts): texts for texts in (*OTHERS, stated(*(statements or STATEMENTS)), *replaced)}
    return build(*every.values(), metadata=PACKAGE, site=site)


def _name(texts: Texts) -> str:
    """Return the name of a dataset: what follows the first line break and `name: `."""
    return texts[0].split(maxsplit=2)[1]
