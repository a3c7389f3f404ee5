"""What stands between headline and text: a picture's caption, names, a standfirst; told by form and place.

None of it is how the article begins. Away from the top the same words may be the report's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from framing.lexicons import load
from framing.text.span import Span
from framing.text.words import count_words

Above = Literal["caption", "credit", "furniture"]

_TOP = 5  # blocks at the top that are looked at
_LONGEST_CAPTION, _LEAST_TWICE = 120, 6  # words
_LONGEST_STANDFIRST, _LEAST_STANDFIRST = 30, 4
_LONGEST_NAMES = 10
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_GOES_ON = tuple(":;,-–—")
_SOON = 14  # words from its beginning within which a caption says what is seen
_NAME = re.compile(r"[^\W\d_][\w.’'\-]*")
_BETWEEN = frozenset(("and", "de", "van", "von", "al", "bin", "el"))
_YEAR = re.compile(r"\b\w{3,9}\.? \d{1,2}, \d{4}(?:, (?:in|at|near|outside|on) [^.!?]{2,60})?\.$")
_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:,? [^.!?,]{2,40})?\.$", re.IGNORECASE)


def above_text(text: str, blocks: Sequence[Span]) -> dict[Span, Above]:
    """Return which of an article's blocks (headline and known furniture left out) are caption, names or a second print.

    Captions are told by what they show in the present tense with a day ("smiles after the vote … on Thursday."), by
    being printed twice in a row with a sign of a picture, or by lacking a subject, which the picture is ("Will sail
    on."); a text is never left without a block.
    """
    out: dict[Span, Above] = {}
    over = True  # nothing of the text has come yet
    for k, block in enumerate(blocks[: min(_TOP, len(blocks) - 1)]):
        words, following = block.of(text), blocks[k + 1].of(text)
        if not over or block in out:
            continue
        twice = following == words and count_words(words) >= _LEAST_TWICE
        if _shows(words, dated=not twice) or _lacks_subject(words):
            out[block] = "caption"
            out |= {blocks[k + 1]: "caption"} if twice else {}
        elif _is_title(words) and (" and " in words or _is_title(following) or list(out.values())[-1:] == ["credit"]):
            out[block] = "credit"  # "Ada Lind and Tom Rusk"; "Ada Lind", then "Quay Post"
        else:
            out |= {blocks[k + 1]: "furniture"} if twice else {}
            over = is_standfirst(words, following)
    return {block: kind for block, kind in out.items() if len(out) < len(blocks)}


def is_standfirst(words: str, following: str) -> bool:
    """Tell whether an article's first block is the line under its headline: no sentence's end, and a text below it.

    >>> is_standfirst("Ferry crews say talks have not even begun", "The boats stayed in on Monday.")
    True
    """
    return (
        _LEAST_STANDFIRST <= count_words(words) <= _LONGEST_STANDFIRST
        and words[:1] in "‘“\"'" + words[:1].upper()
        and not _ENDS.search(words)
        and not words.endswith(_GOES_ON)
        and bool(_ENDS.search(following))
    )


def _shows(words: str, *, dated: bool) -> bool:
    """Whether a block shows somebody in the present tense, if ``dated`` on a day: "waves on the quay, Thursday."."""
    if count_words(words) > _LONGEST_CAPTION or any(mark in words for mark in '“”"'):
        return False
    told = [w.strip(",.;") for w in words.lower().split()]
    day = not dated or bool(_YEAR.search(words) or _DAY.search(words))
    return day and not _words("shown").isdisjoint(told[:_SOON]) and _words("reports").isdisjoint(told)


def _lacks_subject(words: str) -> bool:
    """Whether a block is a short sentence whose subject is the picture: "Will stay in the harbour."."""
    first = words.split(maxsplit=1)[0].lower() if words else ""
    told = first in _words("without_subject") and words.endswith(".") and "?" not in words
    return told and count_words(words) <= _LONGEST_STANDFIRST


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("beginnings")[name]["words"])


def _is_title(words: str) -> bool:
    """Whether a block is a short line of capitalised words that no mark ends."""
    found = _NAME.findall(words)
    if not 1 < len(found) <= _LONGEST_NAMES or _ENDS.search(words) or any(c.isdigit() or c in ":?!“”" for c in words):
        return False
    return all(w[0].isupper() for w in found if w.lower() not in _BETWEEN)
