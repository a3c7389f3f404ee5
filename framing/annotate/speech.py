"""Marks and parse brought together: every quotation of an article, each said once.

Words between marks are exact, so they win: an attribution whose content is all between marks
only lends them its cue and source. An attribution with words of its own stays as indirect
speech, and the marked words inside it are a partial quotation of the same speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from framing.annotate.attribution import Attribution, read_attributions, verb_starts
from framing.annotate.forms import read_forms
from framing.annotate.marks import Marked, find_marked
from framing.annotate.nearest import nearest
from framing.annotate.quotations import Quotation, QuotationKind
from framing.annotate.sources import name_speakers
from framing.annotate.tree import plant
from framing.text.parser import Parse
from framing.text.problem import Problem
from framing.text.segment import Layout
from framing.text.span import Span, hull, merge

_SENTENCE_END = ".!?…"
_SO_CALLED = re.compile(
    r"(?P<cue>so-called|self-styled|self-described|self-proclaimed)\s*$|(?:known as|dubbed|nicknamed|titled|entitled|named)\s*$"
)
_WHOLE_BEFORE = re.compile(r"(?:^|[.!?:,;—–\n”\"…]|\bthat|\b\w+(?:s|ed|id|ing|ote|old))\s*$")
_LONGEST_SCARE = 4  # words; longer ones read as somebody's words even without a cue
_SURELY_A_STATEMENT = 8  # words
_OWN_WORDS = 0.12  # share of an attribution's letters outside marks from which it is indirect speech in its own right


def blocks_of(layout: Layout) -> tuple[Span, ...]:
    """Headline, subheadings and paragraphs, in order: the parts of an article that can hold a quotation."""
    return tuple(sorted([*layout.paragraphs, *layout.subheadings, *([layout.headline] if layout.headline else [])]))


@dataclass(frozen=True, slots=True)
class _Page:
    """An article as the rules see it."""

    text: str
    blocks: tuple[Span, ...]
    sentences: tuple[Span, ...]
    starts: list[int]
    marked: tuple[Marked, ...]
    headline: Span | None
    verbs: frozenset[int] | None  # where verbs start, if a parser told

    def around(self, span: Span) -> Span:
        """The sentences that ``span`` touches, as one span."""
        if not self.sentences:
            return span
        first = max(bisect_right(self.starts, span.start) - 1, 0)
        last = max(bisect_left(self.starts, max(span.end, span.start + 1)) - 1, first)
        return Span(min(self.sentences[first].start, span.start), max(self.sentences[last].end, span.end))


def read_speech(text: str, layout: Layout, parse: Parse) -> tuple[tuple[Quotation, ...], tuple[Problem, ...]]:
    """Return quotations in order of their content, and the marks that could not be read. See ``find_quotations``."""
    blocks = blocks_of(layout)
    marked, problems = find_marked(text, blocks)
    trees = [plant(chunk) for chunk in parse]
    verbs = frozenset(v for tree in trees for v in verb_starts(tree)) if trees else None
    page = _Page(text, blocks, layout.sentences, [s.start for s in layout.sentences], marked, layout.headline, verbs)
    attributions = [a for tree in trees for a in read_attributions(text, tree)]
    attributions += read_forms(text, layout.headline, blocks, marked)
    inner = _inner(page, attributions)
    found = sorted(
        [*_spoken(page, _settle(page, attributions)), *inner], key=lambda q: (q.content[0].start, -q.content[-1].end)
    )
    return name_speakers(text, layout, found), problems


def _inner(page: _Page, attributions: Sequence[Attribution]) -> list[Quotation]:
    """Words between marks inside words between marks, with what the quoted speaker says of their origin."""
    outer = [m for m in page.marked if m.depth == 0]
    starts = [m.outer.start for m in outer]
    out = []
    for m in page.marked:
        if not m.depth:
            continue
        k = bisect_right(starts, m.outer.start) - 1
        around = outer[k].outer if k >= 0 else m.outer
        told = [a for a in attributions if around.start < a.head < around.end and not a.weak]
        over = [a for a in told if any(c.overlaps(m.outer) for c in a.content)]
        before = [a for a in told if a.head < m.outer.start]
        lent = min(over, key=lambda a: len(hull(a.content)), default=max(before, key=lambda a: a.head, default=None))
        if lent is None:
            out.append(Quotation("nested", m.parts))
        else:
            out.append(Quotation("nested", m.parts, lent.cue, (lent.source,) if lent.source else ()))
    return out


def _settle(page: _Page, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Leave out what stands inside quoted statements, where the reporting is the speaker's own."""
    outer = [m for m in page.marked if m.depth == 0]
    starts = [m.outer.start for m in outer]
    body = [b for b in page.blocks]
    block_starts = [b.start for b in body]
    out = []
    for a in attributions:
        i = bisect_right(starts, a.head) - 1
        if i >= 0 and outer[i].outer.start < a.head < outer[i].outer.end:
            continue
        k = bisect_right(block_starts, a.head) - 1
        if k < 0 or a.head >= body[k].end:
            continue
        content = (
            tuple(
                s
                for c in a.content
                if (s := Span(max(c.start, body[k].start), min(max(c.end, body[k].start), body[k].end))) and len(s)
            )
            if all(c.end > body[k].start and c.start < body[k].end for c in a.content)
            else ()
        )
        if content:
            out.append(replace(a, content=_with_lead(page, a.cue[-1].end if a.cue else a.head, content, outer)))
    return out


