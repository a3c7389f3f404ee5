"""A variation of a comparison is the comparison without an article, worked out on its own."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from simulated import rows_of

from framing.measure.settings import Settings
from framing.stats.joint_dealing import unit_sums
from framing.stats.joint_specification import _unit_tables
from framing.stats.resampling_units import blocks
from framing.stats.specification import ALL_IN, Target, specification_curve
from framing.stats.variations import variations_of

TARGET = Target("label share", "c", "x", "A")


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    rng = np.random.default_rng(4)
    made = rows_of({o: [(float(rng.integers(0, 4)), float(rng.integers(4, 9))) for _ in range(7)] for o in "AB"})
    made["cluster"] = [*"aabbbcd", *"aefghhh"]  # copies within an outlet and across
    return made


def test_matrices_are_those_of_the_articles_left(rows: pd.DataFrame) -> None:
    block = next(blocks(rows))
    every = list(variations_of(block, leave_out=True))
    assert len(every) == 2 * (1 + len(rows))
    for varied in every:
        left = rows[rows["article_id"] != (block.articles[varied.place] if varied.place >= 0 else "")]
        alone = next(blocks(left, collapse_copies=varied.collapse))
        numerators, bases = varied.matrices()
        assert np.array_equal(numerators, alone.numerators)
        assert np.array_equal(bases, alone.bases)


def test_what_is_dealt_is_summed_as_for_blocks_made_one_by_one(rows: pd.DataFrame) -> None:
    block = next(blocks(rows))
    every = list(variations_of(block, leave_out=True))
    units, residuals, bases = _unit_tables(every)
    alone = [
        next(blocks(rows.drop(index=[varied.place] if varied.place >= 0 else []), collapse_copies=varied.collapse))
        for varied in every
    ]
    wanted, values, sums = unit_sums(alone)
    assert units == wanted
    assert np.array_equal(bases, sums)
    assert np.array_equal(residuals, values - sums * (values.sum(axis=0) / sums.sum(axis=0)))


def test_a_curve_says_of_each_article_left_out_what_the_others_alone_say(rows: pd.DataFrame) -> None:
    curve = specification_curve([({}, rows)], TARGET, analysis=Settings(draws=200))
    for article in rows["article_id"]:
        left = rows[rows["article_id"] != article]
        alone = specification_curve([({}, left)], TARGET, analysis=Settings(draws=200), leave_out=False)
        got = curve[curve["left_out"] == article]
        for name in ("estimate", "rest", "difference", "p", "least_p", "n_articles"):
            assert got[name].tolist() == pytest.approx(alone[name].tolist(), nan_ok=True)
    assert (curve["left_out"] == ALL_IN).sum() == 2
