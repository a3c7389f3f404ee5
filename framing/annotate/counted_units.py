"""What a number counts: the noun behind it, by the parser or by rule, and units glued to the figure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from framing.lexicons import load
from framing.text.span import Span

if TYPE_CHECKING:
    from framing.text.parser import Parse

# What a number counts ends before these, see the lexicon.
_LISTS = load("quantities")
_STOPS = frozenset(_LISTS["unit_stops"]["forms"])
_PLURALS = frozenset(_LISTS["plurals"]["forms"])
_NOT_PLURAL = re.compile(r"(?:ss|us|is|as|os|’s|'s)$")
LONGEST_UNIT = 5  # words


def unit_by_rule(text: str, start: int, end: int) -> tuple[int, str]:
    """End and noun of what is counted after ``start``: the first plural of the words up to a stop."""
    at, found = start, (start, "")
    for _ in range(LONGEST_UNIT):
        m = re.compile(r"[ \t\u00a0\n]+((?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*)").match(text, at, end)
        if m is None:
            break
        word = m[1].lower()
        if word in _STOPS:
            break
        at = m.end()
        plural = is_plural(word)
        if found[1] and is_plural(found[1]) and not plural:
            return found
        if plural or not found[1]:
            # A second plural is the head of a compound: "three police launches".
            found = (at, word)
    if (
        found[1]
        and not is_plural(found[1])
        and (found[1].endswith(("ed", "ing", "ly")) or not _only_word(text, *found, end))
    ):
        return start, ""
    return found


def is_plural(word: str) -> bool:
    """Tell whether a folded word is a plural, by its ending or the lexicon."""
    return word in _PLURALS or (len(word) > 3 and word.endswith("s") and not _NOT_PLURAL.search(word))  # noqa: PLR2004


def _only_word(text: str, at: int, word: str, end: int) -> bool:
    """The one word after the number is its unit if a stop or a mark follows ("28 per cent", "a dozen crew")."""
    m = re.compile(r"\s+([^\W\d_]+)").match(text, at, end)
    return bool(word) and (m is None or m[1].lower() in _STOPS)


def unit_by_parse(parse: Parse | None, span: Span, end: int) -> tuple[int, str] | None:
    """End and noun of the word that the number modifies, if the parser says so and it stands close behind."""
    for chunk in parse or ():
        tokens = chunk.doc.char_span(span.start - chunk.offset, span.end - chunk.offset, alignment_mode="expand")
        if span.start < chunk.offset or tokens is None or not len(tokens):
            continue
        for token in tokens:
            head = token.head
            close = tokens.end <= head.i < tokens.end + LONGEST_UNIT
            if token.dep_ == "nummod" and close and head.tag_ in {"NNS", "NNPS", "NN"}:
                stop = chunk.offset + head.idx + len(head.text)
                between = chunk.doc[tokens.end : head.i]
                if stop <= end and not any(t.is_punct and t.text not in "-–" for t in between):
                    return stop, str(head.text).lower()
    return None


def unit_of_nation(text: str, end: int, stop: int) -> tuple[int, str] | None:
    """Return end and plural of the people of a country behind a figure: "82 Iranians", "78 were Iranian".

    ``None`` for a figure with something else behind it. Ask for a plural first: "78 Iranian sailors" are sailors.
    """
    m = _NATION.match(text, end, stop)
    if m is None or m[1].lower().removesuffix("s") not in _nations():
        return None
    word = m[1].lower()
    return m.end(), f"{word}s" if word.endswith("an") else word


_NATION = re.compile(r"[ \u00a0\n]+(?:(?:was|were|are)\s+)?([A-Z][a-z]+)\b(?![-‐‑])")


@cache
def _nations() -> frozenset[str]:
    return frozenset(form for forms in load("places")["places"].values() for form in forms)


def unit_that_changes(parse: Parse | None, span: Span) -> str:
    """Return the plural that is said to have risen or fallen to a figure: "arrests rose again in June to 188,000".

    Empty if no verb of change leads to the figure, or its subject is no plural.
    """
    for chunk in parse or ():
        tokens = chunk.doc.char_span(span.start - chunk.offset, span.end - chunk.offset, alignment_mode="expand")
        if span.start < chunk.offset or tokens is None or not len(tokens):
            continue
        to = tokens.root.head
        if to.lower_ != "to" or not to.head.tag_.startswith("VB") or to.head.lower_ not in _changes():
            return ""
        subjects = [str(t.text).lower() for t in to.head.lefts if t.dep_ in {"nsubj", "nsubjpass"} and t.tag_ == "NNS"]
        return subjects[-1] if subjects else ""
    return ""


@cache
def _changes() -> frozenset[str]:
    """Verbs by which a count goes up or down to a figure, in the forms that news has."""
    return frozenset(_LISTS["risen_to"]["forms"])


def is_measure(unit: str) -> bool:
    """Tell whether ``unit`` is a measure of length, time, weight and so on, singular or plural."""
    return unit.rstrip("s") in load("quantities")["measures"]["forms"]


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviated measures that may be glued to a figure, each with its unit: "km", "mph", "kg"."""
    return dict(load("quantities")["abbreviations"]["units"])


@cache
def _glued() -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, abbreviations()), key=len, reverse=True))
    return re.compile(rf"[\s\u00a0]?(?P<unit>{forms})(?![\w²³])")


@cache
def _metre() -> re.Pattern[str]:
    """What follows or precedes "12m" when it is twelve metres: a dimension, a direction, a thing that has a length."""
    after = "|".join(load("quantities")["metres"]["after"])
    return re.compile(rf"[-\s\u00a0]+(?:{after})\b", re.IGNORECASE)


_BEFORE_METRE = re.compile(
    r"(?:\b(?:height|depth|width|length|radius|distance|altitude|elevation|diameter)\s+(?:of|was|is|to)\s+(?:\w+\s+)?"
    r"|\bwithin\s+|\b(?:rose|fell|sank|climbed|dropped|waded|swam)\s+)$",
    re.IGNORECASE,
)


def glued_unit(text: str, end: int, stop: int) -> tuple[int, str] | None:
    """Return end and unit of an abbreviated measure behind a figure ("5km", "70 mph"); ``None`` if there is none."""
    m = _glued().match(text, end, stop)
    return (m.end(), abbreviations()[m["unit"]]) if m else None


def is_metre(text: str, start: int, end: int, stop: int) -> bool:
    """Tell whether a figure that ends in a lone "m" is in metres: "12m tall", "a 500m zone", "a depth of 2m"."""
    return (
        _metre().match(text, end, stop) is not None or _BEFORE_METRE.search(text, max(0, start - 30), start) is not None
    )
