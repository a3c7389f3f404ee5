"""Two outlets print two counts of what may be one vote."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from framing.compare.vote_counts import VoteCount, find_votes, is_one_vote
from framing.findings.context import Context
from framing.findings.figure_quotes import words_around
from framing.findings.finding import NUMBERS_DISAGREE, Finding, untested
from framing.text.span import Span

Counted = tuple[str, VoteCount]  # an article, and a count in it


def votes_that_disagree(context: Context) -> list[Finding]:
    """Return one finding for each two outlets that print two counts of one body's vote on one matter.

    An article that has two counts of the body is not set against another: it knows of two votes. Nor is one that
    prints the other's count. A set without texts, or without votes, gives none.
    """
    votes = _single(context)
    made: dict[frozenset[tuple[int, int]], Finding] = {}
    for one, other in combinations(votes, 2):
        (p, x), (q, y) = one, other
        counts = frozenset(((x.more, x.fewer), (y.more, y.fewer)))
        if context.outlet(p) != context.outlet(q) and len(counts) > 1 and counts not in made and is_one_vote(x, y):
            made[counts] = _finding(context, one, other)
    return list(made.values())


def _single(context: Context) -> list[Counted]:
    """The counts that are an article's only ones of their body."""
    out: list[Counted] = []
    for article_id, text in context.tables.texts.items():
        by_body: defaultdict[str, list[VoteCount]] = defaultdict(list)
        for vote in find_votes(text, [Span(s.start, s.end) for s in context.sentences.get(article_id, ())]):
            by_body[vote.body].append(vote)
        out += [(article_id, own[0]) for own in by_body.values() if len({(v.more, v.fewer) for v in own}) == 1]
    return out


def _finding(context: Context, one: Counted, other: Counted) -> Finding:
    counted = sorted((one, other), key=lambda c: (c[1].more, c[1].fewer))
    said = "; ".join(
        f"{context.printed(i, v.span.start, v.span.end)} in {context.outlet(i)} "
        f"(“{words_around(context, i, v.span.start, v.span.end)}”)"
        for i, v in counted
    )
    return untested(
        NUMBERS_DISAGREE,
        "vote", *(f"{v.more}-{v.fewer}" for _, v in counted),
        headline=f"Two counts for what may be one vote ({one[1].body}): {said}.",
        sentence="A body may vote twice on one matter; the sentences say which vote is meant.",
        telling="figures that can be checked",
        readings=[context.reading(i, v.span.start, v.span.end) for i, v in counted],
        strength=0.7,
        key=" | ".join(f"{v.more}-{v.fewer}" for _, v in counted),
        n=2,
    )  # fmt: skip
