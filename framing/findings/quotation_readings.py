"""Which sentences of an article show a quotation: those with the words that are told, and none between far pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from framing.compare.common_words import common_runs
from framing.compare.tokens import Token
from framing.findings.context import Context, forms_of
from framing.findings.finding import Reading
from framing.findings.quotation_versions import Version

_LEAST = 2  # words in a row of what is told
_NEAR = 2  # sentences from piece to piece: "…," she said. "…" goes on, what comes later is another piece


def version_reading(context: Context, version: Version, told: str = "", *, note: str = "") -> Reading:
    """Return the sentences of an article that have a quotation, its words marked, each piece by itself.

    A statement may be put together from pieces that stand far apart: with ``told``, the words of it that a finding
    prints, only their sentences are shown and only they are marked; without it, or where the article has no two of
    them in a row, the pieces that stand together and have most words.
    """
    words = _told(version, told) or max(_together(context, version), key=len)
    start, end = words[0].span.start, words[-1].span.end
    made = context.reading(version.article_id, start, end, voice="quoted", note=note)
    parts = [(max(p.start, start), min(p.end, end)) for p in version.parts if p.start < end and start < p.end]
    return replace(made, marks=tuple(parts)) if len(parts) > 1 else made


def _told(version: Version, told: str) -> Sequence[Token]:
    """The words of a version from the first to the last that it has of what is told, in the pieces of the longest run.

    What is told may be shortened in its middle ("…"), so that it stands in several runs, in one order.
    """
    runs = common_runs(forms_of(told), version.forms, least=_LEAST)
    if not runs:
        return ()
    best = max(runs, key=lambda run: run.n)
    first, last = best.b, best.b + best.n
    for run in runs:
        if run.n > _LEAST and abs(run.a - best.a - (run.b - best.b)) <= _LEAST:  # as far apart here as there
            first, last = min(first, run.b), max(last, run.b + run.n)
    return version.words[first:last]


def _together(context: Context, version: Version) -> Iterator[Sequence[Token]]:
    """The words of a version in stretches: a new one begins where a piece stands sentences behind the one before."""
    every = context.sentences.get(version.article_id, ())
    starts = [0]
    for one, other in pairwise(version.parts):
        between = sum(one.end <= s.start and s.end <= other.start for s in every)
        if between >= _NEAR:
            starts.append(next((k for k, t in enumerate(version.words) if t.span.start >= other.start), 0))
    for first, last in pairwise((*starts, len(version.words))):
        if last > first:
            yield version.words[first:last]
