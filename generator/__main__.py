"""The command line."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from generator import bounds, check, commands, console, pipeline, preview
from generator.commands import PROBLEMS, SOUND, USAGE
from generator.load import package
from generator.load.package import Package
from generator.load.segments import PROBLEMS_SEGMENT
from generator.load.site import Site, site_address
from generator.problems import Problem, Refused, ordered
from generator.project import Project, survey
from generator.render import comparisons, mends, reports, words
from generator.render.tallies import LIMIT, Report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when all is sound, 1 when there are problems, 2 for a wrong call."""
    speech = words.load(Site())
    options = _parser(speech).parse_args(arguments)
    project = Project(Path(options.project).resolve())
    if not (options.run is commands.explain or project.datasets.is_dir() or project.schemas.is_dir()):
        sys.stderr.write(speech.say("cli.no_project", path=options.project) + "\n")
        return USAGE
    speech = words.load(package.read_site(project, survey(project), []))
    try:
        return int(options.run(project, options, speech))
    except Refused as refused:
        console.complain(refused.problems, speech)
    except OSError as error:
        console.complain([reports.disk(error, speech, str(project.build))], speech)
    return PROBLEMS


def _validate(project: Project, options: argparse.Namespace, speech: words.Words) -> int:
    """Check a project and report, on standard output; a dataset that does not exist is a wrong call."""
    known = _known(project)
    if _complains(options.datasets, known, speech):
        return USAGE
    described = known - {"datapackage"}
    gc.disable()  # it walks over what is all alive, a tenth of the time
    try:
        with console.progress(speech), bounds.kept():
            report = _of_some(project, options.datasets) if options.datasets else _of_all(project, described)
    except Refused as refused:
        report = Report(len(described), 0, refused.problems)
    finally:
        gc.enable()
    report = replace(report, limit=options.limit)
    console.tell(report, options.format, speech)
    return SOUND if report.valid else PROBLEMS


def _known(project: Project) -> set[str]:
    return {path.stem for path in project.schemas.glob("*.yaml")}


def _complains(names: Collection[str], known: Collection[str], speech: words.Words) -> bool:
    """Tell whether one of `names` is no dataset, and complain about it."""
    unknown = next((name for name in names if name not in known), None)
    if unknown is not None:
        console.complain([Problem("usage", value=unknown, details={"known": ", ".join(sorted(known))})], speech)
    return unknown is not None


def _of_all(project: Project, described: Collection[str]) -> Report:
    """Check all that a build would."""
    found = package.load(project, survey(project))
    try:
        problems = pipeline.validate(project, found).warnings
    except Refused as refused:
        return replace(_report(found, refused.problems), datasets=len(described))
    return _report(found, problems)


def _of_some(project: Project, names: Collection[str]) -> Report:
    """Check some datasets, without the pages, which speak of all."""
    found = package.load(project, survey(project))
    report = _report(found, ordered(check.check(found, names)), names)
    return replace(report, datasets=len(names))


def _report(found: Package, problems: Sequence[Problem], names: Collection[str] = ()) -> Report:
    """Return the report on what was read; with `names`, its rows are those of these datasets."""
    tables = [table for name, table in found.tables.items() if not names or name in names]
    files = {table.file: len(table) for table in found.tables.values()}
    pages = f"{found.site.url}{found.site.segment(PROBLEMS_SEGMENT)}/" if found.site.url else ""
    return Report(len(tables), sum(map(len, tables)), problems, files, pages)


def _build(project: Project, options: argparse.Namespace, speech: words.Words) -> int:
    site = Path(options.site_dir).absolute() if options.site_dir else project.build / "site"
    asked = replace(project, url=options.url)
    count = pipeline.build(asked, site, jobs=options.jobs, notify=console.notifier(speech))
    key = "cli.built" if count else "cli.unchanged"
    sys.stdout.write(speech.say(key, path=os.path.relpath(site), files=speech.formatter.amount(count, 0)) + "\n")
    return SOUND


def _new(project: Project, options: argparse.Namespace, speech: words.Words) -> int:
    """Write the draft of a descriptor; nothing that exists is touched."""
    from generator import editing

    with bounds.kept():
        drafted = editing.new(project, options.name, Path(options.file), speech)
    sys.stdout.write(drafted)
    return SOUND


