"""How far apart two outlets' label choices are, beyond what shuffled outlets show.

Jensen-Shannon divergence (Lin 1991, *IEEE Trans. Inf. Theory* 37: 145-151) of small counts is
large by chance: with 8 mentions an outlet, identical use already gives 0.16 bits. So it is
given as the excess over its mean under shuffled outlets, with the p of that shuffle.

Shuffles even out how much two outlets write, and fewer mentions diverge more. Each shuffle is therefore
asked twice: for its own divergence, and for the one that its surplus (counts above the common mix)
would give at the mentions that the two outlets really have. The larger mean and the larger p count.
"""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.measure.settings import Settings
from framing.stats.column_types import typed
from framing.stats.permutation import arrangements
from framing.stats.resampling_units import Joined, blocks, join

Floats = NDArray[np.float64]

COLUMNS = (
    "measure", "group", "first", "second", "divergence", "expected", "excess", "p", "unit", "n_articles_first",
    "n_articles_second", "n_first", "n_second", "counts", "n_arrangements", "exact",
)  # fmt: skip


def jensen_shannon(first: Floats, second: Floats) -> Floats:
    """Divergence in bits between rows of counts: 0 for the same shares, 1 for no label in common.

    NaN where a row is empty. ``first`` and ``second`` are (…, labels) of one shape.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        p, q = first / first.sum(axis=-1, keepdims=True), second / second.sum(axis=-1, keepdims=True)
        middle = (p + q) / 2
        terms = np.where(p > 0, p * np.log2(p / middle), 0.0) + np.where(q > 0, q * np.log2(q / middle), 0.0)
    total = terms.sum(axis=-1) / 2
    empty = (first.sum(axis=-1) <= 0) | (second.sum(axis=-1) <= 0)
    found: Floats = np.where(empty, np.nan, np.clip(total, 0.0, 1.0))
    return found


def _shuffled(units: Joined, sides: Floats) -> tuple[Floats, Floats]:
    """Divergence under each shuffle: as dealt, and at the mentions that the two sides really have."""
    counts = units.numerators
    total, mentions = counts.sum(axis=0), counts.sum(axis=1)
    first = sides @ counts
    mix = total / total.sum()
    surplus = first - (sides @ mentions)[:, None] * mix
    mine = float(mentions[units.first].sum())
    fixed = [np.clip(of * mix + sign * surplus, 0.0, None) for of, sign in ((mine, 1), (total.sum() - mine, -1))]
    return jensen_shannon(first, total - first), jensen_shannon(*fixed)


def divergence_of_outlets(frame: pd.DataFrame, *, settings: Settings) -> pd.DataFrame:
    """Divergence between every two outlets over all keys of a measure and group, and its excess over shuffled outlets.

    Args:
        frame: Article-measure rows whose values are counts of the labels of one group (a label share).
        settings: ``draws`` shuffles of articles from ``seed`` (all of them are listed when there are no more than
            these), copies counted once or not.

    Returns:
        One row a measure, group and pair of outlets, in bits. ``expected`` is the mean over shuffled
        outlets and ``excess`` the divergence less that: about 0 where outlets do not differ, below it
        by chance. With one article on a side there is no shuffle: expected, excess and p are NaN.
        Groups with one label are left out.
    """
    rows: list[dict[str, object]] = []
    for block in blocks(frame, collapse_copies=settings.collapse_copies):
        shares = all(unit.startswith("share") for unit in block.units)
        if len(block.keys) < 2 or not shares:  # noqa: PLR2004  # one label has nothing to divide
            continue
        for one, other in combinations(sorted(set(block.outlets)), 2):
            units = join(block, block.outlets == one, block.outlets == other)
            sides = (units.numerators[units.first], units.numerators[~units.first])
            found = float(jensen_shannon(sides[0].sum(axis=0), sides[1].sum(axis=0)))
            expected = p = math.nan
            n, exact = 0, False
            if min(map(len, sides)) > 1 and not math.isnan(found):
                dealt = arrangements(len(sides[0]), len(sides[1]), draws=settings.draws, seed=settings.seed)
                n, exact = len(dealt.sides), dealt.exact
                both = _shuffled(units, dealt.sides)
                expected = max(float(np.nanmean(one)) for one in both)
                p = max(float(np.mean(np.nan_to_num(one, nan=math.inf) >= found - 1e-12)) for one in both)
            rows.append(
                {
                    "measure": block.measure,
                    "group": block.group,
                    "first": one,
                    "second": other,
                    "divergence": found,
                    "expected": expected,
                    "excess": found - expected,
                    "p": p,
                    "unit": "bits",
                    "n_articles_first": int((block.outlets == one).sum()),
                    "n_articles_second": int((block.outlets == other).sum()),
                    "n_first": float(sides[0].sum()),
                    "n_second": float(sides[1].sum()),
                    "counts": block.counts[0],
                    "n_arrangements": n,
                    "exact": exact,
                }
            )
    return typed(pd.DataFrame(rows), COLUMNS)
