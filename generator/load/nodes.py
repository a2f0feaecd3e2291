"""Read a YAML value with a closed set of keys: what is missing, misspelt or of the wrong kind becomes a problem."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.load.yaml_files import Path, YamlFile

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_NAME = 60


def is_name(text: str) -> bool:
    """Tell whether `text` can be part of an address for ever: lower-case ASCII, digits and single hyphens."""
    return len(text) <= MAX_NAME and NAME.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Node:
    """One mapping of a YAML file, at `path`, that reports to `problems` what it does not accept."""

    source: YamlFile
    value: Any
    problems: list[Problem]
    path: Path = ()

    def report(self, code: str, key: str | None = None, /, *, value: str | None = None, **details: object) -> None:
        """Add the problem `code` at `key`, or at this node; `value` is what is written there."""
        self.problems.append(self._problem(code, key, value, details))

    def advise(self, code: str, key: str, /, *, value: str | None = None, **details: object) -> None:
        """Add the warning `code` at `key`."""
        problem = self._problem(code, key, value, details)
        self.problems.append(replace(problem, severity=Severity.WARNING))

    def _problem(self, code: str, key: str | None, value: str | None, details: Mapping[str, object]) -> Problem:
        path = self.path if key is None else (*self.path, key)
        line = self.source.lines.get(path) or self.source.lines.get(self.path)
        where = ".".join(str(part) for part in path)
        return Problem(code, file=self.source.file, line=line, field=where or None, value=value, details=details)

    def only(self, *known: str) -> Node:
        """Report every key that is not in `known`, with the nearest one that is."""
        for key in self.value:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                self.report("unknown-key", key, near=near[0] if near else "", known=", ".join(known))
        return self

    def has(self, key: str) -> bool:
        """Tell whether `key` is written, even with a blank value."""
        return key in self.value

    def text(self, key: str, default: str = "") -> str:
        """Return a text; numbers and booleans written without quotes are reported, never turned into text."""
        return str(self._typed(key, lambda value: isinstance(value, str), "text") or default)

    def required(self, key: str) -> str:
        """Return a text that must be there and not blank."""
        if self.value.get(key) in (None, ""):
            self.report("missing-key", None, key=key)
            return ""
        return self.text(key)

    def flag(self, key: str) -> bool:
        """Return a boolean; false when the key is absent."""
        value = self._typed(key, lambda value: isinstance(value, bool), "boolean")
        return bool(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        found = self._typed(key, lambda v: isinstance(v, list) and all(isinstance(x, str) for x in v), "texts")
        return tuple(found or ())

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of names; a single one counts as a list of one."""
        value = self.value.get(key)
        return (value,) if isinstance(value, str) else self.texts(key)

    def child(self, key: str) -> Node | None:
        """Return the mapping under `key`, or None when it is absent."""
        value = self._typed(key, lambda value: isinstance(value, dict), "mapping")
        return None if value is None else Node(self.source, value, self.problems, (*self.path, key))

    def entries(self, key: str) -> Iterator[tuple[str, Node]]:
        """Yield each mapping inside the mapping under `key`, by its name."""
        parent = self.child(key)
        for name in parent.value if parent else ():
            node = parent.child(name) if parent else None
            if node is not None:
                yield name, node

    def items(self, key: str) -> Iterator[Node]:
        """Yield each mapping of the list under `key`."""
        found = self._typed(key, lambda value: isinstance(value, list), "list")
        for number, value in enumerate(found or ()):
            path = (*self.path, key, number)
            if isinstance(value, dict):
                yield Node(self.source, value, self.problems, path)
            else:
                Node(self.source, {}, self.problems, path).report("wrong-type", None, expected="mapping")

    def _typed(self, key: str, accept: Callable[[Any], bool], expected: str) -> Any:
        """Return the value of `key` if it is of its kind; a blank is one only among the keys of the file itself.

        `nextUpdate:` says that there is none; a blank mapping, or a blank further inside, says nothing and is told.
        """
        value = self.value.get(key)
        is_told = self.has(key) and (bool(self.path) or expected == "mapping")
        if accept(value) or (value is None and not is_told):
            return value
        self.report("wrong-type", key, expected=expected)
        return None
