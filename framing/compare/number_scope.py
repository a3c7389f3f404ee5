"""What sets a figure apart from others of its kind: months, places, whose it is, what it is the sum of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from framing.annotate.numbers import NumberClaim
from framing.compare.inflection import function_words, stem
from framing.compare.tokens import Token, tokens
from framing.lexicons import load
from framing.text.span import Span

YEAR = re.compile(r"(?:19|20)\d\d")


def scope(text: str, words: Sequence[Token]) -> tuple[frozenset[str], frozenset[str]]:
    """Return months and years, and names led in by a preposition of place, among the words beside a number, folded.

    A place is all its words, and all of a list: "in Orlen, Port Sel and Brunn" gives five.
    """
    months = load("quantities")["months"]["forms"]
    times = {t.form for t in words if YEAR.fullmatch(t.form) or (t.form in months and t.span.of(text)[0].isupper())}
    prepositions = set(load("quantities")["places_led_by"]["forms"])
    places: set[str] = set()
    inside = False
    for a, b in pairwise(words):
        named = b.span.of(text)[0].isupper() and b.form not in months
        led = a.form in prepositions or (inside and _GOES_ON.fullmatch(text, a.span.end, b.span.start) is not None)
        # "in Orlen and Brunn": the list goes on behind its "and".
        inside = (led and named) or (inside and b.form == "and")
        if led and named:
            places.add(b.form)
    return frozenset(times), frozenset(places)


_GOES_ON = re.compile(r",?[ \u00a0\n]")


def whose(text: str, number: NumberClaim) -> frozenset[str]:
    """Return the names between figure and noun ("3,000 US troops"), one for each country."""
    inside = [t for t in tokens(text, within=number.span) if t.is_word and t.span.start > number.span.start]
    return frozenset(country(t.form) for t in inside[:-1] if t.span.of(text)[0].isupper())


@cache
def _countries() -> dict[str, str]:
    return {form: name for name, forms in load("places")["places"].items() for form in forms}


def country(form: str) -> str:
    """Return the country that a folded word names ("iranians", "tehran": "iran"); the word itself if none."""
    known = _countries()
    return known.get(form) or known.get(form.removesuffix("s"), form)


def thing(text: str, number: NumberClaim, sentence: Span) -> str:
    """Return the name of two words or more right behind "the 670 billion …", or right before "…, the 670 billion"."""
    behind = _NAMED_BEHIND.match(text, number.span.end, sentence.end)
    ahead = _NAMED_AHEAD.search(text, sentence.start, number.span.start)
    the = text[: number.span.start].rstrip().lower().endswith(" the")
    found = behind if behind and the else ahead
    return " ".join(found["name"].lower().split()) if found else ""


def measure(text: str, number: NumberClaim, sentence: Span) -> str:
    """Return the stem of the word before "bill", "plan" and the like right behind a figure: the measure's matter."""
    words = [t.form for t in tokens(text, within=Span(number.span.end, sentence.end)) if t.is_word][:_PHRASE]
    kinds = set(load("quantities")["measures_passed"]["forms"])
    k = next((k for k, form in enumerate(words) if form in kinds), 0)
    return stem(words[k - 1]) if k and not function_words() & set(words[:k]) else ""


_PHRASE = 4  # words behind a figure among which the noun that it stands before is looked for
_NAMED_BEHIND = re.compile(r"[\s-]+(?P<name>(?:[A-Z][\w’'-]+[ \u00a0]){1,4}[A-Z][\w’'-]+)")
_NAMED_AHEAD = re.compile(r"(?P<name>(?:[A-Z][\w’'-]+[ \u00a0]){1,4}[A-Z][\w’'-]+)\s?[,—–-]+\s?(?:the|a)\s$")
