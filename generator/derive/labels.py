"""How the cells of a field are shown: ids by the name of what they point to, periods as periods, gaps as gaps."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from generator.derive.terms import Awaited, Link, Missing, Names, Period, Quantity, Term, Word
from generator.load.schemas import Unit
from generator.load.views import ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.load.schemas import Field
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
    value: Any = dataset.table.value(field, row)
    if definition.type == "boolean":
        return Word("table.yes" if value else "table.no")
    if definition.type == "date" and isinstance(value, datetime.date):
        return value
    if definition.is_numeric and not dataset.descriptor.schema.reference(field):
        return Quantity(value, None, len(text.partition(".")[2]))
    if definition.is_dataset:
        return of_dataset(text, catalog)
    return of_key(dataset, field, text, catalog)


def of_dataset(name: str, catalog: Catalog) -> Link | Awaited:
    """Return the link to the page of a dataset, marked when its rows are awaited."""
    link = Link(catalog.datasets[name].descriptor.title, catalog.path(name))
    return Awaited(link) if catalog.datasets[name].is_awaited else link


def of_path(dataset: Dataset, path: str, row: int, catalog: Catalog) -> Term:
    """Return what stands at the end of a path; the label of an entity's own row leads to its page."""
    descriptor = dataset.descriptor
    if not descriptor.entity or path != descriptor.label:
        return follow(dataset, path, row, catalog)
    entity = catalog.entities[dataset.name][dataset.table.texts[descriptor.schema.primary_key[0]][row]]
    return Link(entity.title, entity.path)


def follow(dataset: Dataset, path: str, row: int, catalog: Catalog) -> Term:
    """Return what stands at the end of a path, from the row at a position of `dataset`: several as one list."""
    found = [of_cell(there, field, at, catalog) for there, field, at in reach(dataset, path, row, catalog)]
    if len(found) == 1:
        return found[0]
    items = tuple(dict.fromkeys(term for term in found if not isinstance(term, Missing)))
    return Names(items) if items else Missing()


def reach(dataset: Dataset, path: str, row: int, catalog: Catalog) -> Iterator[tuple[Dataset, str, int]]:
    """Yield the dataset, the field and the row of each cell at the end of a path.

    A step goes forwards by a foreign key, or backwards by the name of a dataset with a foreign key to this one.
    """
    step, _, rest = path.partition(".")
    if not rest:
        yield dataset, step, row
        return
    reference, schema = dataset.descriptor.schema.reference(step), dataset.descriptor.schema
    if reference:
        target, own, other = catalog.datasets[reference.target], step, reference.target_fields[0]
    else:
        target = catalog.datasets[step]
        key = target.descriptor.schema.pointer(dataset.name)
        own, other = (key.target_fields[0], key.fields[0]) if key else (schema.primary_key[0], "")
    for position in target.rows_with(other, dataset.table.texts[own][row]):
        yield from reach(target, rest, position, catalog)


def field_of(dataset: Dataset, path: str, catalog: Catalog) -> Field:
    """Return the field at the end of a path of foreign keys."""
    step, _, rest = path.partition(".")
    reference = dataset.descriptor.schema.reference(step)
    if rest:
        return field_of(catalog.datasets[reference.target if reference else step], rest, catalog)
    return dataset.descriptor.schema.get(step)


def unit_of(dataset: Dataset, view: View, catalog: Catalog) -> Unit | None:
    """Return what the values of a view count; in a `presence`, the entities on the other side of the pair."""
    if view.measure.aggregate == "presence":
        return other_side(dataset, view, catalog)
    if view.measure.aggregate in ROWS:
        return view.unit
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
