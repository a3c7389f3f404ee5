"""Where an article's speech stands: words between marks, words reported without them, and who is said to speak."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from framing.annotate.quotations.record import Quotation
from framing.text.span import Span


@dataclass(frozen=True, slots=True)
class Speech:
    """Spans in order of place: ``quoted`` between marks, ``reported`` without, ``sources`` who speaks."""

    quoted: Sequence[Span]
    reported: Sequence[Span]
    sources: Sequence[Span]


def speech_of(quotations: Sequence[Quotation]) -> Speech:
    """Return the places of speech in one article's quotations."""
    between = {Span(q.content[0].start, q.content[-1].end) for q in quotations if q.kind in ("direct", "partial")}
    reported = {c for q in quotations if q.kind == "indirect" for c in q.content}
    return Speech(sorted(between), sorted(reported), sorted(s for q in quotations for s in q.source))


def inside(spans: Sequence[Span], starts: Sequence[int], place: int) -> bool:
    """Tell whether ``place`` lies in the last of ``spans`` that starts at or before it; ``starts`` are their starts."""
    k = bisect_right(starts, place) - 1
    return k >= 0 and place < spans[k].end
