"""Quotations in an article: who speaks, how it is introduced, and the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from framing.text.display import card, short
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

    def _repr_html_(self) -> str:
        facts = [
            ("speaker", self.speaker or "unknown"),
            ("type of source", self.source_type),
            ("words at", _said(self.content)),
            ("reporting verb at", _said(self.cue)),
            ("source at", _said(self.source)),
        ]
        return card(f"{self.kind} quotation", facts)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ANN401, FBT001  (IPython's signature)
        del cycle
        printer.text(
            short("Quotation", self.kind, self.speaker or "speaker unknown", f"words at {_said(self.content)}")
        )


def _said(spans: tuple[Span, ...]) -> str:
    return ", ".join(f"{span.start}–{span.end}" for span in spans)
