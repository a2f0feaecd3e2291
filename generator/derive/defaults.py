"""The figure of a dataset that declares none: its first quantity, by period or by what its rows belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.load.views import Measure, View

if TYPE_CHECKING:
    from generator.load.descriptors import Descriptor


def views(descriptor: Descriptor) -> tuple[View, ...]:
    """Return the declared views; where the key `views` is absent, the one that the schema suggests, if any.

    The measure is the first number with a unit that is no key; percentages are never added, so they make no figure by
    themselves. The groups are the first period; without one, the first foreign key.
    """
    if descriptor.entity or "views" in descriptor.raw:
        return descriptor.views
    schema = descriptor.schema
    keys = {*schema.primary_key, *(name for key in schema.foreign_keys for name in key.fields)}
    measure = next(
        (f for f in schema.fields if f.is_numeric and f.unit and f.name not in keys and f.unit.other != "%"),
        None,
    )
    source = descriptor.provenance.document if descriptor.provenance else ""
    period = next((field.name for field in schema.fields if field.is_period), "")
    pointers = [key.fields[0] for key in schema.foreign_keys if len(key.fields) == 1 and key.fields[0] != source]
    group = period or next(iter(pointers), "")
    if measure is None or not group:
        return ()
    order = "group" if period else "-value"
    return (View(measure.name, descriptor.title, (group,), Measure("sum", measure.name), order=order),)
