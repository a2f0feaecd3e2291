"""How the cells of a field are shown: ids by the name of what they point to, periods as periods, gaps as gaps."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from generator.derive.terms import Link, Missing, Period, Quantity, Term, Word
from generator.load.schemas import Unit

if TYPE_CHECKING:
    from generator.load.views import View
    from generator.model.catalog import Catalog, Dataset


def of_key(dataset: Dataset, field: str, text: str, catalog: Catalog) -> str | Link | Period:
    """Return how the text of a key field is shown: a link to an entity, the label of a listed row, a period, itself."""
    schema = dataset.descriptor.schema
    reference = schema.reference(field)
    if reference:
        entity = catalog.entity(dataset.name, field, text)
        if entity:
            return Link(entity.title, entity.path)
        return catalog.datasets[reference.target].labels.get(text, text)
    return Period(text) if schema.get(field).is_period else text


def of_cell(dataset: Dataset, field: str, row: int, catalog: Catalog) -> Term:
    """Return how one cell is shown."""
    text = dataset.table.texts[field][row]
    missing = dataset.descriptor.schema.missing_values
    if text in missing:
        return Missing(missing[text])
    definition = dataset.descriptor.schema.get(field)
    value: Any = dataset.table.frame[field].iloc[row]
    if definition.type == "boolean":
        return Word("table.yes" if value else "table.no")
    if definition.type == "date" and isinstance(value, datetime.date):
        return value
    if definition.is_numeric and not dataset.descriptor.schema.reference(field):
        return Quantity(value, None, len(text.partition(".")[2]))
    return of_key(dataset, field, text, catalog)


def follow(dataset: Dataset, path: str, row: int, catalog: Catalog) -> Term:
    """Return what stands at the end of a path of foreign keys, from the row at a position of `dataset`."""
    step, _, rest = path.partition(".")
    reference = dataset.descriptor.schema.reference(step)
    if not rest or reference is None:
        return of_cell(dataset, step, row, catalog)
    target = catalog.datasets[reference.target]
    found = target.positions.get(reference.target_fields[0], {}).get(dataset.table.texts[step][row], ())
    return follow(target, rest, found[0], catalog) if found else Missing()


def title_of(dataset: Dataset, path: str, catalog: Catalog) -> str:
    """Return the title of the field at the end of a path of foreign keys."""
    step, _, rest = path.partition(".")
    reference = dataset.descriptor.schema.reference(step)
    if rest and reference:
        return title_of(catalog.datasets[reference.target], rest, catalog)
    return dataset.descriptor.schema.get(step).title


def unit_of(dataset: Dataset, view: View, catalog: Catalog) -> Unit | None:
    """Return what the values of a view count; in a `presence`, the entities on the other side of the pair."""
    if view.measure.aggregate == "presence":
        return other_side(dataset, view, catalog)
    if view.measure.aggregate == "count":
        return None
    return dataset.descriptor.schema.get(view.measure.field).unit


def other_side(dataset: Dataset, view: View, catalog: Catalog) -> Unit | None:
    """Return the words for the entities that a presence view counts: those of the key it is not grouped by."""
    for key in dataset.descriptor.schema.foreign_keys:
        kind = catalog.datasets[key.target].descriptor.entity
        provenance = dataset.descriptor.provenance
        is_source = provenance is not None and key.fields[0] == provenance.document
        if kind and key.fields[0] not in view.group and not is_source:
            return Unit(kind.singular, kind.plural)
    return None
