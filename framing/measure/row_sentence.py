"""The sentence that says a row of the evidence table: what it is filled with, and the phrases measures share.

A careful reporter's prose: what an outlet did, in how many of how many, what the others did.
Never why, never whether it was right. Each measure's own sentence stands in the measure's file.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from framing.annotate.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Compared:
    """What a statement takes over from its row of the evidence table; NaN where there is no such number.

    ``counts`` is the word for what the base ``n`` counts: "mentions", "quotations", "words" …
    """

    measure: str
    group: str
    key: str
    outlet: str
    estimate: float
    low: float
    high: float
    rest: float
    difference: float
    difference_low: float
    difference_high: float
    unit: str
    counts: str


@dataclass(frozen=True, slots=True)
class Said(Compared):
    """What a sentence is filled with; counts are None where copies are weighted or the unit has none."""

    hits: int | None
    of: int | None
    rest_hits: int | None
    rest_of: int | None
    articles_with: int
    articles: int
    confidence: float


Sentence = Callable[[Said, Codebook | None], str]


def compared(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the fields of :class:`Compared` of a row of the evidence table."""
    return {field.name: row[field.name] for field in fields(Compared)}


def with_others(clause: Sentence, verb: str = "did so") -> Sentence:
    """Return the sentence of a share: the clause, its share and interval, and what the other outlets ``verb``."""

    def sentence(said: Said, codebook: Codebook | None) -> str:
        return f"{clause(said, codebook)} {bracket(said)}. {others(said, verb)}"

    return sentence


def plain(said: Said, codebook: Codebook | None) -> str:
    """Say a row of a measure that has no sentence of its own: its names, its number, the others'."""
    del codebook
    what = ", ".join(part for part in (said.measure, said.group, said.key) if part)
    if said.unit == "share":
        return f"{said.outlet} – {what}: {times(said, said.counts)} {bracket(said)}. {others(said, 'have it')}"
    shown = bracket(said, lambda v: f"{v:.1f}")
    return f"{said.outlet} – {what} {shown}, in {said.unit}. The other outlets: {said.rest:.1f}."


def percent(share: float) -> str:
    """A share as ``88 %``."""
    return f"{100 * share:.0f} %"


def listed(labels: Iterable[str], word: str = "or") -> str:
    """Labels in quotation marks: “a”, “b” or “c”."""
    marked = [f"“{label}”" for label in labels]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} {word} {marked[-1]}"


def concept_name(concept: str, codebook: Codebook | None) -> str:
    """The codebook's name of a concept; its id if the codebook has none."""
    if codebook is None:
        return concept
    return next((c.name for c in codebook.concepts if c.id == concept), concept)


def bracket(said: Said, shown: Callable[[float], str] = percent) -> str:
    """Number and interval in brackets: ``(88 %; 95 % interval 60 % to 97 %)``."""
    if said.low != said.low:  # NaN: no interval
        return f"({shown(said.estimate)}; no interval)"
    return f"({shown(said.estimate)}; {percent(said.confidence)} interval {shown(said.low)} to {shown(said.high)})"


def times(said: Said, what: str) -> str:
    """Hits of base, ``3 of 4 mentions``, or the share where hits can't be counted."""
    if said.hits is None or said.of is None:
        return f"{percent(said.estimate)} of {what}"
    return f"{said.hits} of {said.of} {what}"


def others(said: Said, verb: str = "did so") -> str:
    """What the other outlets did, with their base."""
    if said.rest != said.rest:  # NaN: nobody else has it
        return "No other outlet has anything to compare."
    if said.rest_hits is None:
        return f"The other outlets {verb} in {percent(said.rest)}{gap(said)}."
    return f"The other outlets {verb} in {said.rest_hits} of {said.rest_of} ({percent(said.rest)}){gap(said)}."


def gap(said: Said) -> str:
    """The difference with its interval, in points: ``: 40 points more (95 % interval 12 to 61)``."""
    size = 100 * said.difference
    if math.isnan(size):
        return ""
    shown = f": {abs(size):.0f} points {'more' if size >= 0 else 'less'}"
    if math.isnan(said.difference_low):  # no interval
        return shown
    ends = sorted((100 * said.difference_low, 100 * said.difference_high))
    low, high = ends if size >= 0 else (-ends[1], -ends[0])
    return f"{shown} ({percent(said.confidence)} interval {low:.0f} to {high:.0f})"


def in_articles(said: Said) -> str:
    """In how many of the outlet's articles."""
    return f"in {said.articles_with} of its {said.articles} article{'s' * (said.articles != 1)}"
