"""Word lists with their sources: TOML, one subject a file.

Lists are data: each entry or table names where it comes from, and the digest of a file is
part of every result that used it.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Return the lexicon ``name`` (a file of this folder without ``.toml``) as nested tables.

    The result is shared between callers: read it, don't change it. ``FileNotFoundError``
    lists the lexicons there are.
    """
    return tomllib.loads(_read(name).decode("utf-8"))


@cache
def digest(name: str) -> str:
    """Return the SHA-256 hex digest of the lexicon's file."""
    return hashlib.sha256(_read(name)).hexdigest()


def names() -> tuple[str, ...]:
    """Return the names of all lexicons, sorted."""
    return tuple(
        sorted(p.name.removesuffix(".toml") for p in resources.files(__name__).iterdir() if p.name.endswith(".toml"))
    )


def _read(name: str) -> bytes:
    found = resources.files(__name__).joinpath(f"{name}.toml")
    if not found.is_file():
        msg = f"no lexicon '{name}'; there are {', '.join(names())}"
        raise FileNotFoundError(msg)
    return found.read_bytes()
