"""Where something stands in a text.

Every result of this package is made of spans. They are half-open and count Unicode
code points of the text exactly as its file reads as UTF-8: cleaning marks, it never
cuts, so an offset means the same thing in every table, page and export.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points ``start`` to ``end`` (exclusive) of a text.

    Spans sort by start, then end. A span may be empty. Raises ``ValueError`` for a
    negative start or an end before the start.

    >>> Span(0, 7).of("Dockers stay out.")
    'Dockers'
    >>> Span(0, 7).covers(Span(2, 4)), Span(0, 7).overlaps(Span(7, 9))
    (True, False)
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            msg = f"not a span: {self.start}–{self.end}; the start must be 0 or more and not after the end"
            raise ValueError(msg)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of ``text`` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span (an equal span does)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one code point (an empty span shares none)."""
        return max(self.start, other.start) < min(self.end, other.end)

    def shift(self, by: int) -> Span:
        """Return the span moved right by ``by`` code points (left if negative)."""
        return Span(self.start + by, self.end + by)


def hull(spans: Iterable[Span]) -> Span:
    """Return the shortest span that covers all of ``spans``; ``ValueError`` if there are none."""
    every = list(spans)
    if not every:
        msg = "no span covers nothing: give at least one"
        raise ValueError(msg)
    return Span(min(s.start for s in every), max(s.end for s in every))


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans sorted, with those that overlap or touch made one. Empty in, empty out."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def trim(text: str, span: Span) -> Span:
    """Return ``span`` without the white space at its two ends (empty if it is all white space)."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
