"""The pattern that all texts of a column follow, where there is one."""

from __future__ import annotations

import re
from collections.abc import Collection

NAME = "[a-z0-9]+(-[a-z0-9]+)*"
YEAR = re.compile("(19|20)[0-9]{2}")
PERIODS = ("[0-9]{4}", "[0-9]{4}-S[12]", "[0-9]{4}-Q[1-4]", "[0-9]{4}-(0[1-9]|1[0-2])")
MAX_PARTS = 6
"""Parts of a code beyond which its shape says nothing."""

RUNS = re.compile("(?P<digits>[0-9]+)|(?P<small>[a-z]+)|(?P<big>[A-Z]+)|(?P<mark>[-_./])")
CLASSES = {"digits": "[0-9]", "small": "[a-z]", "big": "[A-Z]"}


def period(texts: Collection[str]) -> str:
    """Return the pattern of a column of periods; nothing where one of the texts is none, or no year of our time."""
    if not texts or not all(YEAR.match(text) for text in texts):
        return ""
    used = {next((shape for shape in PERIODS if re.fullmatch(shape, text)), "") for text in texts}
    if "" in used:
        return ""
    found = [shape for shape in PERIODS if shape in used]
    return f"^{found[0]}$" if len(found) == 1 else f"^({'|'.join(found)})$"


def identifier(texts: Collection[str]) -> str:
    """Return the pattern of a column of ids or codes: digits of one length, ids fit for an address, parts of a kind."""
    if not texts:
        return ""
    if all(re.fullmatch("[0-9]+", text) for text in texts):
        lengths = {len(text) for text in texts}
        is_fixed = len(lengths) == 1 and len(texts) > 1
        return f"^[0-9]{{{min(lengths)}}}$" if is_fixed else "^[0-9]+$"
    if all(re.fullmatch(NAME, text) for text in texts):
        return f"^{NAME}$"
    shapes = {_shape(text) for text in texts}
    return f"^{shapes.pop()}$" if len(shapes) == 1 and "" not in shapes else ""


def _shape(text: str) -> str:
    """Return the parts of a code as classes of characters, marks as they are; nothing where it has none."""
    runs = list(RUNS.finditer(text))
    if "".join(run[0] for run in runs) != text or not 1 < len(runs) <= MAX_PARTS:
        return ""
    return "".join(
        f"{CLASSES[run.lastgroup]}+" if run.lastgroup in CLASSES else re.escape(run[0]) if run[0] == "." else run[0]
        for run in runs
    )
