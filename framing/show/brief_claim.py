"""A finding's sentence where the words behind it stand beside it: what is read there is not said twice.

Alone, in a list or a feed, the whole sentence is needed; on a first screen it would push the next finding out of sight.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUOTE = re.compile(r"“([^“”]*)”")
_BRACKET = re.compile(r" \(“[^()]*\)")
_SAID_ALONE = 5  # words of a quotation from which on it is read in its place; a label belongs into the sentence
_MARKS = str.maketrans("", "", "“”‘’\"'…")


def brief_claim(claim: str, *, outlets: Sequence[str], beside: Sequence[str]) -> str:
    """Return a sentence without the quotations that stand ``beside`` it, whole, in the outlets' own sentences.

    A row of all outlets' words (``How they begin: Bay News “…”; Gazette “…”.``) keeps what it is a row of, or the
    sentence before it that quotes what sets them apart; a bracket of quotations of five words and more goes; labels,
    and all that is not shown beside it, stay. Nothing beside it gives the sentence as it is.

    >>> brief_claim(
    ...     "How many boats? Nine in Bay News (“Nine small boats came in”).",
    ...     outlets=["Bay News"],
    ...     beside=["Nine small boats came in, and two left."],
    ... )
    'How many boats? Nine in Bay News.'
    >>> brief_claim("Bay News writes “mob”.", outlets=["Bay News"], beside=["The mob came."])
    'Bay News writes “mob”.'
    """
    shown = [_bare(words) for words in beside]
    for colon in re.finditer(": ", claim):
        quotes, rest = _row(claim[colon.end() :], outlets)
        if len(quotes) > 1 and all(_stands(quote, shown) for quote in quotes):
            return _without_row(claim[: colon.start()], rest)
    return _BRACKET.sub(lambda found: "" if _all_long(found[0], shown) else found[0], claim)


def _without_row(head: str, rest: Sequence[str]) -> str:
    """What is said before a row, a sentence of its own or what it is a row of, and what it says without quoting."""
    said, stop, row = head.rpartition(". ")
    if rest:
        return f"{head}: {'; '.join(rest)}."
    return f"{said}." if stop and "“" in said else row


def _row(words: str, outlets: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The quotations of a row that has one after each outlet's name, and its other items; none where others quote."""
    names = {f"{outlet} “”" for outlet in outlets}
    items = _QUOTE.sub("“”", words.removesuffix(".")).split("; ")
    rest = [item for item in items if item not in names]
    return ([], []) if any("“" in item for item in rest) else (_QUOTE.findall(words), rest)


def _all_long(bracket: str, shown: Sequence[str]) -> bool:
    quotes = _QUOTE.findall(bracket)
    return all(len(quote.split()) >= _SAID_ALONE and _stands(quote, shown) for quote in quotes)


def _stands(quote: str, shown: Sequence[str]) -> bool:
    """Whether a quotation is read in one of the sentences shown; one cut in its middle is not."""
    bare = _bare(quote).rstrip(".,")
    return any(bare in words for words in shown)


def _bare(words: str) -> str:
    """Words without quotation marks, which differ inside a quotation, and with single blanks."""
    return " ".join(words.translate(_MARKS).split())
