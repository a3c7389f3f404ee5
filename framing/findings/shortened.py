"""Words of a text shortened for a sentence of a report: at a clause's end, never just before the point."""

from __future__ import annotations

from functools import cache

from framing.compare.inflection import function_words
from framing.lexicons import load

_SPARE = 8  # words more than asked for, rather than stopping just before the end
_LEAST = 2 / 3  # of the words asked for, before a clause's end will do
_NEAR = 6  # words to a sentence's end that are printed too
_DROPPED = 4  # small words at a cut inside a clause that nobody needs: "time to …"
_SHORT = 3  # letters at most of an abbreviation: "Mr.", "Sen."
_SENTENCE, _CLAUSE = (".", "!", "?", "…"), (",", ";", ":", "—", "–")
_CLOSING = "\"'’”)]"
_TURNING = frozenset(("but", "yet", "except", "however", "that", "which", "who"))


def shortened(words: str, most: int = 18) -> str:
    """Return the first words of a text, about ``most`` of them, with an ellipsis where some are left out.

    Up to ``most`` and a few more, all are kept. Else the cut is at the end of the last sentence that ends among them,
    then of a clause; a clause's end does not count where what comes next gives its reason, its condition or its
    exception. Inside a clause small words at the end are dropped. An empty text gives an empty one.

    >>> shortened("The ferries stay in port, as they did in March, and nobody on the quay knows for how long.", 6)
    'The ferries stay in port …'
    >>> shortened("We have more than enough days left to mend.", 6)
    'We have more than enough days left to mend.'
    """
    every = words.split()
    spare = min(_SPARE, most // 2)
    if len(every) <= most + spare:
        return " ".join(every)
    reach = range(min(len(every) - 1, most + spare), round(most * _LEAST) - 1, -1)
    at = next((k for k in reach if _ends(every[k - 1], _SENTENCE) and not _goes_on(every[k])), 0)
    if not at:
        rest = next((k for k in range(most, len(every)) if _ends(every[k], _SENTENCE)), len(every))
        if rest < most + spare + _NEAR:
            at = rest + 1
    if not at:
        at = next((k for k in reach if _ends(every[k - 1], _CLAUSE) and not _goes_on(every[k])), 0)
    if not at:
        at = _inside(every, most, most + spare)
    if at >= len(every):
        return " ".join(every)
    return " ".join(every[:at]).rstrip(",;:—– …") + " …"


def _inside(every: list[str], most: int, longest: int) -> int:
    """Where to cut inside a clause: not before an exception, nor behind small words or a title."""
    at = longest if _goes_on(every[most]) else most
    small = function_words() | _TURNING | _binding()
    least = max(1, at - _DROPPED)
    while at > least and (_bare(every[at - 1]) in small or _is_short(every[at - 1])):
        at -= 1
    return at


def _ends(word: str, marks: tuple[str, ...]) -> bool:
    """Whether a clause or sentence ends with a word; the point of "Mr." or "U.S." ends none."""
    bare = word.rstrip(_CLOSING)
    return bare.endswith(marks) and not (marks is _SENTENCE and _is_short(bare))


def _is_short(word: str) -> bool:
    """Whether a word is an abbreviation with its point: "Sen.", "U.S."."""
    return word.endswith(".") and ("." in word[:-1].rstrip(".") or (word[0].isupper() and len(word) <= _SHORT + 1))


def _goes_on(word: str) -> bool:
    """Whether a word begins what the words before it hang on: a reason, a condition, an exception."""
    return _bare(word) in _binding() | _TURNING


def _bare(word: str) -> str:
    return word.strip("\"'“”‘’().,;:!?").lower()


@cache
def _binding() -> frozenset[str]:
    """First words that bind a cause, a concession, a lack or a condition to what stands before them."""
    groups = load("binding_words")["groups"]
    uses = ("cause", "concession", "lack", "condition")
    return frozenset(word.split()[0] for group in groups if group["use"] in uses for word in group["words"])
