"""How a text presents whoever it names: "top Iranian general Qasem Soleimani", "Ann Lund, a teacher".

Three kinds (Quirk, Greenbaum, Leech and Svartvik, A Comprehensive Grammar of the English
Language, 1985, 17.65-17.93): words before the name, an apposition beside it, a bare title.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from framing.annotate.parse_tree import tokens_within
from framing.lexicons import load
from framing.text.layout import Layout
from framing.text.parser import Chunk, Parse
from framing.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

EpithetKind = Literal["modifier", "apposition", "title"]

_NAMES = ("NNP", "NNPS")
_NOUNS = ("NN", "NNS")
_LONGEST = 14  # tokens of a description; a longer one is a list or a parse gone wrong


@dataclass(frozen=True, slots=True)
class Epithet:
    """A description (``span``) of whoever is named at ``name``, without article at its front."""

    span: Span
    name: Span
    kind: EpithetKind


@cache
def _titles() -> frozenset[str]:
    return frozenset(load("label_families")["titles"]["words"])


@cache
def _not_actors() -> frozenset[str]:
    """Places and words of the calendar: named, but nobody's name."""
    return _places() | set(load("label_families")["calendar"]["words"])


@cache
def _nobody() -> frozenset[str]:
    """Words that are tagged as names and name no actor by themselves."""
    return _not_actors() | _titles() | {"pm", "member"}


@cache
def _places() -> frozenset[str]:
    """Countries, their peoples and capitals."""
    places = load("places")["places"]
    forms = {form for country, others in places.items() for form in (country, *others)}
    plurals = {form + "s" for form in forms if form[-1].isalpha()}
    return frozenset(forms | plurals)


def find_epithets(layout: Layout, parse: Parse) -> tuple[Epithet, ...]:
    """Return the descriptions of named actors in an article's sentences, in text order.

    A name without description gives nothing; neither does a text without parse. Places and
    days are not actors.
    """
    out: set[Epithet] = set()
    for chunk in parse:
        for token in tokens_within(chunk, layout.sentences, tagged=_NAMES.__contains__):
            if _heads_name(token):
                out.update(_epithets(chunk, token))
    return tuple(sorted(out, key=lambda e: (e.span, e.name)))


def _heads_name(token: Token) -> bool:
    if token.tag_ not in _NAMES or not token.text[:1].isupper():
        return False
    inner = token.dep_ in ("compound", "nmod") and token.head.i > token.i
    return not inner and token.text.lower() not in _nobody()


def _epithets(chunk: Chunk, head: Token) -> Iterator[Epithet]:
    first = _name_start(head)
    name = _span(chunk, first, head)
    if head.doc[first.i : head.i + 1].text.lower() in _nobody():
        return
    left = _without_address(_trim(head.doc[min(_left_edge(head), first.i) : first.i]))
    if any(t.tag_ not in _NAMES or t.text.lower().rstrip(".") in _titles() for t in left):  # else: part of the name
        kind: EpithetKind = "title" if all(t.text.lower().rstrip(".") in _titles() for t in left) else "modifier"
        yield Epithet(_span(chunk, left[0], left[-1]), name, kind)
    for child in head.children:
        if child.dep_ == "appos" and child.tag_ in _NOUNS:
            yield from _described(chunk, child, name, stop=None)
    if head.dep_ == "appos" and head.head.tag_ in _NOUNS and head.head.i < first.i:
        yield from _described(chunk, head.head, name, stop=first)


# Forms of address say nothing of whom they stand before but the house's style.
_ADDRESS = frozenset(("mr", "mrs", "ms", "miss", "mx", "messrs", "sir", "madam"))


def _without_address(tokens: list[Token]) -> list[Token]:
    return [t for t in tokens if t.text.lower().rstrip(".") not in _ADDRESS]


def _span(chunk: Chunk, first: Token, last: Token) -> Span:
    return Span(chunk.offset + first.idx, chunk.offset + last.idx + len(last))


def _name_start(head: Token) -> Token:
    """The first word of the name that ``head`` ends: back over names and hyphens, up to a title or common noun."""
    doc, i = head.doc, head.i
    while i > 0 and not doc[i].is_sent_start:
        before = doc[i - 1]
        joined = before.text in "-‐‑" or (i < head.i and doc[i].text in "-‐‑")
        is_name = (
            before.tag_ in _NAMES and before.text[:1].isupper() and before.text.lower().rstrip(".") not in _titles()
        )
        if not joined and not (is_name and before.text.lower() not in _places()):
            break
        if before.head.i < i - 1 and before.head.i != before.i and not joined:
            break  # belongs to something before it
        i -= 1
    return doc[i]


def _left_edge(head: Token) -> int:
    edge = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ in ("det", "amod", "compound", "nmod", "poss", "nummod", "advmod", "npadvmod", "predet"):
            edge = min(edge, child.left_edge.i)
    return edge


def _trim(tokens: object) -> list[Token]:
    """The tokens without marks, articles and demonstratives at the two ends."""
    left: list[Token] = list(tokens)  # type: ignore[call-overload]
    while left and (
        left[0].is_punct or left[0].tag_ in ("DT", "CC", "IN", "PDT", "PRP$", "CD", "WDT", "WP") or left[0].is_space
    ):
        left = left[1:]
    comma = next((k for k, t in enumerate(left) if t.text == "," and k and left[k - 1].tag_[:2] == "NN"), len(left))
    left = left[:comma]
    while left and (left[-1].is_punct or left[-1].is_space):
        left = left[:-1]
    return left


def _described(chunk: Chunk, head: Token, name: Span, stop: Token | None) -> Iterator[Epithet]:
    """The description that ``head`` heads, with what "of", "for" or "in" adds to it."""
    last = head
    for child in head.rights:
        if child.dep_ == "prep" and (stop is None or child.right_edge.i < stop.i):
            last = child.right_edge
        elif child.dep_ != "prep":
            break
    tokens = _trim(head.doc[_left_edge(head) : last.i + 1])
    if tokens and len(tokens) <= _LONGEST:
        yield Epithet(_span(chunk, tokens[0], tokens[-1]), name, "apposition")
