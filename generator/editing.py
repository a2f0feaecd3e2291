"""What an editor asks for their own files: the draft of a descriptor, and the mends that are certain."""

from __future__ import annotations

import csv
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.draft import schemas as drafts
from generator.load import package, tables, texts, yaml_files
from generator.load.descriptors import Descriptor
from generator.load.nodes import is_name
from generator.load.schemas import FIELD_NAME, Field, Schema
from generator.mend import dialects, files
from generator.mend.outcomes import Doubt, Mended
from generator.problems import Problem, Refused, Severity
from generator.project import Project, survey
from generator.publish import originals
from generator.render import drafts as render, mends

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.draft.outcomes import Draft
    from generator.render.words import Words

MAX_MENDED = 24 << 20
"""Bytes of the largest file that is drafted or mended: its cells are held one by one, in thirty times as many."""

RESERVED = Path(package.PACKAGE_FILE).stem


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft, the file that it describes as it is and as it should be, and whether the project has it already."""

    draft: Draft
    mended: Mended
    is_copy: bool


def mend(project: Project, names: Collection[str] = ()) -> list[Mended]:
    """Return what can be mended in each dataset, or in those of `names`; a file without a descriptor is left alone."""
    inventory = survey(project)
    found = package.load(project, inventory).descriptors
    return [
        _mended(path, project.relative(path), found[path.stem])
        for path in inventory.below(project.datasets, ".csv")
        if path.parent == project.datasets and path.stem in found and (not names or path.stem in names)
    ]


def _mended(path: Path, file: str, descriptor: Descriptor) -> Mended:
    if path.stat().st_size <= MAX_MENDED:
        return files.mend(path.read_bytes(), file, descriptor)
    return Mended(file, b"", b"", doubts=(Doubt("size", str(MAX_MENDED >> 20), ()),))


def write(project: Project, found: Sequence[Mended]) -> None:
    """Write what was mended.

    Raises:
        Refused: a file has changed meanwhile.
    """
    for mended in found:
        if mended.is_needed:
            originals.replace(project.root / mended.file, mended.before, mended.after, mended.file)


def draft(project: Project, name: str, path: Path, marks: Collection[str]) -> Drafted:
    """Read a CSV and return the draft of its descriptor; nothing is written.

    Raises:
        Refused: the name is not fit for an address or is taken, the file cannot be read, or it is no table even when
            everything that is certain is mended.
    """
    problems = [*_named(project, name, path), *_readable(path)]
    if problems:
        raise Refused(problems)
    data, shown = path.read_bytes(), str(path)
    mended = files.mend(data, shown, Descriptor(name, "", name, Schema(()), {}))
    labels = _labels(mended.after)
    odd = [(column, label) for column, label in enumerate(labels, 1) if not FIELD_NAME.fullmatch(label)]
    if odd or not labels:
        texts.read(mended.after, shown, ",")  # refuses what is no CSV at all
        raise Refused([_label(shown, column, label) for column, label in odd])
    fields = tuple(Field(label, label, "string") for label in labels)
    table, found = tables.load(mended.after, shown, Descriptor(name, "", name, Schema(fields), {}))
    if table is None or any(problem.severity is Severity.ERROR for problem in found):
        raise Refused(found)
    known = package.load(project, survey(project))
    is_copy = path.resolve() != project.datasets / f"{name}.csv"
    return Drafted(drafts.draft(name, table.texts, known, marks), mended, is_copy)


def new(project: Project, name: str, path: Path, words: Words) -> str:
    """Write the draft of a descriptor, and the CSV where it lies elsewhere; return what there is to say.

    Raises:
        Refused: there is no such table, or one of the files exists.
    """
    marks = [mark.strip() for mark in words.say("draft.marks").split(" | ")]
    drafted = draft(project, name, path, marks)
    written = render.text(drafted.draft, words)
    count = render.questions(written)
    said = []
    if drafted.mended.is_needed:
        said.append(words.say("draft.mend_first", name=name))
        said += [f"  * {kind}" for kind in mends.kinds(drafted.mended, words)]
    for file in create(project, drafted, written):
        is_table = file.endswith(".csv")
        said.append(words.say("draft.copied", path=file, file=str(path)) if is_table else words.say(
            "draft.written", count, path=file, count=words.formatter.amount(count, 0)))  # fmt: skip
    return "".join(f"{line}\n" for line in (*said, words.say("draft.next", name=name)))


def create(project: Project, drafted: Drafted, written: str) -> list[str]:
    """Write the descriptor, and the bytes of the CSV where it lies elsewhere; return the files written.

    Raises:
        Refused: one of them exists.
    """
    name = drafted.draft.name
    made = [(f"datasets/{name}.csv", drafted.mended.before)] if drafted.is_copy else []
    made.append((f"schemas/{name}.yaml", written.encode()))
    taken = [Problem("file-exists", file=file) for file, _ in made if (project.root / file).exists()]
    if taken:
        raise Refused(taken)
    yaml_files.parse(written.encode(), made[-1][0])
    for file, data in made:
        originals.create(project.root / file, data, file)
    return [file for file, _ in made]


def _named(project: Project, name: str, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with the name: its form, or that a file of the folder of datasets is called otherwise."""
    is_other = path.resolve().parent == project.datasets.resolve() and path.stem != name
    if not is_name(name) or name == RESERVED or is_other:
        yield Problem("dataset-name", value=name, details={"name": path.stem if is_other else name})
    file = f"schemas/{name}.yaml"
    if (project.root / file).exists():
        yield Problem("file-exists", file=file)


def _readable(path: Path) -> Iterator[Problem]:
    """Yield why a file may not be read: there is none, it is a link or a device, or it is too large."""
    try:
        found = path.lstat()
    except OSError:
        yield Problem("file-missing", value=str(path))
        return
    if not stat.S_ISREG(found.st_mode):
        yield Problem("file-not-regular", file=str(path))
    elif found.st_size > MAX_MENDED:
        yield Problem("file-too-large", file=str(path), details={"limit": MAX_MENDED})


def _labels(data: bytes) -> list[str]:
    """Return the header of a CSV; nothing where it cannot be read: reading it whole says why."""
    try:
        record = next(dialects.records(data[: dialects.MAX_HEADER].decode("utf-8", "ignore"), ","), None)
    except csv.Error:
        return []
    return list(record.cells) if record else []


def _label(file: str, column: int, label: str) -> Problem:
    """Return the problem of a label that cannot be the name of a field, with the name nearest to it."""
    spaced = unicodedata.normalize("NFD", label.strip().lower()).replace("n\u0303", "ni")
    bare = re.sub("[^a-z0-9]+", "_", "".join(char for char in spaced if not unicodedata.combining(char))).strip("_")
    details = {"suggestion": bare} if FIELD_NAME.fullmatch(bare) else {}
    return Problem("field-name", file, line=1, record=1, column=column, value=label, details=details)
