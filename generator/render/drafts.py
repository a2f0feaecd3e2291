"""A draft as YAML that a person completes: what is certain stands there, what is asked stands as a comment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.load.schemas import PERIOD

if TYPE_CHECKING:
    from generator.draft.outcomes import Draft, DraftField, Question
    from generator.render.words import Words

ASKED = ("description", "observation", "theme", "sources", "contributors", "temporal", "accrualPeriodicity", "modified",
         "nextUpdate", "method")  # fmt: skip
"""The keys of a descriptor that no table answers."""

BLANKS = {
    "sources": "[{title: }]",
    "contributors": "[{title: , roles: [publisher]}]",
    "temporal": "{start: , end: }",
}
"""What is written after a key that holds more than a text."""

PLAIN = re.compile(r"[^\W\d_]([\w -]*\w)?")
WORDS = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")
"""What some readers of YAML take for something else than text."""


def text(draft: Draft, words: Words) -> str:
    """Return the descriptor that `draft` is."""
    return "".join(f"{line}\n" for line in (*_head(draft, words), *_schema(draft, words), *_last(words)))


def questions(written: str) -> int:
    """Return how many questions a draft leaves."""
    return sum(line.lstrip().startswith("# ?") for line in written.split("\n"))


def scalar(value: str) -> str:
    """Return a text as YAML reads it back, wherever it stands."""
    if PLAIN.fullmatch(value) and value.lower() not in WORDS and value.isprintable():
        return value
    if value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return json.dumps(value, ensure_ascii=False)


def _listed(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(scalar, values))}]"


def _asked(key: str, words: Words, **values: Any) -> str:
    return f"# ? {words.say(f'draft.{key}', **values)}"


def _head(draft: Draft, words: Words) -> Iterator[str]:
    yield from (f"# {line}" for line in words.say("draft.intro", name=draft.name).split("\n"))
    yield f"name: {scalar(draft.name)}"
    yield _asked("title", words)
    yield f"title: {scalar(_title(draft.name))}"
    for key in ASKED:
        if key != "theme" or draft.themes:
            yield _asked(key, words, known=", ".join(draft.themes))
            yield f"# {key}: {BLANKS.get(key, '')}".rstrip()


def _title(name: str) -> str:
    spaced = re.sub("[-_]", " ", name.removesuffix("_id"))
    return spaced[:1].upper() + spaced[1:]


def _schema(draft: Draft, words: Words) -> Iterator[str]:
    yield "schema:"
    yield "  fields:"
    for field in draft.fields:
        yield from (f"    {line}" for line in _field(field, words))
    if draft.primary_key:
        if draft.other_keys:
            yield "  " + _asked("key", words, known="; ".join(_listed(key) for key in draft.other_keys))
        yield f"  primaryKey: {_listed(draft.primary_key)}"
    else:
        yield "  " + _asked("no_key", words)
        yield "  # primaryKey: []"
    if draft.pointers:
        yield "  foreignKeys:"
    for pointer in draft.pointers:
        yield f"    - fields: {_listed((pointer.field,))}"
        yield f"      reference: {{resource: {scalar(pointer.dataset)}, fields: {_listed((pointer.target,))}}}"
    labelled = len(draft.missing) > 1
    marks = ", ".join(f"{{value: {scalar(mark)}, label: {scalar(mark)}}}" for mark in draft.missing)
    yield f"  missingValues: {f'[{marks}]' if labelled else _listed(draft.missing)}"


def _field(field: DraftField, words: Words) -> Iterator[str]:
    yield f"- name: {scalar(field.name)}"
    yield f"  title: {scalar(_title(field.name))}"
    yield from (f"  {_question(question, words)}" for question in field.questions)
    yield f"  type: {field.type}"
    yield f"  {_asked('field_description', words)}"
    yield "  # description:"
    if field.type in ("integer", "number"):
        yield f"  {_asked('unit', words)}"
        yield "  # unit: {one: , other: }"
    if field.is_period:
        yield f"  rdfType: {PERIOD}"
    limits = [
        *(["required: true"] if field.is_required else []),
        *(["minimum: 0"] if field.is_count else []),
        *([f"enum: {_listed(field.enum)}"] if field.enum else []),
        *([f"pattern: {scalar(field.pattern)}"] if field.pattern else []),
    ]
    if limits:
        yield f"  constraints: {{{', '.join(limits)}}}"


def _question(question: Question, words: Words) -> str:
    values = {key: _one_line(value) for key, value in question.values.items()}
    if "type" in values:
        values["type"] = words.say(f"type.{values['type']}")
    return _asked(question.key, words, **values)


def _one_line(text: str) -> str:
    """Return a text that cannot end the comment in which it stands."""
    cut = text if text.isprintable() else json.dumps(text)
    return cut[:80]


def _last(words: Words) -> Iterator[str]:
    yield _asked("entity", words)
    yield "# label:"
    yield "# entity: {singular: , plural: }"
