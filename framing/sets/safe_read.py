"""Reading files of a set without leaving its folder and without reading more than is sensible."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from framing.sets.set_problems import shown

MOST_TEXT_BYTES = 10_000_000
MOST_MANIFEST_BYTES = 5_000_000

_ODD = re.compile(r"[\x00-\x1f\x7f\\:]")


class UnsafePathError(ValueError):
    """A path that leaves its folder, or that some system would read as leaving it."""


def inside(folder: Path, relative: str) -> Path:
    """Return the file ``relative`` of ``folder``, resolved; it need not exist.

    Raises :class:`UnsafePathError` saying why for an absolute path, ``..``, a backslash,
    colon or control character, and a link that leads out of the folder.
    """
    if not relative or _ODD.search(relative):
        msg = f"path '{shown(relative)}' is empty or has a backslash, a colon or a control character"
        raise UnsafePathError(msg)
    pure = PurePosixPath(relative)
    if pure.is_absolute() or ".." in pure.parts or relative.startswith("~"):
        msg = f"path '{shown(relative)}' leaves the set's folder"
        raise UnsafePathError(msg)
    try:
        home = folder.resolve()
        target = (home / pure).resolve()
    except (OSError, RuntimeError) as error:
        msg = f"path '{shown(relative)}' cannot be followed ({type(error).__name__})"
        raise UnsafePathError(msg) from error
    if not target.is_relative_to(home):
        msg = f"path '{shown(relative)}' is a link that leaves the set's folder"
        raise UnsafePathError(msg)
    return target


def read_bounded(path: Path, most: int) -> bytes:
    """Return the bytes of a regular file; ``ValueError`` if it is larger than ``most`` or no regular file."""
    if not path.is_file():
        msg = "it is not a regular file"
        raise ValueError(msg)
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        msg = f"it is larger than {most // 1_000_000} MB"
        raise ValueError(msg)
    return data
