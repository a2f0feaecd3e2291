"""The verbs that only tell: what a problem code means, and what changed in the data."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from generator import bounds, comparing
from generator.load import codes
from generator.render import comparisons, explanations, reports

if TYPE_CHECKING:
    import argparse

    from generator.project import Project
    from generator.render.words import Words

SOUND, PROBLEMS, USAGE = 0, 1, 2
"""How a command ends."""


def explain(_: Project, options: argparse.Namespace, speech: Words) -> int:
    """Tell what a problem code means, or which codes there are."""
    if not options.code:
        sys.stdout.write(explanations.listing(speech))
        return SOUND
    if options.code in codes.known():
        sys.stdout.write(explanations.text(options.code, speech))
        return SOUND
    near = ", ".join(explanations.near(options.code))
    told = speech.say("cli.no_code", code=reports.shown(options.code))
    sys.stderr.write(f"{told} {speech.say('cli.near_codes', codes=near)}\n" if near else f"{told}\n")
    return USAGE


def diff(project: Project, options: argparse.Namespace, speech: Words) -> int:
    """Tell what changed in the data, for whoever reviews it; a revision that does not exist is a wrong call."""
    try:
        with bounds.kept():
            found = comparing.compare(project, options.revisions)
    except comparing.UnknownRevisionError as error:
        sys.stderr.write(speech.say("changes.diff.unknown", value=reports.shown(str(error))) + "\n")
        return USAGE
    sys.stdout.write(comparisons.FORMATS[options.format](found, speech))
    return SOUND
