"""Step-down max-T against a naive implementation, and what it must not do: a floor that grows with the tests."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulated import label_shares, rows_of

from framing.stats.evidence import compare_outlets
from framing.stats.joint_dealing import LISTED, Comparisons, deal_labels, joint_test
from framing.stats.resampling_units import Block, blocks


def every_comparison(made: list[Block], outlets: list[str]) -> Comparisons:
    n = sum(len(block.keys) for block in made)
    columns, numbers = np.divmod(np.arange(n * len(outlets)), len(outlets))
    return Comparisons(columns.astype(np.intp), numbers.astype(np.intp))


def naive(made: list[Block], outlets: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """p and step-down adjusted p of every key × outlet, by listing all arrangements and loops."""
    articles = sorted({(o, a) for b in made for o, a in zip(b.outlets, b.articles, strict=True)})
    real = tuple(o for o, _ in articles)
    arrangements = sorted(set(permutations(real)), key=lambda a: a != real)
    raw = []
    for arrangement in arrangements:
        row = []
        for block in made:
            for k in range(len(block.keys)):
                cells = dict(
                    zip(block.articles, zip(block.numerators[:, k], block.bases[:, k], strict=True), strict=True)
                )
                whole = [cells.get(a, (0.0, 0.0)) for _, a in articles]
                value, base = sum(v for v, _ in whole), sum(b for _, b in whole)
                for outlet in outlets:
                    mine = [cell for cell, dealt in zip(whole, arrangement, strict=True) if dealt == outlet]
                    v, b = sum(v for v, _ in mine), sum(b for _, b in mine)
                    surplus = v - b * value / base
                    gap = v / b - (value - v) / (base - b) if 0 < b < base else 0.0
                    row.append((abs(surplus), abs(gap)))
        raw.append(row)
    two = np.array(raw)  # arrangements × comparisons × 2
    with np.errstate(invalid="ignore", divide="ignore"):
        t = (two / np.sqrt((two**2).mean(axis=0))).min(axis=2)
    n = t.shape[1]
    p = np.array([(t[:, j] >= t[0, j] * (1 - 1e-7) - 1e-9).mean() for j in range(n)])
    order = sorted(range(n), key=lambda j: -t[0, j])
    adjusted, worst = np.zeros(n), 0.0
    for place, j in enumerate(order):
        largest = t[:, order[place:]].max(axis=1)
        worst = max(worst, float((largest >= t[0, j] * (1 - 1e-7) - 1e-9).mean()))
        adjusted[j] = worst
    return p, adjusted


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=15)
def test_as_a_naive_implementation(seed: int) -> None:
    rng = np.random.default_rng(seed)
    frame = label_shares(rng, outlets=3, articles=2, concepts=2, mentions=(4.0,))
    made = list(blocks(frame))
    outlets = sorted(set(frame["outlet"]))
    # keys that nothing varies in have no statistic; the naive one would divide by nothing
    varied = all(np.ptp(b.numerators[:, k] / b.bases[:, k]) > 0 for b in made for k in range(len(b.keys)))
    if not varied:
        return
    pairs = every_comparison(made, outlets)
    got = joint_test(made, pairs, np.zeros(len(pairs.column), dtype=np.intp), outlets=outlets, draws=100, seed=1)
    p, adjusted = naive(made, outlets)
    assert got.exact
    assert got.p == pytest.approx(p)
    assert got.p_adjusted == pytest.approx(adjusted)


def test_all_arrangements_are_listed_once_the_real_one_first() -> None:
    dealt, exact = deal_labels([0, 1, 1, 2, 0], ["e"] * 5, draws=10, seed=0)
    assert exact
    assert dealt[0].tolist() == [0, 1, 1, 2, 0]
    assert len(dealt) == len({tuple(row) for row in dealt.tolist()}) == 30  # 5! ÷ (2! 2! 1!)
    assert len(dealt) <= LISTED


def test_labels_stay_within_their_event() -> None:
    dealt, exact = deal_labels([0, 1, 0, 1, 1], ["x", "x", "y", "y", "y"], draws=10, seed=0)
    assert exact
    assert len(dealt) == 2 * 3
    assert {tuple(sorted(row[:2])) for row in dealt.tolist()} == {(0, 1)}


@pytest.mark.parametrize("articles", [5, 10, 20])
def test_a_perfect_contrast_is_supported_among_many_tests(articles: int) -> None:
    rng = np.random.default_rng(articles)
    noise = label_shares(rng, outlets=4, articles=articles, concepts=66, mentions=(3.0,))  # about 800 comparisons
    cells = {o: [(2.0, 2.0)] * articles if o == "A" else [(0.0, 2.0)] * articles for o in "ABCD"}
    frame = pd.concat([rows_of(cells, key="planted"), noise], ignore_index=True)
    got = compare_outlets(frame, draws=2000)
    planted = got[(got["key"] == "planted") & (got["outlet"] == "A")].iloc[0]
    assert planted["n_tested"] > 300
    assert planted["tier"] == "supported"


def test_more_articles_never_weaken_a_perfect_contrast() -> None:
    p = []
    for articles in (4, 6, 9, 14):
        cells = {o: [(1.0, 1.0) if o == "A" else (0.0, 1.0)] * articles for o in "ABC"}
        noise = label_shares(np.random.default_rng(1), outlets=3, articles=articles, concepts=4)
        got = compare_outlets(pd.concat([rows_of(cells, key="k"), noise], ignore_index=True))
        p.append(float(got.loc[(got["key"] == "k") & (got["outlet"] == "A"), "p_adjusted"].iloc[0]))
    assert p == sorted(p, reverse=True)


def test_the_order_of_rows_does_not_matter() -> None:
    frame = label_shares(np.random.default_rng(5), outlets=3, articles=4, concepts=3)
    one = compare_outlets(frame)
    other = compare_outlets(frame.sample(frac=1, random_state=3))
    names = ["measure", "group", "key", "outlet"]
    left, right = (f.sort_values(names).reset_index(drop=True)["p_adjusted"] for f in (one, other))
    assert left.to_numpy() == pytest.approx(right.to_numpy(), nan_ok=True)
