"""Who speaks: pronouns, surnames, titles and descriptions linked to the entities of an article.

The table of entities is there before any quotation is looked at; then the article is read once (:mod:`.reader`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from framing.annotate.quotations.record import Quotation, QuotationKind
from framing.annotate.speakers.attention import Attention
from framing.annotate.speakers.canonical import canonical_speakers, one_name_each
from framing.annotate.speakers.collect import collect_entities
from framing.annotate.speakers.reader import Reader
from framing.annotate.speakers.source_types import type_sources
from framing.annotate.speakers.speech import speech_of
from framing.text.layout import Layout
from framing.text.span import Span

__all__ = ["canonical_speakers", "resolve_speakers"]

_PLAIN = re.compile(r"\W+")


def resolve_speakers(
    text: str, layout: Layout, quotations: Sequence[Quotation], *, subjects: Sequence[int] | None = None
) -> tuple[tuple[Quotation, ...], Attention]:
    """Return ``quotations`` with their speakers and why they are thought to be, in the same order, and who is in mind.

    The second holds the article's one table of entities, for those who go on reading it: it has been read as far as
    the last quotation.

    A surname is the full name the article gives; a title or description is the person or body that the article calls
    so; a pronoun is whom a reader has in mind, of those who agree with it; words that stand alone go on with the
    speaker before them. What has no such reason keeps its own words ("a resident") or, for a pronoun, stays without a
    speaker.

    Args:
        text: The article.
        layout: Its parts.
        quotations: What :mod:`framing.annotate.quotations` found, without speakers.
        subjects: Where subjects of clauses start, in order, if a parser told.
    """
    speech = speech_of(quotations)
    table = collect_entities(text, layout.sentences, speech, subjects=subjects)
    head = layout.headline or Span(0, 0)
    order = sorted(
        range(len(quotations)), key=lambda i: (head.covers(quotations[i].content[0]), _told_at(quotations[i]))
    )
    reader = Reader(text, layout, table, speech)
    named: dict[int, Quotation] = {}
    for i in order:
        q = quotations[i]
        if head.covers(q.content[0]) and (same := _same_words(text, q, list(named.values()))):
            # A headline quotes what the body quotes, and often without saying whom.
            kind: QuotationKind = "partial" if q.kind == "scare" else q.kind
            named[i] = replace(
                q, kind=kind, speaker=same.speaker, speaker_reason="continued", speaker_certainty=same.speaker_certainty
            )
            continue
        named[i] = q if q.kind == "scare" else reader.give(q)
    names = one_name_each([q.speaker for q in named.values() if q.speaker])
    out = tuple(
        replace(q, speaker=names[q.speaker]) if q.speaker and names[q.speaker] != q.speaker else q
        for q in (named[i] for i in range(len(quotations)))
    )
    return (type_sources([(text, out)])[0] if out else ()), reader.attention


def _told_at(q: Quotation) -> tuple[int, int]:
    """Where the reader learns who speaks; words that have no source of their own come after the ones that do."""
    place = q.source[0].start if q.source else q.content[0].start
    return place, q.content[0].start


def _same_words(text: str, q: Quotation, others: Sequence[Quotation]) -> Quotation | None:
    """The quotation in the body that has the words quoted in the headline."""
    words = _PLAIN.sub(" ", q.content[0].of(text)).strip().casefold()
    for other in others:
        if other.speaker and other.kind in ("direct", "partial"):
            there = _PLAIN.sub(" ", " ".join(c.of(text) for c in other.content)).casefold()
            if words and words in there:
                return other
    return None
