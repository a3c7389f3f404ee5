"""Whether two figures for one question can both be right, and what a group of them says."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import Literal

from framing.annotate.numbers import NumberClaim
from framing.compare.number_contexts import Claim

NumberVerdict = Literal["agree", "disagree", "different moments"]
_ABOUT = 0.1  # "around 40" is anything from 36 to 44


def _interval(n: NumberClaim) -> tuple[float, float]:
    if n.hedge == "at least":
        return n.value * (1 - _ABOUT / 2), math.inf
    if n.hedge == "at most":
        return -math.inf, n.high * (1 + _ABOUT / 2)
    slack = _ABOUT if n.hedge == "about" else 0.0
    return n.value * (1 - slack), n.high * (1 + slack)


def agree(x: NumberClaim, y: NumberClaim) -> bool:
    """Tell whether two figures can both be right: "around 40" and "40" can, "3,000" and "5,000" cannot.

    "around" is taken for a tenth more or less, "at least" and "at most" for half of that on
    their closed side.
    """
    (a, b), (c, d) = _interval(x), _interval(y)
    return max(a, c) <= min(b, d)


def verdict_of(claims: Sequence[Claim], published: dict[str, date | None]) -> NumberVerdict:
    """Figures of one moment are compared; if only figures of different moments differ, that is said instead."""
    differ = [(x, y) for x, y in combinations(claims, 2) if not agree(x.number, y.number)]
    if not differ:
        return "agree"

    def far(x: Claim, y: Claim) -> bool:
        a, b = published[x.article_id], published[y.article_id]
        return bool(a and b and abs((a - b).days) > 14)  # noqa: PLR2004 a fortnight

    return "disagree" if any(x.moment == y.moment and not far(x, y) for x, y in differ) else "different moments"
