"""Sums of rare and common keys, with shared bases and without, against plain loops."""

from __future__ import annotations

import numpy as np
import pytest

from framing.stats.outlet_sums import KeySums


@pytest.mark.parametrize("rare", [0.0, 0.5, 1.0])
def test_the_statistics_are_those_of_plain_sums(rare: float) -> None:
    generator = np.random.default_rng(7)
    units, keys, dealings = 24, 12, 15
    values = generator.integers(0, 6, (units, keys)).astype(float)
    few = generator.random(keys) < rare
    values[2:, few] = 0.0
    bases = values.max(axis=1, keepdims=True) + generator.integers(1, 4, (units, keys))
    bases[:, : keys // 2] = bases[:, [0]]  # half of the keys share their base
    mine = (generator.random((dealings, units)) < 0.3).astype(float)
    mine[0], mine[1] = 0.0, 1.0  # dealt nothing, dealt everything
    sums = KeySums.of(values, bases)
    gap, surplus = np.empty((dealings, keys)), np.empty((dealings, keys))
    sums.statistics(mine, gap, surplus, least=1e-9)
    assert sorted(sums.order.tolist()) == list(range(keys))
    for place, key in enumerate(sums.order):
        for dealing in range(dealings):
            on = mine[dealing] > 0
            value, base, whole = values[on, key].sum(), bases[on, key].sum(), bases[:, key].sum()
            expected = abs(value - base * values[:, key].sum() / whole)
            assert surplus[dealing, place] == pytest.approx(expected, abs=1e-9)
            if 0 < base < whole:
                apart = value / base - (values[:, key].sum() - value) / (whole - base)
                assert gap[dealing, place] == pytest.approx(abs(apart), abs=1e-9)
            else:
                assert gap[dealing, place] == 0.0


def test_a_base_is_summed_once_for_all_keys_that_have_it() -> None:
    bases = np.array([[2.0, 2.0, 5.0], [1.0, 1.0, 5.0]])
    assert KeySums.of(np.ones((2, 3)), bases).bases.shape == (2, 2)
