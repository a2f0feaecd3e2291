"""From YAML bytes to plain values that remember the line on which each of them stands."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from generator.problems import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str | int, ...]

MAX_YAML_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 30


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A parsed file: its values, and for each path of keys the 1-based line where it stands."""

    file: str
    value: Any
    lines: Mapping[Path, int]


class _Loader(yaml.CSafeLoader):
    """YAML's scalars without its guesses: only null, booleans, integers and decimals are not text."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", list("tf")),
    ("int", r"-?(0|[1-9][0-9]*)", list("-0123456789")),
    ("float", r"-?(0|[1-9][0-9]*)\.[0-9]+", list("-0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})$"), _first)


def parse(data: bytes, file: str) -> YamlFile:
    """Parse one YAML document whose root is a mapping.

    Raises:
        Refused: the bytes are not UTF-8 YAML, are too large or too deep, repeat a key or use anchors, aliases or tags.
    """
    if len(data) > MAX_YAML_BYTES:
        raise Refused([Problem("file-too-large", file=file, details={"limit": MAX_YAML_BYTES})])
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode()
        _only_plain(text, file)
        loader = _Loader(text)
        node = loader.get_single_node()
        context = _Context(file, loader, lines={})
        value = _value(node, (), context) if node is not None else {}
    except (ValueError, yaml.YAMLError) as error:
        raise Refused([_broken(error, file, body)]) from None
    if not isinstance(value, dict):
        raise Refused([Problem("yaml-error", file=file, line=1, details={"reason": "mapping expected"})])
    return YamlFile(file, value, context.lines)


@dataclass(frozen=True, slots=True)
class _Context:
    file: str
    loader: Any
    lines: dict[Path, int]


def _only_plain(text: str, file: str) -> None:
    """Refuse what would cost more than it says, event by event: building the nodes is recursive, in C.

    A few aliases unfold into gigabytes, a tag turns text into another type, depth overflows the stack.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            reason = "anchor or alias"
        elif getattr(event, "tag", None):
            reason = "tag"
        elif depth > MAX_DEPTH:
            reason = f"more than {MAX_DEPTH} levels"
        else:
            continue
        line = event.start_mark.line + 1 if event.start_mark else None
        raise Refused([Problem("yaml-error", file=file, line=line, details={"reason": reason})])


def _value(node: yaml.Node, path: Path, context: _Context) -> Any:
    context.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, context)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, number), context) for number, item in enumerate(node.value)]
    return context.loader.construct_object(node)


def _mapping(node: yaml.MappingNode, path: Path, context: _Context) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise Refused([Problem("yaml-error", file=context.file, line=line, details={"reason": "text expected"})])
        if key in result:
            raise Refused([Problem("yaml-duplicate-key", file=context.file, line=line, value=key)])
        context.lines[(*path, key)] = line
        result[key] = _value(value_node, (*path, key), context)
    return result


def _broken(error: Exception, file: str, body: bytes) -> Problem:
    """Return the problem of a failed parse; bytes that are no text are located by counting the lines before them."""
    mark = getattr(error, "problem_mark", None)
    position = error.start if isinstance(error, UnicodeDecodeError) else getattr(error, "position", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    line = mark.line + 1 if mark else None if position is None else body.count(b"\n", 0, position) + 1
    return Problem("yaml-error", file=file, line=line, column=mark.column + 1 if mark else None,
                   details={"reason": reason})  # fmt: skip
