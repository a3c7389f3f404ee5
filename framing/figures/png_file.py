"""Pictures of charts as PNG files, written in half the time that a general writer takes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

_METRE = 0.0254  # an inch in metres, in which PNG says its resolution
_COMPRESSION = 3  # a report's pictures are 20 % larger than with 6, and written in half the time


def as_png(picture: Image.Image, *, dpi: int, title: str, alt: str) -> bytes:
    """Return a picture without transparency as PNG, title and alt text in its metadata.

    A PNG may hold each line of dots as its difference to the one above or before, and Pillow tries every way on every
    line. Charts are paper and even colours: as they are they take no more room.

    >>> made = as_png(Image.new("RGB", (2, 1), "red"), dpi=300, title="T", alt="a dot")
    >>> import io
    >>> read = Image.open(io.BytesIO(made))
    >>> read.size, read.getpixel((1, 0)), read.info["Description"], round(read.info["dpi"][0])
    ((2, 1), (255, 0, 0), 'a dot', 300)
    """
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunks(picture, dpi=dpi, title=title, alt=alt))


def _chunks(picture: Image.Image, *, dpi: int, title: str, alt: str) -> Iterator[bytes]:
    dots = np.asarray(picture if picture.mode == "RGB" else picture.convert("RGB"))
    height, width, _ = dots.shape
    lines = np.zeros((height, 1 + 3 * width), dtype=np.uint8)  # 0 before each line: it stands as it is
    lines[:, 1:] = dots.reshape(height, 3 * width)
    words = PngInfo()
    for name, text in (("Title", title), ("Description", alt)):
        words.add_text(name, text)
    per_metre = round(dpi / _METRE)
    yield _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))  # eight bits each of red, green, blue
    yield _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    yield from (_chunk(kind, data) for kind, data, *_ in words.chunks)
    yield _chunk(b"IDAT", zlib.compress(lines.data, _COMPRESSION))
    yield _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
