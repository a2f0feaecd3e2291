"""The catalogue of words: everything that the engine says, in the language of the site."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.derive.terms import (
    Link,
    Missing,
    Names,
    NotApplicable,
    Period,
    Quantity,
    Sentence,
    Share,
    Term,
    Tick,
    Word,
)  # fmt: skip
from generator.load import yaml_files
from generator.load.views import slots
from generator.problems import Problem
from generator.project import DEFAULTS
from generator.render.numbers import Formatter, is_locale

if TYPE_CHECKING:
    from generator.load.site import Site

Catalogue = Mapping[str, Any]
WORDS = DEFAULTS / "words"


def languages() -> tuple[str, ...]:
    """Return the languages that the engine speaks."""
    return tuple(sorted(path.stem for path in WORDS.glob("*.yaml")))


@functools.cache
def read(language: str) -> Catalogue:
    """Return the words of a language by their keys, with dots: `table.total`."""
    path = WORDS / f"{language}.yaml"
    return MappingProxyType(dict(_flat(yaml_files.parse(path.read_bytes(), path.name).value)))


def _flat(tree: Mapping[str, Any], prefix: str = "") -> Any:
    for key, value in tree.items():
        if isinstance(value, Mapping) and set(value) != {"one", "other"}:
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def load(site: Site) -> Words:
    """Return the words of the site's language, with those that the city overrides."""
    language = site.language if site.language in languages() else "es"
    locale = site.locale if is_locale(site.locale) else language
    return Words({**read(language), **dict(_flat(site.words))}, Formatter(locale))


def check(site: Site) -> Iterator[Problem]:
    """Yield what is wrong with the language of a site: unknown language or locale, words that the engine never says."""
    file = "site_src/site.yaml"
    if site.language not in languages():
        known = ", ".join(languages())
        yield Problem("unknown-language", file=file, field="language", value=site.language, details={"known": known})
        return
    if not is_locale(site.locale):
        yield Problem("unknown-locale", file=file, field="locale", value=site.locale)
    own = read(site.language)
    for key, pattern in _flat(site.words):
        if key not in own:
            yield Problem("unknown-word", file=file, field=f"words.{key}")
        elif not all(isinstance(form, str) for form in forms_of(pattern)):
            yield Problem("wrong-type", file=file, field=f"words.{key}", details={"expected": "text"})
        elif slots_of(pattern) - slots_of(own[key]):
            unknown = ", ".join(sorted(slots_of(pattern) - slots_of(own[key])))
            known = ", ".join(sorted(slots_of(own[key])))
            yield Problem("unknown-slot", file=file, field=f"words.{key}", value=unknown, details={"known": known})


def forms_of(pattern: object) -> tuple[object, ...]:
    """Return the forms of a pattern: one for one and another for several, or itself."""
    return tuple(pattern.values()) if isinstance(pattern, Mapping) else (pattern,)


def slots_of(pattern: object) -> set[str]:
    """Return the slots of a pattern in all its forms."""
    return {slot for form in forms_of(pattern) for slot in slots(str(form))}


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one site and how its locale writes values."""

    catalogue: Catalogue
    formatter: Formatter

    def say(self, key: str, /, number: int | None = None, **values: object) -> str:
        """Return the text of `key`, its slots filled; `number` chooses between `one` and `other`."""
        pattern = self.catalogue[key]
        if isinstance(pattern, Mapping):
            count = values.get("count", values.get("n", 0)) if number is None else number
            pattern = pattern["one" if count == 1 else "other"]
        return str(pattern).format(**values)

    def sentence(self, sentence: Sentence) -> str:
        """Return a sentence as text."""
        values = {name: self.term(term) for name, term in sentence.values.items()}
        text = (
            sentence.pattern.format(**values) if sentence.pattern else self.say(sentence.key, sentence.number, **values)
        )
        return text[:1].upper() + text[1:]

    def term(self, term: Term) -> str:
        """Return a value as text."""
        match term:
            case Quantity():
                return self.formatter.quantity(term)
            case Share():
                return self.formatter.share(term.ratio, self.say)
            case Period():
                return self.formatter.period(term.text, self.say, "spoken" if term.spoken else "long")
            case Names():
                return self.enumerate([self.term(item) for item in term.items])
            case datetime.date():
                return self.formatter.date(term)
            case _:
                return self._plain(term)

    def _plain(self, term: Term) -> str:
        match term:
            case Missing():
                return term.label or self.say("no_data")
            case NotApplicable():
                return self.say("not_applicable")
            case Word() | Tick():
                return self.say(term.key, None, **{slot: self.term(value) for slot, value in term.values})
            case Link():
                return term.text
            case int():
                return self.formatter.amount(term, 0)
            case _:
                return str(term)

    def enumerate(self, items: list[str], spoken: str = "") -> str:
        """Join texts as the language lists them: «a, b y c»; Spanish «y» is «e» before the sound i.

        `spoken` is the last text as it is read, when the texts are markup.
        """
        if not items[1:]:
            return "".join(items)
        text = (spoken or items[-1]).casefold()
        soft, hard = (tuple(str(self.catalogue[f"list.{key}"]).split()) for key in ("soft_before", "hard_before"))
        is_soft = text.startswith(soft) and not text.startswith(hard)
        last = self.say("list.last_soft" if is_soft else "list.last")
        return f"{', '.join(items[:-1])} {last} {items[-1]}"
