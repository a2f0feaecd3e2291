"""Our graph as Turtle: the subset of JSON-LD that `graphs` writes, told in the other syntax of linked data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
"""What may not stand in an address between angle brackets."""


def write(graph: Mapping[str, Any]) -> bytes:
    """Return a graph of JSON-LD as Turtle.

    `graph` is a tree of nodes with `@id` or without, values with `@type` and `@value`, links with `@id` alone, texts
    and lists of these; its `@context` holds prefixes, and `@base` at most.
    """
    context = dict(graph["@context"])
    base = context.pop("@base", "")
    head = [f"@base {_iri(base)} .", ""] if base else []
    head += [f"@prefix {prefix}: {_iri(address)} ." for prefix, address in context.items()]
    body: list[str] = []
    waiting = [graph]
    while waiting:
        node = waiting.pop(0)
        named = [item for item in _items(node) if "@type" in item and "@id" in item]
        body += ["", f"{_iri(node['@id'])} {_properties(node)} ."]
        waiting += named
    return "\n".join([*head, *body, ""]).encode()


def _items(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the nodes and links that a node leads to."""
    for value in node.values():
        yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict))


def _properties(node: Mapping[str, Any]) -> str:
    told = [f"a {node['@type']}"]
    for key, value in node.items():
        if not key.startswith("@"):
            told.append(f"{key} {', '.join(map(_object, value if isinstance(value, list) else [value]))}")
    return " ;\n  ".join(told)


def _object(value: Any) -> str:
    match value:
        case str():
            return _text(value)
        case {"@value": text, "@type": kind}:
            return f"{_text(text)}^^{kind}"
        case {"@id": address}:
            return _iri(address)
    return f"[ {_properties(value)} ]"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _iri(address: str) -> str:
    return f"<{IRI.sub(lambda mark: f'%{ord(mark[0]):02X}', address)}>"
