"""One p for a whole specification curve: would shuffled outlets differ as much over all settings together?

The settings share their articles, so their p values can't be counted as if each were a piece of evidence of its own.
The outlets' names are dealt out once for all settings, and what is compared with the dealings is the mean over the
settings of the difference in its standard deviations: the average of the z values, as in Simonsohn, Simmons & Nelson
(2020), *Nature Human Behaviour* 4: 1208-1214, with the arrangements of this package's tests for a reference.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.measure.settings import Settings
from framing.stats.joint_dealing import LEAST_DRAWS, Floats, deal_labels, unit_tables
from framing.stats.resampling_units import Block
from framing.stats.specification import Target, setting_blocks

_AT_ONCE = 1_000_000  # cells of a block of draws
_TINY = 1e-9  # equal but for rounding


@dataclass(frozen=True, slots=True)
class JointInference:
    """What all settings say together.

    ``z`` is the mean over ``n_settings`` of the difference in standard deviations, ``p`` the share of ``n_dealt``
    dealings with a mean as far from 0; NaN where no setting gives a difference. ``exact``: all dealings are there.
    """

    z: float
    p: float
    n_settings: int
    n_dealt: int
    exact: bool


def joint_inference(
    settings: Iterable[tuple[Mapping[str, str], pd.DataFrame]],
    target: Target,
    *,
    analysis: Settings,
    leave_out: bool = True,
) -> JointInference:
    """Test one finding under all settings of its specification curve at once.

    Args:
        settings: As for :func:`framing.stats.specification.specification_curve`.
        target: The finding.
        analysis: ``draws`` (10,000 at least) and ``seed``; up to 50,000 arrangements are listed.
        leave_out: Whether the settings that leave out an article are among them.

    Returns:
        See :class:`JointInference`.
    """
    return joint_of([block for _, block in setting_blocks(settings, target, leave_out=leave_out)], target, analysis)


def joint_of(every: Sequence[Block], target: Target, analysis: Settings) -> JointInference:
    """Return what :func:`joint_inference` gives for the articles of combinations that are already made."""
    units, residuals, bases = unit_tables(every)
    whole = bases.sum(axis=0)
    outlets = sorted({outlet for _, outlet, _ in units})
    if target.outlet not in outlets or len(outlets) < 2:  # noqa: PLR2004  # nothing to compare
        return JointInference(math.nan, math.nan, 0, 0, exact=False)
    dealt, exact = deal_labels(
        [outlets.index(outlet) for _, outlet, _ in units],
        [event for event, _, _ in units],
        draws=max(analysis.draws, LEAST_DRAWS),
        seed=analysis.seed,
    )
    mine = dealt == outlets.index(target.outlet)
    real = mine[:1] @ bases
    given = ((real > _TINY) & (whole - real > _TINY))[0]
    if not given.any():
        return JointInference(math.nan, math.nan, 0, len(dealt), exact)
    means = _means(mine, residuals[:, given], bases[:, given])
    p = float(np.mean(np.abs(means) >= abs(means[0]) - _TINY))
    return JointInference(float(means[0]), p, int(given.sum()), len(dealt), exact)


def _means(mine: NDArray[np.bool_], residuals: Floats, bases: Floats) -> Floats:
    """The mean over settings of each dealing's difference in standard deviations, the smaller of gap and surplus.

    Dealings that give the outlet the same units are worked out once.
    """
    packed, dealing = np.unique(np.packbits(mine, axis=1), axis=0, return_inverse=True)
    different = np.unpackbits(packed, axis=1, count=mine.shape[1])
    step = max(1, _AT_ONCE // residuals.shape[1])
    blocks = [different[start : start + step] for start in range(0, len(different), step)]
    times = np.bincount(dealing.ravel(), minlength=len(different)).astype(np.float64)
    squares = np.zeros((2, residuals.shape[1]))
    start = 0
    for block in blocks:
        for one, statistic in enumerate(_two(block, residuals, bases)):
            np.multiply(statistic, statistic, out=statistic)
            squares[one] += times[start : start + len(block)] @ statistic
        start += len(block)
    scale = np.sqrt(squares / len(mine))
    scale[scale <= _TINY] = math.inf  # nothing varies: no difference in any dealing
    means = []
    for block in blocks:
        gap, surplus = _two(block, residuals, bases)
        size = np.minimum(np.abs(gap) / scale[0], np.abs(surplus) / scale[1])
        means.append(np.copysign(size, surplus).mean(axis=1))
    return np.concatenate(means)[dealing.ravel()]


def _two(mine: NDArray[np.uint8], residuals: Floats, bases: Floats) -> Sequence[Floats]:
    """Gap and surplus of each dealing (rows) and setting (columns); no gap where a side is dealt nothing."""
    dealt = mine.astype(np.float64)
    surplus, first, whole = dealt @ residuals, dealt @ bases, bases.sum(axis=0)
    both = (first > _TINY) & (whole - first > _TINY)
    first *= whole - first
    gap = np.divide(surplus * whole, first, out=np.zeros_like(surplus), where=both)
    return gap, surplus
