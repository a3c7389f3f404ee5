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
from framing.stats.joint_dealing import LEAST_DRAWS, Floats, deal_labels, unit_names
from framing.stats.one_thread import on_one_thread
from framing.stats.specification import Target, setting_blocks
from framing.stats.variations import Variation

_AT_ONCE = 1_000_000  # cells of a block of draws
_HELD = 8_000_000  # cells that are kept for the second time they are asked for
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
    return joint_of([varied for _, varied in setting_blocks(settings, target, leave_out=leave_out)], target, analysis)


@on_one_thread
def joint_of(every: Sequence[Variation], target: Target, analysis: Settings) -> JointInference:
    """Return what :func:`joint_inference` gives for the articles of combinations that are already made."""
    units, residuals, bases = _unit_tables(every)
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
    means = _means(mine, *_different(residuals[:, given], bases[:, given]))
    p = float(np.mean(np.abs(means) >= abs(means[0]) - _TINY))
    return JointInference(float(means[0]), p, int(given.sum()), len(dealt), exact)


def _unit_tables(every: Sequence[Variation]) -> tuple[list[tuple[str, str, str]], Floats, Floats]:
    """What is dealt (event, outlet, name of what belongs together); residuals and bases, units × settings."""
    names = {id(varied.whole): unit_names(varied.whole) for varied in {id(v.whole): v for v in every}.values()}
    # one order whatever the order of the articles; each article of a whole is in some setting
    units = sorted({name for part in names.values() for name in part})
    place = {name: i for i, name in enumerate(units)}
    here = {whole: np.array([place[name] for name in part], dtype=np.intp) for whole, part in names.items()}
    values, bases = (np.zeros((len(units), len(every))) for _ in range(2))
    for column, varied in enumerate(every):
        at = here[id(varied.whole)][varied.kept]
        for table, matrix in zip((values, bases), varied.matrices(), strict=True):
            table[:, column] = np.bincount(at, weights=matrix[:, 0], minlength=len(units))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.nan_to_num(values.sum(axis=0) / bases.sum(axis=0))
    return units, values - bases * ratio, bases


def _different(residuals: Floats, bases: Floats) -> tuple[Floats, Floats, NDArray[np.intp]]:
    """The settings that differ, and which of them each one is: a set without copies has every one twice."""
    numbers: dict[bytes, int] = {}
    which = np.array(
        [numbers.setdefault(part.tobytes(), len(numbers)) for part in np.vstack([residuals, bases]).T], dtype=np.intp
    )
    first = np.unique(which, return_index=True)[1]
    return np.ascontiguousarray(residuals[:, first]), np.ascontiguousarray(bases[:, first]), which


def _means(mine: NDArray[np.bool_], residuals: Floats, bases: Floats, which: NDArray[np.intp]) -> Floats:
    """The mean over settings of each dealing's difference in standard deviations, the smaller of gap and surplus.

    Dealings that give the outlet the same units are worked out once, and so are settings that do not differ:
    ``which`` says which of them each setting is.
    """
    packed, dealing = np.unique(np.packbits(mine, axis=1), axis=0, return_inverse=True)
    different = np.unpackbits(packed, axis=1, count=mine.shape[1])
    step = max(1, _AT_ONCE // len(which))
    starts = range(0, len(different), step)
    times = np.bincount(dealing.ravel(), minlength=len(different)).astype(np.float64)
    squares = np.zeros((2, residuals.shape[1]))
    held: dict[int, Sequence[Floats]] = {}
    for start in starts:
        two = _two(different[start : start + step], residuals, bases)
        for one, statistic in enumerate(two):
            squares[one] += times[start : start + len(statistic)] @ (statistic * statistic)
        if (len(held) + 1) * 2 * step * residuals.shape[1] <= _HELD:
            held[start] = two
    scale = np.sqrt(squares / len(mine))
    scale[scale <= _TINY] = math.inf  # nothing varies: no difference in any dealing
    means = []
    for start in starts:
        gap, surplus = held.pop(start, None) or _two(different[start : start + step], residuals, bases)
        np.divide(np.abs(gap, out=gap), scale[0], out=gap)
        size = np.minimum(gap, np.abs(surplus) / scale[1], out=gap)
        means.append(np.take(np.copysign(size, surplus, out=gap), which, axis=1).mean(axis=1))
    return np.concatenate(means)[dealing.ravel()]


def _two(mine: NDArray[np.uint8], residuals: Floats, bases: Floats) -> Sequence[Floats]:
    """Gap and surplus of each dealing (rows) and setting (columns); no gap where a side is dealt nothing."""
    dealt = mine.astype(np.float64)
    surplus, first, whole = dealt @ residuals, dealt @ bases, bases.sum(axis=0)
    left = whole - first
    nothing = None if min(first.min(), left.min()) > _TINY else (first <= _TINY) | (left <= _TINY)
    first *= left
    if nothing is not None:
        first[nothing] = math.inf
    gap = np.divide(np.multiply(surplus, whole, out=left), first, out=left)
    return gap, surplus
