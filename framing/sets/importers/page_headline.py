"""The headline that readers of a page saw, among the titles that it states for search engines and social media."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_LEAST_SHARED = 0.34
_LEAST_WORDS = 3


def printed_headline(stated: str | None, headings: Sequence[str]) -> str | None:
    """Return the heading on the page that says what the ``stated`` title says, in the printed words; else ``stated``.

    A title in a page's data is often rewritten for search engines, and the choice of words is what a
    comparison looks at. A heading counts if it shares a third of its words with the title (or there is no title
    and it is the only one).

    Example:
        >>> printed_headline("Ferry strike: crews vote again", ["News", "Defiant crews vote again on ferry strike"])
        'Defiant crews vote again on ferry strike'
        >>> printed_headline("Ferry strike", ["Most read today on the site"])
        'Ferry strike'
    """
    if not stated:
        return headings[0] if len(headings) == 1 else None
    words = set(_WORD.findall(stated.lower()))
    alike = [(_shared(words, heading), heading) for heading in headings if len(heading.split()) >= _LEAST_WORDS]
    best = max(alike, default=(0.0, ""), key=lambda pair: pair[0])
    return best[1] if best[0] >= _LEAST_SHARED else stated


def _shared(words: set[str], heading: str) -> float:
    own = set(_WORD.findall(heading.lower()))
    return len(own & words) / max(1, min(len(own), len(words)))
