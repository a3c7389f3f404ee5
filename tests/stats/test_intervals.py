import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.stats.intervals import (
    BOOTSTRAP,
    WILSON_EFFECTIVE,
    Interval,
    bootstrap_interval,
    difference_interval,
    share_interval,
    wilson,
)

UNITS = st.lists(st.integers(1, 9).flatmap(lambda b: st.tuples(st.integers(0, b), st.just(b))), min_size=2, max_size=12)


Units = list[tuple[int, int]]


def arrays(units: Units) -> tuple[np.ndarray, np.ndarray]:
    return np.array([v for v, _ in units], float), np.array([b for _, b in units], float)


def test_wilson_of_a_published_example() -> None:
    # Newcombe (1998), Stat. Med. 17: 857-872, table I: 81 of 263 and 0 of 20
    assert wilson(81 / 263, 263, 1.959964) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20, 1.959964) == pytest.approx((0, 0.1611), abs=5e-5)


def test_one_mention_an_article_makes_articles_the_effective_number() -> None:
    got = share_interval(np.array([1.0] * 4 + [0.0] * 6), np.ones(10))
    low, high = wilson(0.4, 10, 1.959964)
    assert got.low == pytest.approx(low, abs=0.05)
    assert got.high == pytest.approx(high, abs=0.05)
    assert got.low <= low
    assert high <= got.high  # wider, never narrower


TENS = st.lists(st.tuples(st.integers(0, 10), st.just(10)), min_size=3, max_size=8)


@given(TENS, st.data())
@settings(deadline=None, max_examples=200)
def test_one_mention_more_never_makes_an_end_jump(units: Units, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(units) - 1))
    value, base = units[place]
    other = list(units)
    other[place] = (value + 1 if value < base else value - 1, base)
    one, two = share_interval(*arrays(units)), share_interval(*arrays(other))
    assert abs(one.low - two.low) < 0.1
    assert abs(one.high - two.high) < 0.1


@given(UNITS)
@settings(deadline=None, max_examples=100)
def test_an_interval_holds_its_estimate_and_stays_a_share(units: Units) -> None:
    got = share_interval(*arrays(units))
    assert 0 <= got.low <= got.estimate + 1e-12
    assert got.estimate - 1e-12 <= got.high <= 1


@given(UNITS)
@settings(deadline=None, max_examples=50)
def test_the_complement_has_the_mirrored_interval(units: Units) -> None:
    values, bases = arrays(units)
    one, other = share_interval(values, bases), share_interval(bases - values, bases)
    assert (1 - one.high, 1 - one.low) == pytest.approx((other.low, other.high))


def test_articles_that_disagree_widen_the_interval() -> None:
    bases = np.full(10, 6.0)
    alike = share_interval(np.full(10, 3.0), bases)
    split = share_interval(np.array([6.0, 0.0] * 5) + np.array([-1, 0] + [0] * 8), bases)
    assert split.high - split.low > 1.5 * (alike.high - alike.low)
    assert split.method == alike.method == WILSON_EFFECTIVE


def test_never_seen_is_not_never() -> None:
    got = share_interval(np.zeros(5), np.full(5, 3.0))
    assert (got.estimate, got.low) == (0, 0)
    assert wilson(0, 15, 1.959964)[1] < got.high < wilson(0, 5, 1.959964)[1] + 0.05  # fewer than fifteen mentions


@pytest.mark.parametrize("make", [share_interval, bootstrap_interval])
def test_one_article_has_no_interval_and_none_has_no_estimate(make: Callable[..., Interval]) -> None:
    one = make(np.array([2.0]), np.array([3.0]))
    assert one.estimate == pytest.approx(2 / 3)
    assert math.isnan(one.low)
    none = make(np.array([]), np.array([]))
    assert math.isnan(none.estimate)


def test_bootstrap_is_repeatable_and_inside_the_articles() -> None:
    values, bases = np.array([-4.0, 2, 0, 3, 1]), np.array([4.0, 3, 2, 3, 5])
    one, two = (bootstrap_interval(values, bases, draws=2000, seed=9) for _ in range(2))
    assert one == two
    assert one.method == BOOTSTRAP
    assert -1 <= one.low <= one.estimate <= one.high <= 1


def test_equal_articles_are_no_certainty() -> None:
    got = bootstrap_interval(np.array([2.0, 4.0]), np.array([1.0, 2.0]))
    assert got.estimate == 2
    assert math.isnan(got.low)


def test_label_shares_are_covered_at_ten_articles() -> None:
    """A small run of benchmarks/calibration.py; the bounds allow for its noise."""
    rng = np.random.default_rng(11)
    covered = 0
    for _ in range(800):
        bases = 1 + rng.poisson(2, 10)
        truth = rng.choice([0.2, 0.3, 0.5])
        values = rng.binomial(bases, rng.beta(truth * 4, (1 - truth) * 4, 10))  # likeness .2
        got = share_interval(values.astype(float), bases.astype(float))
        covered += got.low <= truth <= got.high
    assert 0.93 <= covered / 800 <= 0.98


def test_difference_of_two_shares_is_newcombes() -> None:
    # Newcombe (1998), Stat. Med. 17: 873-890, table II (a), method 10: 56/70 - 48/80
    two = [Interval(k / n, *wilson(k / n, n, 1.959964), "Wilson") for k, n in ((56, 70), (48, 80))]
    assert difference_interval(*two) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert all(map(math.isnan, difference_interval(two[0], Interval(0.5, math.nan, math.nan, "none"))))
