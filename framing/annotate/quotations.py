"""Quotations in an article: who speaks, how it is introduced, and the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

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
    # The rules build on this module's records, so they are imported when they are needed.
    from framing.annotate.speech import read_speech

    return read_speech(article.text, layout or lay_out(article), parse or ())
