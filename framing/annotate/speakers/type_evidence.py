"""What speaks for each type of one source, weighed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from framing.annotate.quotations.record import SourceType
from framing.annotate.speakers.descriptions import How
from framing.annotate.speakers.phrase_type import LIKELY, TypeReading
from framing.annotate.speakers.source_lexicon import words_of

EvidencePlace = Literal["codebook", "phrase", "name"] | How

# How much each place of evidence counts, by how directly it says in what role somebody speaks.
WEIGHTS: Mapping[EvidencePlace, float] = {
    "codebook": 3.0,
    "title": 1.0,
    "apposition": 1.0,
    "phrase": 1.0,
    "name": 1.6,  # what a body is called outweighs what stands beside it
    "predicate": 0.8,
    "affiliation": 0.7,
}
# "Ann Lund, 41,", "Lund’s son", "an Acme spokesperson": weak signs of a private person, and of a firm.
_SIGN_WEIGHT = 0.5
_PUBLIC_SHARE = 1.2  # a lawyer who sits in parliament speaks as a member
_CITIZEN_SHARE = 0.6  # a mother who is a judge speaks as a judge
_BESIDE_SHARE = 0.6  # a candidate who is mayor speaks as mayor
_COURTESY_SHARE = 0.4  # "Dr." stands before ministers too
_COURTESY = frozenset({"dr", "dr.", "prof", "prof."})
_LONGEST_REASON = 6  # words


@dataclass(slots=True)
class Evidence:
    """Weights and reasons by type, in the order in which they were told; each kind of words counts once.

    ``person`` and ``body`` say what the evidence shows the source to be; ``topic`` is the type of whoever speaks in
    such an article and of whom nothing else is told.
    """

    weights: dict[SourceType, float] = field(default_factory=dict)
    reasons: dict[SourceType, str] = field(default_factory=dict)
    seen: dict[tuple[SourceType, str], float] = field(default_factory=dict)
    person: bool = False
    body: bool = False
    topic: SourceType | None = None

    def add(self, reading: TypeReading | None, how: EvidencePlace) -> None:
        """Count one reading from one kind of place."""
        if reading is None:
            return
        self.person = self.person or reading.of_person
        told = how in ("apposition", "predicate") and reading.weight >= LIKELY
        self.body = self.body or (told and not reading.of_person)
        words = " ".join(reading.words.split()[:_LONGEST_REASON])
        weight = reading.weight * WEIGHTS[how] * _share(reading)
        self._count((reading.type, reading.words), weight, f"{how}: {words}")

    def add_sign(self, how: How) -> None:
        """Count a sign that tells no role: an age, a relative, a body's spokespeople."""
        kind: SourceType = "business" if how == "body" else "citizen"
        self.body = self.body or how == "body"
        self.person = self.person or how != "body"
        self._count((kind, how), _SIGN_WEIGHT, how)

    def _count(self, told: tuple[SourceType, str], weight: float, reason: str) -> None:
        """Count the same words once, where they weigh most."""
        kind = told[0]
        more = weight - self.seen.get(told, 0.0)
        if more <= 0:
            return
        self.seen[told] = weight
        self.weights[kind] = self.weights.get(kind, 0.0) + more
        self.reasons.setdefault(kind, reason)

    def decide(self) -> tuple[SourceType | None, str]:
        """Return the type with most weight and what told it first; ``(None, "")`` without evidence."""
        if self.topic is not None and max(self.weights.values(), default=0.0) <= _SIGN_WEIGHT:
            return self.topic, "topic of the article"
        if not self.weights:
            return None, ""
        weights = {k: w for k, w in self.weights.items() if self.topic is None or k not in ("armed-group", "military")}
        if not weights:
            return self.topic, "topic of the article"  # fighters and captains of a game
        best = max(weights, key=lambda kind: weights[kind])  # the first told of those with the same weight
        return best, self.reasons[best]


def _share(reading: TypeReading) -> float:
    """How much of its weight a reading keeps, by how it stands to other roles of the same person."""
    share = 1.0
    if reading.type in ("government", "politics") and reading.of_person:
        share *= _PUBLIC_SHARE
    if reading.type == "citizen":
        share *= _CITIZEN_SHARE
    if reading.words in words_of("beside"):
        share *= _BESIDE_SHARE
    if reading.words in _COURTESY:
        share *= _COURTESY_SHARE
    return share