def _with_lead(page: _Page, cue_end: int, content: tuple[Span, ...], outer: Sequence[Marked]) -> tuple[Span, ...]:
    """The content with marked words that stand alone between cue and content, where the parser cut them off."""
    first = content[0]
    if first.start <= cue_end:
        return content
    for m in outer:
        between = page.text[cue_end : m.outer.start] + page.text[m.outer.end : first.start]
        if cue_end <= m.outer.start and m.outer.end <= first.start and between.strip(" :,") in ("", "that"):
            return (Span(m.outer.start, first.end), *content[1:])
    return content


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))


def _own_share(page: _Page, a: Attribution, marked: Sequence[Marked]) -> float:
    """Share of the letters of an attribution's content that stand outside the given marks."""
    total = own = 0
    for part in a.content:
        at = part.start
        for m in marked:
            if m.outer.end <= part.start or m.outer.start >= part.end:
                continue
            own += _letters(page.text, at, max(at, m.outer.start))
            at = max(at, m.outer.end)
        own += _letters(page.text, at, max(at, part.end))
        total += _letters(page.text, part.start, part.end)
    lead = page.text[a.content[0].start : a.content[0].start + 5].lower()
    if lead.startswith("that "):
        own -= 4
        total -= 4
    return own / total if total > 0 else 0.0


def _spoken(page: _Page, attributions: Sequence[Attribution]) -> list[Quotation]:
    """Join marks with attributions."""
    outer = [m for m in page.marked if m.depth == 0]
    starts = [m.outer.start for m in outer]
    lent: dict[int, tuple[Attribution, bool]] = {}
    out: list[Quotation] = []
    for a in attributions:
        span = hull(a.content)
        lo = max(bisect_right(starts, span.start) - 1, 0)
        inside = [
            (k, outer[k])
            for k in range(lo, bisect_left(starts, span.end))
            if any(outer[k].outer.overlaps(c) for c in a.content)
        ]
        if a.weak and not inside:
            continue
        whole = bool(inside) and _own_share(page, a, [m for _, m in inside]) < _OWN_WORDS
        for k, _ in inside:
            if k not in lent or len(hull(lent[k][0].content)) > len(span):
                lent[k] = (a, whole)
        if not whole and (not a.weak or a.frame == "clause"):
            content = _whole_marks(a.content, [m for _, m in inside])
            kind: QuotationKind = "indirect" if a.frame != "layout" or a.content[0].end <= a.head else "direct"
            if a.frame == "layout" and page.headline is not None and page.headline.covers(a.content[0]):
                kind = "indirect"
            out.append(Quotation(kind, content, a.cue, (a.source,) if a.source else ()))
    told = sorted(out, key=lambda q: q.cue[0].start if q.cue else q.content[0].start)
    for k, m in enumerate(outer):
        given, whole = lent.get(k, (None, False))
        q = _read_marked(page, m, given, _last_before(told, m.outer.start), whole=whole)
        if q.kind in ("direct", "partial"):
            told.append(q)
            told.sort(key=_place)
        out.append(q)
    return out


