"""The door to segno: an address as a QR code that a phone reads from paper."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup

QUIET = 4
"""Modules of white around the code, as ISO/IEC 18004 asks for."""


def svg(address: str) -> Markup:
    """Return the code of an address as inline SVG: black on white, a quarter of it may be dirty."""
    out = io.BytesIO()
    code = segno.make(address, micro=False, error="q", boost_error=False)
    code.save(out, kind="svg", xmldecl=False, svgns=False, nl=False, border=QUIET, light="#fff", svgclass="qr",
              lineclass=None, omitsize=True)  # fmt: skip
    return Markup(out.getvalue().decode())  # noqa: S704 -- shapes alone: the address is in no attribute and no text
