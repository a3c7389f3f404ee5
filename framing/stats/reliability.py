"""Do coders agree? Krippendorff's alpha with a bootstrap interval.

Source: Krippendorff (2011), *Computing Krippendorff's Alpha-Reliability* (University of
Pennsylvania), and (2019) *Content Analysis*, 4th ed., ch. 12, whose thresholds are used:
.800 and above is firm ground, .667 allows tentative conclusions, below is neither.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats.resample import resampling_weights

Floats = NDArray[np.float64]
Level = Literal["nominal", "ordinal", "interval"]

FIRM, TENTATIVE = 0.800, 0.667
# Lombard, Snyder-Duch & Bracken (2002), *Human Communication Research* 28: 587-604: no fewer units than these.
ENOUGH_UNITS = 50


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha of one variable.

    ``alpha`` is 1 for full agreement, 0 for agreement as good as chance, below 0 for worse; NaN
    if it is not defined (nothing coded twice, or one value only). ``n_units`` and ``n_codings``
    count what at least two coders coded. ``verdict`` says in words what it allows.
    """

    alpha: float
    low: float
    high: float
    level: str
    n_units: int
    n_codings: int
    n_coders: int
    n_values: int
    verdict: str


def verdict(alpha: float, n_units: int = ENOUGH_UNITS, low: float = math.nan) -> str:
    """Return what an alpha allows: firm, tentative, no conclusions; or that too few units were coded to say.

    Args:
        alpha: Krippendorff's alpha.
        n_units: Units that two coders or more have coded.
        low: Lower end of its interval: a firm alpha may not reach below what allows no conclusions.

    Example:
        >>> verdict(0.9, 3)
        'too few units to say: 3 coded twice, 50 are asked for'
    """
    if math.isnan(alpha):
        return "not defined: nothing coded twice, or only one value used"
    if n_units < ENOUGH_UNITS and alpha >= TENTATIVE:
        return f"too few units to say: {n_units} coded twice, {ENOUGH_UNITS} are asked for"
    if alpha >= FIRM and low < TENTATIVE:
        return "tentative: at least .800, but its interval reaches below .667"
    if alpha >= FIRM:
        return "firm: at least .800"
    if alpha >= TENTATIVE:
        return "tentative: at least .667, below .800"
    return "not reliable enough to conclude from: below .667"


def alpha(codings: pd.DataFrame, *, level: Level = "nominal", order: Sequence[object] = ()) -> float:
    """Krippendorff's alpha; see :func:`agreement` for the arguments. NaN where it is not defined."""
    values, pairs = _coincidences(codings, level, order)
    return float(_alphas(pairs.sum(axis=0)[None], values, level)[0])


def agreement(
    codings: pd.DataFrame,
    *,
    level: Level = "nominal",
    order: Sequence[object] = (),
    draws: int = 2000,
    seed: int = 0,
    confidence: float = 0.95,
) -> Agreement:
    """Alpha with a bootstrap interval that resamples the units coded.

    Args:
        codings: A row a unit, a column a coder; a missing value where a coder left a unit out. Any number of coders.
        level: What differences between values mean: none but same or other (nominal), ranks
            (ordinal), distances (interval: values must be numbers).
        order: The values from lowest to highest, at level ordinal; numbers need none, labels do: an alphabet
            would put "high" below "low".
        draws: Bootstrap draws. Draws in which one value alone is left have no alpha and are not used.
        seed: For the drawing.
        confidence: Of the interval.

    Returns:
        The agreement; alpha and interval NaN if fewer than two units are coded twice or one value is used.

    Raises:
        ValueError: for an unknown level, values that are not numbers at level interval, or labels
            without an order at level ordinal.
    """
    values, pairs = _coincidences(codings, level, order)
    coded = codings.notna().sum(axis=1)
    found = float(_alphas(pairs.sum(axis=0)[None], values, level)[0])
    low = high = math.nan
    if len(pairs) > 1 and not math.isnan(found):
        weights = resampling_weights(len(pairs), draws, seed)
        tables = (weights @ pairs.reshape(len(pairs), -1)).reshape(draws, len(values), len(values))
        drawn = _alphas(tables, values, level)
        tail = (1 - confidence) / 2
        low, high = (float(x) for x in np.nanquantile(drawn, [tail, 1 - tail]))
    return Agreement(
        alpha=found,
        low=low,
        high=high,
        level=level,
        n_units=len(pairs),
        n_codings=int(coded[coded > 1].sum()),
        n_coders=codings.shape[1],
        n_values=len(values),
        verdict=verdict(found, len(pairs), low),
    )


def _coincidences(codings: pd.DataFrame, level: Level, order: Sequence[object]) -> tuple[Floats, Floats]:
    """Return the values on their scale (in order) and, for each unit coded twice, its matrix of paired values."""
    if level not in ("nominal", "ordinal", "interval"):
        msg = f"level '{level}' is not known; use nominal, ordinal or interval"
        raise ValueError(msg)
    twice = codings[codings.notna().sum(axis=1) > 1]
    flat = twice.to_numpy(dtype=object)
    present = twice.notna().to_numpy()
    kinds = _in_order(set(flat[present].tolist()), level, order)
    if level == "interval":
        try:
            scale = np.array([float(str(value)) for value in kinds])
        except (TypeError, ValueError) as error:
            msg = f"level 'interval' needs numbers; {error}"
            raise ValueError(msg) from None
    else:
        scale = np.arange(len(kinds), dtype=np.float64)
    place = {value: i for i, value in enumerate(kinds)}
    counts = np.zeros((len(twice), len(kinds)))
    for unit, row in enumerate(flat):
        for value in row[present[unit]]:
            counts[unit, place[value]] += 1
    coders = counts.sum(axis=1)[:, None, None]
    same = np.einsum("uv,vw->uvw", counts, np.eye(len(kinds)))
    pairs: Floats = (counts[:, :, None] * counts[:, None, :] - same) / (coders - 1)
    return scale, pairs


def _in_order(kinds: AbstractSet[object], level: Level, order: Sequence[object]) -> list[object]:
    """Return the values that were used, from lowest to highest where that matters."""
    if level == "ordinal" and not order and any(isinstance(value, str) for value in kinds):
        msg = f"level 'ordinal' needs the order of its labels, lowest first: order={sorted(map(str, kinds))} or another"
        raise ValueError(msg)
    if order:
        unknown = sorted(str(value) for value in kinds if value not in order)
        if unknown:
            msg = f"values that are not in the order given: {', '.join(unknown)}"
            raise ValueError(msg)
        return [value for value in order if value in kinds]
    return sorted(kinds, key=lambda value: (isinstance(value, str), value))


def _alphas(tables: Floats, values: Floats, level: Level) -> Floats:
    """Alpha of each coincidence matrix (draws × values × values); NaN where there is no variation."""
    totals = tables.sum(axis=2)
    n = totals.sum(axis=1)
    if level == "nominal":
        distance = 1 - np.eye(len(values))[None]
    elif level == "interval":
        distance = (values[:, None] - values[None, :])[None] ** 2
    else:
        # the ranks between two values: all in between, and half of the two themselves
        up_to = np.cumsum(totals, axis=1) - totals / 2
        distance = (up_to[:, :, None] - up_to[:, None, :]) ** 2
    observed = (tables * distance).sum(axis=(1, 2))
    expected = (totals[:, :, None] * totals[:, None, :] * distance).sum(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(expected > 0, 1 - (n - 1) * observed / expected, np.nan)
    return found
