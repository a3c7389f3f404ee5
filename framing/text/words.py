"""What counts as a word.

One definition serves every count of the suite, so that a share of words in one table
means the same in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

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


def is_quoted(text: str, sentence: Span, quoted: Iterable[Span]) -> bool:
    """Tell whether more than half of a sentence's words stand inside spans of ``quoted``; a wordless one's do not.

    >>> is_quoted("“We sail,” she said.", Span(0, 20), [Span(1, 9)]), is_quoted("“We sail.”", Span(0, 10), [Span(1, 9)])
    (False, True)
    """
    near = [span for span in quoted if span.overlaps(sentence)]
    inside = words(text, within=sentence) if near else []
    return 2 * sum(any(span.covers(word) for span in near) for word in inside) > len(inside)
