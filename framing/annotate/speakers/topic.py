"""Whether an article reports on a game or a show: there, people of whom nothing else is told play or perform."""

from __future__ import annotations

import re
from functools import cache

from framing.annotate.quotations.record import SourceType
from framing.lexicons import load

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_KINDS = 6  # different topic words
_SHARE = 0.025  # of all words


@cache
def _topic_words() -> frozenset[str]:
    words = load("source_types")["topic_words"]["culture-sport"]
    return frozenset(form for w in words for form in (w, w + "s"))


def topic_of(text: str) -> SourceType | None:
    """Return ``"culture-sport"`` where six or more different words of games or shows make up 2.5 % of the words.

    >>> topic_of("The council met on Tuesday to discuss the budget.") is None
    True
    """
    words = _WORD.findall(text.lower())
    found = [w for w in words if w in _topic_words()]
    if len(set(found)) < _KINDS or len(found) < _SHARE * len(words):
        return None
    return "culture-sport"
