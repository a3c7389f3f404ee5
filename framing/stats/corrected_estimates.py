"""Shares corrected for the machine's errors by a checked sample, with intervals that resample articles.

The machine's sums over all units, plus what people said less what the machine said in the sample, weighted up to the
stratum: unbiased whatever errors the machine makes, and narrower than the sample alone where it makes few. Sources: the
difference estimator of survey sampling (Särndal, Swensson & Wretman 1992, *Model Assisted Survey Sampling*, ch. 6);
Egami, Hinck, Stewart & Wei (2023), arXiv 2306.04746; Angelopoulos et al. (2023), *Science* 382: 669-674.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from framing.stats.resample import resampling_weights

Floats = NDArray[np.float64]

FEWEST = 10  # checked units in each stratum; fewer say next to nothing of how often the machine errs
NEEDED = ("side", "article", "stratum", "value", "base", "checked", "hand_value", "hand_base")


@dataclass(frozen=True, slots=True)
class CorrectedShare:
    """One side's share: as the machine counts it, corrected, its interval, and from the sample alone (``hand``).

    Everything is NaN where too little was checked; ``n_checked`` of ``n_units`` were.
    """

    machine: float
    corrected: float
    low: float
    high: float
    hand: float
    n_checked: int
    n_units: int


@dataclass(frozen=True, slots=True)
class CorrectedDifference:
    """Two sides' shares and their difference, corrected, with its interval; ``width_hand``: of the sample alone."""

    first: CorrectedShare
    second: CorrectedShare
    machine: float
    corrected: float
    low: float
    high: float
    width_hand: float


@dataclass(frozen=True, slots=True)
class _Sums:
    """A side's sums by what is resampled (rows): machine's numerator and base, and by stratum (columns) what follows.

    ``units`` and ``checked`` count units, ``numerators`` and ``bases`` sum hand less machine over the checked ones,
    ``hand_numerators`` and ``hand_bases`` the hand's.
    """

    value: Floats
    base: Floats
    units: Floats
    checked: Floats
    numerators: Floats
    bases: Floats
    hand_numerators: Floats
    hand_bases: Floats

    def shares(self, weights: Floats) -> tuple[Floats, Floats]:
        """Corrected shares and those of the sample alone, for each row of weights."""
        with np.errstate(divide="ignore", invalid="ignore"):
            up = (weights @ self.units) / (weights @ self.checked)
            up = np.where(weights @ self.units > 0, up, 0.0)
            above = weights @ self.value + (up * (weights @ self.numerators)).sum(axis=1)
            below = weights @ self.base + (up * (weights @ self.bases)).sum(axis=1)
            hand = (up * (weights @ self.hand_numerators)).sum(axis=1) / (up * (weights @ self.hand_bases)).sum(axis=1)
            return np.clip(above / below, 0.0, 1.0), hand


def corrected_difference(
    units: pd.DataFrame, *, draws: int = 2000, seed: int = 0, confidence: float = 0.95
) -> CorrectedDifference:
    """Return two sides' shares and their difference, corrected for what a checked sample shows of the machine's errors.

    Args:
        units: One row a unit, with the columns ``NEEDED``: ``side`` (0 or 1), what is resampled as one (``article``:
            an article, or the copies of one text), the ``stratum`` it was drawn from, what the machine adds to the
            share's numerator and base, whether it was checked, and what it adds by hand (0 where not checked). A
            sentence adds nothing by machine, and by hand what was missed in it.
        draws: Bootstrap draws over articles, within each side.
        seed: For the drawing.
        confidence: Of the intervals: percentiles, expanded for the fewness of articles.

    Raises:
        ValueError: a column is missing.
    """
    lacking = [name for name in NEEDED if name not in units.columns]
    if lacking:
        msg = f"the units lack {', '.join(lacking)}; make them with findings.checked_evidence"
        raise ValueError(msg)
    sides, drawn = [], []
    for side in (0, 1):
        mine = units[units["side"] == side]
        share, resampled = _share(mine, draws=draws, seed=seed + side, confidence=confidence)
        sides.append(share)
        drawn.append(resampled)
    m = min(units.loc[units["side"] == side, "article"].nunique() for side in (0, 1))
    low, high = _percentiles(drawn[0][0] - drawn[1][0], m, confidence)
    hand = _percentiles(drawn[0][1] - drawn[1][1], m, confidence)
    first, second = sides
    return CorrectedDifference(
        first=first,
        second=second,
        machine=first.machine - second.machine,
        corrected=first.corrected - second.corrected,
        low=low,
        high=high,
        width_hand=hand[1] - hand[0],
    )


