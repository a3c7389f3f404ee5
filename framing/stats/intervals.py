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
from scipy import stats

from framing.stats.resample import bootstrap_ratios

Floats = NDArray[np.float64]

WILSON = "Wilson"
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


@lru_cache(maxsize=256)
def _normal(confidence: float) -> float:
    return float(stats.norm.ppf(0.5 + confidence / 2))


@lru_cache(maxsize=256)
def _student(confidence: float, freedom: int) -> float:
    return float(stats.t.ppf(0.5 + confidence / 2, freedom))


@lru_cache(maxsize=256)
def _expanded_tail(confidence: float, units: int) -> float:
    return float(stats.norm.cdf(-math.sqrt(units / (units - 1)) * _student(confidence, units - 1)))


def share_interval(values: Floats, bases: Floats, *, confidence: float = 0.95) -> Interval:
    """Interval for a share Σvalues ÷ Σbases whose units (articles, or clusters of shared copy) vary among themselves.

    The spread between articles gives the effective number of mentions n = p(1-p) ÷ variance. If
    the articles vary no more than draws from one urn would, n is the number of mentions and the
    quantile normal; if more, n is smaller and the quantile is Student's with m - 1 degrees of
    freedom. At a share of 0 or 1 the spread is unknown: each article then counts as one observation.

    Args:
        values: One numerator per unit, each between 0 and its base.
        bases: One denominator per unit, all above 0.
        confidence: Coverage aimed at, between 0 and 1.

    Returns:
        The estimate and its interval. One unit gives no interval; no unit gives NaN throughout.
    """
    units, total = len(bases), float(bases.sum()) if len(bases) else 0.0
    if units == 0 or total <= 0:
        return Interval(math.nan, math.nan, math.nan, NO_INTERVAL)
    share = float(values.sum()) / total
    if units == 1:  # one article says nothing of how articles differ
        return Interval(share, math.nan, math.nan, NO_INTERVAL)
    one_each = bool(np.all(np.abs(bases - bases[0]) <= _NOTHING))
    plain = one_each and bool(np.all((np.abs(values) <= _NOTHING) | (np.abs(values - bases) <= _NOTHING)))
    if plain:  # every article is all or nothing: the share of articles
        return Interval(share, *wilson(share, units, _normal(confidence)), WILSON)
    binomial = share * (1 - share)
    if binomial <= _NOTHING:
        return Interval(share, *wilson(share, units, _normal(confidence)), WILSON_EFFECTIVE)
    spread = float(np.sum((values - share * bases) ** 2)) / total**2
    if spread <= binomial / total * (1 + 1e-9):
        return Interval(share, *wilson(share, total, _normal(confidence)), WILSON_EFFECTIVE)
    effective = min(binomial / (spread * units / (units - 1)), total)
    return Interval(share, *wilson(share, effective, _student(confidence, units - 1)), WILSON_EFFECTIVE)


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
