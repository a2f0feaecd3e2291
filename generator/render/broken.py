"""A template that failed, as the problem that its author reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.problems import Problem

if TYPE_CHECKING:
    from jinja2 import TemplateError


def problem(error: TemplateError, root: Path) -> Problem:
    """Return the problem of a template that failed, where it failed."""
    file, line = getattr(error, "filename", None) or "", getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    path = Path(file)
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    return Problem("template-error", file=name, line=line, details={"reason": str(error)})
