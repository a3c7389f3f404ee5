"""What counts as a word.

One definition serves every count of the suite, so that a share of words in one table
means the same in the next.
"""

from __future__ import annotations

import re

from framing.text.span import Span

# A run of letters and digits, with apostrophes, hyphens, points and commas allowed between
# two of them: "al-Kadhimi", "didn’t", "U.S", "5,200" are one word each. A hyphen at a line
# end joins nothing. Underscore is left out on purpose: it is furniture in news text.
WORD = re.compile(r"[^\W_]+(?:(?:['’‘.,\-‐‑]|&(?=[^\W\d_]))[^\W_]+)*")


def words(text: str, *, within: Span | None = None) -> list[Span]:
    """Return the spans of the words of ``text`` in order, or of those wholly inside ``within``."""
    start, end = (0, len(text)) if within is None else (within.start, within.end)
    return [Span(*m.span()) for m in WORD.finditer(text, start, end)]


def count_words(text: str, *, within: Span | None = None) -> int:
    """Return how many words ``text`` has (0 for the empty text), or the part ``within`` it."""
    start, end = (0, len(text)) if within is None else (within.start, within.end)
    return sum(1 for _ in WORD.finditer(text, start, end))
