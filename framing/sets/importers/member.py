"""A file inside another one: in an archive, a compressed file, a web archive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """A file's name, which says what it is and is never a place to write to, and its bytes.

    ``url`` is the address it was stored from, where the archive says so.
    """

    name: str
    data: bytes
    url: str | None = None
