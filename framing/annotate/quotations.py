"""Quotations in an article: who speaks, how it is introduced, and the words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from framing.annotate.marks import Marked, find_marked
from framing.annotate.nearest import nearest
from framing.text.article import Article
from framing.text.problem import Problem
from framing.text.segment import Layout, lay_out
from framing.text.span import Span

if TYPE_CHECKING:
    from framing.text.parser import Parse

QuotationKind = Literal["direct", "partial", "indirect", "scare", "nested"]
SourceType = Literal[
    "official",
    "military",
    "armed group or party",
    "expert",
    "civilian",
    "media",
    "document",
    "unnamed",
]


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, as spans of its article.

    ``content`` holds the words without their quotation marks; it has several parts when
    the cue interrupts it. ``cue`` is the reporting verb or phrase and ``source`` the full
    noun phrase of the speaker; either is empty where the text names none. ``speaker`` is
    the canonical name ("Mike Pompeo" for "Pompeo" and "he"), ``None`` when unknown.
    """

    kind: QuotationKind
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    source_type: SourceType | None = None


def find_quotations(
    article: Article, *, layout: Layout | None = None, parse: Parse | None = None
) -> tuple[tuple[Quotation, ...], tuple[Problem, ...]]:
    """Return the quotations of ``article`` and the quotation marks that could not be read.

    Args:
        article: The article; any text will do, an empty one gives two empty tuples.
        layout: Its layout, if already known; else it is laid out here.
        parse: Its dependency parse. Without one (``None`` or empty) only words between
            marks are found, with the nearest reporting verb and its neighbour as cue and source.

    Returns:
        Quotations sorted by where their content begins, and problems sorted by place.
        Every span lies inside the text.
    """
    del parse  # indirect speech comes with the parser
    layout = layout or lay_out(article)
    text = article.text
    blocks = blocks_of(layout)
    marked, problems = find_marked(text, blocks)
    found = [_read_marked(text, layout, m, marked) for m in marked]
    return tuple(sorted(found, key=lambda q: (q.content[0].start, -q.content[-1].end))), problems


def blocks_of(layout: Layout) -> tuple[Span, ...]:
    """Headline, subheadings and paragraphs, in order: the parts of an article that can hold a quotation."""
    return tuple(sorted([*layout.paragraphs, *layout.subheadings, *([layout.headline] if layout.headline else [])]))


def _around(layout: Layout, span: Span) -> Span:
    """The sentences that ``span`` touches, as one span."""
    starts = [s.start for s in layout.sentences]
    first = max(bisect_right(starts, span.start) - 1, 0)
    last = max(bisect_right(starts, max(span.end - 1, span.start)) - 1, first)
    if not layout.sentences:
        return span
    return Span(min(layout.sentences[first].start, span.start), max(layout.sentences[last].end, span.end))


def _read_marked(text: str, layout: Layout, marked: Marked, every: Sequence[Marked]) -> Quotation:
    """Kind, cue and source of words between marks, read without a parser."""
    sentence = _around(layout, marked.outer)
    others = [
        m.outer for m in every if m is not marked and not m.outer.covers(marked.outer) and m.outer.overlaps(sentence)
    ]
    cue, source = nearest(text, marked, sentence, others)
    kind = kind_of_marked(text, marked, has_cue=cue is not None)
    if kind == "scare":
        cue = source = None
    return Quotation(kind, marked.parts, (cue,) if cue else (), (source,) if source else ())


_SENTENCE_END = ".!?…"
_WHOLE_BEFORE = re.compile(r"(?:^|[.!?:,;—–\n”\"]|\bthat|\b\w+(?:s|ed|id|ing|ote|old))\s*$")
_SO_CALLED = re.compile(
    r"(?:so-called|self-styled|self-described|known as|dubbed|nicknamed|titled|entitled|called)\s*$"
)
_LONGEST_SCARE = 4
_SURELY_A_STATEMENT = 8  # words


def kind_of_marked(text: str, marked: Marked, *, has_cue: bool) -> QuotationKind:
    """Tell a whole statement from a part of one, from scare quotes and from words quoted inside a quotation."""
    if marked.depth:
        return "nested"
    first, last = marked.parts[0], marked.parts[-1]
    words = sum(len(p.of(text).split()) for p in marked.parts)
    before = text[max(0, marked.outer.start - 40) : marked.outer.start]
    after = text[marked.outer.end : marked.outer.end + 2]
    ends = text[last.end - 1] in _SENTENCE_END + ",—–" or after[:1] in (",", "")
    if words <= _LONGEST_SCARE and (not has_cue or _SO_CALLED.search(before)):
        return "scare"
    if _SO_CALLED.search(before) and words <= 2 * _LONGEST_SCARE:
        return "scare"
    starts = text[first.start].isupper() or not text[first.start].isalpha()
    if starts and (ends or words > _SURELY_A_STATEMENT) and _WHOLE_BEFORE.search(before):
        return "direct"
    if not has_cue and text[last.end - 1] not in _SENTENCE_END and not starts:
        return "scare"
    return "partial"
