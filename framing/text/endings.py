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
_NEAR = 400  # code points from the end in which a page says that the rest is for subscribers
_PAYWALL = re.compile(
    r"\b(?:subscribe(?:rs)? (?:now |today )?to (?:continue|read|keep)|to (?:continue|keep) reading|already a subscriber"
    r"|(?:log|sign) in to (?:read|continue)|for subscribers only|subscriber[- ]only"
    r"|register (?:for free )?to (?:read|continue))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def ending(text: str, last_sentence: str = "") -> Ending:
    """Return how a text ends, from the whole of it and the last sentence of its body; an empty one is whole.

    ``ellipsis`` is how excerpts are cut. ``open`` is a last sentence that announces something, stops at a comma or a
    dash, at a word that no sentence ends with, or after many words without a full stop: fewer are a heading or a link.
    One that turns to the readers ("you can write to us:") is furniture; where the page says last that subscribers can
    read on, the text is open.

    >>> ending("The talks went on until..."), ending("Lund asks for:", "Lund asks for:"), ending("It ended.")
    ('ellipsis', 'open', 'whole')
    """
    if breaks_off(text):
        return "ellipsis"
    if is_stub(text[-_NEAR:]):
        return "open"
    words = [w.lower() for w in _WORD.findall(last_sentence)]
    if not words or not _words("readers").isdisjoint(words):
        return "whole"
    cut = last_sentence[-1:].isalnum() and (words[-1] in _words("hanging") or len(words) >= _LONG)
    return "open" if cut or last_sentence.rstrip("”\"’'").endswith(_OPEN) else "whole"


def is_stub(text: str) -> bool:
    """Tell whether a page says that the rest of its text is for subscribers.

    >>> is_stub("Already a subscriber? Log in."), is_stub("The subscriber paid.")
    (True, False)
    """
    return bool(_PAYWALL.search(text))


def breaks_off(text: str) -> bool:
    """Tell whether a text ends in an ellipsis: an excerpt of an article.

    >>> breaks_off("The talks went on until..."), breaks_off("The talks ended.")
    (True, False)
    """
    return text.rstrip().endswith(("...", "…"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("beginnings")[name]["words"])
