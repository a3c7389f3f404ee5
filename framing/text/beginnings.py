"""Whether a text begins as an article does: some begin in their middle, are a video's transcript, or are a letter.

Of such a text nothing can be said of how it opens. Told by form alone, from the first sentence and the marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from framing.lexicons import load
from framing.text.span import Span

Beginning = Literal["article", "middle", "transcript", "letter"]

_DASH = r"(?: ?[–—―]{1,2} ?| ?-- ?| - )"  # a hyphen alone joins words: "ORRBY-LUND line"
_DATELINE = re.compile(
    rf"(?:[A-Z][A-Z.’'/ ]{{2,40}}(?:, [A-Z][A-Za-z. ]{{1,20}}){{0,2}}(?: ?\([A-Z][A-Za-z. ]{{1,20}}\))?{_DASH}"
    rf"|[A-Z][\w.’' ]{{1,30}}(?:, [A-Z][\w. ]{{1,20}})? \([A-Z][A-Za-z. ]{{1,20}}\){_DASH}"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2} [–—―] (?=[A-Z])"
    r"|(?:[A-Z][A-Za-z ]{1,25} )?\([A-Z]{2,5}(?: [A-Z][a-z]+)?\) +(?=[A-Z])"
    rf"|\([A-Z][A-Za-z. ]{{1,20}}\){_DASH}|(?:Updated|Breaking|Exclusive): )"
)
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
    first = sentences[0]
    return "middle" if _goes_on(first[after_dateline(first, Span(0, len(first))) :]) else "article"


def after_dateline(text: str, sentence: Span) -> int:
    """Return where a sentence begins behind its dateline, if it has one: "ORRBY (AP) — ", "(CNN) ", "Updated: ".

    >>> after_dateline("ORRBY, Lund (AP) — Boats left.", Span(0, 30))
    19
    """
    found = _DATELINE.match(text, sentence.start, sentence.end)
    return found.end() if found else sentence.start


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
