"""Quantities in an article, normalised so that two articles' figures can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from framing.text.span import Span

Hedge = Literal["exact", "about", "at least", "at most"]


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """A quantity as the text gives it: "around 3,000 troops" is 3000, about, "troops".

    ``span`` covers number and unit words together ("around 3,000 troops"); ``value`` and
    ``high`` are equal unless the text gives a range; ``unit`` is what is counted, or the
    currency or "%" or "date".
    """

    span: Span
    value: float
    high: float
    hedge: Hedge
    unit: str