def _fix(project: Project, options: argparse.Namespace, speech: words.Words) -> int:
    """Tell what can be mended for certain; write it when asked to, and check what is left."""
    from generator import editing

    known = _known(project)
    if _complains(options.datasets, known, speech):
        return USAGE
    with bounds.kept():
        found = editing.mend(project, options.datasets)
    sys.stdout.write(mends.text(found, speech) + mends.ending(found, speech, is_written=options.write))
    if not options.write:
        return PROBLEMS if any(mended.is_needed or mended.doubts for mended in found) else SOUND
    editing.write(project, found)
    report = _of_some(project, options.datasets) if options.datasets else _of_all(project, known - {"datapackage"})
    console.tell(report, "text", speech)
    return SOUND if report.valid else PROBLEMS


def _serve(project: Project, options: argparse.Namespace, speech: words.Words) -> int:
    preview.serve(project, options.address, speech)
    return SOUND


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint comes from the catalogue of words."""

    wrong_usage = ""

    def error(self, _: str) -> NoReturn:
        self.exit(USAGE, f"{self.format_usage()}{self.wrong_usage}\n")


def _natural(text: str) -> int:
    """Read a number that is not negative."""
    if int(text) < 0:
        raise ValueError
    return int(text)


def _parser(speech: words.Words) -> argparse.ArgumentParser:
    _Parser.wrong_usage = speech.say("cli.wrong_usage")
    common = _Parser(add_help=False)
    common.add_argument("--project", metavar="DIR", default=".", help=speech.say("cli.project"))
    parser = _Parser(prog="generator", description=speech.say("cli.description"))
    verbs = parser.add_subparsers(required=True, parser_class=_Parser)
    validate = verbs.add_parser("validate", parents=[common], help=speech.say("cli.validate"))
    validate.add_argument("--format", choices=tuple(reports.FORMATS), default="text", help=speech.say("cli.format"))
    validate.add_argument("--limit", type=_natural, default=LIMIT, metavar="N", help=speech.say("cli.limit"))
    validate.add_argument("datasets", nargs="*", metavar="DATASET", help=speech.say("cli.datasets"))
    validate.set_defaults(run=_validate)
    explain = verbs.add_parser("explain", parents=[common], help=speech.say("cli.explain"))
    explain.add_argument("code", nargs="?", metavar="CODE", help=speech.say("cli.code"))
    explain.set_defaults(run=commands.explain)
    build = verbs.add_parser("build", parents=[common], help=speech.say("cli.build"))
    build.add_argument("--site-dir", metavar="DIR", help=speech.say("cli.site_dir"))
    build.add_argument("--url", type=site_address, default="", metavar="URL", help=speech.say("plain.url"))
    build.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help=speech.say("cli.jobs"))
    build.set_defaults(run=_build)
    serve = verbs.add_parser("serve", parents=[common], help=speech.say("cli.serve"))
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT", help=speech.say("cli.address"))
    serve.set_defaults(run=_serve)
    _add_editing(verbs, common, speech)
    verbs.metavar = " | ".join(verbs.choices)
    return parser


def _add_editing(verbs: Any, common: _Parser, speech: words.Words) -> None:
    new = verbs.add_parser("new", parents=[common], help=speech.say("cli.new"))
    new.add_argument("name", metavar="NAME", help=speech.say("cli.new_name"))
    new.add_argument("file", metavar="FILE.csv", help=speech.say("cli.new_file"))
    new.set_defaults(run=_new)
    fix = verbs.add_parser("fix", parents=[common], help=speech.say("cli.fix"))
    fix.add_argument("--write", action="store_true", help=speech.say("cli.write"))
    fix.add_argument("datasets", nargs="*", metavar="DATASET", help=speech.say("cli.datasets"))
    fix.set_defaults(run=_fix)
    diff = verbs.add_parser("diff", parents=[common], help=speech.say("cli.diff"))
    diff.add_argument(
        "--format", choices=tuple(comparisons.FORMATS), default="text", help=speech.say("cli.diff_format")
    )
    diff.add_argument("revisions", nargs="?", default="HEAD", metavar="REV", help=speech.say("cli.diff_revisions"))
    diff.set_defaults(run=commands.diff)


if __name__ == "__main__":
    sys.exit(main())
