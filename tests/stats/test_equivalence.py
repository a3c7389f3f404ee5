import math

import pytest

from framing.stats.equivalence import equivalent, joint_confidence


def test_every_difference_must_be_small() -> None:
    assert equivalent([(-0.1, 0.1), (-0.05, 0.19)]).shown
    assert not equivalent([(-0.1, 0.1), (-0.05, 0.21)]).shown
    assert equivalent([(-0.3, 0.1)]).not_ruled_out == 0.3


def test_what_has_no_interval_rules_out_nothing() -> None:
    assert not equivalent([]).shown
    assert not equivalent([(-0.1, 0.1), (math.nan, math.nan)]).shown


def test_more_comparisons_need_more_confidence() -> None:
    made = [joint_confidence(n) for n in (0, 1, 2, 10)]
    assert made == [0.9, 0.9, 0.95, 0.99]


def test_a_smallest_effect_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="20 points"):
        equivalent([(0.0, 0.0)], smallest=0)
