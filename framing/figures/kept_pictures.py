"""Pictures of charts kept in the cache by what they show: a report made again draws no picture that it drew before.

A picture follows from the drawing, which has every shape and word in it, and from the numbers behind it; from these
its key is made, with the code and libraries that draw. Taking it from here saves most of a chart's time. An entry
has its digest before it and one that is not what was written is made again. No more than ``_SHELVES`` × ``_MOST``
pictures are kept, some 600 MB: beyond that the oldest of a shelf goes.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from framing.figures.png_file import Dots
from framing.store.fingerprint import digest_of, report_versions
from framing.store.written_files import replace_file

_SHELVES, _MOST = 256, 32
_DIGEST, _NUMBER = 32, 4  # bytes of an entry's digest, and of each of the three numbers behind it
_COLOURS = 96


@dataclass(frozen=True, slots=True)
class Pictures:
    """A chart's picture for print as PNG, with its size in pixels, and one of half its size for the screen."""

    print_png: bytes
    screen_png: bytes
    width: int
    height: int


def pictures_of(shown: tuple[str, ...], draw: Callable[[], Dots], encode: Callable[[Dots], bytes]) -> Pictures:
    """Return the pictures of a chart, from the cache if they are there.

    Args:
        shown: Everything that they depend on besides code and libraries: the drawing, the numbers, the words.
        draw: Makes the picture, if it has to be made.
        encode: Makes the PNG for print of it.

    Returns:
        The same bytes with the cache and without it. A cache that cannot be written is done without.
    """
    from framing.store.cache import cache_folder

    key = digest_of([*shown, *(f"{name} {version}" for name, version in report_versions("none").items())])
    place = cache_folder() / "charts" / key[:2] / key[2:40]
    kept = _read(place)
    if kept is not None:
        return kept
    dots = draw()
    height, width, _ = dots.shape
    made = Pictures(encode(dots), _for_screen(dots), width, height)
    with contextlib.suppress(OSError):
        _write(place, made)
    return made


def _for_screen(dots: Dots) -> bytes:
    height, width, _ = dots.shape
    picture = Image.frombuffer("RGBX", (width, height), dots, "raw", "RGBX", 0, 1)  # the same memory
    # averages of four dots and the octree's colours: a tenth of the time of finer ways, and nobody sees it on a screen
    small = picture.reduce(2).convert("RGB").quantize(_COLOURS, method=Image.Quantize.FASTOCTREE)
    buffer = io.BytesIO()
    small.save(buffer, format="PNG", optimize=False, compress_level=4)  # 6 packs 7 % better in twice the time
    return buffer.getvalue()


def _read(place: Path) -> Pictures | None:
    try:
        entry = place.read_bytes()
    except OSError:
        return None
    digest, content = entry[:_DIGEST], entry[_DIGEST:]
    if hashlib.sha256(content).digest() != digest:
        return None
    width, height, first = (int.from_bytes(content[n * _NUMBER : (n + 1) * _NUMBER], "big") for n in range(3))
    pictures = content[3 * _NUMBER :]
    return Pictures(pictures[:first], pictures[first:], width, height)


def _write(place: Path, made: Pictures) -> None:
    numbers = (made.width, made.height, len(made.print_png))
    content = b"".join(n.to_bytes(_NUMBER, "big") for n in numbers) + made.print_png + made.screen_png
    replace_file(place, hashlib.sha256(content).digest() + content)
    shelf = list(place.parent.iterdir())
    if len(shelf) > _MOST:
        for oldest in sorted(shelf, key=lambda file: file.stat().st_mtime_ns)[: len(shelf) - _MOST]:
            oldest.unlink(missing_ok=True)
