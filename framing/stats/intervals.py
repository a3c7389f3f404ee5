"""Intervals for a ratio of sums over articles: Wilson on an effective number for shares, a bootstrap for the rest.

An outlet's articles are few, and its mentions within one article resemble each other. Both
facts must widen the interval. Sources: Wilson (1927), *JASA* 22: 209-212; for effective
sample sizes with a t quantile, Korn & Graubard (1998), *Survey Methodology* 24: 193-201, and
Franco, Little, Louis & Slud (2019), *J. Survey Statistics and Methodology* 7: 334-364; for
expanded percentiles, Hesterberg (2015), *American Statistician* 69: 371-386.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, stdtrit

from framing.stats.resample import bootstrap_ratios

Floats = NDArray[np.float64]

WILSON_EFFECTIVE = "Wilson, effective n"
BOOTSTRAP = "bootstrap over articles"
NO_INTERVAL = "none"
_NOTHING = 1e-12  # equal but for rounding


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate between ``low`` and ``high`` (NaN where no interval can be given), and how it was made."""

    estimate: float
    low: float
    high: float
    method: str


def wilson(share: float, n: float, quantile: float) -> tuple[float, float]:
    """Return Wilson's score interval for a share of ``n`` (effective) observations, inside [0, 1].

    Args:
        share: The observed share, 0 to 1.
        n: Number of observations, more than 0; need not be whole.
        quantile: Half-width in standard errors, e.g. 1.96.
    """
    square = quantile * quantile
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = quantile / (1 + square / n) * math.sqrt(max(share * (1 - share) / n + square / (4 * n * n), 0.0))
    return (max(middle - half, 0.0), min(middle + half, 1.0))


@lru_cache(maxsize=4096)
def _student(confidence: float, freedom: float) -> float:
    return float(stdtrit(freedom, 0.5 + confidence / 2))


@lru_cache(maxsize=256)
def _expanded_tail(confidence: float, units: int) -> float:
    return float(ndtr(-math.sqrt(units / (units - 1)) * _student(confidence, units - 1)))


@dataclass(frozen=True, slots=True)
class Spread:
    """What is assumed of how much articles differ in a share, before the articles themselves have said much.

    The design effect (how many times larger than binomial the variance is) is a weighted mean of
    what the articles show and of what an intraclass correlation of ``correlation`` would give;
    ``weight`` is what the assumption weighs, in degrees of freedom, against those of the articles, and
    ``quantile`` how much of it Student's quantile is credited with. ``rare`` says how many
    mentions of the rarer kind it takes to make the articles' own spread worth a degree of freedom: ten
    articles without a single case show no spread, and say nothing of it. Values chosen on a
    grid of 640 simulated settings (``benchmarks/calibration.py``): 3 to 20 articles of 1 to 8
    mentions, correlations 0 to .3, shares .02 to .98; coverage .97 on average, .88 at the least.
    """

    correlation: float = 0.2
    weight: float = 2.0
    quantile: float = 2.5
    rare: float = 1.0


_SPREAD = Spread()


def share_interval(values: Floats, bases: Floats, *, confidence: float = 0.95, spread: Spread = _SPREAD) -> Interval:
    """Interval for a share Σvalues ÷ Σbases whose units (articles, or clusters of shared copy) vary among themselves.

    Wilson's interval on an effective number of mentions n = mentions ÷ design effect, with Student's
    quantile. The design effect is at least 1, so n is never above the mentions, and moves
    continuously with the data: one mention more or less never makes the interval jump.

    Args:
        values: One numerator per unit, each between 0 and its base.
        bases: One denominator per unit, all above 0.
        confidence: Coverage aimed at, between 0 and 1.
        spread: What is assumed of the articles' spread.

    Returns:
        The estimate and its interval. One unit gives no interval; no unit gives NaN throughout.

    Example:
        >>> found = share_interval(np.array([3.0, 5.0, 6.0]), np.array([10.0, 10.0, 10.0]))
        >>> f"{found.estimate:.2f} ({found.low:.2f} to {found.high:.2f})"
        '0.47 (0.22 to 0.73)'
    """
    units, total = len(bases), float(bases.sum()) if len(bases) else 0.0
    if units == 0 or total <= 0:
        return Interval(math.nan, math.nan, math.nan, NO_INTERVAL)
    share = float(values.sum()) / total
    if units == 1:  # one article says nothing of how articles differ
        return Interval(share, math.nan, math.nan, NO_INTERVAL)
    freedom = units - 1
    # shrunk a little, so that a share of 0 or 1 has a spread to compare with
    drawn = (share * total + 0.5) / (total + 1)
    between = float(((values - share * bases) ** 2).sum()) / total**2 * units / freedom
    shown = between * total / (drawn * (1 - drawn))
    most = float((bases**2).sum()) / total  # if all mentions of an article were of one kind
    assumed = 1 + (most - 1) * spread.correlation
    cases = spread.rare * (min(share, 1 - share) * total + 0.5)
    heard = freedom * cases / (freedom + cases)
    effect = (heard * shown + spread.weight * assumed) / (heard + spread.weight)
    effect = min(max(effect, 1.0), max(most, 1.0))
    effective = min(max(total / effect, min(total, 1.0)), total)
    quantile = _student(confidence, round(heard + spread.weight * spread.quantile, 3))
    return Interval(share, *wilson(share, effective, quantile), WILSON_EFFECTIVE)


def bootstrap_interval(
    values: Floats, bases: Floats, *, draws: int = 10_000, seed: int = 0, confidence: float = 0.95
) -> Interval:
    """Bootstrap interval for any ratio Σvalues ÷ Σbases, resampling whole units.

    Percentiles are expanded for the fewness of units: the tail is the normal probability of
    sqrt(m ÷ (m-1)) Student quantiles. Needs two units, and some difference between them;
    otherwise there is no interval (equal articles are no proof of certainty).
    """
    units, total = len(bases), float(bases.sum()) if len(bases) else 0.0
    if units == 0 or total <= 0:
        return Interval(math.nan, math.nan, math.nan, NO_INTERVAL)
    estimate = float(values.sum()) / total
    ratios = values / bases
    if units == 1 or float(np.ptp(ratios)) <= _NOTHING:
        return Interval(estimate, math.nan, math.nan, NO_INTERVAL)
    tail = _expanded_tail(confidence, units)
    drawn = bootstrap_ratios(values, bases, draws=draws, seed=seed)
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return Interval(estimate, min(float(low), estimate), max(float(high), estimate), BOOTSTRAP)


def difference_interval(first: Interval, second: Interval) -> tuple[float, float]:
    """Interval of ``first - second`` from the intervals of both (MOVER: Zou & Donner 2008, *Stat. Med.* 27: 1693-1702).

    NaN where either has none.
    """
    gap = first.estimate - second.estimate
    below = math.hypot(first.estimate - first.low, second.high - second.estimate)
    above = math.hypot(first.high - first.estimate, second.estimate - second.low)
    return (gap - below, gap + above)
