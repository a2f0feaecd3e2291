"""Pictures made of pixels, small: a PNG of a drawing has few colours, and needs no more than a list of them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

SIGNATURE = b"\x89PNG\r\n\x1a\n"
SUB = 1
"""The filter of a line whose bytes are differences to those of the pixel before (PNG, third edition, 9.2)."""

MAX_COLORS = 16
"""As many as half a byte tells apart: a chart has a few, and shades of them where edges are smoothed."""

LEVELS = 3
"""Bits of each channel by which colours are told apart; of those alike the most frequent one is kept, exactly."""

Bytes = npt.NDArray[np.uint8]


def shrink(png: bytes) -> bytes:
    """Return a PNG of eight bits for each of four channels as one with a palette, its paper opaque.

    A picture in any other form than the drawing library writes is returned as it is.
    """
    chunks = dict(_chunks(png))
    width, height, *form = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8)
    if form != [8, 6, 0, 0, 0] or (lines := lines.reshape(height, 1 + 4 * width))[:, 0].tolist() != [SUB] * height:
        return png
    pixels = np.cumsum(lines[:, 1:].reshape(height, width, 4), axis=1, dtype=np.uint8)
    colors, places = _palette(pixels)
    body = np.zeros((height, 1 + (width + 1) // 2), np.uint8)
    body[:, 1:] = places[:, 0::2] << 4
    body[:, 1 : 1 + width // 2] |= places[:, 1::2]
    head = struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", colors), (b"IDAT", zlib.compress(body.tobytes(), 6)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, data) for name, data in parts)


def _palette(pixels: Bytes) -> tuple[bytes, Bytes]:
    """Return the most frequent colours of a picture, and for each pixel the place of the nearest one."""
    whole: Any = pixels.view("<u4")[..., 0]  # the lowest byte is the first channel, the highest alpha
    low, mask = 8 - LEVELS, (1 << LEVELS) - 1
    bins = sum((whole >> low + 8 * place & mask) << place * LEVELS for place in range(3)).astype(np.uint16)
    counts = np.bincount(bins.ravel(), minlength=1 << 3 * LEVELS)
    kept = np.argsort(-counts, kind="stable")[: min(int((counts > 0).sum()), MAX_COLORS)]
    every = np.arange(1 << 3 * LEVELS)
    levels = np.stack([every >> place * LEVELS & mask for place in range(3)], axis=1)
    far = ((levels[:, None] - levels[kept][None]) ** 2).sum(axis=2)
    nearest = far.argmin(axis=1).astype(np.uint8)
    colors = b"".join(_exact(whole, bins, one) for one in kept.tolist())
    return colors, nearest[bins]


def _exact(whole: Any, bins: Any, one: int) -> bytes:
    """Return the most frequent of the colours that are alike, of every seventh line, or else of all."""
    some = whole[::7][bins[::7] == one]
    found, times = np.unique(some if len(some) else whole[bins == one], return_counts=True)
    return int(found[times.argmax()]).to_bytes(4, "little")[:3]


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the names and contents of the chunks of a PNG; the data of its image as one."""
    at, image = len(SIGNATURE), b""
    while at < len(png):
        size, name = struct.unpack(">I4s", png[at : at + 8])
        data = png[at + 8 : at + 8 + size]
        if name == b"IDAT":
            image += data
        else:
            yield name, data
        at += 12 + size
    yield b"IDAT", image


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
