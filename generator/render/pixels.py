"""A drawn picture in few bytes: its colours counted, and one byte a point (PNG, RFC 2083)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
BY_LEFT = 1
"""The filter of a row that holds how each point differs from the one to its left."""

OPAQUE = 4
"""Bytes of a point: three of its colour, one of how opaque it is, which all are."""

BITS = 2
"""How much of each colour is told apart: steps of 64 of 256, enough for the edge of a letter of 32 points or more."""

COLORS = 256
"""Colours that a palette holds."""


def reduced(png: bytes) -> bytes:
    """Return an opaque picture of few colours with a palette.

    Raises:
        ValueError: the picture is not as the drawing library writes it, or of too many colours.
    """
    chunks = dict(_chunks(png))
    width, height = struct.unpack_from(">II", chunks[b"IHDR"])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, 1 + OPAQUE * width)
    if not (rows[:, 0] == BY_LEFT).all():
        raise ValueError(rows[:, 0].tolist())
    points = np.add.accumulate(rows[:, 1:].reshape(height, width, OPAQUE), axis=1, dtype=np.uint8)[:, :, :3]
    palette, places = _palette(points)
    body = np.zeros((height, 1 + width), np.uint8)
    body[:, 1:] = places
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(body.tobytes(), 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in parts)


def _palette(points: NDArray[np.uint8]) -> tuple[bytes, NDArray[np.uint8]]:
    """Return the colours of a picture, one for all that are near, and for each point the number of its colour."""
    first, second, third = ((points[:, :, channel] >> (8 - BITS)).astype(np.uint16) for channel in range(3))
    near = (first << 2 * BITS) | (second << BITS) | third
    one = np.zeros((1 << 3 * BITS, 3), np.uint8)
    one[near.ravel()] = points.reshape(-1, 3)  # of equals the last: where a picture ends, there is paper
    used = np.flatnonzero(np.bincount(near.ravel(), minlength=len(one)))
    if len(used) > COLORS:
        raise ValueError(len(used))
    place = np.zeros(len(one), np.uint8)
    place[used] = np.arange(len(used))
    return one[used].tobytes(), place[near]


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the parts of a file, those of its points as one."""
    at, data = len(SIGNATURE), b""
    while at < len(png):
        size, kind = struct.unpack_from(">I4s", png, at)
        body = png[at + 8 : at + 8 + size]
        if kind == b"IDAT":
            data += body
        else:
            yield kind, body
        at += size + 12
    yield b"IDAT", data


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