def _share(
    units: pd.DataFrame, *, draws: int, seed: int, confidence: float
) -> tuple[CorrectedShare, tuple[Floats, Floats]]:
    n, checked = len(units), int(units["checked"].sum())
    nothing = np.full(draws, math.nan)
    base = float(units["base"].sum())
    machine = float(units["value"].sum()) / base if base else math.nan
    per_stratum = units.groupby("stratum")["checked"].agg(["sum", "size"])
    enough = bool(((per_stratum["sum"] >= FEWEST) | (per_stratum["sum"] == per_stratum["size"])).all())
    if not n or not enough:
        return CorrectedShare(machine, *(math.nan,) * 4, checked, n), (nothing, nothing)
    sums = _sums(units)
    point, hand = sums.shares(np.ones((1, len(sums.value))))
    m = len(sums.value)
    if m < 2:  # noqa: PLR2004  (one article says nothing of how articles differ)
        return CorrectedShare(machine, float(point[0]), math.nan, math.nan, float(hand[0]), checked, n), (
            nothing,
            nothing,
        )
    resampled = sums.shares(resampling_weights(m, draws, seed))
    low, high = _percentiles(resampled[0], m, confidence)
    return CorrectedShare(machine, float(point[0]), low, high, float(hand[0]), checked, n), resampled


def _sums(units: pd.DataFrame) -> _Sums:
    rows, articles = pd.factorize(units["article"], sort=True)
    columns, strata = pd.factorize(units["stratum"], sort=True)
    checked = units["checked"].to_numpy(dtype=np.float64)
    value, base = (units[name].to_numpy(dtype=np.float64) for name in ("value", "base"))
    hand_value, hand_base = (units[name].to_numpy(dtype=np.float64) for name in ("hand_value", "hand_base"))
    shape = (len(articles), len(strata))

    def by_stratum(what: Floats) -> Floats:
        made = np.zeros(shape)
        np.add.at(made, (rows, columns), what)
        return made

    return _Sums(
        value=np.bincount(rows, weights=value, minlength=shape[0]).astype(np.float64),
        base=np.bincount(rows, weights=base, minlength=shape[0]).astype(np.float64),
        units=by_stratum(np.ones(len(units))),
        checked=by_stratum(checked),
        numerators=by_stratum(checked * (hand_value - value)),
        bases=by_stratum(checked * (hand_base - base)),
        hand_numerators=by_stratum(checked * hand_value),
        hand_bases=by_stratum(checked * hand_base),
    )


def _percentiles(drawn: Floats, units: int, confidence: float) -> tuple[float, float]:
    """Percentiles of the draws that have a value, the tails widened for few units (Hesterberg 2015)."""
    some = drawn[~np.isnan(drawn)]
    if units < 2 or len(some) < len(drawn) / 2:  # noqa: PLR2004  (one article says nothing of how articles differ)
        return math.nan, math.nan
    quantile = stats.t.ppf(0.5 + confidence / 2, units - 1)
    tail = float(stats.norm.cdf(-math.sqrt(units / (units - 1)) * quantile))
    low, high = np.quantile(some, [tail, 1 - tail])
    return float(low), float(high)


def strata_short(units: pd.DataFrame, names: Sequence[str] = ()) -> list[str]:
    """Return the strata (of ``names`` if given) of which fewer than ``FEWEST`` units, and not all, were checked."""
    counts = units.groupby("stratum")["checked"].agg(["sum", "size"])
    short = counts[(counts["sum"] < FEWEST) & (counts["sum"] < counts["size"])].index
    return [str(name) for name in short if not names or name in names]
