"""From the words that speak of somebody to negative, neutral or positive.

A word counts by its value and by how it stands to the one named. There must be enough of it before a sentence is called
other than neutral, more where the one named only speaks or stands aside ("in Ohio", "the Brook tapes"); then the sum
decides. Ill words weigh more than good ones, which are the more frequent in any text (Boucher and Osgood 1969, The
Pollyanna hypothesis; Taboada et al. 2011, Lexicon-based methods for sentiment analysis, Computational Linguistics
37(2)), good ones far from the one named least.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from framing.annotate.treatment.carriers import Relation
from framing.annotate.treatment.record import Polarity, SpeakingWord

_FAR: frozenset[Relation] = frozenset(("clause", "sentence"))


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much. Chosen on the look half of labelled sentences; see ``benchmarks/treatment.py``."""

    relation: Mapping[Relation, float] = field(
        default_factory=lambda: {"said of": 1.0, "beside": 0.9, "clause": 0.3, "sentence": 0.2, "told": 0.1}
    )
    ill: float = 1.2
    good_far: float = 0.7
    enough: float = 0.2
    speaks: float = 0.1
    oblique: float = 0.5
    clear: float = 0.0
    wholly: float = 0.0


WEIGHTS = Weights()
# Without the tone of the rest: one word said of somebody, or two beside it.
FIRM = Weights(enough=0.5, clear=0.4)
# For the tables of a set: at least one word that is said of somebody wholly.
SURE = Weights(enough=0.75, clear=0.4, wholly=1.5)
_FULL = 2.0  # the value of a word that is wholly ill or good


@dataclass(frozen=True, slots=True)
class Weighed:
    """A polarity and the weighted sum behind it; 0 where the words cancel out or there are none."""

    polarity: Polarity
    score: float


def decide(
    words: Iterable[SpeakingWord], *, speaks: bool = False, oblique: bool = False, weights: Weights = WEIGHTS
) -> Weighed:
    """Return what the words amount to.

    Args:
        words: What speaks of the one named.
        speaks: Whether the one named is shown speaking, or blaming others.
        oblique: Whether it stands aside: before another noun, as a place.
        weights: The weights.
    """
    amount = score = most = 0.0
    for word in words:
        most = max(most, abs(word.value))
        if word.relation == "told" and word.value < 0:
            continue  # what somebody says ill is of others; what they say well, of a common cause
        size = abs(word.value) / _FULL * weights.relation[word.relation]
        amount += size
        if word.value < 0:
            score -= weights.ill * size
        else:
            score += size * (weights.good_far if word.relation in _FAR else 1.0)
    need = weights.enough + weights.speaks * speaks + weights.oblique * oblique
    if amount < need or most < weights.wholly or not abs(score) > weights.clear:
        return Weighed("neutral", round(score, 3))
    return Weighed("positive" if score > 0 else "negative", round(score, 3))
