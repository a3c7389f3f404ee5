"""Whether a text begins as an article does: some begin in their middle, are a video's transcript, or are a letter.

Of such a text nothing can be said of how it opens. Told by form alone, from the first sentence and the marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from framing.lexicons import load

Beginning = Literal["article", "middle", "transcript", "letter"]

_WORD = re.compile(r"[\w’'\-]+")
_NAMED = re.compile(r"\b[A-Z][\w’'\-]+\.? (?:[A-Z]\. )?[A-Z][\w’'\-]+")
_SOON = 3  # words from the beginning within which a pronoun is what the sentence is about
# One quotation ends and another begins with nobody between them: voices of a video.
_BACK_TO_BACK = re.compile(r"[.?!…][”\"][ \t]+[“\"](?=\w)")
_LABEL = re.compile(r"^[A-Z][A-Z.’' \-]{2,30}:[ \t]", re.MULTILINE)
_VOICES, _LABELS = 3, 4  # at least
_GREETING = re.compile(
    r"(?:good (?:morning|afternoon|evening)|hello|hi|dear \w+|happy \w+day)\b[^.!?]{0,30}[.!,]?$"
    r"|welcome to [^.!?]{2,60}\b(?:newsletter|briefing|playbook|edition)\b",
    re.IGNORECASE,
)


def beginning(sentences: Sequence[str], text: str) -> Beginning:
    """Return how a text begins, from the sentences of its body and the whole of it; no sentence is an article's.

    ``middle`` is a text whose first sentence takes up something that went before it: it begins in lower case, with
    "and" or "but", or speaks of "he", "she", "they" or "it" and names nobody. ``transcript`` has several quotations
    back to back, or lines that begin with a name in capitals and a colon. ``letter`` greets its readers.

    >>> beginning(["But the crews stayed out."], "But the crews stayed out.")
    'middle'
    """
    if not sentences:
        return "article"
    if len(_BACK_TO_BACK.findall(text)) >= _VOICES or len(_LABEL.findall(text)) >= _LABELS:
        return "transcript"
    if any(_GREETING.match(s) for s in sentences[:_SOON]):
        return "letter"
    return "middle" if _goes_on(sentences[0]) else "article"


def _goes_on(sentence: str) -> bool:
    words = _WORD.findall(sentence)
    forms = [w.lower() for w in words[: _SOON + 1]]
    if not forms:
        return False
    if forms[0] in _words("joining") or (sentence[:1].islower() and not any(c.isupper() for c in words[0])):
        return True
    if forms[0] == "it":
        return len(forms) > 1 and forms[1] not in _words("after_it")
    return not _words("persons").isdisjoint(forms[:_SOON]) and not _NAMED.search(sentence)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("beginnings")[name]["words"])
