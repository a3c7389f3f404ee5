"""Attribution without a verb: "according to Smith", "Smith's claim that …"."""

from __future__ import annotations

from collections.abc import Iterator

from framing.annotate.parse_tree import Tree
from framing.annotate.quotations.attribution_record import Attribution
from framing.annotate.quotations.clauses import comma_before
from framing.annotate.quotations.cue_and_source import phrase_of
from framing.text.span import Span, trim


def according_to(tree: Tree, v: int, lo: int, hi: int) -> Iterator[Attribution]:
    """Read “…, according to X” and “According to X, …”."""
    to = v + 1
    if to >= hi or tree.words[to] != "to" or to + 1 >= hi:
        return
    p = next((k for k in (*tree.kids[to], *tree.kids[v]) if tree.deps[k] in ("pobj", "pcomp") and k > to), None)
    if p is None:
        return
    last = tree.last[p]
    # The phrase's own end: a comma closes it unless an apposition goes on.
    source = phrase_of(tree, p, v)
    joined = tree.kid(p, "cc")
    if joined is not None and last + 1 < hi and tree.deps[last + 1] in ("aux", "auxpass"):
        # "according to the port and sales have fallen": what follows "and" is the subject of the next clause.
        last = joined - 1
        source = tree.span(tree.first[p], last)
    before, after = v - 1, last + 1
    while after < hi and tree.texts[after] in (",", "”", '"'):
        after += 1
    parts: list[Span] = []
    if before >= lo:
        parts.append(tree.span(lo, before))
    if after < hi - 1:
        parts.append(tree.span(after, hi - 1))
    content = tidy(tree, parts)
    if content and (len(content) > 1 or " " in content[0].of(tree.text)):  # not "That's according to …"
        yield Attribution((tree.span(v, to),), source, content, "phrase", tree.starts[v], None)


def reporting_noun(tree: Tree, n: int, hi: int) -> Iterator[Attribution]:
    """A reporting noun with its clause: "the mayor's claim that the port is closed"."""
    c = next(
        (k for k in tree.kids[n] if k > n and tree.deps[k] in ("acl", "ccomp") and tree.kid(k, "mark") is not None),
        None,
    )
    if c is None or comma_before(tree, c):
        return
    poss = tree.kid(n, "poss")
    source: Span | None = None
    if poss is not None:
        source = _possessor(tree, poss)
    else:
        p = next((k for k in tree.kids[n] if tree.deps[k] == "prep" and tree.words[k] in ("by", "of", "from")), None)
        if p is not None and (o := tree.kid(p, "pobj")) is not None:
            source = phrase_of(tree, o, hi)
    content = tidy(tree, [tree.span(tree.first[c], tree.last[c])])
    if content and source is not None:
        yield Attribution((tree.span(n, n),), source, content, "noun", tree.starts[n], None)


def _possessor(tree: Tree, poss: int) -> Span:
    last = tree.last[poss]
    while last > poss and tree.words[last] in ("'s", "’s", "'", "’"):
        last -= 1
    return tree.span(tree.first[poss], last)


def tidy(tree: Tree, spans: list[Span]) -> tuple[Span, ...]:
    """Content without white space and separating points at its ends; empty parts are left out."""
    out = []
    for span in spans:
        start, end = trim(tree.text, span).start, trim(tree.text, span).end
        while start < end and tree.text[start] in " ,;:—–-.\u00a0\n":
            start += 1
        while end > start and tree.text[end - 1] in " ,;:—–-.\u00a0\n":
            end -= 1
        if any(ch.isalnum() for ch in tree.text[start:end]):
            out.append(Span(start, end))
    return tuple(sorted(out))
