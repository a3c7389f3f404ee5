"""One suggested concept as a question to a reader."""

from __future__ import annotations

from dataclasses import dataclass

from framing.text.span import Span

LabelPlace = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class AskedLabel:
    """One label of a question; each of ``patterns`` finds at least one of ``places`` in the articles."""

    words: str
    patterns: tuple[str, ...]
    places: tuple[LabelPlace, ...]
    own: tuple[LabelPlace, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One suggested concept, to be kept, dropped, renamed or merged. ``id`` is that of the concept in the codebook."""

    id: str
    name: str
    labels: tuple[AskedLabel, ...]
    evidence: tuple[str, ...]

    @property
    def words(self) -> str:
        """The question itself."""
        first = "”, “".join(label.words for label in self.labels)
        return f"Do “{first}” name the same thing here? Keep them as one concept?"
