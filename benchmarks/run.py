"""Measure whole commands side by side, as `make bench` does, and print the medians and their ratios as Markdown.

    python benchmarks/run.py [--rounds N] [build] [validate]

Every command is a process of its own, timed by hyperfine. Commands that are compared take turns (A B C, A B C, …), so
that a slow minute of the machine falls on all of them: what counts is the ratio within one table, not the seconds.
Nothing is written but to a temporary folder, which is removed at the end.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import metadata
from pathlib import Path

import projects

from generator.publish import site_builder

REPOSITORY = Path(__file__).resolve().parent.parent
DATE = 1_700_000_000
"""The `SOURCE_DATE_EPOCH` of every build, in seconds since 1970."""

ENTITIES = 300
TABLES = ((100_000, 0), (1_000_000, 0), (1_000_000, 1), (1_000_000, 1000))
"""The tables that both validate: rows, and how many of them are wrong."""

LONGEST = 5_000_000
PARTS = ("build", "validate")
LIBRARIES = (
    "mkdocs", "Markdown", "altair", "vl-convert-python", "pandas", "pyarrow", "frictionless",
)  # fmt: skip
NO_HYPERFINE = """\
Para medir hace falta hyperfine, que aquí no está instalado.
  · en Debian y Ubuntu: sudo apt install hyperfine
  · en macOS: brew install hyperfine
  · en otros sistemas: https://github.com/sharkdp/hyperfine#installation"""


@dataclass(frozen=True)
class Command:
    """A command to time: its name in the table, what is run, what makes it ready (given the round), how it must end."""

    label: str
    arguments: Sequence[str]
    prepare: Callable[[int], object] = lambda _: None
    status: int = 0
    seconds: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The median of its times, in seconds."""
        return statistics.median(self.seconds)


def main() -> int:
    """Measure the parts asked for, or all of them; return 1 where hyperfine is missing."""
    parser = argparse.ArgumentParser(description="Mide la velocidad, lado a lado.")
    parser.add_argument("--rounds", type=int, default=3, help="cuántas veces corre cada orden")
    parser.add_argument("parts", nargs="*", default=PARTS, metavar=" | ".join(PARTS), help="solo estas partes")
    options = parser.parse_args()
    if not shutil.which("hyperfine"):
        print(NO_HYPERFINE, file=sys.stderr)
        return 1
    print(_machine(options.rounds), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        if "build" in options.parts:
            _builds(Path(folder), options.rounds)
        if "validate" in options.parts:
            _validations(Path(folder), options.rounds)
    print(f"Load average at the end: {_load()}.")
    return 0


def _machine(rounds: int) -> str:
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}; "
        f"{versions}. Medians of {rounds} rounds. Load average at the start: {_load()}."
    )


def _load() -> str:
    return " ".join(f"{value:.2f}" for value in os.getloadavg())


def _builds(folder: Path, rounds: int) -> None:
    """Compare builds of this repository and of an invented town with MkDocs on the same Markdown."""
    own, town = folder / "own", folder / "town"
    for name in ("datasets", "schemas", "site_src"):
        shutil.copytree(REPOSITORY / name, own / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", own)
    projects.town(town, ENTITIES)
    _build("This repository", own, ("pqrsd-organismo-trimestre", "comunicaciones"), rounds)
    _build("An invented town", town, ("solicitudes", "solicitudes"), rounds)


def _build(title: str, project: Path, cell: tuple[str, str], rounds: int) -> None:
    """Time the ways to build a project; `cell` is the dataset and the field in which one cell is changed.

    MkDocs reads what the build before it left in `build/`: the same Markdown, files and configuration.
    """
    made, plain = project / "build", project.with_name(f"{project.name}-plain")
    edit = partial(_edit, project / "datasets" / f"{cell[0]}.csv", cell[1])
    build = [sys.executable, "-m", "generator", "build", "--project", str(project)]
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(made / "mkdocs.yml")]
    commands = [
        Command("`generator build`, nothing there yet", build, lambda _: _remove(made)),
        Command("`generator build`, nothing changed", build),
        Command("`generator build`, one cell changed", build, edit),
        Command("`generator build`, all anew but the charts", build, lambda _: _forget(made)),
        Command("`mkdocs build` of the same Markdown", [*mkdocs, "--site-dir", str(plain)], lambda _: _remove(plain)),
    ]
    _measure(commands, rounds, project)
    pages = len(list((made / "site").rglob("index.html")))
    _report(f"{title}: {pages} pages", commands, {"÷ mkdocs build": commands[-1], "÷ full build": commands[0]})


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _forget(made: Path) -> None:
    """Remove the record of what the site was built from, so that it is built anew."""
    (made / ".cache" / "site.fingerprint").unlink()


def _edit(file: Path, name: str, number: int) -> None:
    """Put another number into the first row's cell of the field `name`."""
    with file.open(encoding="utf-8", newline="") as source:
        rows = list(csv.reader(source))
    rows[1][rows[0].index(name)] = str(4000 + number)
    with file.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(rows)


