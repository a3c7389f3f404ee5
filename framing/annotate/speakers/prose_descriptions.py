"""Definite descriptions in an outlet's own prose, as mentions of those they mean: "the judge", "the company".

They move a reader's attention as names do: after "the president met aides", "he" is the president.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from framing.annotate.speakers.entities import Entities, Entity, Mention
from framing.annotate.speakers.head_nouns import body_and_role_nouns, called_by
from framing.annotate.speakers.taking_up import body_taken_up
from framing.text.span import Span

_DEFINITE = re.compile(r"\b[Tt]he[ \u00a0](?P<words>[a-z][\w’'\-]*(?:[ \u00a0][\w’'\-]+){0,3})")
_WORD = re.compile(r"[\w’'\-]+")
_OWNED = re.compile(r"[’']s?$")


@cache
def _nouns() -> frozenset[str]:
    return body_and_role_nouns()


def definite_descriptions(text: str) -> Iterator[Span]:
    """Yield the places of "the" with up to three words and a noun for a person or body, without a name behind it.

    >>> text = "The harbour board met. The mayor Ada Brook came."
    >>> [s.of(text) for s in definite_descriptions(text)]
    ['The harbour board']
    """
    known = _nouns()
    for m in _DEFINITE.finditer(text):
        at = m.start("words")
        words = list(_WORD.finditer(text, at, m.end("words")))
        first = next((i for i, w in enumerate(words) if _OWNED.sub("", w.group()).lower() in known), None)
        if first is None:
            continue
        last = first
        while last + 1 < len(words) and words[last + 1].group().lower() in known and words[last].group() in known:
            last += 1
        end = words[last].end() - len(words[last].group()) + len(_OWNED.sub("", words[last].group()))
        if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
            continue  # a title
        yield Span(m.start(), end)


def add_descriptions(text: str, table: Entities, mention: Callable[[Span], Mention], sources: set[int]) -> None:
    """Add a mention for each definite description that means somebody met before; ``sources`` start quotations' own."""
    for span in definite_descriptions(text):
        if span.start in sources:
            continue
        one = mention(span)
        if one.sentence < 0:
            continue
        phrase = span.of(text)
        meant = _person(table, phrase, span.start) or body_taken_up(table, phrase, span.start, one.sentence)
        if meant is not None:
            table.add_mention(meant, one)


def _person(table: Entities, phrase: str, place: int) -> Entity | None:
    """The person last mentioned of those whom the article calls so."""
    nouns = set(called_by(phrase, only_known=True))
    if not nouns:
        return None
    return next((e for _, e in table.before(place) if e.kind == "person" and nouns & e.roles), None)
