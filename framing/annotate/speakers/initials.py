"""Initials and the name that they stand for in a text: "PBO", the Parliamentary Budget Officer."""

from __future__ import annotations

import re

_SHORTEST, _LONGEST = 3, 6  # letters; two are too few to be sure of
_SMALL = r"(?:(?:of|the|and|for|to|in|on|de)[ \u00a0])*"


def written_out(initials: str, text: str) -> str:
    """Return the capitalised words in ``text`` that ``initials`` stand for; empty if there are none.

    >>> written_out("PBO", "The Parliamentary Budget Officer spoke. The PBO had a plan.")
    'Parliamentary Budget Officer'
    """
    if not (initials.isalpha() and initials.isupper() and _SHORTEST <= len(initials) <= _LONGEST):
        return ""
    words = rf"[ \u00a0]{_SMALL}".join(rf"{letter}[a-zà-ÿ’'\-]+" for letter in initials)
    found = re.search(rf"\b{words}\b", text)
    return re.sub(r"\s+", " ", found[0]) if found else ""