def _validations(folder: Path, rounds: int) -> None:
    """Compare `generator validate` with Frictionless on a long table, sound and with a few faults."""
    for rows, faults in TABLES:
        project = folder / f"long-{rows}-{faults}"
        projects.long_table(project, rows, faults)
        theirs = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
        commands = [
            Command("`frictionless validate`", theirs, status=int(faults > 0)),
            _validate(f"{rows:,} rows", project, faults),
        ]
        _measure(commands, rounds, project)
        _report(f"{rows:,} rows, {faults:,} of them wrong", commands, {"÷ frictionless": commands[0]})
    _lengths(folder, rounds)


def _validate(label: str, project: Path, faults: int = 0) -> Command:
    ours = [sys.executable, "-m", "generator", "validate", "--project", str(project)]
    return Command(f"`generator validate`, {label}", ours, status=int(faults > 0))


def _lengths(folder: Path, rounds: int) -> None:
    """Compare our own times: a clean table with a faulty one of its length, and with one five times as long."""
    whole = folder / "long-whole"
    projects.long_table(whole, LONGEST)
    million = TABLES[1][0]
    commands = [
        _validate(f"{million:,} rows", folder / f"long-{million}-0"),
        *(
            _validate(f"{n:,} rows, {faults:,} wrong", folder / f"long-{n}-{faults}", faults)
            for n, faults in TABLES[2:]
        ),
        _validate(f"{LONGEST:,} rows", whole),
    ]
    _measure(commands, rounds, folder)
    _report("Our own, side by side", commands, {"÷ a million": commands[0]})


def _measure(commands: Sequence[Command], rounds: int, folder: Path) -> None:
    """Run the commands in turn, `rounds` times."""
    for number in range(rounds):
        for command in commands:
            command.prepare(number)
            command.seconds.append(_time(command, folder))
    for command in commands:
        command.prepare(rounds)
        command.memory.append(_peak(command, folder))


def _peak(command: Command, folder: Path) -> float:
    """Return the most memory that a run held, its children apart, in MiB."""
    process = subprocess.Popen(
        command.arguments, cwd=folder, env=site_builder.environment(DATE), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, _, used = os.wait4(process.pid, 0)
    unit = 1 if platform.system() == "Darwin" else 1024
    return used.ru_maxrss * unit / 2**20


def _time(command: Command, folder: Path) -> float:
    """Return the seconds that one run takes; a command that does not end as it must ends the benchmark."""
    with tempfile.NamedTemporaryFile(suffix=".json") as export:
        line = shlex.join(command.arguments)
        timer = ["hyperfine", "--shell", "none", "--runs", "1", "--ignore-failure", "--style", "none"]
        timer += ["--export-json", export.name, line]
        environment = site_builder.environment(DATE)
        subprocess.run(timer, cwd=folder, env=environment, capture_output=True, check=True)
        (result,) = json.load(export)["results"]
    if result["exit_codes"] != [command.status]:
        sys.exit(f"Esta orden no terminó como debía ({result['exit_codes']}): {line}")
    return float(result["times"][0])


def _report(title: str, commands: Sequence[Command], against: Mapping[str, Command]) -> None:
    """Print the medians, their spread, the most memory held, and the ratios to the medians of some of the commands."""
    heads = ["command", "median", "min–max", "memory", *against]
    print(f"\n**{title}**\n\n| {' | '.join(heads)} |\n|---|{'---:|' * (len(heads) - 1)}")
    for command in commands:
        spread = f"{min(command.seconds):.2f}–{max(command.seconds):.2f}"
        ratios = [f"{command.median / other.median:.2f}" for other in against.values()]
        cells = [command.label, f"{command.median:.2f} s", spread, f"{max(command.memory):.0f} MiB", *ratios]
        print(f"| {' | '.join(cells)} |", flush=True)
    print(flush=True)


if __name__ == "__main__":
    sys.exit(main())
