"""Quotations in an article: who speaks, how it is introduced, and the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from framing.text.span import Span

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
