import math

import numpy as np
import pytest

from framing.stats.power import power, standard_error


@pytest.mark.parametrize("gap", [0.1, 0.3, 0.5])
def test_as_drawn_from_a_normal(gap: float) -> None:
    rng = np.random.default_rng(4)
    error = math.hypot(standard_error(0.3 + gap, 6, 5), standard_error(0.3, 12, 5))
    drawn = rng.normal(gap, error, 200_000)
    passed = drawn[np.abs(drawn) > 1.96 * error]
    got = power(gap, articles=(6, 12), mentions=5)
    assert got.found == pytest.approx(len(passed) / len(drawn), abs=0.01)
    assert got.exaggeration == pytest.approx(np.abs(passed).mean() / gap, rel=0.02)


def test_two_articles_a_side_find_nothing() -> None:
    got = power(0.9, articles=(2, 2), mentions=10)
    assert got.found == 0
    assert math.isnan(got.exaggeration)


def test_more_articles_find_more_and_overstate_less() -> None:
    made = [power(0.2, articles=(n, n), mentions=4) for n in (4, 8, 16, 32)]
    found = [one.found for one in made]
    overstated = [one.exaggeration for one in made]
    assert found == sorted(found)
    assert overstated == sorted(overstated, reverse=True)
    assert all(one >= 1 for one in overstated)
