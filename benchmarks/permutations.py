"""Shuffles: 10 000 × 1 000 terms × 200 articles in one matrix product, against scipy's permutation_test.

python benchmarks/permutations.py
"""

from __future__ import annotations

import argparse
import statistics
import time

import numpy as np
from scipy import stats

from framing.stats.permutation import arrangements, shuffle_test


def best(run: object, times: int = 3) -> float:
    """Return the median seconds of a few runs."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        run()  # type: ignore[operator]
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--terms", type=int, default=1000)
    parser.add_argument("--articles", type=int, default=200)
    asked = parser.parse_args()
    rng = np.random.default_rng(0)
    n = asked.articles
    words = rng.integers(200, 900, (n, 1)).astype(float)
    counts = rng.poisson(words * rng.gamma(0.5, 0.004, asked.terms)).astype(float)

    def ours() -> None:
        shuffle_test(
            counts, words, arrangements(n // 2, n - n // 2, draws=asked.draws, seed=int(rng.integers(1 << 30)))
        )

    seconds = best(ours)

    # scipy, vectorised over its resamples, on one term; the same statistic (difference of rates)
    pairs = np.stack([counts[:, 0], words[:, 0]])

    def rate_difference(one: np.ndarray, two: np.ndarray, axis: int = -1) -> np.ndarray:
        del axis  # articles stand last
        return np.abs(one[0].sum(-1) / one[1].sum(-1) - two[0].sum(-1) / two[1].sum(-1))

    def theirs() -> None:
        places = np.arange(n)

        def statistic(one: np.ndarray, two: np.ndarray, axis: int) -> np.ndarray:
            return rate_difference(pairs[:, one.astype(int)], pairs[:, two.astype(int)], axis)

        stats.permutation_test(
            (places[: n // 2], places[n // 2 :]),
            statistic,
            n_resamples=asked.draws,
            vectorized=True,
            alternative="greater",
            rng=np.random.default_rng(0),
        )

    # scipy on many terms in one call: counts and words side by side, shuffled together
    some = 50
    both = np.stack([counts[:, :some], np.repeat(words, some, axis=1)], axis=1)

    def ratios(one: np.ndarray, two: np.ndarray, axis: int) -> np.ndarray:
        sums, others = one.sum(axis), two.sum(axis)
        gap = np.abs(sums[..., 0, :] / sums[..., 1, :] - others[..., 0, :] / others[..., 1, :])
        return np.stack([gap, gap], axis=-2)

    def at_once() -> None:
        stats.permutation_test(
            (both[: n // 2], both[n // 2 :]),
            ratios,
            n_resamples=asked.draws,
            vectorized=True,
            batch=500,
            alternative="greater",
            axis=0,
            rng=np.random.default_rng(0),
        )

    one_term = best(theirs)
    many = best(at_once, times=1) / some
    print(f"{asked.draws} shuffles x {asked.terms} terms x {n} articles: {seconds:.2f} s")
    print(f"scipy permutation_test, vectorised, one term: {one_term:.3f} s; all terms: {one_term * asked.terms:.0f} s")
    print(f"scipy permutation_test, {some} terms a call: {many:.3f} s a term; all terms: {many * asked.terms:.0f} s")
    print(f"ratio to the faster of the two: {min(one_term, many) * asked.terms / seconds:.0f}")


if __name__ == "__main__":
    main()
