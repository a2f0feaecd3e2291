"""Generated projects to measure with: an invented town with many pages, and one very long table.

Both come from a fixed seed: the same arguments give the same bytes. The key of a dataset `x` is its field `x_id`, and a
field `x_id` anywhere else points to it.
"""

from __future__ import annotations

import csv
import datetime
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

SEED = 2025
PERIOD = "http://purl.org/dc/terms/PeriodOfTime"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
QUARTERS = tuple(f"{year}-Q{quarter}" for year in (2023, 2024) for quarter in (1, 2, 3, 4))
MOST_SERVICES, MOST_AGENCIES, MOST_CENTRES = 40, 40, 60
LISTS = {"estaciones": 500, "sustancias": 40, "operadores": 300}
DAYS, HOURS = 60, 24
OFFERED, MEASURED, NOTED = 0.4, 0.97, 0.08
"""How many of the pairs are offered, of the measurements have a value, and have a note."""

Fields = Mapping[str, Mapping[str, Any]]
Rows = Iterable[Sequence[object]]


def town(folder: Path, entities: int) -> None:
    """Write a town of about `entities` centres, agencies, services and neighbourhoods; each gets a page."""
    chance = random.Random(SEED)  # noqa: S311 -- invented figures, no secret
    part = max(1, entities // 5)
    centres, agencies, services = min(MOST_CENTRES, part), min(MOST_AGENCIES, part), min(MOST_SERVICES, part)
    neighbourhoods = max(1, entities - centres - agencies - services)
    _entities(folder, "centros", centres)
    _entities(folder, "organismos", agencies)
    _entities(folder, "servicios", services, {"organismos": agencies})
    _entities(folder, "barrios", neighbourhoods, {"centros": centres})
    _offer(folder, centres, services, chance)
    _counted(folder, "comunicaciones", {"organismos": agencies}, chance)
    _counted(folder, "solicitudes", {"barrios": neighbourhoods}, chance)
    themes = {"atencion": {"title": "Atención", "description": "Qué se pide y dónde."}}
    package = {"name": "villa-medida", "title": "Villa Medida en datos", "themes": themes}
    _json(folder / "schemas" / "datapackage.yaml", package)


def long_table(folder: Path, rows: int, faults: int = 0) -> None:
    """Write a project whose table `mediciones` has `rows` rows, `faults` of them wrong, and its `datapackage.json`.

    Four of its eight columns are the primary key, three point to other tables; a row has about 45 bytes.
    """
    lists = [_dataset(folder, name, _ids(name), ([f"{name[0]}{n:03}"] for n in range(n_rows)))
             for name, n_rows in LISTS.items()]  # fmt: skip
    fields: Fields = {
        **_ids("estaciones", "sustancias"),
        "fecha": {"type": "date", "constraints": {"required": True, "minimum": "2020-01-01"}},
        "hora": {"type": "integer", "constraints": {"required": True, "minimum": 0, "maximum": HOURS - 1}},
        "valor": {"type": "number", "constraints": {"minimum": 0}},
        "estado": {"type": "string", "constraints": {"required": True, "enum": ["valida", "dudosa", "sin calibrar"]}},
        **_ids("operadores"),
        "nota": {"type": "string"},
    }
    primary = ["estaciones_id", "sustancias_id", "fecha", "hora"]
    table = _dataset(folder, "mediciones", fields, _measurements(rows, faults), primaryKey=primary)
    resources = [{"name": d["name"], "path": f"datasets/{d['name']}.csv", "schema": d["schema"]}
                 for d in (*lists, table)]  # fmt: skip
    _json(folder / "datapackage.json", {"$schema": PROFILE, "name": "mediciones", "resources": resources})


def _measurements(rows: int, faults: int) -> Iterator[Sequence[object]]:
    """Yield the rows; the wrong ones stand in the middle, their decimals written with a comma."""
    chance = random.Random(SEED)  # noqa: S311 -- invented figures, no secret
    days = [(datetime.date(2024, 1, 1) + datetime.timedelta(days=day)).isoformat() for day in range(DAYS)]
    wrong = range(rows // 2, rows // 2 + faults)
    for number in range(rows):
        rest, station = divmod(number, LISTS["estaciones"])
        rest, day = divmod(rest, DAYS)
        substance, hour = divmod(rest, HOURS)
        value = f"{chance.random() * 500:.2f}" if chance.random() < MEASURED else ""
        state = chance.choice(("valida", "valida", "valida", "dudosa", "sin calibrar"))
        note = 'revisión, "segunda" toma' if chance.random() < NOTED else ""
        operator = f"o{chance.randrange(LISTS['operadores']):03}"
        shown = "1.234,5" if number in wrong else value
        yield f"e{station:03}", f"s{substance:03}", days[day], hour, shown, state, operator, note


def _entities(folder: Path, name: str, count: int, pointers: Mapping[str, int] | None = None) -> None:
    """Write an entity dataset; `pointers` gives the datasets that its rows point to, and how many rows those have."""
    found = dict(pointers or {})
    fields: Fields = {
        **_ids(name),
        "orden": {"type": "integer", "constraints": {"required": True, "unique": True}},
        "nombre": {"type": "string", "constraints": {"required": True}},
        **_ids(*found),
    }
    rows = (
        [
            f"{name}-{n}",
            n + 1,
            f"{name.capitalize()} {n + 1}",
            *(f"{other}-{n % size}" for other, size in found.items()),
        ]
        for n in range(count)
    )
    _dataset(
        folder, name, fields, rows, label="nombre", entity={"singular": name[:-1], "plural": name, "order": "orden"}
    )


def _offer(folder: Path, centres: int, services: int, chance: random.Random) -> None:
    """Write which centre offers which service."""
    fields: Fields = {**_ids("centros", "servicios"), "ofrece": {"type": "boolean"}}
    rows = (
        [f"centros-{centre}", f"servicios-{service}", "true" if chance.random() < OFFERED else "false"]
        for centre in range(centres)
        for service in range(services)
    )
    measure = {"field": "ofrece", "aggregate": "presence"}
    views = {
        "oferta": {"title": "Qué se ofrece aquí", "group": "servicios_id", "measure": measure,
                   "columns": ["servicios_id.organismos_id"], "pages": ["centros"]},
        "lugares": {"title": "Dónde se ofrece", "group": "centros_id", "measure": measure, "pages": ["servicios"]},
        "por-centro": {"title": "Servicios por centro", "group": "centros_id", "measure": measure, "order": "-value",
                       "pages": ["theme", "dataset", "centros"]},
    }  # fmt: skip
    _dataset(folder, "oferta", fields, rows, primaryKey=["centros_id", "servicios_id"], theme="atencion", views=views)


def _counted(folder: Path, name: str, owner: Mapping[str, int], chance: random.Random) -> None:
    """Write a dataset that counts something for each entity of `owner` (a dataset and its rows) in each quarter."""
    ((target, size),) = owner.items()
    fields: Fields = {
        **_ids(target),
        "periodo": {"type": "string", "rdfType": PERIOD, "constraints": {"required": True}},
        name: {"type": "integer", "unit": {"one": name[:-2], "other": name}, "constraints": {"minimum": 0}},
    }
    rows = ([f"{target}-{n}", quarter, chance.randrange(5000)] for n in range(size) for quarter in QUARTERS)
    common = {"measure": {"field": name, "aggregate": "sum"}, "share": True}
    views = {
        "por-periodo": {"title": f"{name.capitalize()} por trimestre", "group": "periodo", **common},
        "por-lugar": {
            "title": f"{name.capitalize()} por {target}",
            "group": f"{target}_id",
            "order": "-value",
            **common,
        },
    }
    _dataset(folder, name, fields, rows, primaryKey=[f"{target}_id", "periodo"], theme="atencion", views=views)


def _ids(*datasets: str) -> Fields:
    """Return the fields that hold the ids of some datasets."""
    rule = {"required": True, "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
    return {f"{name}_id": {"type": "string", "constraints": rule} for name in datasets}


def _dataset(folder: Path, name: str, fields: Fields, rows: Rows, **own: object) -> Mapping[str, Any]:
    """Write a CSV and its descriptor and return the latter; the primary key is the first field unless `own` has one."""
    data = folder / "datasets" / f"{name}.csv"
    data.parent.mkdir(parents=True, exist_ok=True)
    with data.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(fields)
        writer.writerows(rows)
    schema = {
        "fields": [{"name": key, **field} for key, field in fields.items()],
        "primaryKey": own.pop("primaryKey", [next(iter(fields))]),
        "foreignKeys": [
            {"fields": [field], "reference": {"resource": field.removesuffix("_id"), "fields": [field]}}
            for field in fields
            if field.endswith("_id") and field != f"{name}_id"
        ],
    }
    descriptor = {"name": name, "title": name.capitalize(), "schema": schema, **own}
    _json(folder / "schemas" / f"{name}.yaml", descriptor)
    return descriptor


def _json(file: Path, value: Mapping[str, Any]) -> None:
    """Write JSON, which YAML contains."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
