"""What a set of this size could find, and by how much it would overstate what it finds.

A set of few articles finds only large differences, and those that it finds look larger than they
are: with two outlets of 5 articles and 4 mentions each a true gap of 20 points is found in 18 of
100 sets, and then reported as one of 48 (Gelman & Carlin 2014, *Perspect. Psychol. Sci.* 9: 641-651: type M error).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from framing.stats.permutation import least_possible_p
from framing.stats.tiers import LEVEL


@dataclass(frozen=True, slots=True)
class Power:
    """For a true ``gap``: the part of sets like this one that would find it, and the factor by which they overstate it.

    ``found`` is 0 to 1; ``exaggeration`` is 1 or more, NaN where nothing can be found.
    """

    gap: float
    found: float
    exaggeration: float


def standard_error(share: float, articles: int, mentions: float, *, likeness: float = 0.2) -> float:
    """Return the standard error of a share over ``articles`` of ``mentions`` each, alike by ``likeness`` (ICC) within.

    NaN without articles or mentions.
    """
    if articles < 1 or mentions <= 0:
        return math.nan
    effect = 1 + max(mentions - 1, 0.0) * likeness
    return math.sqrt(share * (1 - share) * effect / (articles * mentions))


def power(
    gap: float,
    *,
    articles: tuple[int, int],
    mentions: float,
    share: float = 0.3,
    critical: float = 1.96,
    likeness: float = 0.2,
) -> Power:
    """Return how often sets like this one would find a gap between two shares, by the normal approximation.

    Args:
        gap: The true difference of the shares, 0 to 1.
        articles: Of the outlet, and of the others.
        mentions: Mentions an article.
        share: The others' share; the outlet's is ``share`` + ``gap``, at most 1.
        critical: Standard errors that a difference must reach: 1.96 alone, more for a family of comparisons.
        likeness: How alike the mentions of one article are (intraclass correlation).

    Returns:
        See :class:`Power`. Where no arrangement of the articles could give p ≤ .05 nothing is ever found.

    Example:
        >>> few = power(0.4, articles=(5, 15), mentions=4)
        >>> f"found in {few.found:.0%} of sets, then overstated by {few.exaggeration:.1f}"
        'found in 76% of sets, then overstated by 1.2'
    """
    first, second = articles
    if least_possible_p(first, second) > LEVEL or gap <= 0:
        return Power(gap, 0.0, math.nan)
    error = math.hypot(
        standard_error(min(share + gap, 1.0), first, mentions, likeness=likeness),
        standard_error(share, second, mentions, likeness=likeness),
    )
    if not error > 0:
        return Power(gap, 1.0, 1.0)
    shift = gap / error
    above, below = ndtr(shift - critical), ndtr(-critical - shift)
    found = float(above + below)
    # mean of the absolute estimate among those that pass, in standard errors
    size = shift * (above - below) + _density(critical - shift) + _density(critical + shift)
    return Power(gap, found, float(size) / found / shift)


def _density(at: float) -> np.float64:
    """The standard normal density, without ``scipy.stats``: that loads for longer than a small report is tested."""
    made: np.float64 = np.exp(-np.square(at) / 2.0) / math.sqrt(2 * math.pi)
    return made
