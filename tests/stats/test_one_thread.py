"""Matrix products of the statistics keep to one thread, and settings that do not differ are worked out once."""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits

from framing.stats.joint_specification import _different, _means
from framing.stats.one_thread import on_one_thread


def test_a_function_on_one_thread_leaves_the_limit_as_it_was() -> None:
    @on_one_thread
    def threads() -> set[int]:
        return {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"}

    with threadpool_limits(2):
        before = {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"}
        assert threads() == {1}
        assert {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"} == before


def test_settings_that_do_not_differ_count_as_often_as_they_are_there() -> None:
    generator = np.random.default_rng(3)
    bases = generator.integers(1, 5, (8, 3)).astype(float)
    values = generator.random((8, 3)) * bases
    residuals = values - bases * values.sum(axis=0) / bases.sum(axis=0)
    repeated = [0, 1, 1, 2, 0, 1]
    mine = np.array([generator.permutation([1] * 3 + [0] * 5) for _ in range(200)], dtype=bool)
    kept = _different(residuals[:, repeated], bases[:, repeated])
    assert kept[0].shape == (8, 3)
    every = np.arange(6)
    assert np.allclose(_means(mine, *kept), _means(mine, residuals[:, repeated], bases[:, repeated], every), rtol=1e-12)
