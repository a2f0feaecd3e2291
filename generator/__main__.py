"""The command line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NoReturn

from generator import check, pipeline, preview
from generator.load import package
from generator.load.site import Site
from generator.problems import Problem, Refused, ordered
from generator.project import Project, survey
from generator.render import reports, words
from generator.render.reports import Report

SOUND, PROBLEMS, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when all is sound, 1 when there are problems, 2 for a wrong call."""
    speech = words.load(Site())
    options = _parser(speech).parse_args(arguments)
    project = Project(Path(options.project).resolve())
    if not (project.datasets.is_dir() or project.schemas.is_dir()):
        sys.stderr.write(speech.say("cli.no_project", path=options.project) + "\n")
        return USAGE
    speech = words.load(package.read_site(project, survey(project), []))
    try:
        return int(options.run(project, options, speech))
    except Refused as refused:
        sys.stderr.write(reports.text(Report(0, 0, refused.problems), speech))
    except OSError as error:
        problem = reports.disk(error, speech, str(project.build))
        sys.stderr.write(reports.text(Report(0, 0, [problem]), speech))
    return PROBLEMS


def _validate(project: Project, options: argparse.Namespace, speech: words.Words) -> int:
    """Check a project and report, on standard output; a dataset that does not exist is a wrong call."""
    known = {path.stem for path in project.schemas.glob("*.yaml")}
    for name in options.datasets:
        if name not in known:
            problem = Problem("usage", value=name, details={"known": ", ".join(sorted(known))})
            sys.stderr.write(reports.text(Report(0, 0, [problem]), speech))
            return USAGE
    if options.datasets:
        report = _of_some(project, options.datasets)
        sys.stdout.write(reports.FORMATS[options.format](report, speech))
        return SOUND if report.valid else PROBLEMS
    try:
        made = pipeline.validate(project)
    except Refused as refused:
        report = Report(len(known - {"datapackage"}), 0, refused.problems)
    else:
        tables = made.package.tables
        report = Report(len(tables), sum(len(table) for table in tables.values()), made.warnings)
    sys.stdout.write(reports.FORMATS[options.format](report, speech))
    return SOUND if report.valid else PROBLEMS


def _of_some(project: Project, names: Collection[str]) -> Report:
    """Check some datasets, without the pages, which speak of all."""
    found = package.load(project, survey(project))
    rows = sum(len(table) for name, table in found.tables.items() if name in names)
    return Report(len(names), rows, ordered(check.check(found, names)))


def _build(project: Project, options: argparse.Namespace, speech: words.Words) -> int:
    site = Path(options.site_dir).absolute() if options.site_dir else project.build / "site"
    shown = os.path.relpath(site)
    count = pipeline.build(project, site, jobs=options.jobs, notify=_notifier(speech))
    if count:
        sys.stdout.write(speech.say("cli.built", path=shown, files=speech.formatter.amount(count, 0)) + "\n")
    else:
        sys.stdout.write(speech.say("cli.unchanged", path=shown) + "\n")
    return SOUND


def _serve(project: Project, options: argparse.Namespace, speech: words.Words) -> int:
    preview.serve(project, options.address, speech)
    return SOUND


def _notifier(speech: words.Words) -> Callable[[str], None]:
    """Return a function that says what is being done, on a terminal only."""

    def notify(key: str) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(speech.say(key) + "\n")

    return notify


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint comes from the catalogue of words."""

    wrong_usage = ""

    def error(self, _: str) -> NoReturn:
        self.exit(USAGE, f"{self.format_usage()}{self.wrong_usage}\n")


def _parser(speech: words.Words) -> argparse.ArgumentParser:
    _Parser.wrong_usage = speech.say("cli.wrong_usage")
    common = _Parser(add_help=False)
    common.add_argument("--project", metavar="DIR", default=".", help=speech.say("cli.project"))
    parser = _Parser(prog="generator", description=speech.say("cli.description"))
    verbs = parser.add_subparsers(required=True, metavar="validate | build | serve", parser_class=_Parser)
    validate = verbs.add_parser("validate", parents=[common], help=speech.say("cli.validate"))
    validate.add_argument("--format", choices=tuple(reports.FORMATS), default="text", help=speech.say("cli.format"))
    validate.add_argument("datasets", nargs="*", metavar="DATASET", help=speech.say("cli.datasets"))
    validate.set_defaults(run=_validate)
    build = verbs.add_parser("build", parents=[common], help=speech.say("cli.build"))
    build.add_argument("--site-dir", metavar="DIR", help=speech.say("cli.site_dir"))
    build.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help=speech.say("cli.jobs"))
    build.set_defaults(run=_build)
    serve = verbs.add_parser("serve", parents=[common], help=speech.say("cli.serve"))
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT", help=speech.say("cli.address"))
    serve.set_defaults(run=_serve)
    return parser


if __name__ == "__main__":
    sys.exit(main())
