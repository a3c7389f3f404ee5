"""Phrases that may name something: noun phrases from the parse, and verbs of a label family."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.compare.name_parts import family_verbs, verb_stem
from framing.text.layout import Layout
from framing.text.parser import Parse
from framing.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 12  # tokens; longer ones are lists or parses gone wrong
_INNER = ("compound", "nmod", "amod")
_MODIFIERS = ("det", "amod", "compound", "nmod", "nummod", "poss", "predet", "quantmod", "advmod", "npadvmod")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")


def find_phrases(parse: Parse, layout: Layout) -> tuple[Span, ...]:
    """Return the noun phrases of an article's sentences without what follows their heads, in text order.

    "the powerful Shia armed movements in Iraq" gives "the powerful Shia armed movements" and
    "Iraq"; a possessor gives a phrase of its own as well. Verbs that belong to a label family
    ("killed", "assassinated") are phrases too. Without a parse there are none.
    """
    starts = [s.start for s in layout.sentences]
    out: set[Span] = set()
    for chunk in parse:
        for token in chunk.doc:
            at = chunk.offset + token.idx
            i = bisect_right(starts, at) - 1
            if i < 0 or at >= layout.sentences[i].end:
                continue
            for first, last in _around(token):
                out.add(Span(chunk.offset + first.idx, chunk.offset + last.idx + len(last)))
    return tuple(sorted(out))


def _around(token: Token) -> Iterator[tuple[Token, Token]]:
    """First and last token of the phrase that ``token`` heads, if it heads one."""
    if token.tag_ in _NOUNS and not (token.dep_ in _INNER and token.head.i > token.i and token.head.tag_ in _NOUNS):
        first = _left_edge(token)
        plain = not any(t.like_url or t.text[0] in "@#" for t in token.doc[first.i : token.i + 1])
        if plain and token.i - first.i < _LONGEST and any(c.isalpha() for c in token.text):
            yield first, token
    elif token.tag_.startswith("VB") and verb_stem(token.text) in family_verbs():
        yield token, token


def _left_edge(token: Token) -> Token:
    """The first token of those that modify ``token`` from the left."""
    doc, first = token.doc, token.i
    for child in reversed(list(token.lefts)):
        if child.dep_ in _MODIFIERS:
            first = min(first, child.left_edge.i)
    first = max(first, token.sent.start)
    while first < token.i and (doc[first].is_punct or doc[first].tag_ in ("IN", "CC", "WDT", "WP", "WP$")):
        first += 1
    return doc[first]
