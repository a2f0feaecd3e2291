"""What a page loads when somebody asks to explore a chart: the viewer once, the shapes once, the rows of the chart.

All are classic scripts, for from a folder (`file:`) a browser loads nothing else.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.derive import shapes
from generator.project import DEFAULTS
from generator.render import svg

if TYPE_CHECKING:
    from generator.render.svg import Drawing

VIEWER, SHAPES = "assets/vega/vega.js", "assets/vega/shapes.js"
LICENSE = DEFAULTS / "vega-license.txt"
"""The terms on which Vega and the D3 in it may be passed on: their notices go with them."""


def viewer() -> bytes:
    """Return Vega in a scope of its own, below its licence: nothing but `window.vegaEmbed` is added to a page."""
    notice = LICENSE.read_bytes().replace(b"*/", b"* /")
    return b'/*\n%b*/\n(() => {\n"use strict";\n%b\n})();\n' % (notice, svg.viewer())


def shape_specifications() -> bytes:
    """Return every shape as Vega compiles it, without rows."""
    told = {shape: json.loads("[]".join(svg.compiled(shape))) for shape in sorted(shapes.SHAPES)}
    return f"window.chartShapes = {json.dumps(told, sort_keys=True, separators=(',', ':'))};\n".encode()


def rows(drawing: Drawing) -> bytes:
    """Return the rows of a chart with their texts and tips, under the name of its file."""
    texts = dict(drawing.texts)
    found = [{key: texts.get(value, value) if isinstance(value, str) else value for key, value in row.items()}
             for row in json.loads(drawing.rows)]  # fmt: skip
    told = json.dumps({"shape": drawing.shape, "rows": found, "tips": drawing.tips, "legend": drawing.frame.legend},
                      separators=(",", ":"))  # fmt: skip
    return f'(window.charts ??= {{}})["{drawing.name}"] = {told};\n'.encode()
