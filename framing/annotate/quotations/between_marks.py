"""What words between marks are: a statement, part of one, a scare quote; and who they belong to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from framing.annotate.quotations.attribution_record import Attribution
from framing.annotate.quotations.marked_article import Page
from framing.annotate.quotations.marks import Marked
from framing.annotate.quotations.nearest_verb import nearest, phrase_before
from framing.annotate.quotations.record import Quotation, QuotationKind
from framing.text.span import Span, hull

_SENTENCE_END = ".!?…"
_SO_CALLED = re.compile(
    r"(?P<cue>so-called|self-styled|self-described|self-proclaimed)\s*$"
    r"|(?:known as|dubbed|nicknamed|titled|entitled|named)\s*$"
)
# “Shorty,” as friends call him
_NICKNAME = re.compile(
    r",?[ \u00a0]as[ \u00a0](?:"
    r"(?:[\w’'\-]+[ \u00a0]){1,5}(?:calls?|called|knows?|knew|nicknamed|dubbed)[ \u00a0](?:him|her|it|them)"
    r"|(?:he|she|it|they)[ \u00a0](?:is|was|are|were|has been)[ \u00a0](?:often |widely |better )?"
    r"(?:known|called|nicknamed))\b"
)
_WHOLE_BEFORE = re.compile(r"(?:^|[.!?:,;—–\n”\"…]|\bthat|\b\w+(?:s|ed|id|ing|ote|old))\s*$")
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being)[ \u00a0](?:\w+[ \u00a0])?\w+(?:ed|en|ought|old|id)$")
_LONGEST_SCARE = 4  # words; longer ones read as somebody's words even without a cue
_SHORTEST_IN_TITLE = 4  # letters; shorter words of a title may be small
_SURELY_A_STATEMENT = 8  # words
_NEAR = 30  # attributions
_BEFORE = 40  # code points before the marks that tell what stands there


def read_marked(
    page: Page, marked: Marked, lent: Attribution | None, previous: Quotation | None, *, whole: bool
) -> Quotation:
    """Return words between marks as a quotation: kind, cue and source.

    Args:
        page: The article.
        marked: The words, not inside other marks.
        lent: The attribution whose content they are, or are part of.
        previous: The quotation told before; words that stand alone go on with it.
        whole: Whether they are all of the attribution's content.
    """
    text = page.text
    words = sum(len(p.of(text).split()) for p in marked.parts)
    if (apart := _set_apart(page, marked, lent, words, whole=whole)) is not None:
        return apart
    if lent is not None:
        closed = text[marked.parts[-1].end - 1] in _SENTENCE_END + ","
        kind: QuotationKind = "direct" if (whole or closed) and _is_whole(text, marked) else "partial"
        return Quotation(kind, marked.parts, lent.cue, _source_of(page, marked, lent))
    sentence = _with_lead_in(page, marked, page.around(marked.outer))
    others = [m.outer for _, m in page.within(sentence) if m is not marked]
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


def _with_lead_in(page: Page, marked: Marked, sentence: Span) -> Span:
    """The sentence of the marked words, with a paragraph before it that ends in a colon ("And from Smith:")."""
    k = bisect_left(page.sentence_starts, sentence.start) - 1
    if k < 0 or sentence.start < marked.outer.start:
        return sentence
    before = page.sentences[k]
    return Span(before.start, sentence.end) if page.text[before.end - 1] == ":" else sentence


def _set_apart(page: Page, marked: Marked, lent: Attribution | None, words: int, *, whole: bool) -> Quotation | None:
    """Words that are called so-called, or a title, which nobody says; ``None`` for others."""
    text = page.text
    if words <= _LONGEST_SCARE and _NICKNAME.match(text, marked.outer.end):
        return Quotation("scare", marked.parts)
    at = max(0, marked.outer.start - _BEFORE)
    so_called = _SO_CALLED.search(text[at : marked.outer.start])
    if so_called and words <= 2 * _LONGEST_SCARE:
        cue = Span(at + so_called.start("cue"), at + so_called.end("cue")) if so_called["cue"] else None
        return Quotation("scare", marked.parts, (cue,) if cue else ())
    spoken = lent.frame == "name" or whole if lent is not None else text[marked.parts[-1].end - 1] == ","
    return Quotation("scare", marked.parts) if not spoken and _is_title(page, marked) else None


def _is_title(page: Page, marked: Marked) -> bool:
    """Tell the title of a work, a programme or an event: two words or more, all but the small ones capitalised."""
    words = marked.parts[0].of(page.text).strip(" ,").split()
    if not 1 < len(words) <= 2 * _LONGEST_SCARE or len(marked.parts) > 1:
        return False
    if (page.headline and page.headline.covers(marked.outer)) or words[-1][-1] in _SENTENCE_END:
        return False
    long = [w for w in words if len(w) >= _SHORTEST_IN_TITLE]
    return words[0][:1].isupper() and len(long) > 1 and all(w[0].isupper() or not w[0].isalpha() for w in long)


def _source_of(page: Page, marked: Marked, lent: Attribution) -> tuple[Span, ...]:
    """The attribution's source, or what stands beside its cue where the parser saw none."""
    if lent.source is not None:
        return (lent.source,)
    sentence = page.around(marked.outer)
    others = [m.outer for _, m in page.within(sentence) if m is not marked]
    cue, source = nearest(page.text, marked, sentence, others, page.verbs)
    if source and cue and any(cue.overlaps(c) for c in lent.cue):
        return (source,)
    if lent.cue and _PASSIVE.search(page.text, max(sentence.start, lent.cue[0].start - 1), lent.cue[0].end):
        return ()  # "he was described as", by nobody who is named
    participle = page.text[lent.cue[0].end - 3 : lent.cue[0].end] == "ing" if lent.cue else True
    if participle or lent.verb is None or not sentence.start <= lent.head < marked.outer.start:
        return ()
    source = phrase_before(page.text, sentence.start, lent.cue[0].start)
    return (source,) if source else ()