def _place(q: Quotation) -> int:
    """Where a quotation's cue stands, or its words if it has none."""
    return q.cue[0].start if q.cue else q.content[0].start


def _last_before(told: Sequence[Quotation], place: int) -> Quotation | None:
    """The quotation told last before ``place``."""
    k = bisect_left(told, place, key=_place) - 1
    return told[k] if k >= 0 else None


def _whole_marks(content: tuple[Span, ...], marked: Sequence[Marked]) -> tuple[Span, ...]:
    """The content with marked words at its edges taken in whole."""
    out = []
    for part in content:
        start, end = part.start, part.end
        for m in marked:
            if m.outer.start < end and m.outer.end > start:
                start, end = min(start, m.outer.start), max(end, m.outer.end)
        out.append(Span(start, end))
    return merge(out)


def _read_marked(
    page: _Page, marked: Marked, lent: Attribution | None, previous: Quotation | None, *, whole: bool
) -> Quotation:
    """Kind, cue and source of words between marks."""
    text = page.text
    before = text[max(0, marked.outer.start - 40) : marked.outer.start]
    words = sum(len(p.of(text).split()) for p in marked.parts)
    so_called = _SO_CALLED.search(before)
    if so_called and words <= 2 * _LONGEST_SCARE:
        at = max(0, marked.outer.start - 40)
        cue = Span(at + so_called.start("cue"), at + so_called.end("cue")) if so_called["cue"] else None
        return Quotation("scare", marked.parts, (cue,) if cue else ())
    if lent is not None:
        closed = text[marked.parts[-1].end - 1] in _SENTENCE_END + ","
        kind: QuotationKind = "direct" if (whole or closed) and _is_whole(text, marked) else "partial"
        return Quotation(kind, marked.parts, lent.cue, (lent.source,) if lent.source else ())
    sentence = page.around(marked.outer)
    others = [m.outer for m in page.marked if m is not marked and m.depth == 0 and m.outer.overlaps(sentence)]
    cue, source = nearest(text, marked, sentence, others, page.verbs)
    adjacent = cue is not None and not text[cue.end : marked.outer.start].strip(" :,")
    if (
        page.verbs is not None
        and cue is not None
        and not adjacent
        and words <= _SURELY_A_STATEMENT
        and not _is_whole(text, marked)
    ):
        cue = None  # the parser saw the verb and found that these words are not what it reports
    alone = _stands_alone(page, marked, sentence) and text[marked.parts[-1].end - 1] in _SENTENCE_END + ","
    if cue is None and not alone and words <= _LONGEST_SCARE:
        return Quotation("scare", marked.parts)
    if cue is None and not alone and not _stands_alone(page, marked, sentence):
        return Quotation("scare" if words <= _SURELY_A_STATEMENT else "partial", marked.parts)
    if cue is None:
        return Quotation("direct", marked.parts, previous.cue if previous else ())
    kind = "direct" if _is_whole(text, marked) else "partial"
    return Quotation(kind, marked.parts, (cue,), (source,) if source else ())


def _stands_alone(page: _Page, marked: Marked, sentence: Span) -> bool:
    """Tell whether nothing but the marked words stands in their sentences."""
    text = page.text
    rest = text[sentence.start : marked.outer.start] + text[marked.outer.end : sentence.end]
    return not any(ch.isalnum() for ch in rest)


def _is_whole(text: str, marked: Marked) -> bool:
    """Tell whether the marked words are a whole statement by how they start and end and what stands before them."""
    first, last = marked.parts[0], marked.parts[-1]
    words = sum(len(p.of(text).split()) for p in marked.parts)
    before = text[max(0, marked.outer.start - 40) : marked.outer.start]
    after = text[marked.outer.end : marked.outer.end + 2]
    ends = text[last.end - 1] in _SENTENCE_END + ",—–" or after[:1] in (",", ".", "")
    starts = text[first.start].isupper() or not text[first.start].isalpha()
    return starts and (ends or words > _SURELY_A_STATEMENT) and _WHOLE_BEFORE.search(before) is not None
