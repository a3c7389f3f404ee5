"""Quotations in an article: who speaks, how it is introduced, and the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from framing.text.article import Article
from framing.text.display import card, short
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
