"""Whose words a mention stands in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from framing.annotate.quotations.record import Quotation
from framing.text.layout import Layout
from framing.text.span import Span

Voice = Literal["outlet", "quoted", "attributed", "scare", "headline"]
VOICES: tuple[Voice, ...] = get_args(Voice)
# What an outlet says itself; all else it passes on or sets in quotation marks.
OWN_VOICE: tuple[Voice, ...] = ("outlet", "headline")


def quotation_around(span: Span, quotations: Sequence[Quotation]) -> int:
    """Return the position of the innermost quotation that holds ``span``, marked ones before indirect; -1 if none does.

    A mention that reaches out of the marks on one side ("the 'anti-terror' groups") counts
    as inside when most of it is.
    """
    best, best_key = -1, (2, 0)
    for i, quotation in enumerate(quotations):
        inside = sum(max(0, min(span.end, part.end) - max(span.start, part.start)) for part in quotation.content)
        if 2 * inside <= len(span):
            continue
        key = (int(quotation.kind == "indirect"), sum(map(len, quotation.content)))
        if best < 0 or key < best_key:
            best, best_key = i, key
    return best


def voice_of(span: Span, layout: Layout, quotations: Sequence[Quotation]) -> Voice:
    """Return whose words ``span`` stands in.

    ``quoted`` inside a direct, partial or nested quotation and ``scare`` inside marks that
    nobody speaks, wherever they stand; else ``headline`` in the headline; else
    ``attributed`` inside indirect speech; else ``outlet``.

    Args:
        span: The mention's place.
        layout: Of the same article.
        quotations: Of the same article.
    """
    at = quotation_around(span, quotations)
    kind = quotations[at].kind if at >= 0 else None
    if kind == "scare":
        return "scare"
    if kind in {"direct", "partial", "nested"}:
        return "quoted"
    if layout.headline is not None and layout.headline.covers(span):
        return "headline"
    return "attributed" if kind == "indirect" else "outlet"
