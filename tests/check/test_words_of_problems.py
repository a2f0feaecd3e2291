"""Every problem that the engine can raise has words in every language, and every slot of its words is filled."""

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

import generator
from generator.check.columns import TESTS
from generator.render.words import languages, read, slots_of

ENGINE = Path(generator.__file__).parent
CODE_AT = {"Problem": 0, "report": 0, "advise": 0, "problem": 0, "unknown": 0, "at": 2, "_at": 2}
"""The functions that make a problem, and which of their arguments is its code."""

OWN = {"problem": {"value"}, "unknown": {"value", "known"}, "_at": {"value", "offset"}}
"""The slots that some of these functions fill themselves."""

ALWAYS = {"field"}
"""Slots that every problem fills, be it with nothing."""

FAMILY = "constraint-"
"""The codes that are made of a constraint's name."""


@dataclass(frozen=True)
class Call:
    """One place that raises a problem: its code, and the slots it fills."""

    where: str
    code: str
    slots: frozenset[str]


def _functions(tree):
    """Yield each function with its own nodes, those of the functions inside it left out."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            inner = {id(node) for other in ast.walk(function) if isinstance(other, ast.FunctionDef) and other is not function
                     for node in ast.walk(other)}  # fmt: skip
            yield function, [node for node in ast.walk(function) if id(node) not in inner]


def _values(nodes, name):
    """Return what is assigned to a name in a function."""
    return [
        node.value
        for node in nodes
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == name for to in node.targets)
    ]


def _codes(node, nodes):
    """Return the codes that an expression can be; none when it is handed on from elsewhere."""
    match node:
        case ast.Constant(value=str(code)):
            return {code}
        case ast.IfExp():
            return _codes(node.body, nodes) | _codes(node.orelse, nodes)
        case ast.Name():
            return set().union(*(_codes(value, nodes) for value in _values(nodes, node.id)))
        case ast.JoinedStr(values=[ast.Constant(value=prefix), *_]) if prefix == FAMILY:
            return {f"{FAMILY}{name.lower()}" for name in TESTS}
        case _:
            return set()


def _keys(node, nodes):
    """Return the keys of the dictionary that an expression is."""
    if isinstance(node, ast.Name):
        return set().union(*(_keys(value, nodes) for value in _values(nodes, node.id)))
    return {key.value for key in node.keys if key is not None} if isinstance(node, ast.Dict) else set()


def _filled(name, call, nodes):
    """Return the slots that a call fills: its details, or its keywords where these are the details."""
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    details = _keys(given.get("details"), nodes)
    if name in ("report", "advise", "problem"):
        details |= {*given, *_keys(given.get(None), nodes)} - {None}
    return details | ({"value"} & set(given)) | OWN.get(name, set())


def _calls(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function, nodes in _functions(tree):
        where = f"{path.relative_to(ENGINE).as_posix()}:{function.name}"
        for call in nodes:
            called = getattr(call, "func", None)
            name = getattr(called, "id", getattr(called, "attr", None))
            is_method = isinstance(called, ast.Attribute) and name == "unknown"  # it has its code inside
            if isinstance(call, ast.Call) and name in CODE_AT and len(call.args) > CODE_AT[name] and not is_method:
                slots = frozenset(_filled(name, call, nodes) | ALWAYS)
                yield from (Call(where, code, slots) for code in _codes(call.args[CODE_AT[name]], nodes))
        if "Verdict" in ast.unparse(function.returns or ast.Constant(None)):
            yield from _verdicts(where, nodes)


def _verdicts(where, nodes):
    """Yield the verdicts on cells: tuples of a code, its details and Frictionless' counterpart."""
    for verdict in nodes:
        if isinstance(verdict, ast.Tuple) and len(verdict.elts) == 3:
            slots = frozenset({"value", *_keys(verdict.elts[1], nodes)} | ALWAYS)
            yield from (Call(where, code, slots) for code in _codes(verdict.elts[0], nodes))


CALLS = [call for path in sorted(ENGINE.rglob("*.py")) for call in _calls(path)]
RAISED = {call.code for call in CALLS}
CODES = sorted(RAISED)


def _words(language):
    return {key.removeprefix("problem."): text for key, text in read(language).items() if key.startswith("problem.")}


def test_the_codes_are_found():
    """The collector sees each way of raising a problem: by constant, by choice, by verdict and by constraint."""
    expected = {"file-not-regular", "unknown-key", "missing-cell", "blank-row", "type-error", "surrounding-space",
                "constraint-minlength", "foreign-key", "view-unknown-name", "unknown-dataset", "forbidden-character",
                "path-collision", "template-error", "broken-link", "disk", "usage"}  # fmt: skip

    assert expected <= RAISED


def test_there_is_more_than_one_language():
    """Words are data: a second language proves it."""
    assert {"es", "en"} <= set(languages())


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", languages())
def test_every_problem_has_words(language, code):
    """What is wrong and what to do about it is said in every language."""
    words = _words(language)

    assert {f"{code}.message", f"{code}.hint"} <= set(words)
    assert all(words[f"{code}.{part}"].strip() for part in ("message", "hint"))


@pytest.mark.parametrize("language", languages())
def test_there_are_no_words_for_problems_that_nobody_raises(language):
    """A code that is raised no more leaves no words behind."""
    said = {key.removesuffix(".message") for key in _words(language) if key.endswith(".message")}

    assert set() == said - RAISED


@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call.where}:{call.code}")
@pytest.mark.parametrize("language", languages())
def test_every_slot_of_a_problem_s_words_is_filled(language, call):
    """Whoever raises a problem gives what its message and its hint speak of."""
    words = _words(language)
    asked = slots_of(words[f"{call.code}.message"]) | slots_of(words[f"{call.code}.hint"])

    assert set() == asked - call.slots
