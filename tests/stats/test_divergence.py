import math

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import jensenshannon
from simulated import label_shares, rows_of

from framing.measure.settings import Settings
from framing.stats.divergence import divergence_of_outlets, jensen_shannon


def test_is_the_square_of_scipys_distance() -> None:
    rng = np.random.default_rng(0)
    for _ in range(20):
        p, q = rng.integers(0, 9, (2, 5)).astype(float)
        p[0] += 1
        q[1] += 1
        assert jensen_shannon(p, q) == pytest.approx(jensenshannon(p, q, base=2) ** 2)


def test_ends_of_the_scale() -> None:
    assert jensen_shannon(np.array([2.0, 4]), np.array([1.0, 2])) == 0
    assert jensen_shannon(np.array([2.0, 0]), np.array([0.0, 3])) == 1
    assert math.isnan(jensen_shannon(np.array([0.0, 0]), np.array([0.0, 3])))


def two_labels(cells: dict[str, list[tuple[float, float]]]) -> pd.DataFrame:
    one = rows_of(cells)
    return pd.concat([one, one.assign(key="y", value=one["base"] - one["value"])])


def test_excess_is_about_zero_without_a_difference_though_divergence_is_not() -> None:
    rng = np.random.default_rng(1)
    found = pd.concat(
        divergence_of_outlets(label_shares(rng, articles=5, concepts=1), settings=Settings(draws=300, seed=i))
        for i in range(30)
    )
    assert found["divergence"].mean() > 0.04
    assert abs(found["excess"].mean()) < 0.03
    assert (found["p"] <= 0.1).mean() <= 0.25


def test_opposite_use_exceeds_every_shuffle() -> None:
    got = divergence_of_outlets(two_labels({"A": [(3, 3)] * 5, "B": [(0, 3)] * 5}), settings=Settings(draws=1000)).iloc[
        0
    ]
    assert (got["divergence"], got["unit"]) == (1, "bits")
    assert got["p"] == pytest.approx(2 / 252)
    assert 0 < got["expected"] < 0.5


def test_one_article_a_side_has_no_excess() -> None:
    got = divergence_of_outlets(two_labels({"A": [(3, 3)], "B": [(0, 3)] * 5}), settings=Settings(draws=1000)).iloc[0]
    assert got["divergence"] == 1
    assert math.isnan(got["excess"])
    assert divergence_of_outlets(rows_of({"A": [(1, 2)], "B": [(0, 3)]}), settings=Settings(draws=1000)).empty


def test_p_holds_where_outlets_write_unequally_much() -> None:
    rng = np.random.default_rng(5)
    p = [
        divergence_of_outlets(
            label_shares(rng, articles=10, concepts=1, mentions=(2.0, 8.0)), settings=Settings(draws=300, seed=seed)
        )["p"].iloc[0]
        for seed in range(150)
    ]
    assert np.mean(np.array(p) <= 0.05) <= 0.07  # as dealt alone: about .14
