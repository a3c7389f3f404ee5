"""Ids for articles and sets: what a file may be called on every system."""

from __future__ import annotations

import re
import unicodedata

_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


def slug(text: str) -> str:
    """Return ``text`` as lower-case ASCII words joined by hyphens, at most 60 characters; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return f"{made}-text" if made in _RESERVED else made


def new_id(wishes: list[str | None], taken: set[str]) -> str:
    """Return the first wish that makes an id, with a number added if it is taken; ``article`` if none does.

    A wish that is an id already stays as it is. ``taken`` holds ids in lower case, since
    some file systems do not tell case apart.
    """
    base = "article"
    for wish in wishes:
        text = wish or ""
        kept = _ID.fullmatch(text) and ".." not in text and text.split(".")[0].lower() not in _RESERVED
        if made := text.rstrip(".") if kept else slug(text):
            base = made
            break
    name, number = base, 1
    while name.lower() in taken:
        number += 1
        name = f"{base}-{number}"
    return name
