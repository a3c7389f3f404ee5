"""Ayes and noes of votes: "by 92 to 6", "on a 94-1 vote", with the body that voted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from framing.compare.fact_search import content
from framing.lexicons import load
from framing.text.span import Span

_COUNT = re.compile(
    r"(?<![\w.,$£€/:–—-])(\d{1,3})(?:\s?[-‐‑–—]\s?|\s+to\s+)(\d{1,3})(?![\w%–—-]|[.,:]\d|\s?(?:%|per\s?cent\b))"
)
_WORD = re.compile(r"[^\W\d_]+")
_RANGED = frozenset(("of", "aged", "ages", "age", "from", "between", "score", "pages"))  # "boys of 9-14"
_CUE_WITHIN, _CUE_BEHIND = 14, 2  # words
_CLAUSE = re.compile(r"[,;:—–]")
_MATTER = 3  # words of what was voted on
_FEWEST = 5  # votes cast: a smaller sum is a share of a jury or the result of a match


@dataclass(frozen=True, slots=True)
class VoteCount:
    """The count of one vote: ``span`` of the two figures, the larger and the smaller of them, and what was voted on.

    ``body`` is the noun of who voted ("senate"), ``matter`` the content stems of the sentence and its neighbours
    without those of voting; ``against`` marks a rejection, ``steps`` are words of a vote on the way ("amendment").
    """

    span: Span
    sentence: Span
    more: int
    fewer: int
    body: str
    matter: frozenset[str]
    against: bool
    steps: frozenset[str]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("quantities")["votes"][name])


@cache
def _in_body() -> re.Pattern[str]:
    """A body led in right behind the count: "a few hours later in the House"."""
    bodies = "|".join(sorted(_words("bodies")))
    return re.compile(
        rf"(?:\s+[a-z]+){{0,4}}\s+(?:in|by)\s+the\s+(?:[A-Z][a-z]+\s+)?(?P<body>{bodies})\b", re.IGNORECASE
    )


@cache
def _of_voting() -> frozenset[str]:
    """Stems that say that a vote was held, and by whom, not on what."""
    return content(" ".join(word for name in ("cues", "against", "bodies") for word in _words(name)))


def find_votes(text: str, sentences: Sequence[Span]) -> Iterator[VoteCount]:
    """Yield the counts of votes in the sentences of a text; none where nobody is said to vote.

    Two figures are a vote's if a word of voting stands in their sentence, and a body that votes; ages and scores
    have neither.

    >>> text = "The council passed the pier bill 31 to 12."
    >>> [(v.body, v.more, v.fewer) for v in find_votes(text, [Span(0, len(text))])]
    [('council', 31, 12)]
    """
    for k, sentence in enumerate(sentences):
        counts = list(_COUNT.finditer(text, sentence.start, sentence.end))
        said = {w.lower() for w in _WORD.findall(text[sentence.start : sentence.end])} if counts else set()
        if not said & _words("cues"):
            continue
        beside = sentences[max(0, k - 1) : k + 2]
        matter = frozenset().union(*(content(text[s.start : s.end]) for s in beside)) - _of_voting()
        for n, m in enumerate(counts):
            ends = (sentence.start, counts[n + 1].start() if n + 1 < len(counts) else sentence.end)
            if not _is_voted(text, m, *ends):
                continue
            body, votes = _body(text, m, *ends), sorted((int(m[1]), int(m[2])))
            if body and sum(votes) >= _FEWEST:
                yield VoteCount(
                    Span(*m.span()),
                    sentence,
                    votes[1],
                    votes[0],
                    body,
                    frozenset(w for w in matter if not w[0].isdigit()),
                    against=bool(said & _words("against")),
                    steps=frozenset(said & _words("steps")),
                )


def _is_voted(text: str, count: re.Match[str], start: int, end: int) -> bool:
    """Whether a word of voting stands before the count or right behind it; ages and ranges are none."""
    before = [w.lower() for w in _WORD.findall(text[start : count.start()])][-_CUE_WITHIN:]
    behind = [w.lower() for w in _WORD.findall(text[count.end() : end])][:_CUE_BEHIND]
    ranged = before[-1:] and before[-1] in _RANGED and before[-2:-1] not in (["vote"], ["majority"], ["margin"])
    return not ranged and bool(_words("cues") & {*before, *behind})


def _body(text: str, count: re.Match[str], start: int, end: int) -> str:
    """Who voted: named behind the count in its own clause ("65-35 in the Senate"), else last before it."""
    led = _in_body().match(text, count.end(), end)
    if led:
        return led["body"].lower()
    before = _bodies(text[start : count.start()])
    stop = _CLAUSE.search(text, count.end(), end)
    behind = _bodies(text[count.end() : stop.start() if stop else end])
    return before[-1] if before else behind[0] if behind else ""


def _bodies(words: str) -> list[str]:
    return [w for word in _WORD.findall(words) if (w := word.lower()) in _words("bodies")]


def is_one_vote(x: VoteCount, y: VoteCount) -> bool:
    """Tell whether two counts may be of one vote: by one body, with one end, on one matter by three words at least."""
    if x.body != y.body or x.against != y.against or x.steps != y.steps:
        return False
    return len(x.matter & y.matter) >= _MATTER
