"""Title-case headlines as sentences, for the parser alone.

A parser trained on sentences takes "Judge Tosses Lawsuit" for one long name. Nothing is
changed in the article: the parser reads a copy of the same length.
"""

from __future__ import annotations

import re

from framing.text.span import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONG = 4  # letters: shorter words stay small in some houses' title case
_FEWEST = 3  # long words from which a case can be told
_SHARE = 0.8  # of the long words with a capital


def in_sentence_case(text: str, headline: Span | None) -> str:
    r"""Return ``text`` with the headline's words in lower case that are no names, if the headline is in title case.

    A word is a name if the text below has it only with a capital within sentences; the first
    word and words with further capitals ("NBC", "McKay") stay. The length stays the same.

    >>> in_sentence_case("Judge Tosses Lund Lawsuit\n\nA judge threw out what Lund filed.", Span(0, 25))[:25]
    'Judge tosses Lund lawsuit'
    """
    if headline is None:
        return text
    found = [m for m in _WORD.finditer(text, headline.start, headline.end) if m.group()[0].isalpha()]
    long = [m.group() for m in found[1:] if len(m.group()) >= _LONG]
    if len(long) < _FEWEST or sum(w[0].isupper() for w in long) < _SHARE * len(long):
        return text
    rest = set()
    for m in _WORD.finditer(text, headline.end):
        before = text[max(headline.end, m.start() - 4) : m.start()].rstrip(" \u00a0\"'“”‘’(")
        if m.group()[0].islower() or (before and before[-1] not in ".!?:\r\n"):
            rest.add(m.group())
    out = list(text)
    for m in found[1:]:
        word = m.group()
        name = word in rest and word.lower() not in rest
        small = word[0].lower()
        if word[0].isupper() and word[1:] == word[1:].lower() and not name and len(small) == 1:
            out[m.start()] = small
    return "".join(out)
