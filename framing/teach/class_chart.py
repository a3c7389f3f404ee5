"""What the texts of a group call the same thing: the concepts to ask for, the class chart, and a claim from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from framing.annotate.codebook import Codebook, Concept
from framing.annotate.voice import OWN_VOICE
from framing.measure.tables import Tables
from framing.teach.answer_key import TextKey
from framing.teach.choose_articles import own_voice_counts

MOST_FOCUS = 2


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each text uses each label of a concept in the outlet's own voice: the class chart's answer."""

    concept: Concept
    labels: tuple[str, ...]
    counts: dict[str, dict[str, int]]  # text letter or outlet -> label -> mentions


def focus_of(codebook: Codebook, keys: Sequence[TextKey]) -> tuple[Concept, ...]:
    """The concepts that the printed texts name most differently in their own voice, most telling first."""
    counts = [Counter((a.concept, a.label) for a in key.terms if a.voice in OWN_VOICE) for key in keys]
    apart: dict[str, float] = {}
    for p, q in combinations(counts, 2):
        for concept in codebook.concepts:
            labels = [v.label for v in concept.variants]
            n_p, n_q = (sum(c[concept.name, label] for label in labels) for c in (p, q))
            if n_p and n_q:
                overlap = sum(min(p[concept.name, v] / n_p, q[concept.name, v] / n_q) for v in labels)
                apart[concept.id] = apart.get(concept.id, 0.0) + min(n_p, n_q) * (1 - overlap)
    order = sorted((c for c in apart if apart[c] > 0), key=lambda c: (-apart[c], c))
    # What the texts name differently may stand in the part that is not printed.
    named = [c.id for c in codebook.concepts if any(c.name == a.concept for key in keys for a in key.terms)]
    return tuple(codebook.concept(c) for c in (order or named or [codebook.concepts[0].id])[:MOST_FOCUS])


def tally_of_texts(keys: Sequence[TextKey], concept: Concept) -> Tally:
    """Return counts by letter, of what is printed."""
    counts: dict[str, dict[str, int]] = {key.text.letter: {} for key in keys}
    for key in keys:
        for answer in key.terms:
            if answer.concept == concept.name and answer.voice in OWN_VOICE:
                mine = counts[key.text.letter]
                mine[answer.label] = mine.get(answer.label, 0) + 1
    return _sorted_tally(concept, counts)


def tally_of_outlets(tables: Tables, concept: Concept, outlets: dict[str, str]) -> Tally:
    """Return counts by outlet, of the whole set."""
    counts: dict[str, dict[str, int]] = {outlet: {} for outlet in sorted(set(outlets.values()))}
    for (article, concept_id), labels in own_voice_counts(tables).items():
        if concept_id == concept.id:
            mine = counts[outlets[article]]
            for label, n in labels.items():
                mine[label] = mine.get(label, 0) + n
    return _sorted_tally(concept, counts)


def _sorted_tally(concept: Concept, counts: dict[str, dict[str, int]]) -> Tally:
    used = {label for labels in counts.values() for label in labels}
    known = [v.label for v in concept.variants if v.label in used]
    # A reader may have marked words that the codebook doesn't have.
    return Tally(concept, (*known, *sorted(used - {*known})), counts)


def claim_of(keys: Sequence[TextKey], tallies: Sequence[Tally]) -> str:
    """Return a claim that these texts support, with lines: what two of them call the same thing most often."""
    for tally in tallies:
        most: list[str] = []
        labels: set[str] = set()
        for key in keys:
            counts = tally.counts[key.text.letter]
            if not counts:
                continue
            label = min(counts, key=lambda name: (-counts[name], name))
            if label in labels:
                continue
            labels.add(label)
            own = [
                a for a in key.terms if a.label == label and a.concept == tally.concept.name and a.voice in OWN_VOICE
            ]
            numbers = list(dict.fromkeys(a.line for a in own))
            lines = f"line{'s' if len(numbers) > 1 else ''} {', '.join(str(n) for n in numbers)}"
            most.append(f"text {key.text.letter} names {tally.concept.name} “{label}” ({lines})")
        if len(most) > 1:
            return f"In their own words, {most[0]}, {most[1]}."
    return ""
