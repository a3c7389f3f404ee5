"""One finding: a statement of a report, and everything that stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from framing.measure.place import Place

DIFFERENCE, NO_DIFFERENCE = "difference", "no difference found"


@dataclass(frozen=True, slots=True)
class Compared:
    """What a statement takes over from its row of the evidence table; NaN where there is no such number."""

    measure: str
    group: str
    key: str
    outlet: str
    estimate: float
    low: float
    high: float
    rest: float
    difference: float
    unit: str


@dataclass(frozen=True, slots=True)
class Finding(Compared):
    """One statement of a report.

    ``kind`` is ``DIFFERENCE`` or ``NO_DIFFERENCE``; ``tier`` and ``reason`` say how sure it is, ``copies``
    what becomes of it with shared copy counted once (empty if the set has none). Numbers are those of the
    row it was filled from (NaN where a negative finding has no single row); ``spans`` show it in the texts.
    """

    id: str
    kind: str
    sentence: str
    tier: str
    reason: str
    copies: str
    n_articles: int
    n_mentions: float
    p: float
    p_adjusted: float
    n_tested: int
    spans: tuple[Place, ...]


def compared(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the fields of :class:`Compared` of a row of the evidence table."""
    return {field.name: row[field.name] for field in fields(Compared)}


def slug(*parts: str) -> str:
    """Return an id made of the letters and digits of ``parts``."""
    words = "-".join(part for part in parts if part).lower()
    return "-".join("".join(c if c.isalnum() else " " for c in words).split())
