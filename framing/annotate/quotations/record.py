"""Quotations in an article: who speaks, how it is introduced, and the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from framing.annotate.quotations.cues import CueClass
from framing.text.display import card, short
from framing.text.span import Span

QuotationKind = Literal["direct", "partial", "indirect", "scare", "nested"]
# Who speaks, by the role in which they speak; docs/source-types.md defines each.
SourceType = Literal[
    "government",
    "politics",
    "justice",
    "military",
    "armed-group",
    "business",
    "civil-society",
    "expert",
    "citizen",
    "culture-sport",
    "media",
    "document",
    "international",
]
# How the text lets its reader know the source: by name, by role, not at all, or as a body or group.
Identified = Literal["named", "role", "anonymous", "collective"]
SOURCE_TYPES: tuple[SourceType, ...] = get_args(SourceType)
IDENTIFIED: tuple[Identified, ...] = get_args(Identified)

SpeakerReason = Literal[
    "name", "surname", "title", "apposition", "pronoun", "description", "continued", "set-wide", "alias", "reader"
]

# How sure the speaker is: the words name or are all that is claimed; one candidate is well ahead; another is near.
SpeakerCertainty = Literal["sure", "likely", "open"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, as spans of its article.

    ``content`` holds the words without their quotation marks; it has several parts when
    the cue interrupts it. ``cue`` is the reporting verb or phrase and ``source`` the full
    noun phrase of the speaker; either is empty where the text names none. ``speaker`` is
    the canonical name ("Mike Pompeo" for "Pompeo" and "he"), ``None`` when unknown.
    ``source_type`` is the kind of source by the role in which it speaks, with ``type_reason``, the words that told it
    ("title: prime minister"); ``identified`` is how the text lets the reader know it. Both are ``None`` when unknown.

    ``speaker_reason`` says how the speaker was found: the source gives the ``name`` or a ``surname`` of it; the article
    calls that person or body so by ``title`` or in an ``apposition``; a ``pronoun``; ``description``: the source's own
    words, nobody is named by them; ``continued``: words without a source go on with the speaker in mind; ``set-wide``:
    another article of the set gives the full name; ``alias``: another form of the name; ``reader``: a correction.
    Without speaker it is ``None``.
    ``speaker_certainty`` is how sure that is: ``sure`` (the words name the speaker, or are all that is claimed),
    ``likely`` (a pronoun, a wider word or continued words with one candidate well ahead), ``open`` (another was
    near; or "the firm" whose name was not found).
    ``cue_class`` is what a reader says that the reporting verb adds; ``None`` leaves it to the lexicon.
    """

    kind: QuotationKind
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    source_type: SourceType | None = None
    identified: Identified | None = None
    type_reason: str = ""
    speaker_reason: SpeakerReason | None = None
    speaker_certainty: SpeakerCertainty | None = None
    cue_class: CueClass | None = None

    def _repr_html_(self) -> str:
        facts = [
            ("speaker", self.speaker or "unknown"),
            ("found by", self.speaker_reason),
            ("how sure", self.speaker_certainty),
            ("type of source", self.source_type),
            ("type known by", self.type_reason or None),
            ("identified", self.identified),
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
