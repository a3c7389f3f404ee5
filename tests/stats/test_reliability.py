import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.stats.reliability import agreement, alpha, verdict

N = None
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections A, B and C to E
BINARY = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
NOMINAL = [list("aabbdcccedda"), list("babbbccceddd")]
FOUR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]


@pytest.mark.parametrize(
    ("coders", "level", "published"),
    [
        (BINARY, "nominal", 0.095),
        (NOMINAL, "nominal", 0.692),
        (FOUR, "nominal", 0.743),
        (FOUR, "ordinal", 0.815),
        (FOUR, "interval", 0.849),
    ],
)
def test_published_examples(coders: list[list[object]], level: str, published: float) -> None:
    got = agreement(pd.DataFrame(coders).T, level=level, draws=200)  # type: ignore[arg-type]
    assert got.alpha == pytest.approx(published, abs=0.0005)
    assert got.low <= got.alpha <= got.high


def test_counts_are_of_what_was_coded_twice() -> None:
    got = agreement(pd.DataFrame(FOUR).T, draws=50)
    # the paper: 40 pairable values in 11 units; the twelfth has one coding
    assert (got.n_units, got.n_codings, got.n_coders, got.n_values) == (11, 40, 4, 5)


@given(
    st.lists(st.lists(st.sampled_from([1, 2, 3, 5, None]), min_size=3, max_size=3), min_size=2, max_size=12),
    st.sampled_from(["nominal", "ordinal", "interval"]),
)
@settings(deadline=None, max_examples=150)
def test_agrees_with_the_reference_package(units: list[list[int | None]], level: str) -> None:
    frame = pd.DataFrame(units)
    ours = alpha(frame, level=level)  # type: ignore[arg-type]
    twice = [[value for value in unit if value] for unit in units]
    if len({value for unit in twice if len(unit) > 1 for value in unit}) < 2:
        assert math.isnan(ours)
        return
    krippendorff = pytest.importorskip("krippendorff", reason="the reference package is not installed")
    theirs = krippendorff.alpha(reliability_data=frame.to_numpy(float).T, level_of_measurement=level)
    assert ours == pytest.approx(theirs, abs=1e-9)


def test_full_agreement_chance_and_opposites() -> None:
    rng = np.random.default_rng(4)
    one = pd.Series(rng.integers(0, 2, 400))
    assert alpha(pd.concat([one, one], axis=1)) == 1
    assert abs(alpha(pd.concat([one, pd.Series(rng.integers(0, 2, 400))], axis=1))) < 0.15
    assert alpha(pd.concat([one, 1 - one], axis=1)) < -0.9


def test_the_interval_narrows_with_more_units() -> None:
    rng = np.random.default_rng(4)

    def width(n: int) -> float:
        one = rng.integers(0, 3, n)
        other = np.where(rng.random(n) < 0.8, one, rng.integers(0, 3, n))
        got = agreement(pd.DataFrame({"a": one, "b": other}))
        return got.high - got.low

    assert width(400) < 0.6 * width(60)


def test_undefined_and_refused() -> None:
    assert agreement(pd.DataFrame({"a": ["x", "x"], "b": ["x", "x"]})).verdict.startswith("not defined")
    assert math.isnan(alpha(pd.DataFrame({"a": ["x", None], "b": [None, "y"]})))
    with pytest.raises(ValueError, match="needs numbers"):
        alpha(pd.DataFrame({"a": ["x", "y"], "b": ["x", "x"]}), level="interval")
    with pytest.raises(ValueError, match="nominal, ordinal or interval"):
        alpha(pd.DataFrame({"a": [1], "b": [1]}), level="ratio")  # type: ignore[arg-type]


@pytest.mark.parametrize(("value", "word"), [(0.8, "firm"), (0.799, "tentative"), (0.667, "tentative"), (0.5, "not")])
def test_verdicts(value: float, word: str) -> None:
    assert verdict(value).startswith(word)


def test_ordinal_labels_need_their_order() -> None:
    words = {"low": 1, "medium": 2, "high": 3}
    rng = np.random.default_rng(2)
    one = rng.choice(list(words), 60)
    other = np.where(rng.random(60) < 0.7, one, rng.choice(list(words), 60))
    named = pd.DataFrame({"a": one, "b": other})
    with pytest.raises(ValueError, match="needs the order of its labels"):
        alpha(named, level="ordinal")
    ranked = alpha(named.replace(words).astype(int), level="ordinal")
    assert alpha(named, level="ordinal", order=["low", "medium", "high"]) == pytest.approx(ranked)
    with pytest.raises(ValueError, match="not in the order given: medium"):
        alpha(named, level="ordinal", order=["low", "high"])


def test_few_units_are_never_firm() -> None:
    same = pd.DataFrame({"a": ["x", "y", "x"], "b": ["x", "y", "x"]})
    assert agreement(same).alpha == 1
    assert agreement(same).verdict.startswith("too few units to say: 3")
    assert verdict(0.82, 60, low=0.5).startswith("tentative")
