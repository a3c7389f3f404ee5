"""The parts of the sentences at the top of an article: who stands first, what is predicated, what is added.

Headline and first two paragraphs only: there outlets choose what to put first, and with whom. Subject and verb are
those of the main clause; what is added are clauses and phrases that a writer could have left out. Forms after Quirk,
Greenbaum, Leech and Svartvik, A Comprehensive Grammar of the English Language (1985), chapters 8 (adverbials), 15
(subordinate clauses) and 17 (the noun phrase). What a part is for is read from the word that begins it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from framing.annotate.lemmas import verb_lemma
from framing.annotate.parse_tree import tokens_within
from framing.lexicons import load
from framing.text.layout import Layout
from framing.text.parser import Chunk, Parse
from framing.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PartKind = Literal[
    "subject", "verb", "object", "clause", "participle", "coordinate", "relative", "apposition", "phrase", "noun phrase"
]

_TOP = 2  # paragraphs
_LONGEST = 24  # words of a part that is added; a longer one is half of the sentence
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_VERBS = ("VB", "VBD", "VBZ", "VBP", "VBN", "VBG", "MD")
_BESIDE: dict[str, PartKind] = {"relcl": "relative", "appos": "apposition"}
_BEFORE_HEAD = ("det", "amod", "compound", "poss", "nummod", "quantmod", "nmod", "predet", "advmod", "case", "punct")


@dataclass(frozen=True, slots=True)
class ClausePart:
    """One part of a sentence at the top.

    ``word`` is the dictionary form of a "verb", else the word that begins or binds the part ("as", "without",
    "because of"); ``use`` what that word makes of it: cause, concession, lack, circumstance, purpose, or nothing.
    """

    span: Span
    kind: PartKind
    word: str = ""
    use: str = ""


def find_parts(layout: Layout, parse: Parse) -> tuple[ClausePart, ...]:
    """Return the parts of headline and first two paragraphs, in text order; none without a parse."""
    top = _top(layout)
    out: set[ClausePart] = set()
    for chunk in parse:
        for sentence in top:
            for token in tokens_within(chunk, (sentence,)):
                out.update(p for p in _parts(chunk, token) if sentence.covers(p.span))
    return tuple(sorted(out, key=lambda p: (p.span, p.kind, p.word)))


def _top(layout: Layout) -> list[Span]:
    """The sentences of the headline and of the first paragraphs."""
    body = [p for p in layout.paragraphs if layout.headline is None or not layout.headline.overlaps(p)]
    end = body[: _TOP + 1][-1].start if len(body) > _TOP else None
    return [s for s in layout.sentences if end is None or s.start < end]


def _parts(chunk: Chunk, token: Token) -> Iterator[ClausePart]:
    if token.dep_ == "ROOT":
        yield from _main_clause(chunk, token)
    if token.tag_ in _NOUNS and token.dep_ not in ("compound", "nmod", "amod"):
        first = token
        for child in token.lefts:
            if child.dep_ in _BEFORE_HEAD and child.left_edge.i < first.i:
                first = child.left_edge
        begins = first.i
        while begins < token.i and token.doc[begins].is_punct:
            begins += 1
        yield ClausePart(_span(chunk, token.doc[begins], token), "noun phrase")
    kind, word = _added(token)
    if kind is not None:
        start, end = _trimmed(token.doc, token.left_edge.i, token.right_edge.i)
        if 1 < end - start + 1 <= _LONGEST:
            yield ClausePart(_span(chunk, token.doc[start], token.doc[end]), kind, word, use_of(word))


def _main_clause(chunk: Chunk, root: Token) -> Iterator[ClausePart]:
    """Subject, verb and object of the main clause."""
    subject = next((c for c in root.children if c.dep_ in _SUBJECTS), None)
    if subject is not None:
        yield ClausePart(_phrase(chunk, subject), "subject")
    if root.tag_ not in _VERBS:
        return
    verbal = [
        c for c in root.children if c.dep_ in ("aux", "auxpass", "neg", "prt") and abs(c.i - root.i) < len(_BEFORE_HEAD)
    ]
    around = sorted([root, *verbal], key=lambda t: t.i)
    yield ClausePart(_span(chunk, around[0], around[-1]), "verb", verb_lemma(root.text))
    for child in root.children:
        if child.dep_ in ("dobj", "attr", "oprd", "acomp") and child.i > root.i:
            yield ClausePart(_phrase(chunk, child), "object")


def _phrase(chunk: Chunk, head: Token) -> Span:
    """A participant without relative clauses, appositions and what is coordinated behind a comma."""
    last = head
    for child in head.rights:
        if child.dep_ in ("prep", "conj", "cc", "case", "compound", "nummod") and child.left_edge.i <= last.i + 1:
            last = child.right_edge
        else:
            break
    first, end = _trimmed(head.doc, head.left_edge.i, last.i)
    return _span(chunk, head.doc[first], head.doc[end])


def _added(token: Token) -> tuple[PartKind | None, str]:
    """What kind of addition a token heads, and the word that binds it."""
    if token.dep_ == "prep" and any(c.dep_ in ("pobj", "pcomp") for c in token.children):
        clausal = any(c.dep_ == "pcomp" and len(list(c.subtree)) > 3 for c in token.children)  # noqa: PLR2004
        absolute = token.text.lower() == "with" and clausal  # "with police not ruling it out"
        return "clause" if absolute else "phrase", _two_words(token)
    if token.dep_ == "advcl":
        return _adverbial(token)
    if token.dep_ == "conj" and token.tag_ in _VERBS and token.head.tag_ in _VERBS:
        alone = not any(c.dep_ in _SUBJECTS for c in token.children)
        return ("coordinate" if alone and token.i > token.head.i + 2 else None), ""
    if token.dep_ == "acl":
        return ("participle" if token.tag_ in ("VBG", "VBN") else None), ""
    return _BESIDE.get(token.dep_), ""


def _adverbial(token: Token) -> tuple[PartKind | None, str]:
    mark = next((c for c in token.children if c.dep_ in ("mark", "advmod") and c.i < token.i), None)
    if mark is not None:
        return "clause", mark.text.lower()
    word = "to" if any(c.dep_ == "aux" and c.text.lower() == "to" for c in token.children) else ""
    return ("participle" if token.tag_ in ("VBG", "VBN", "VB") else None), word


def _two_words(token: Token) -> str:
    """The preposition with a second that belongs to it: "because of", "due to", "instead of"."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    pair = f"{token.text} {following.text}".lower() if following is not None else ""
    return pair if pair in _uses() else token.text.lower()


def use_of(word: str) -> str:
    """Return what a binding word makes of its part: cause, concession, lack, circumstance, purpose; else nothing.

    >>> use_of("despite"), use_of("because of"), use_of("in")
    ('concession', 'cause', '')
    """
    return _uses().get(word, "")


@cache
def _uses() -> dict[str, str]:
    return {word: group["use"] for group in load("binding_words")["groups"] for word in group["words"]}


def _trimmed(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The range of tokens without marks at its ends; a closing quotation mark or bracket that has its pair stays."""
    while first < last and (doc[first].is_punct and doc[first].text not in ("“", '"', "‘", "(", "¡")):
        first += 1
    while last > first and doc[last].is_punct and doc[last].text not in ("”", '"', "’", ")", "%"):
        last -= 1
    return first, last


def _span(chunk: Chunk, first: Token, last: Token) -> Span:
    return Span(chunk.offset + first.idx, chunk.offset + last.idx + len(last))
