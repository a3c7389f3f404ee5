"""A parse as plain arrays: heads, labels and children by token, places in the article.

The rules for indirect speech look at every verb several times; on plain lists that costs a
tenth of what the parser's own token objects cost, and the rules can be tested on trees
written by hand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from framing.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from framing.text.parser import Chunk


@dataclass(frozen=True, slots=True)
class Tree:
    """The tokens of a chunk. All lists have one entry a token; ``starts`` and ``ends`` count from the article's start.

    ``first`` and ``last`` are the leftmost and rightmost token under each token, itself
    included. ``sentences`` holds half-open ranges of tokens.
    """

    text: str
    texts: Sequence[str]
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    heads: Sequence[int]
    deps: Sequence[str]
    kids: Sequence[Sequence[int]]
    first: Sequence[int]
    last: Sequence[int]
    sentences: Sequence[tuple[int, int]]

    def span(self, first: int, last: int) -> Span:
        """The span from token ``first`` to token ``last``, both included."""
        return Span(self.starts[first], self.ends[last])

    def kid(self, i: int, *labels: str) -> int | None:
        """The first child of ``i`` with one of ``labels``."""
        return next((k for k in self.kids[i] if self.deps[k] in labels), None)

    def token_at(self, place: int) -> int:
        """The first token that ends after ``place`` (the number of tokens if none does)."""
        return bisect_left(self.ends, place + 1)


def grow(
    text: str,
    texts: Sequence[str],
    starts: Sequence[int],
    *,
    heads: Sequence[int],
    deps: Sequence[str],
    sentences: Sequence[tuple[int, int]],
) -> Tree:
    """Return the tree of tokens with the given heads (a root is its own head) and labels."""
    n = len(texts)
    kids: list[list[int]] = [[] for _ in range(n)]
    first, last = list(range(n)), list(range(n))
    for i, h in enumerate(heads):
        if h != i:
            kids[h].append(i)
    # Edges climb to the root from every token; sentences are short, so this is cheap.
    for i in range(n):
        k = i
        while heads[k] != k:
            k = heads[k]
            if first[k] <= i <= last[k]:
                break
            first[k] = min(first[k], i)
            last[k] = max(last[k], i)
    return Tree(
        text,
        texts,
        [t.lower() for t in texts],
        starts,
        [s + len(t) for s, t in zip(starts, texts, strict=True)],
        heads,
        deps,
        kids,
        first,
        last,
        sentences,
    )


@lru_cache(maxsize=2)  # every annotator of an article asks for the same one
def plant(chunk: Chunk, text: str) -> Tree:
    """Return the tree of a parsed chunk of ``text``."""
    doc = chunk.doc
    n = len(doc)
    table = doc.to_array(["HEAD", "DEP", "IDX", "SENT_START", "LENGTH"]).astype("int64").tolist() if n else []
    strings = doc.vocab.strings
    names: dict[int, str] = {}
    texts, heads, deps, starts, bounds = [], [], [], [], []
    for i, (head, dep, idx, begins, length) in enumerate(table):
        texts.append(text[chunk.offset + idx : chunk.offset + idx + length])
        heads.append(i + head)
        name = names.get(dep)
        if name is None:
            name = names[dep] = strings[dep % 2**64]
        deps.append(name)
        starts.append(chunk.offset + idx)
        if begins == 1 or i == 0:
            bounds.append(i)
    sentences = list(zip(bounds, [*bounds[1:], n], strict=True)) if n else []
    return grow(text, texts, starts, heads=heads, deps=deps, sentences=sentences)


@lru_cache(maxsize=2)
def token_tags(chunk: Chunk) -> Sequence[str]:
    """Return the part of speech of every token of a parsed chunk."""
    doc = chunk.doc
    if not len(doc):
        return []
    strings = doc.vocab.strings
    names: dict[int, str] = {}
    return [names.get(tag) or names.setdefault(tag, strings[tag]) for tag in doc.to_array("TAG").tolist()]


@lru_cache(maxsize=2)
def token_starts(chunk: Chunk) -> Sequence[int]:
    """Return where every token of a parsed chunk starts, counted from the article's start."""
    return [chunk.offset + idx for idx in chunk.doc.to_array("IDX").tolist()] if len(chunk.doc) else []


def tokens_within(
    chunk: Chunk, spans: Sequence[Span], *, tagged: Callable[[str], bool] | None = None
) -> Iterator[Token]:
    """Yield the tokens that start inside one of ``spans`` and whose part of speech is wanted, in order.

    Making the parser's token object costs more than most rules that then look at it and turn away,
    so that what can be told from places and tags is told first.

    Args:
        chunk: A parsed part of an article.
        spans: In order, none overlapping another; of the article.
        tagged: Which parts of speech are wanted; all, if not given.
    """
    starts = token_starts(chunk)
    tags = token_tags(chunk) if tagged is not None else ()
    wanted = {tag for tag in set(tags) if tagged is not None and tagged(tag)}
    for span in spans:
        for i in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
            if tagged is None or tags[i] in wanted:
                yield chunk.doc[i]


def subject_places(tree: Tree) -> list[int]:
    """Return where the head words of the subjects of clauses start, with what is coordinated with them or apposed."""
    heads = [i for i, dep in enumerate(tree.deps) if dep in ("nsubj", "nsubjpass")]
    beside = [k for i in heads for k in tree.kids[i] if tree.deps[k] in ("conj", "appos")]
    return [tree.starts[i] for i in (*heads, *beside)]
