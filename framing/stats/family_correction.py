"""The correction for a family of comparisons: every row of the contrasts adjusted for all that were made with it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.measure.settings import Settings
from framing.stats.joint_dealing import Comparisons, JointTest, joint_test
from framing.stats.multiplicity import adjust
from framing.stats.resampling_units import Block
from framing.stats.tiers import LEVEL

REST = "the others"
Correction = Literal["max-t", "holm", "bh"]
_NOTHING = 1e-9  # differences that cancel but for rounding


def adjusted_for_family(
    made: pd.DataFrame, every: Sequence[Block], correction: Correction, settings: Settings
) -> pd.DataFrame:
    """Add p where it was left to joint shuffles, p_adjusted, n_tested, statistic and critical value.

    The declared comparisons are one family and the others a second.
    """
    for name in ("p_adjusted", "statistic", "critical"):
        made[name] = math.nan
    made["n_tested"] = 0
    family = np.where(made["declared"].to_numpy(bool), 0, 1)
    testable = made["least_p"].notna().to_numpy(bool)
    if correction == "max-t":
        joint = _jointly(made, every, family, testable, settings)
        p = made["p"].to_numpy(float, copy=True)
        left = testable & np.isnan(p)
        p[testable] = np.where(left, np.maximum(joint.p, made["least_p"].to_numpy(float)), p)[testable]
        made["p"] = p
        made.loc[left, "n_arrangements"], made.loc[left, "exact"] = joint.n_dealt, joint.exact
        made.loc[left, "method"] = "permutation of outlets over articles"
        made["p_adjusted"] = np.where(testable, np.maximum(joint.p_adjusted, p), math.nan)
        made["statistic"] = np.where(testable, joint.statistic, math.nan)
        made["critical"] = [joint.critical.get(int(f), math.nan) for f in family]
    once = ~_twins(made)
    for number in (0, 1):
        counted = (family == number) & testable & once
        p, least = made["p"].to_numpy(float), made["least_p"].to_numpy(float)
        able = int(np.count_nonzero(least[counted] <= LEVEL)) or int(counted.sum())
        made.loc[(family == number) & testable, "n_tested"] = able
        if correction == "max-t":
            continue
        adjusted, n = adjust(p[counted], least[counted], correction=correction, level=LEVEL)
        made.loc[counted, "p_adjusted"] = adjusted
        made.loc[(family == number) & testable, "n_tested"] = n
        # a repeated test gets the value of the one it repeats, which has the same p
        known = dict(zip(p[counted].tolist(), adjusted.tolist(), strict=True))
        repeats = (family == number) & testable & ~once
        made.loc[repeats, "p_adjusted"] = [known.get(value, math.nan) for value in p[repeats].tolist()]
    return made


def _jointly(
    made: pd.DataFrame,
    every: Sequence[Block],
    family: NDArray[np.int_],
    testable: NDArray[np.bool_],
    settings: Settings,
) -> JointTest:
    """Test all testable rows under one dealing; rows that are not get NaN."""
    outlets = sorted({str(name) for block in every for name in block.outlets})
    number = {name: i for i, name in enumerate(outlets)}
    keys = [(block.measure, block.group, key) for block in every for key in block.keys]
    place = {name: i for i, name in enumerate(keys)}
    rows = np.flatnonzero(testable)
    about = made.iloc[rows]
    tested = joint_test(
        every,
        Comparisons(
            np.array(
                [place[k] for k in zip(about["measure"], about["group"], about["key"], strict=True)], dtype=np.intp
            ),
            np.array([number[str(name)] for name in about["first"]], dtype=np.intp),
        ),
        family[rows].astype(np.intp),
        outlets=outlets,
        draws=settings.draws,
        seed=settings.seed,
    )
    spread = []
    for found in (tested.statistic, tested.p, tested.p_adjusted):
        column = np.full(len(made), math.nan)
        column[rows] = found
        spread.append(column)
    return JointTest(spread[0], spread[1], spread[2], tested.critical, tested.n_dealt, tested.exact)


def _twins(made: pd.DataFrame) -> NDArray[np.bool_]:
    """Rows that repeat another row's test: the second outlet of two, the second label of two that make up a whole."""
    outlets = made.groupby(["measure", "group"])["first"].transform("nunique")
    first = made.groupby(["measure", "group"])["first"].transform("min")
    mirrored = ((made["second"] == REST) & (outlets == 2) & (made["first"] != first)).to_numpy(bool)  # noqa: PLR2004
    same = ["measure", "group", "first", "second"]
    keys = made.groupby(same)["key"].transform("size")
    opposite = (made.groupby(same)["difference"].transform("sum").abs() < _NOTHING) & (keys == 2)  # noqa: PLR2004
    opposite &= made.groupby(same)["p"].transform("nunique") == 1
    both = opposite & made["unit"].astype(str).str.startswith("share")
    repeat: NDArray[np.bool_] = mirrored | (both & made.duplicated(same)).to_numpy(bool)
    return repeat


def falls_at(made: pd.DataFrame) -> NDArray[np.float64]:
    """The likeness of an author's articles (intraclass correlation) at which a comparison would no longer stand.

    Reckoned as if two authors had written each outlet's articles: m articles each, whose variance
    is then 1 + (m - 1) ICC times what it seems, and the statistic smaller by its root. 0 where an author
    would have one article, or where it stands only because larger differences were stepped over; NaN where
    nothing stands. Kish (1965), *Survey Sampling*, section 5.4.
    """
    each = made["n_articles_first"].to_numpy(float) / 2
    stands = (made["p_adjusted"] <= LEVEL).to_numpy(bool)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = ((made["statistic"] / made["critical"]).to_numpy(float) ** 2 - 1) / (each - 1)
    reckoned = np.where((each > 1) & np.isfinite(found), np.clip(found, 0.0, 1.0), 0.0)
    limited: NDArray[np.float64] = np.where(stands, reckoned, math.nan)
    return limited
