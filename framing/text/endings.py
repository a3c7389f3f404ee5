"""Whether a text ends as an article does: some break off, in an ellipsis or in the middle of a sentence.

What is not found in such a text may stand in its rest.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from framing.lexicons import load

Ending = Literal["whole", "ellipsis", "open"]

_OPEN = (":", ",", ";", "–", "—")
_LONG = 15  # words of a last line without a full stop that is no heading and no link
_WORD = re.compile(r"[^\W\d_]+")


def ending(text: str, last_sentence: str = "") -> Ending:
    """Return how a text ends, from the whole of it and the last sentence of its body; an empty one is whole.

    ``ellipsis`` is how excerpts are cut. ``open`` is a last sentence that announces something, stops at a comma or a
    dash, at a word that no sentence ends with, or after many words without a full stop: fewer are a heading or a link.
    One that turns to the readers ("you can write to us:") is furniture.

    >>> ending("The talks went on until..."), ending("Lund asks for:", "Lund asks for:"), ending("It ended.")
    ('ellipsis', 'open', 'whole')
    """
    if breaks_off(text):
        return "ellipsis"
    words = [w.lower() for w in _WORD.findall(last_sentence)]
    if not words or not _words("readers").isdisjoint(words):
        return "whole"
    cut = last_sentence[-1:].isalnum() and (words[-1] in _words("hanging") or len(words) >= _LONG)
    return "open" if cut or last_sentence.rstrip("”\"’'").endswith(_OPEN) else "whole"


def breaks_off(text: str) -> bool:
    """Tell whether a text ends in an ellipsis: an excerpt of an article.

    >>> breaks_off("The talks went on until..."), breaks_off("The talks ended.")
    (True, False)
    """
    return text.rstrip().endswith(("...", "…"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("beginnings")[name]["words"])
