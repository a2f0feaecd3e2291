"""The order in which the groups of a figure stand: by period, as entities or listed values go, or as they are filed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.catalog import Catalog, Dataset


def of(field: str, dataset: Dataset, catalog: Catalog) -> Callable[[str], str | int]:
    """Return the key by which the texts of a group field are sorted."""
    schema = dataset.descriptor.schema
    if schema.get(field).is_period:
        return str
    reference = schema.reference(field)
    if reference and reference.target in catalog.entities:
        order: list[str] = list(catalog.entities[reference.target])
    else:
        order = [str(value) for value in schema.get(field).constraints.get("enum", ())]
    places = {name: place for place, name in enumerate(order)}
    return lambda key: places.get(key, len(places))
