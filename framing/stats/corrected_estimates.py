"""Shares corrected for the machine's errors by a checked sample, with intervals that resample articles.

The machine's sums over all units, plus what people said less what the machine said in the sample, weighted up to the
stratum: unbiased whatever errors the machine makes. How far the machine's part counts is tuned to the least variance:
the interval is narrower than the sample's alone where it errs little, hardly wider where it errs much. Sources: the
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
from scipy.special import ndtr, stdtrit

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

    ``units`` and ``checked`` count units; of the checked ones, ``machine_values`` and ``machine_bases`` sum what the
    machine said, ``hand_values`` and ``hand_bases`` what people did.
    """

    value: Floats
    base: Floats
    units: Floats
    checked: Floats
    machine_values: Floats
    machine_bases: Floats
    hand_values: Floats
    hand_bases: Floats

    def shares(self, weights: Floats, trust: float) -> tuple[Floats, Floats]:
        """Corrected shares and those of the sample alone, for each row of weights."""
        hand, by_machine = self._parts(weights)
        with np.errstate(divide="ignore", invalid="ignore"):
            above, below = (h + trust * m for h, m in zip(hand, by_machine, strict=True))
            return np.clip(above / below, 0.0, 1.0), hand[0] / hand[1]

    def trust(self, weights: Floats) -> float:
        """How much of the machine's sums to use, 0 to 1: what makes the corrected share vary least over ``weights``.

        The share's deviation is linear in what the machine adds: residuals of the sample alone, plus ``trust`` times
        those of the machine's surplus. The least variance is at minus their covariance by the surplus's variance
        (power tuning: Angelopoulos, Duchi & Zrnic 2023, arXiv 2311.01453). Whatever it is, the share stays unbiased.
        """
        share = float(self.shares(np.ones((1, len(self.value))), 1.0)[0][0])
        hand, by_machine = (above - share * below for above, below in self._parts(weights))
        some = np.isfinite(hand) & np.isfinite(by_machine)
        if math.isnan(share) or some.sum() < 2:  # noqa: PLR2004  (no variance of one)
            return 1.0
        together = np.cov(hand[some], by_machine[some])
        return float(np.clip(-together[0, 1] / together[1, 1], 0.0, 1.0)) if together[1, 1] > 0 else 1.0

    def _parts(self, weights: Floats) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
        """The sample's sums, weighted up, and what the machine says of all units beyond what it says of the sample."""
        with np.errstate(divide="ignore", invalid="ignore"):
            up = (weights @ self.units) / (weights @ self.checked)
            up = np.where(weights @ self.units > 0, up, 0.0)
            value, base, seen_value, seen_base = (
                (up * (weights @ sums)).sum(axis=1)
                for sums in (self.hand_values, self.hand_bases, self.machine_values, self.machine_bases)
            )
        return (value, base), (weights @ self.value - seen_value, weights @ self.base - seen_base)


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
    m = len(sums.value)
    weights = resampling_weights(m, draws, seed)
    trust = sums.trust(weights)
    point, hand = sums.shares(np.ones((1, m)), trust)
    if m < 2:  # noqa: PLR2004  (one article says nothing of how articles differ)
        return CorrectedShare(machine, float(point[0]), math.nan, math.nan, float(hand[0]), checked, n), (
            nothing,
            nothing,
        )
    resampled = sums.shares(weights, trust)
    unseen = _unseen_errors(per_stratum, float(point[0]), float(sums.base.sum()), draws=draws, seed=seed)
    resampled = np.clip(resampled[0] + trust * unseen, 0.0, 1.0), resampled[1]
    low, high = _percentiles(resampled[0], m, confidence)
    return CorrectedShare(machine, float(point[0]), low, high, float(hand[0]), checked, n), resampled


def _unseen_errors(per_stratum: pd.DataFrame, share: float, base: float, *, draws: int, seed: int) -> Floats:
    """By how much errors that no checked unit showed may move the share, for each draw; 0 where all was checked.

    Resampling a sample without an error never meets one. What n checked units without error leave open is, by
    Jeffreys' prior, a rate of Beta(½, n + ½), apart for hits taken for none and for the other way round.
    """
    rng = np.random.default_rng([seed, 1])
    moved = np.zeros(draws)
    for checked, units in per_stratum[["sum", "size"]].to_numpy(dtype=np.float64):
        missed, false = rng.beta(0.5, checked + 0.5, size=(2, draws))
        moved += (missed * (1 - share) - false * share) * (units - checked) / base
    return moved


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
        machine_values=by_stratum(checked * value),
        machine_bases=by_stratum(checked * base),
        hand_values=by_stratum(checked * hand_value),
        hand_bases=by_stratum(checked * hand_base),
    )


def _percentiles(drawn: Floats, units: int, confidence: float) -> tuple[float, float]:
    """Percentiles of the draws that have a value, the tails widened for few units (Hesterberg 2015)."""
    some = drawn[~np.isnan(drawn)]
    if units < 2 or len(some) < len(drawn) / 2:  # noqa: PLR2004  (one article says nothing of how articles differ)
        return math.nan, math.nan
    quantile = stdtrit(units - 1, 0.5 + confidence / 2)
    tail = float(ndtr(-math.sqrt(units / (units - 1)) * quantile))
    low, high = np.quantile(some, [tail, 1 - tail])
    return float(low), float(high)


def strata_short(units: pd.DataFrame, names: Sequence[str] = ()) -> list[str]:
    """Return the strata (of ``names`` if given) of which fewer than ``FEWEST`` units, and not all, were checked."""
    counts = units.groupby("stratum")["checked"].agg(["sum", "size"])
    short = counts[(counts["sum"] < FEWEST) & (counts["sum"] < counts["size"])].index
    return [str(name) for name in short if not names or name in names]
