import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.stats.multiplicity import adjust, benjamini_hochberg, holm, reachable

PS = st.lists(st.floats(0.0001, 1), min_size=1, max_size=12)


def test_holm_of_a_worked_example() -> None:
    # p = .01 .04 .03 .005: .005*4, .01*3, .03*2, then .04 held up to .06
    assert holm(np.array([0.01, 0.04, 0.03, 0.005])) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_benjamini_hochberg_rejects_what_the_paper_rejects() -> None:
    # Benjamini & Hochberg (1995), section 4.1: 15 p values, 4 rejected at .05
    p = [
        .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1,
    ]  # fmt: skip
    assert (benjamini_hochberg(np.array(p)) <= 0.05).sum() == 4


@given(PS)
@settings(deadline=None, max_examples=60)
def test_holm_rejects_as_the_step_down_rule_does(p: list[float]) -> None:
    adjusted = holm(np.array(p))
    for level in (0.01, 0.05, 0.2):
        rejected, order = set(), sorted(range(len(p)), key=lambda i: p[i])
        for step, i in enumerate(order):
            if p[i] * (len(p) - step) > level:
                break
            rejected.add(i)
        assert {i for i in range(len(p)) if adjusted[i] <= level} == rejected


def test_tests_that_cannot_reach_the_level_cost_nothing() -> None:
    p, least = np.array([0.004, 0.5, 0.25, 0.25]), np.array([0.004, 0.01, 0.25, 0.25])
    assert reachable(least)[0] == 2
    adjusted, n = adjust(p, least, correction="holm")
    assert (adjusted[0], n) == (pytest.approx(0.008), 2)  # the other two cannot reach .05
    assert (adjusted[2:] > 0.05).all()


@pytest.mark.parametrize("correction", ["holm", "bh"])
def test_tests_of_which_none_can_reach_the_level_were_still_tried(correction: str) -> None:
    p = np.array([0.3, 0.5, 1.0])
    adjusted, n = adjust(p, np.full(3, 0.1), correction=correction)
    assert n == 3
    assert (adjusted >= p).all()


def test_tarones_count_is_the_smallest_that_holds() -> None:
    rng = np.random.default_rng(2)
    for _ in range(50):
        least = rng.choice([0.0001, 0.004, 0.02, 0.1, 0.3], 15)
        k, able = reachable(least)
        assert able.sum() <= k
        assert all((least <= 0.05 / j).sum() > j for j in range(1, k))


def test_an_unknown_correction_names_the_known() -> None:
    with pytest.raises(ValueError, match="'holm'"):
        adjust(np.array([0.1]), np.array([0.1]), correction="none")
    assert adjust(np.array([]), np.array([]), correction="bh")[1] == 0
