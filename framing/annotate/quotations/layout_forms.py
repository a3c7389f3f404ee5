"""Attribution by layout instead of a verb: "“…” — Name", "Name: …" in headlines and interviews, embedded posts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from framing.annotate.quotations.attribution_record import Attribution
from framing.annotate.quotations.marks import Marked
from framing.annotate.quotations.nearest_verb import nearest
from framing.annotate.speakers.names import NAME
from framing.annotate.speakers.noun_phrase import read_source
from framing.text.span import Span, trim

# "Words of the post. pic.example.com/abc — Name (@handle) May 1, 2020", as pages print an embedded post.
_POST = re.compile(
    r"[—–-][ \u00a0]*(?P<who>[^@()\n]{2,60}?)[ \u00a0]*\(@\w{1,30}\)[ \u00a0]+"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?[ \u00a0]\d{1,2}"
)
_LINKS = re.compile(r"(?:[ \u00a0]*(?:https?://\S*|pic\.\S+|#\w*pic\.\S+))+[ \u00a0]*$")
_DASH = re.compile(
    r"[ \u00a0]*(?P<dash>[―—–]|--|-)[ \u00a0]*(?P<who>(?:[^.!?:;“”\"\n]|(?<=\b[A-Z])\.){2,60})[.]?[ \u00a0]*(?=\n|$)"
)
_LABEL = re.compile(r"(?P<who>[A-Z][\w’'.\- ]{0,38}[\w.])(?P<colon>:)[ \u00a0]+(?=\S)")
_COLON = re.compile(r"(?P<colon>:)[ \u00a0]+")
_MARKS = re.compile('["“”]')
_LONGEST_LABEL = 4  # words
_SHORTEST_SAYING = 3  # words
_SHORTEST_LABEL = 3  # letters
_TURNS = 2  # how often a label must come back to be a speaker's


def read_forms(
    text: str, headline: Span | None, blocks: Sequence[Span], marked: Sequence[Marked]
) -> tuple[Attribution, ...]:
    """Return the attributions that the layout of ``text`` makes without a reporting verb.

    Args:
        text: The article.
        headline: Its headline, if it has one.
        blocks: Its paragraphs and headings, in order.
        marked: Its words between marks.
    """
    found = [*_dashes(text, blocks, marked)]
    if headline is not None:
        found += _headline(text, headline, blocks)
    if "(@" in text:
        found += _posts(text, blocks)
    found += _set_off(text, blocks)
    found += _turns(text, [b for b in blocks if b != headline], marked)
    return tuple(sorted(found, key=lambda a: a.head))


def _dashes(text: str, blocks: Sequence[Span], marked: Sequence[Marked]) -> Iterator[Attribution]:
    """Words between marks, then a dash and a name, in one paragraph or with the name in the next."""
    starts = [b.start for b in blocks]
    for m in marked:
        i = bisect_right(starts, max(m.outer.end - 1, m.outer.start)) - 1
        if m.depth or i < 0:
            continue
        if m.outer.end < blocks[i].end:
            place = Span(m.outer.end, blocks[i].end)
        elif i + 1 < len(blocks):
            place = blocks[i + 1]
        else:
            continue
        found = _DASH.match(text, place.start, place.end)
        if found and NAME.match(found["who"]) and len(found["who"].split()) <= 2 * _LONGEST_LABEL:
            cue = Span(found.start("dash"), found.end("dash"))
            yield Attribution((cue,), Span(found.start("who"), found.end("who")), m.parts, "layout", cue.start)


def _headline(text: str, headline: Span, blocks: Sequence[Span]) -> Iterator[Attribution]:
    """Read “Name: what they say” and “What they say: name”."""
    body = " ".join(b.of(text) for b in blocks if b != headline)
    colons = list(_COLON.finditer(text, headline.start, headline.end))
    if len(colons) != 1:
        return
    cue = Span(colons[0].start("colon"), colons[0].end("colon"))
    first = trim(text, Span(headline.start, cue.start))
    last = trim(text, Span(cue.end, headline.end))
    for source, content in ((first, last), (last, first)):
        if _speaks(source.of(text), body) and len(content.of(text).split()) >= _SHORTEST_SAYING:
            yield Attribution((cue,), source, (content,), "layout", cue.start)
            return


def _speaks(label: str, body: str) -> bool:
    """Tell whether a part of a headline names a speaker: a role, a document, or a name that the body has too."""
    if len(label.split()) > _LONGEST_LABEL or not label or any(c in label for c in '“”"‘'):
        return False
    who = read_source(label)
    if who.form == "name":
        return re.search(rf"\b{re.escape(who.name.split()[-1])}\b", body) is not None and label[-1].isalnum()
    return who.form == "description" and (who.source_type is not None or bool(who.roles))


def _posts(text: str, blocks: Sequence[Span]) -> Iterator[Attribution]:
    for block in blocks:
        at = block.start
        for m in _POST.finditer(text, block.start, block.end):
            words = Span(at, m.start())
            links = _LINKS.search(text, at, m.start())
            words = trim(text, Span(at, links.start() if links else m.start()))
            if len(words):
                yield Attribution((), Span(m.start("who"), m.end("who")), (words,), "layout", m.start())
            at = m.end()


def _set_off(text: str, blocks: Sequence[Span]) -> Iterator[Attribution]:
    """A paragraph of its own after "The letter said:", without marks."""
    for block, following in pairwise(blocks):
        if text[block.end - 1] != ":" or _MARKS.search(text, following.start, following.end):
            continue
        if text[following.end - 1] not in ".!?…" or not text[following.start].isupper():
            continue
        last = max(text.rfind(". ", block.start, block.end - 1) + 2, block.start)
        cue, source = nearest(text, Marked(following, (following,)), Span(last, following.end), ())
        if cue is not None and cue.end <= block.end:
            yield Attribution((cue,), source, (following,), "layout", cue.start)


def _is_transcript(label: str, text: str) -> bool:
    """Tell a transcript's label in capitals, "MAYOR HALE:", from "READ MORE:": it has a title or a known full name."""
    if not label.isupper() or len(label) < _SHORTEST_LABEL:
        return False
    title = label.title()
    who = read_source(title)
    return who.form == "name" and (bool(who.roles) or (" " in title and title in text))


def _turns(text: str, blocks: Sequence[Span], marked: Sequence[Marked]) -> Iterator[Attribution]:
    """Interview form: at least two labels that come back at the head of paragraphs."""
    found = [(b, m) for b in blocks if (m := _LABEL.match(text, b.start, b.end))]
    found = [(b, m) for b, m in found if len(m["who"].split()) <= _LONGEST_LABEL]
    turns = Counter(m["who"] for _, m in found)
    interview = sum(n >= _TURNS for n in turns.values()) >= _TURNS
    said = {m["who"] for _, m in found if (interview and turns[m["who"]] >= _TURNS) or _is_transcript(m["who"], text)}
    if not said:
        return
    inside = [m.outer for m in marked if len(m.parts) > 1]
    for block, m in found:
        if m["who"] in said and not any(o.covers(block) for o in inside):
            cue = Span(m.start("colon"), m.end("colon"))
            content = Span(m.end(), block.end)
            yield Attribution((cue,), Span(m.start("who"), m.end("who")), (content,), "layout", cue.start)
