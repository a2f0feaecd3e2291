"""The index of the search: a script that assigns one value, for from a folder (`file:`) browsers load nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.derive.entries import KINDS

if TYPE_CHECKING:
    from generator.derive.entries import Entry
    from generator.derive.finders import SearchPage
    from generator.render.words import Words

INDEX = "assets/search/index.js"
GLOBAL = "searchIndex"
MAX_TEXT = 160
"""Letters kept of what an entry mentions."""


def script(page: SearchPage, words: Words) -> str:
    """Return the index with the words that the search needs; an item is a list, for there are many.

    An item holds: the place of its kind among the kinds, title, address, label, other names, what it mentions, answer.
    """
    value = {
        "kinds": list(KINDS),
        "skipped": words.say("answers.skipped").split(),
        "synonyms": dict(page.site.synonyms),
        "words": {
            "found": words.catalogue["answers.found"],
            "none": words.say("answers.found_none"),
            "all": words.say("answers.all"),
        },
        "items": [_item(entry, words) for entry in page.entries],
    }
    return f"globalThis.{GLOBAL} = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"


def _item(entry: Entry, words: Words) -> list[Any]:
    title, told = entry.title, ""
    if entry.answer:
        title = words.sentence(entry.answer.question)
        told = " ".join(words.sentence(sentence) for sentence in entry.answer.sentences)
    page, mark, anchor = entry.path.partition("#")
    label = ", ".join(filter(None, (entry.label or words.say(f"answers.kind.{entry.kind}"), entry.note)))
    text = " ".join(entry.text.split())[:MAX_TEXT]
    address = f"{page}index.html{mark}{anchor}"
    return [KINDS.index(entry.kind), title, address, label, "; ".join(entry.names), text, told]
