"""What was reviewed and accepted beside the data stops nagging; what a city weighs otherwise weighs otherwise."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.problems import DECLARED, MILD, Problem, Severity

if TYPE_CHECKING:
    from generator.load.acceptances import Acceptance
    from generator.load.descriptors import Descriptor
    from generator.load.package import Package
    from generator.load.tables import Table

ACCEPTABLE = (*(code for code in MILD if code not in ("acceptance-unused", "statement-settled")), *DECLARED)
"""The codes of what can be accepted: not a note about acceptances, nor what statements record in their own rows."""

HISTORY = ("jump-rows", "jump-sum")
"""The codes of what is found by comparing with an older version, which is not at hand everywhere."""


def check(descriptor: Descriptor) -> Iterator[Problem]:
    """Yield the acceptances of what cannot be accepted: a fault of form is mended, not excused."""
    known = ", ".join(ACCEPTABLE)
    for number, acceptance in enumerate(descriptor.accepted):
        if acceptance.code and acceptance.code not in ACCEPTABLE:
            yield Problem("acceptance-code", file=descriptor.file, field=f"accepted.{number}.code",
                          value=acceptance.code, details={"known": known})  # fmt: skip


def weigh(problems: Iterable[Problem], severities: Mapping[str, Severity]) -> Iterator[Problem]:
    """Yield problems as a city weighs them; an error is an error everywhere."""
    for problem in problems:
        code = _code(problem)
        weight = severities.get(code, problem.severity)
        is_fixed = problem.severity is Severity.ERROR or code not in MILD
        yield problem if is_fixed else dataclasses.replace(problem, severity=weight)


def settle(problems: Iterable[Problem], package: Package, looked_at: Collection[str]) -> Iterator[Problem]:
    """Yield the problems that nobody accepted, and a note for each acceptance that fits none.

    Of datasets that were not `looked_at`, nothing can be said about what their acceptances fit.
    """
    homes = {descriptor.file: name for name, descriptor in package.descriptors.items()}
    homes |= {table.file: name for name, table in package.tables.items()}
    used: set[tuple[str, int]] = set()
    for problem in problems:
        name = homes.get(problem.file, "")
        fitting = _fitting(problem, name, package) if name else []
        used |= {(name, number) for number in fitting}
        if not fitting:
            yield problem
    for name in looked_at:
        for number, acceptance in enumerate(package.descriptors[name].accepted):
            is_comparable = acceptance.code not in HISTORY or name in package.previous
            if (name, number) not in used and is_comparable:
                yield _unused(package.descriptors[name], number, acceptance)


def _fitting(problem: Problem, name: str, package: Package) -> list[int]:
    """Return the positions of the acceptances that fit a problem; none fits a fault of form."""
    code = _code(problem)
    if code not in ACCEPTABLE or (problem.severity is Severity.ERROR and code not in DECLARED):
        return []
    accepted = enumerate(package.descriptors[name].accepted)
    return [number for number, one in accepted if one.code == code and _fits(one, problem, name, package)]


def _code(problem: Problem) -> str:
    """Return what a problem is about: one that says how many more there are is about these."""
    return str(problem.details.get("code", problem.code))


def _fits(acceptance: Acceptance, problem: Problem, name: str, package: Package) -> bool:
    """Tell whether all that an acceptance says is so in a problem."""
    return (
        acceptance.field in ("", problem.field)
        and acceptance.value in (None, problem.value)
        and acceptance.line in (None, problem.line)
        and acceptance.key in ("", *_keys(problem, name, package))
    )


def _keys(problem: Problem, name: str, package: Package) -> Iterator[str]:
    """Yield what a problem can be known by when lines move: its group, the key of its row."""
    group, table = problem.details.get("group"), package.tables.get(name)
    if isinstance(group, str):
        yield group
    elif table is not None and problem.file == table.file and (problem.record or 0) > 1:
        yield _key(table, package.descriptors[name], (problem.record or 0) - 2)


def _key(table: Table, descriptor: Descriptor, row: int) -> str:
    return ", ".join(table.texts[field][row] for field in descriptor.schema.primary_key)


def _unused(descriptor: Descriptor, number: int, acceptance: Acceptance) -> Problem:
    """Return the note that an acceptance fits nothing any more."""
    return Problem("acceptance-unused", file=descriptor.file, field=f"accepted.{number}", value=acceptance.code,
                   details={"date": acceptance.date}, severity=Severity.NOTE)  # fmt: skip
