import struct
import zlib

import pytest

from generator.render import pixels

PAPER, INK = (253, 250, 245, 255), (29, 43, 46, 255)


def png(rows, kind=1):
    """Return a picture as the drawing library writes it: each point as its difference from the one to its left."""
    lines = b""
    for row in rows:
        befores = [(0, 0, 0, 0), *row[:-1]]
        lines += bytes([kind]) + bytes(
            (b - a) % 256 for now, before in zip(row, befores, strict=True) for b, a in zip(now, before, strict=True)
        )
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 6, 0, 0, 0)
    data = zlib.compress(lines)
    parts = [(b"IHDR", header), (b"IDAT", data[:9]), (b"IDAT", data[9:]), (b"IEND", b"")]
    return pixels.SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )


def points(data):
    """Return the colours of a picture with a palette, row by row, each part's checksum checked."""
    at, parts = 8, {}
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        parts[kind] = data[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", data, at + 8 + size) == (zlib.crc32(kind + parts[kind]),)
        at += size + 12
    width, height, depth, color = struct.unpack_from(">IIBB", parts[b"IHDR"])
    assert (8, 3) == (depth, color)
    body = zlib.decompress(parts[b"IDAT"])
    rows = [body[row * (width + 1) : (row + 1) * (width + 1)] for row in range(height)]
    assert {0} == {row[0] for row in rows}
    return [[tuple(parts[b"PLTE"][3 * place : 3 * place + 3]) for place in row[1:]] for row in rows]


def test_colours_that_are_far_apart_stay_as_they_are():
    """Paper and ink are the same colours in the smaller file, each point in its place."""
    rows = [[PAPER, INK, PAPER], [INK, INK, PAPER]]

    assert [[point[:3] for point in row] for row in rows] == points(pixels.reduced(png(rows)))


def test_colours_that_are_near_become_one():
    """Shades that nobody tells apart share a place of the palette: the last of them."""
    near = (252, 249, 244, 255)

    assert [[PAPER[:3], PAPER[:3]]] == points(pixels.reduced(png([[near, PAPER]])))


def test_a_picture_of_another_kind_is_refused():
    """Another library, or another version of it, would be noticed: nothing is drawn wrong in silence."""
    with pytest.raises(ValueError, match="0"):
        pixels.reduced(png([[PAPER]], kind=0))
