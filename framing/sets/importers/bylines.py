"""Whether a line names who wrote an article."""

from __future__ import annotations

import re

_LONGEST_BYLINE = 8  # words
_TIMES = frozenset(
    {"midday", "midnight", "noon", "dawn", "dusk", "nightfall", "today", "yesterday", "tomorrow", "now", "then"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "morning", "evening", "night"}
    | {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {"december", "sunrise", "sunset", "lunchtime", "afternoon"}
)
_ALSO_NAMES = frozenset({"may", "april", "june", "august", "dawn"})
# the small words inside of names and of "the correspondent of": any other word of a byline has a capital
_JOINS = frozenset(
    {"and", "of", "the", "in", "for", "with", "at", "de", "da", "do", "dos", "del", "della", "der", "den", "di", "du"}
    | {"la", "le", "van", "von", "ter", "ten", "bin", "bint", "ibn", "al", "el", "y", "e", "und"}
)


def looks_like_byline(line: str) -> bool:
    """Whether a line names who wrote an article: few words, each with a capital but for those that join names.

    "By" before it does not tell: a report may begin "By midday the quay was empty".

    Example:
        >>> [looks_like_byline(line) for line in ("By Ana Vale and Jon de Orr", "JON VALE", "By midday", "By Tuesday")]
        [True, True, False, False]
    """
    words = re.sub(r"^\s*by\b:?\s*", "", line, flags=re.IGNORECASE).replace(",", " ").split()
    if not words or len(words) > _LONGEST_BYLINE or line.rstrip()[-1:] in {".", "!", "?", ":", "”", '"'}:
        return False
    plain = [word.strip("()'’-–—&/|;.") for word in words]
    times = [word.casefold() for word in plain if word.casefold() in _TIMES]
    if len(times) == len(plain) or any(word not in _ALSO_NAMES for word in times):
        return False
    return all(not word or word in _JOINS or word[0].isupper() or "@" in word for word in plain)
