"""What the comparisons of headlines have in common."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from framing.compare.inflection import function_words, stem
from framing.compare.tokens import tokens
from framing.findings.context import Headline, cut
from framing.findings.judging_words import criticizes
from framing.findings.openings import quoted_in

IN_A_ROW = "headlines in a row"  # what findings that print headlines whole, one beside another, have as their group
ATTRIBUTION = "headlines on somebody’s word"  # and those that say which headline names its source
_SHORT = 3  # letters of words that titles leave in lower case


def forms(text: str) -> tuple[str, ...]:
    """Return the folded words of a headline, possessives taken off."""
    return tuple(t.form.removesuffix("'s") for t in tokens(text) if t.is_word)


def all_of_them(headlines: Sequence[Headline]) -> str:
    """Return all headlines of a set in a row, for the fold."""
    return "The headlines: " + "; ".join(f"{h.outlet}: {h.text}" for h in headlines) + "."


def is_titled(words: str) -> bool:
    """Tell whether words are written as a title of a work or programme is: two or more, the longer ones capitalised.

    >>> is_titled("The Late Ferry with Ada Quill"), is_titled("We will sail")
    (True, False)
    """
    every = words.split()
    return len(every) > 1 and all(w[:1].isupper() for w in every if len(w) > _SHORT and w not in function_words())


def criticism_in(title: Headline, others: Sequence[Headline] = ()) -> list[tuple[int, int]]:
    """Return the words of a headline outside quotation marks that say, however plainly, that somebody finds fault.

    None that one of the ``others`` has too, in any form.
    """
    inside = quoted_in(title.text)
    told = {stem(form) for h in others if h is not title for form in forms(h.text)}
    return [
        (t.span.start, t.span.end)
        for t in tokens(title.text)
        if t.is_word and criticizes(form := t.form.removesuffix("'s")) and stem(form) not in told
        if not any(a <= t.span.start < b for a, b in inside)
    ]


def the_one_left(headlines: Sequence[Headline], shown: Collection[str]) -> str:
    """Return the only headline of which nothing is shown, whole; nothing if there are none or several.

    ``shown`` are article ids. Where one subject is compared, the headline that is left over may have it under another
    name; without it the row would read as complete.
    """
    left = [h for h in headlines if h.article_id not in shown]
    return f"; {left[0].outlet}’s headline is “{cut(left[0].text)}”" if len(left) == 1 else ""
