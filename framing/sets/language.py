"""Whether a text is English, by its function words."""

from __future__ import annotations

import re

# The commonest words of English that are not also common words of German, Dutch, French,
# Spanish, Italian, Portuguese or a Scandinavian language (the first fifty entries of the
# list in Leech, Rayson and Wilson, Word Frequencies in Written and Spoken English, 2001,
# less those such as "in", "a", "on", "is", "was", "of").
_ENGLISH = frozenset(
    {"the", "and", "to", "that", "it", "for", "you", "with", "be", "his", "they", "by"}
    | {"are", "this", "have", "not", "but", "had", "from", "she", "which", "or", "we", "an", "were"}
    | {"been", "their", "has", "would", "what", "will", "there", "if", "can", "all", "who", "more"}
)
_WORD = re.compile(r"[^\W\d_]+")
UNDETERMINED = "und"  # ISO 639-2: it is not English, and which language it is is not known
_ENOUGH = 25
_LEAST = 0.06


def english_share(text: str) -> float | None:
    """Return the share of words that are English function words, 0 to 1.

    ``None`` for a text with no words at all. English news has about 0.25; texts in
    related languages stay below 0.03.
    """
    words = _WORD.findall(text[:50_000].lower())
    if not words:
        return None
    return sum(word in _ENGLISH for word in words) / len(words)


def looks_english(text: str) -> bool:
    """Tell whether a text may be English: only a text that plainly is not gives False.

    Under 25 words there is too little to go by, and the answer is True.
    """
    words = _WORD.findall(text[:50_000].lower())
    if len(words) < _ENOUGH:
        return True
    return sum(word in _ENGLISH for word in words) / len(words) >= _LEAST
