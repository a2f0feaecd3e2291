import io
import pickle
import struct
import subprocess
import sys
import zlib

import numpy as np
import pytest

from generator.derive import palettes
from generator.derive.charts import Bar, Chart
from generator.derive.terms import Quantity
from generator.load.site import Site
from generator.render import pictures, svg, words

CHART = Chart(
    "rows", tuple(Bar(f"Centro {n}", 10 - n, Quantity(10 - n, None, 0)) for n in range(5)), "Visitas", "Norte"
)
PAINT = "import pickle, sys; from generator.render import svg; sys.stdout.buffer.write(svg.paint(pickle.load(sys.stdin.buffer)))"


@pytest.fixture(scope="module", name="drawing")
def _drawing():
    """The drawing of a ranking."""
    return svg.prepare(CHART, words.load(Site()), source="Fuente: Informe.")


@pytest.fixture(scope="module", name="png")
def _png(drawing):
    """The bytes of its picture."""
    return svg.paint(drawing)


def read(png):
    """Return the size of a picture with a palette, its palette and the colour of each pixel, as any reader does."""
    file, chunks = io.BytesIO(png[8:]), {}
    while head := file.read(8):
        size, name = struct.unpack(">I4s", head)
        data = file.read(size)
        assert zlib.crc32(name + data) == struct.unpack(">I", file.read(4))[0]
        chunks[name] = data
    width, height, depth, kind, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (4, 3, [0, 0, 0]) == (depth, kind, rest)
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)
    assert not lines[:, 0].any()
    pixels = np.stack((lines[:, 1:] >> 4, lines[:, 1:] & 15), axis=2).reshape(height, -1)[:, :width]
    palette = np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)
    return width, height, palette, palette[pixels]


def test_a_picture_is_wide_enough_to_print(png, drawing):
    """It is 1200 pixels wide, and as high as its frame asks."""
    width, height, _, _ = read(png)

    assert 1200 == width
    assert height == pytest.approx(drawing.frame.whole * 1200 / 352, abs=2)


def test_the_colours_are_exact(png):
    """Paper, ink and bars have their very colours, whatever becomes of the shades between them."""
    _, _, palette, pixels = read(png)
    found = {f"#{r:02x}{g:02x}{b:02x}" for r, g, b in palette.tolist()}

    assert {palettes.PAPER, palettes.INK, palettes.SHADES[palettes.PLAIN]} <= found
    assert [255, 255, 255] == pixels[0, 0].tolist()


def test_a_picture_differs_little_from_the_drawing(drawing, png):
    """Fewer colours change no pixel by more than a shade."""
    chunks = dict(pictures._chunks(svg.library().svg_to_png(svg._svg(drawing), scale=1200 / 352)))  # noqa: SLF001
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)[:, 1:]
    exact = np.cumsum(lines.reshape(height, width, 4), axis=1, dtype=np.uint8)[..., :3].astype(int)

    gaps = np.abs(exact - read(png)[3].astype(int))

    assert gaps.mean() < 1
    assert gaps.max() < 72


def test_two_pictures_of_a_drawing_are_the_same_bytes(png, drawing):
    """Painted again, and in another process with another locale, hash seed and fonts, a picture is the same file."""
    run = subprocess.run(
        [sys.executable, "-c", PAINT], input=pickle.dumps(drawing), capture_output=True, check=True,
        env={"PYTHONHASHSEED": "7", "LC_ALL": "C", "PYTHONPATH": ":".join(sys.path), "FONTCONFIG_FILE": "/dev/null"},
    )  # fmt: skip

    assert png == svg.paint(drawing)
    assert png == run.stdout


def test_a_picture_in_another_form_is_left_as_it_is():
    """A form that the drawing library does not write today is passed on unread."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    grey = pictures.SIGNATURE + b"".join(pictures._chunk(name, data) for name, data in parts)  # noqa: SLF001

    assert grey == pictures.shrink(grey)
