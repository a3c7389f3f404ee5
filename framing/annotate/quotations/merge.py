"""Marks and parse brought together: every quotation of an article, each said once.

Words between marks are exact, so they win: an attribution whose content is all between marks
only lends them its cue and source. An attribution with words of its own stays as indirect
speech, and the marked words inside it are a partial quotation of the same speaker.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import replace

from framing.annotate.parse_tree import plant, subject_places
from framing.annotate.quotations.attribution import read_attributions, verb_sources
from framing.annotate.quotations.attribution_record import Attribution
from framing.annotate.quotations.between_marks import read_marked, read_nested
from framing.annotate.quotations.layout_forms import read_forms
from framing.annotate.quotations.marked_article import Page, blocks_of, open_page
from framing.annotate.quotations.marks import Marked, find_marked
from framing.annotate.quotations.record import Quotation, QuotationKind
from framing.annotate.speakers.attention import Attention
from framing.annotate.speakers.resolve import resolve_speakers
from framing.annotate.speakers.speech import inside
from framing.text.layout import Layout
from framing.text.parser import Parse
from framing.text.problem import Problem
from framing.text.span import Span, hull, merge

_OWN_WORDS = 0.12  # share of an attribution's letters outside marks from which it is indirect speech in its own right


def read_speech(
    text: str, layout: Layout, parse: Parse
) -> tuple[tuple[Quotation, ...], tuple[Problem, ...], Attention]:
    """Return quotations in order of their content, the marks that could not be read, and who the article is about.

    See ``find_quotations`` for the first two; the third is :func:`.resolve.resolve_speakers`'.
    """
    marked, problems = find_marked(text, blocks_of(layout))
    trees = [plant(chunk, text) for chunk in parse]
    verbs = {v: source for tree in trees for v, source in verb_sources(tree).items()} if trees else None
    page = open_page(text, layout, marked, verbs)
    told = [a for tree in trees for a in read_attributions(tree)]
    told += read_forms(text, page.headline, page.blocks, marked)
    told.sort(key=lambda a: a.head)
    found = [*_join(page, _outside_marks(page, told)), *read_nested(page, told)]
    found.sort(key=lambda q: (q.content[0].start, -q.content[-1].end))
    subjects = sorted(p for tree in trees for p in subject_places(tree)) if trees else None
    named, attention = resolve_speakers(text, layout, found, subjects=subjects)
    return named, problems, attention


def _outside_marks(page: Page, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Leave out what stands inside marks, where the quoted speaker reports, or outside the article's parts."""
    block_starts = [b.start for b in page.blocks]
    posts = [c for a in attributions if a.frame == "layout" and not a.cue for c in a.content]  # in order
    post_starts = [c.start for c in posts]
    out = []
    for a in attributions:
        i = bisect_right(page.outer_starts, a.head) - 1
        if i >= 0 and page.outer[i].outer.start < a.head < page.outer[i].outer.end:
            continue
        if inside(posts, post_starts, a.head):
            continue  # within a post, its author reports
        k = bisect_right(block_starts, a.head) - 1
        if k < 0 or a.head >= page.blocks[k].end:
            continue
        if content := a.content if a.frame == "layout" else _cut(a.content, page.blocks[k]):
            end = a.cue[-1].end if a.cue else a.head
            out.append(replace(a, content=_with_lead(page, end, content)))
    return out


def _cut(content: tuple[Span, ...], block: Span) -> tuple[Span, ...]:
    """The content inside ``block``; nothing if one of its parts lies outside."""
    parts = [Span(max(c.start, block.start), min(c.end, block.end)) for c in content if c.overlaps(block)]
    return tuple(parts) if len(parts) == len(content) else ()


def _with_lead(page: Page, cue_end: int, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content with marked words that stand alone between cue and content, where the parser cut them off."""
    first = content[0]
    if first.start <= cue_end:
        return content
    for _, m in page.within(Span(cue_end, first.start)):
        between = page.text[cue_end : m.outer.start] + page.text[m.outer.end : first.start]
        if cue_end <= m.outer.start and m.outer.end <= first.start and between.strip(" :,") in ("", "that"):
            return (Span(m.outer.start, first.end), *content[1:])
    return content


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))


def _own_share(page: Page, a: Attribution, marked: Sequence[Marked]) -> float:
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


def _join(page: Page, attributions: Sequence[Attribution]) -> list[Quotation]:
    """Give marks their attributions, and attributions their marks."""
    lent: dict[int, tuple[Attribution, bool]] = {}
    out: list[Quotation] = []
    for a in attributions:
        span = hull(a.content)
        inside = [(k, m) for k, m in page.within(span) if any(m.outer.overlaps(c) for c in a.content)]
        if a.weak and not inside:
            continue
        whole = bool(inside) and _own_share(page, a, [m for _, m in inside]) < _OWN_WORDS
        for k, _ in inside:
            if k not in lent or len(hull(lent[k][0].content)) > len(span):
                lent[k] = (a, whole)
        if not whole and (not a.weak or _told_in_part(a)):
            content = _whole_marks(a.content, [m for _, m in inside])
            out.append(Quotation(_kind(page, a), content, a.cue, (a.source,) if a.source else ()))
    told = sorted(out, key=_place)
    for k, m in enumerate(page.outer):
        given, whole = lent.get(k, (None, False))
        q = read_marked(page, m, given, _last_before(told, m.outer.start), whole=whole)
        if q.kind in ("direct", "partial"):
            insort(told, q, key=_place)
        out.append(q)
    return out


def _told_in_part(a: Attribution) -> bool:
    """Tell whether marked words show that a weak attribution is speech, so that the words around them are told too."""
    private = a.verb is not None and a.verb.private
    return a.frame in ("clause", "np") and a.source is not None and not private


def _kind(page: Page, a: Attribution) -> QuotationKind:
    """Posts and interviews give their words as they were; a headline's colon does not."""
    verbatim = a.frame == "layout" and not (page.headline and page.headline.covers(a.content[0]))
    return "direct" if verbatim else "indirect"


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
