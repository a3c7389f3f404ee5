"""Whom a reader has in mind at a place of the text: scored evidence for pronouns and for words that stand alone.

The signs are those of Lappin and Leass (1994), An algorithm for pronominal anaphora resolution, Computational
Linguistics 20(4): a mention weighs more as a subject than as an object, and less with every sentence that follows;
and of Muzny et al. (2017), A two-stage sieve approach for quote attribution, EACL: who has just been quoted is likely
to be quoted again. Agreement in gender and number decides who is a candidate at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from framing.annotate.speakers.entities import Entities, Entity, Mention


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign weighs. Chosen on the look half of the labelled articles; see ``benchmarks/speakers.py``."""

    mention: float = 1.0
    subject: float = 1.0  # of a clause
    leading: float = 1.0  # begins its sentence
    pronoun: float = 0.5  # was already meant by a pronoun
    owner: float = -0.5  # "Brook’s"
    quoted: float = -0.8  # in somebody else's words
    reported: float = -0.8  # in what somebody is said to have said
    served: float = -0.8  # "a spokesman for Brook": he is not in mind, the spokesman is
    decay: float = 0.4  # what is left of a mention after one sentence
    spoke: float = 1.5  # was the last one quoted
    known_gender: float = 0.0  # the text shows the pronoun's gender
    often: float = 0.2  # for each doubling of the mentions
    margin: float = 0.5  # a lead below this is not firm
    reach: int = 12  # sentences back


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Choice:
    """The entity that scores best, and whether it leads clearly."""

    entity: Entity
    firm: bool


def most_salient(
    table: Entities,
    place: int,
    sentence: int,
    fits: Callable[[Entity], bool],
    *,
    clock: Sequence[int],
    last_speaker: tuple[Entity, int] | None = None,
    shown: Callable[[Entity], bool] = lambda _: False,
    weights: Weights = WEIGHTS,
) -> Choice | None:
    """Return whom a reader has in mind at ``place``, among those who fit; ``None`` if nobody near does.

    Args:
        table: The article's entities.
        place: Code point before which mentions count.
        sentence: Number of the sentence that ``place`` stands in.
        fits: Tells the candidates, by kind, gender and number.
        clock: For each sentence, how many sentences of the outlet's own began before it: long quotations take no time.
        last_speaker: Who was quoted last, and in which sentence.
        shown: Tells those of whom the text itself shows that they agree.
        weights: The weights.
    """
    scores: dict[int, float] = {}
    found: dict[int, Entity] = {}
    now = clock[sentence] if sentence >= 0 else 0
    for mention, entity in table.before(place):
        if mention.sentence < 0:
            continue
        away = now - clock[mention.sentence]
        if away > weights.reach:
            break
        if fits(entity):
            found[id(entity)] = entity
            scores[id(entity)] = scores.get(id(entity), 0.0) + _weight(mention, weights) * weights.decay**away
    if last_speaker is not None and fits(last_speaker[0]):
        entity, said = last_speaker
        found[id(entity)] = entity
        scores[id(entity)] = scores.get(id(entity), 0.0) + weights.spoke * weights.decay ** max(now - clock[said], 0)
    if not found:
        return None
    for key, entity in found.items():
        scores[key] += weights.often * math.log2(1 + len(entity.mentions)) + weights.known_gender * shown(entity)
    ranked = sorted(found, key=lambda k: -scores[k])
    firm = len(ranked) == 1 or scores[ranked[0]] - scores[ranked[1]] >= weights.margin
    return Choice(found[ranked[0]], firm)


def _weight(mention: Mention, weights: Weights) -> float:
    return (
        weights.mention
        + weights.subject * mention.subject
        + weights.leading * mention.leading
        + weights.pronoun * mention.pronoun
        + weights.owner * mention.owner
        + weights.quoted * mention.quoted
        + weights.reported * mention.reported
        + weights.served * mention.served
    )


def nearest_of(table: Entities, place: int, candidates: Sequence[Entity]) -> Entity:
    """Return the candidate mentioned last before ``place``, else the first one; ``candidates`` has at least one."""
    wanted = {id(c) for c in candidates}
    return next((e for _, e in table.before(place) if id(e) in wanted), candidates[0])
