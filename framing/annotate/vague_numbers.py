"""Quantities without a figure: "dozens of protesters", "several hundred people", "two-thirds of the town".

A vague quantity is a range as wide as its words allow, so that "dozens" can be set against
"150 to 200"; the ends are those that Channell's informants accepted, rounded outwards. A
fraction is a ratio: nothing is counted, so it is never compared with a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from framing.lexicons import load
from framing.text.span import Span

_HALF = re.compile(r"\b(?P<half>half)\b(?=\s+(?:of\b|the\b|its\b|their\b|his\b|her\b|our\b|all\b))", re.IGNORECASE)

_OF_SCALE = re.compile(r"\s+of\s+an?\s+(million|billion|trillion)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class VagueQuantity:
    """The words, and the least and the most that they can mean: a range, a ratio, or a count ("half a million")."""

    span: Span
    low: float
    high: float
    kind: Literal["range", "ratio", "count"]


@cache
def _vague() -> re.Pattern[str]:
    forms = load("quantities")["vague"]["forms"]
    every = "|".join(sorted((f.replace(" ", r"\s+") for f in forms), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{every})\b(?!-)", re.IGNORECASE)


@cache
def _fraction() -> re.Pattern[str]:
    lists = load("quantities")["fractions"]
    tops = "|".join(lists["numerators"])
    parts = "|".join(sorted(lists["denominators"], key=len, reverse=True))
    # "a quarter", "a third" are shares only with what they are a share of; "two-thirds" always.
    return re.compile(
        rf"\b(?P<top>{tops})[-‐‑\s](?P<part>{parts})(?P<many>s)?\b(?P<of>\s+of\b)?(?!\s*[-–]\s*\w)", re.IGNORECASE
    )


def find_vague(text: str, within: Span) -> Iterator[VagueQuantity]:
    """Yield the vague quantities and the fractions of a sentence, in no order.

    >>> [(q.low, q.high) for q in find_vague("Dozens came.", Span(0, 12))]
    [(24.0, 120.0)]
    """
    lists = load("quantities")
    for m in _vague().finditer(text, within.start, within.end):
        low, high = lists["vague"]["forms"][" ".join(m.group().lower().split())]
        yield VagueQuantity(Span(*m.span()), float(low), float(high), "range")
    for m in _fraction().finditer(text, within.start, within.end):
        top = lists["fractions"]["numerators"][m["top"].lower()]
        ratio = top / lists["fractions"]["denominators"][m["part"].lower()]
        end = m.end("many") if m["many"] else m.end("part")
        scaled = _OF_SCALE.match(text, m.end("many") if m["many"] else m.end("part"), within.end)
        if scaled and ratio < 1:  # "a quarter of a million people"
            n = ratio * lists["scales"][scaled[1].lower()]
            yield VagueQuantity(Span(m.start(), scaled.end()), n, n, "count")
        elif ratio < 1 and (m["of"] or (top > 1 and m["many"])):
            yield VagueQuantity(Span(m.start(), end), ratio, ratio, "ratio")
    for m in _HALF.finditer(text, within.start, within.end):
        yield VagueQuantity(Span(*m.span()), 0.5, 0.5, "ratio")
