"""The report as Markdown, for a pull request, and as one page of HTML that needs no other file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.project import DEFAULTS, Project
from generator.render import explanations, groups, tallies
from generator.render.faults import message, place, visible, within

if TYPE_CHECKING:
    from generator.render.tallies import Report
    from generator.render.words import Words


def markdown(report: Report, words: Words) -> str:
    """Return the report for a pull request."""
    found = groups.groups(report.problems[: report.limit])
    lines = [f"**{tallies.summary(report, words)}**\n"]
    lines += [_item(group, words) for group in found]
    left_out = tallies.omitted(report, _listed(report), words)
    return "\n".join([lines[0], "".join(lines[1:]) + (f"\n{left_out}\n" if left_out else "")])


def _listed(report: Report) -> int:
    return sum(problem.code != tallies.SUMMARY for problem in report.problems[: report.limit])


def _item(group: groups.Group, words: Words) -> str:
    said, hint = message(group.first, words)
    where = _bare(place(group.first, words))
    told = " ".join(_escaped(_bare(text)) for text in (said, hint, groups.told(group, words)) if text)
    return f"- `{where}`: {told} (`{group.first.code}`)\n"


def plain(text: str) -> str:
    """Return any text as one line of Markdown that says just that."""
    return _escaped(_bare(visible(text)))


def _bare(text: str) -> str:
    """Return text in one line that cannot end a code span or become HTML."""
    text = " ".join(text.split())
    return text.replace("`", "'").replace("<", "‹").replace(">", "›").replace("|", "¦")


def _escaped(text: str) -> str:
    """Return text that cannot become markup: no link, image or emphasis."""
    return re.sub(r"([\\*_\[\]!~&#])", r"\\\1", text)


def html(report: Report, words: Words) -> str:
    """Return the report as a page of its own: no script, no other file, readable on a phone and by ear."""
    from generator.render import templates  # noqa: PLC0415 -- no other form needs Jinja2

    environment = templates.renderer(Project(DEFAULTS), words).environment
    found = groups.groups(report.problems[: report.limit])
    files: dict[str, list[dict[str, str]]] = {}
    for group in found:
        said, hint = message(group.first, words)
        item = {
            "severity": str(group.first.severity), "place": within(group.first, words), "message": said, "hint": hint,
            "others": groups.told(group, words), "code": group.first.code,
        }  # fmt: skip
        files.setdefault(group.first.file, []).append(item)
    codes = [explanations.entry(words, code) for code in sorted({group.first.code for group in found})]
    return environment.get_template("report.html.j2").render(
        say=words.say, number=lambda value: words.formatter.amount(value, 0), report=report, files=files, codes=codes,
        summary=tallies.summary(report, words), tallies=tallies.tallies(report),
        left_out=tallies.omitted(report, _listed(report), words),
    )  # fmt: skip
