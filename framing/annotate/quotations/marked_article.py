"""An article as the quotation rules see it: its sentences and the words between marks, found by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.annotate.quotations.marks import Marked
from framing.text.layout import Layout
from framing.text.span import Span

_LONGEST_HEADLINE = 150  # code points
_REACH = 2000  # code points on either side of words between marks


@dataclass(frozen=True, slots=True)
class Page:
    """The article's text by its parts.

    ``outer`` pairs of marks stand in no other pair; ``verbs`` is where verbs start, with the
    subjects of those that report; it is ``None`` without a parser.
    """

    text: str
    headline: Span | None
    blocks: tuple[Span, ...]
    sentences: tuple[Span, ...]
    marked: tuple[Marked, ...]
    outer: tuple[Marked, ...]
    verbs: Mapping[int, Span | None] | None
    sentence_starts: list[int]
    outer_starts: list[int]

    def within(self, span: Span) -> tuple[tuple[int, Marked], ...]:
        """The outer pairs that ``span`` touches, each with its number."""
        first = max(bisect_right(self.outer_starts, span.start) - 1, 0)
        last = bisect_left(self.outer_starts, span.end)
        return tuple((k, self.outer[k]) for k in range(first, last) if self.outer[k].outer.overlaps(span))

    def around(self, span: Span) -> Span:
        """The sentences that ``span`` touches, as one span."""
        if not self.sentences:
            return span
        first = max(bisect_right(self.sentence_starts, span.start) - 1, 0)
        last = max(bisect_left(self.sentence_starts, max(span.end, span.start + 1)) - 1, first)
        start, end = min(self.sentences[first].start, span.start), max(self.sentences[last].end, span.end)
        # What looks like one sentence of many pages is none: of it only what stands near is looked at.
        return Span(max(start, span.start - _REACH), min(end, span.end + _REACH))


def blocks_of(layout: Layout) -> tuple[Span, ...]:
    """Headline, subheadings and paragraphs, in order: the parts of an article that can hold a quotation."""
    return tuple(sorted([*layout.paragraphs, *layout.subheadings, *([layout.headline] if layout.headline else [])]))


def _opening(text: str, blocks: Sequence[Span]) -> Span | None:
    """A short first paragraph, which many archives make of the headline."""
    if len(blocks) > 1 and len(blocks[0]) <= _LONGEST_HEADLINE and text[blocks[0].start].isalnum():
        return blocks[0]
    return None


def open_page(text: str, layout: Layout, marked: tuple[Marked, ...], verbs: Mapping[int, Span | None] | None) -> Page:
    """Return the page of ``text``; ``marked`` are its words between marks, in order."""
    outer = tuple(m for m in marked if not m.depth)
    blocks = blocks_of(layout)
    return Page(
        text,
        layout.headline or _opening(text, blocks),
        blocks,
        layout.sentences,
        marked,
        outer,
        verbs,
        [s.start for s in layout.sentences],
        [m.outer.start for m in outer],
    )