def _stands_alone(page: Page, marked: Marked, sentence: Span) -> bool:
    """Tell whether nothing but the marked words stands in their sentences."""
    text = page.text
    rest = text[sentence.start : marked.outer.start] + text[marked.outer.end : sentence.end]
    return not any(ch.isalnum() for ch in rest)


def _is_whole(text: str, marked: Marked) -> bool:
    """Tell whether the marked words are a whole statement by how they start and end and what stands before them."""
    first, last = marked.parts[0], marked.parts[-1]
    words = sum(len(p.of(text).split()) for p in marked.parts)
    before = text[max(0, marked.outer.start - _BEFORE) : marked.outer.start]
    after = text[marked.outer.end : marked.outer.end + 2]
    ends = text[last.end - 1] in _SENTENCE_END + ",—–" or after[:1] in (",", ".", "")
    starts = text[first.start].isupper() or not text[first.start].isalpha()
    return starts and (ends or words > _SURELY_A_STATEMENT) and _WHOLE_BEFORE.search(before) is not None


def read_nested(page: Page, attributions: Sequence[Attribution]) -> list[Quotation]:
    """Return words between marks that stand inside other marks, with what the quoted speaker says of their origin.

    Args:
        page: The article.
        attributions: All of its attributions, those inside marks included, in order of ``head``.
    """
    heads = [a.head for a in attributions]
    out = []
    for m in page.marked:
        if not m.depth:
            continue
        k = bisect_right(page.outer_starts, m.outer.start) - 1
        around = page.outer[k].outer if k >= 0 else m.outer
        # As far as one would look back for it, in a very long quotation.
        first = max(bisect_right(heads, around.start), bisect_left(heads, m.outer.start) - _NEAR)
        last = min(bisect_left(heads, around.end), first + 2 * _NEAR)
        told = [a for a in attributions[first:last] if not a.weak]
        over = [a for a in told if any(c.overlaps(m.outer) for c in a.content)]
        before = [a for a in told if a.head < m.outer.start]
        lent = min(over, key=lambda a: len(hull(a.content)), default=max(before, key=lambda a: a.head, default=None))
        source = (lent.source,) if lent and lent.source else ()
        out.append(Quotation("nested", m.parts, lent.cue if lent else (), source))
    return out
