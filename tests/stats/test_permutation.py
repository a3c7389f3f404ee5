from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from framing.stats.permutation import (
    arrangements,
    arrangements_within,
    count_arrangements,
    least_possible_p,
    shuffle_test,
)


def naive(values: list[float], bases: list[float], first: int) -> tuple[float, float]:
    """P and least p by loops over all arrangements, for the gap and the surplus, and by what is odd at all."""
    common = sum(values) / sum(bases)

    def gap(chosen: tuple[int, ...]) -> float:
        rest = [i for i in range(len(values)) if i not in chosen]
        one = sum(values[i] for i in chosen) / sum(bases[i] for i in chosen)
        two = sum(values[i] for i in rest) / sum(bases[i] for i in rest)
        return abs(one - two)

    def surplus(chosen: tuple[int, ...]) -> float:
        return abs(sum(values[i] - common * bases[i] for i in chosen))

    every = list(combinations(range(len(values)), first))
    ps, leasts = [], []
    for statistic in (gap, surplus):
        found = [statistic(chosen) for chosen in every]
        ps.append(sum(g >= found[0] - 1e-9 for g in found) / len(found))
        leasts.append(sum(g >= max(found) - 1e-9 for g in found) / len(found))
    ratios = [v / b for v, b in zip(values, bases, strict=True)]
    usual = max(set(ratios), key=ratios.count)
    odd = {i for i, ratio in enumerate(ratios) if ratio != usual}
    floor = 0.0
    if 2 * len(odd) < len(ratios):
        on_first = [len(odd & set(chosen)) for chosen in every]
        ends = [on_first.count(max(on_first)) / len(every), on_first.count(min(on_first)) / len(every)]
        floor = min(1, sum(ends) if 2 * first == len(ratios) else min(ends))
    return max(floor, *ps), max(floor, *leasts)


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), min_size=3, max_size=8),
    st.integers(1, 7),
)
@settings(deadline=None, max_examples=60)
def test_exact_p_is_that_of_a_plain_loop(units: list[tuple[int, int]], first: int) -> None:
    first = min(first, len(units) - 1)
    values, bases = [float(v) for v, _ in units], [float(b) for _, b in units]
    dealt = arrangements(first, len(units) - first, draws=10_000, seed=0)
    got = shuffle_test(np.array(values)[:, None], np.array(bases)[:, None], dealt)
    assert dealt.exact
    assert (got.p[0], got.least_p[0]) == pytest.approx(naive(values, bases, first))


def test_agrees_with_scipy_on_means() -> None:
    rng = np.random.default_rng(5)
    a, b = rng.normal(0.7, 1, 6), rng.normal(0, 1, 7)
    theirs = stats.permutation_test((a, b), lambda x, y, axis: abs(x.mean(axis) - y.mean(axis)), n_resamples=np.inf,
                                    alternative="greater")  # fmt: skip
    values = np.concatenate([a, b])[:, None]
    ours = shuffle_test(values, np.ones_like(values), arrangements(6, 7, draws=10_000, seed=0))
    assert ours.p[0] == pytest.approx(theirs.pvalue)


def test_drawn_p_is_near_the_exact_one_and_never_zero() -> None:
    values = np.array([5, 5, 5, 4, 5, 5, 4, 5, 0, 0, 1, 0, 0, 1, 0, 0], float)[:, None]
    bases = np.full_like(values, 5)
    exact = shuffle_test(values, bases, arrangements(8, 8, draws=20_000, seed=0))
    drawn = shuffle_test(values, bases, arrangements(8, 8, draws=5_000, seed=0))
    assert drawn.n_arrangements != exact.n_arrangements
    assert exact.p[0] == pytest.approx(2 / 12_870)
    assert drawn.p[0] >= 1 / 5_001
    assert drawn.p[0] == pytest.approx(exact.p[0], abs=2e-3)


@pytest.mark.parametrize(("sides", "least"), [((2, 2), 1 / 3), ((3, 3), 0.1), ((4, 4), 1 / 35), ((2, 3), 0.1)])
def test_the_least_p_is_known_before_the_test(sides: tuple[int, int], least: float) -> None:
    assert least_possible_p(*sides) == pytest.approx(least)
    perfect = np.array([1.0] * sides[0] + [0.0] * sides[1])[:, None]
    got = shuffle_test(perfect, np.ones_like(perfect), arrangements(*sides, draws=1000, seed=0))
    assert got.p[0] == pytest.approx(least)


def test_every_key_has_the_p_it_has_alone() -> None:
    rng = np.random.default_rng(1)
    bases = rng.integers(1, 6, (12, 1)).astype(float)
    values = rng.binomial(bases.astype(int), 0.4, (12, 30)).astype(float)
    dealt = arrangements(5, 7, draws=300, seed=4)
    together = shuffle_test(values, bases, dealt)
    alone = [shuffle_test(values[:, [k]], bases, dealt).p[0] for k in range(30)]
    assert together.p.tolist() == alone
    wide = shuffle_test(values, np.repeat(bases, 30, axis=1), dealt)
    assert wide.p.tolist() == alone


def test_the_same_seed_gives_the_same_shuffles_and_another_does_not() -> None:
    one, two, other = (arrangements(10, 10, draws=500, seed=s).sides for s in (3, 3, 4))
    assert (one == two).all()
    assert (one != other).any()
    assert (one.sum(axis=1) == 10).all()


def test_shuffles_within_events_keep_each_events_numbers() -> None:
    first = np.array([True, False, False, True, False, True])
    events = ["a", "a", "a", "b", "b", "b"]
    listed = arrangements_within(first, events, draws=100, seed=0)
    assert listed.exact
    assert len(listed.sides) == count_arrangements(1, 2) * count_arrangements(2, 1)
    assert len({tuple(row) for row in listed.sides}) == 9
    drawn = arrangements_within(np.tile(first, 3), ["abcdef"[i // 3] for i in range(18)], draws=100, seed=0)
    for dealt, flags in ((listed, first), (drawn, np.tile(first, 3))):
        assert (dealt.sides[0] == flags).all()
        for start in range(0, len(flags), 3):
            assert set(dealt.sides[:, start : start + 3].sum(axis=1)) == {flags[start : start + 3].sum()}


def test_no_side_is_empty() -> None:
    with pytest.raises(ValueError, match="an article on each side"):
        arrangements(0, 3, draws=10, seed=0)
